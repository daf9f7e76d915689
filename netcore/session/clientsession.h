// Layer: session. Pure, caller's thread. Owner: Connection.
#pragma once

#include "session/capabilities.h"
#include "session/liveness.h"
#include "session/session.h"
#include "session/speech.h"
#include "session/typingpace.h"
#include "wire/message.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>
#include <span>

namespace plausch::session {

/// The dialling side of a conversation: an IRC client (https://modern.ircdocs.horse) that looks for one partner, the
/// host it is told of by the ISUPPORT token HOSTNICK. A server without a host is no buddy and is left again.
class ClientSession final : public Session
{
public:
    ClientSession(Port &port, const Self &self, const Limits &limits);

    void start(Moment now) override;
    void onLine(QByteArrayView line, Moment now) override;
    void onTick(Moment now) override;
    void perform(const Request &request, Moment now) override;
    void onOversizedLine(Moment now) override;
    Phase phase() const override { return m_phase; }

private:
    using Line = wire::MessageView;
    struct Handler
    {
        QByteArrayView verb;
        void (ClientSession::*handler)(const Line &);
        int minParams;
    };
    static std::span<const Handler> handlers();

    // clientsession.cpp: the conversation
    void dispatch(const Line &line);
    void onText(const Line &line);
    void onTagMsg(const Line &line);
    void onBatch(const Line &line);
    void onBatchLine(const Line &line);
    void onNickChange(const Line &line);
    void onSetName(const Line &line);
    void onAway(const Line &line);
    void onPing(const Line &line);
    void onQuit(const Line &line);
    void onError(const Line &line);
    void hear(const QByteArray &command, QByteArrayView text, const Stamp &stamp);
    bool isFromHost(const Line &line) const;
    bool isForMe(QByteArrayView target) const;
    void say(const Say &say);
    void sendReceipt(const Receipt &receipt);
    void onRedact(const Line &line);
    void perform(const SignRequest &request);
    void announce();
    void changePeer(const Self &changed);
    void send(QList<wire::Tag> tags, const QByteArray &command, const QByteArrayList &params);
    void leave(EndKind why, const QString &text);
    void end(EndKind why, const QString &text, bool byPeer);
    Voice voice() const;

    // clientgreeting.cpp: until the partner is known
    void onCap(const Line &line);
    void onCapList(const Line &line);
    void requestCaps(QByteArrayView list);
    void endNegotiation();
    void onWelcome(const Line &line);
    void onSupport(const Line &line);
    void onEndOfBurst(const Line &line);
    void onBadNick(const Line &line);
    void onWhoisUser(const Line &line);
    void onWhoisAway(const Line &line);
    void onWhoisEnd(const Line &line);
    void onUnknownCommand(const Line &line);
    void becomeReady();

    bool has(Cap cap) const { return m_caps.testFlag(cap); }
    bool receipts() const { return m_hostIsPlausch && has(Cap::Receipts) && has(Cap::MessageTags); }

    Port &m_port;
    Limits m_limits;
    Liveness m_liveness;
    Moment m_now;
    qint64 m_started = 0;
    Phase m_phase = Phase::Greeting;

    Self m_self; // as the program wants it
    Self m_told; // as the other end was told; its nick is the one that was asked for
    QByteArray m_nick; // what we are called there
    QByteArray m_serverName;
    Self m_peer;
    bool m_hostIsPlausch = false;

    Caps m_offered;
    Caps m_caps;
    MultilineCeiling m_multiline;
    bool m_negotiating = true;
    bool m_registered = false;
    int m_nickTries = 0;
    int m_senseless = 0; // lines that are no IRC, before Ready

    std::optional<IncomingBatch> m_batch;
    TypingPace m_typing;
    quint64 m_batchCounter = 0;
};

} // namespace plausch::session
