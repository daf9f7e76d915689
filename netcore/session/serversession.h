// Layer: session. Pure, caller's thread. Owner: Connection.
#pragma once

#include "session/capabilities.h"
#include "session/liveness.h"
#include "session/numerics.h"
#include "session/responses.h"
#include "session/session.h"
#include "session/speech.h"
#include "session/typingpace.h"
#include "wire/message.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>
#include <span>
#include <vector>

namespace plausch::session {

/// The accepting end as its guests see it: a server with one user.
struct HostInfo
{
    QByteArray serverName;
    Self host;
    qint64 createdUtc = 0; // UTC ms, for 003
};

/// The accepting side of a conversation: an IRC server (https://modern.ircdocs.horse) on which the only user is the
/// host. Who may come in is not decided here: Knocked asks, Admit or Refuse answers, and meanwhile lines are kept.
class ServerSession final : public Session
{
public:
    ServerSession(Port &port, const HostInfo &info, const Limits &limits);

    void start(Moment now) override;
    void onLine(QByteArrayView line, Moment now) override;
    void onTick(Moment now) override;
    void perform(const Request &request, Moment now) override;
    void onOversizedLine(Moment now) override;
    void onPeerFinished(Moment now) override;
    Phase phase() const override;

private:
    enum class Stage { Greeting, Knocking, Ready, Closed };
    using Line = wire::MessageView;
    struct Command
    {
        QByteArrayView verb;
        void (ServerSession::*handler)(const Line &);
        int minParams;
        bool beforeRegistration;
    };
    static std::span<const Command> commands();
    static const Command *commandNamed(QByteArrayView verb);

    // serversession.cpp: lines in, answers out
    void handleLine(QByteArrayView raw);
    bool fitsLimits(QByteArrayView raw);
    bool isWellFormed(QByteArrayView raw, Line &line);
    void dispatch(const Line &line);
    void hold(QByteArrayView line);
    void strike();
    void reply(wire::Message message) { m_responses.add(std::move(message)); }
    void numeric(Numeric code, const QByteArrayList &middle, const QByteArray &text = {});
    void fail(const QByteArray &command, const QByteArray &code, const QByteArrayList &context, const QByteArray &text);
    void flushReplies();
    void transmit(wire::Message message);
    void finish(EndKind why, const QString &text, bool byPeer);
    void changePeer(const Self &changed);

    // servergreeting.cpp: capabilities and registration
    void onCap(const Line &line);
    void onNick(const Line &line);
    void onUser(const Line &line);
    void onPass(const Line &line);
    void onForeignProtocol(const Line &line);
    void requestCaps(QByteArrayView list);
    void changeNick(const QByteArray &nick);
    void knockIfComplete();
    void admit(const QByteArray &nick);
    void sendWelcome();
    void sendSupport();

    // servertalk.cpp: what is said
    void onText(const Line &line);
    void onTagMsg(const Line &line);
    void onRedact(const Line &line);
    void perform(const SignRequest &request);
    void onBatch(const Line &line);
    void onBatchLine(const Line &line);
    void onAway(const Line &line);
    void onSetName(const Line &line);
    void openBatch(const Line &line);
    void closeBatch();
    void failBatch(IncomingBatch::Fault fault, const QByteArray &target);
    void deliver(const QByteArray &command, QByteArrayView text, const Stamp &stamp);
    void echo(std::vector<wire::Message> lines);
    void say(const Say &say);
    void sendReceipt(const Receipt &receipt);
    void announce(const Self &self);
    void announceAway();
    void announcePort();
    void tellGuest(QList<wire::Tag> tags, const QByteArray &command, const QByteArrayList &params);

    // serverqueries.cpp: what is asked
    void onPing(const Line &line);
    void onPong(const Line &) { }
    void onQuit(const Line &line);
    void ping();
    void askIfStillThere();
    void onWhois(const Line &line);
    void onWho(const Line &line);
    void onUserhost(const Line &line);
    void onIson(const Line &line);
    void onMode(const Line &line);
    void onNoChannel(const Line &line);
    void onNames(const Line &line);
    void onList(const Line &line);
    void onLusers(const Line &line);
    void onMotd(const Line &line);
    void onVersion(const Line &line);
    void onTime(const Line &line);
    void onMonitor(const Line &line);
    void monitorAdd(const QByteArrayList &targets);
    void monitorStatus(const QByteArrayList &targets);
    void numericList(Numeric code, const QByteArrayList &items, char separator);

    struct Person // one of the two who are here
    {
        const Self &self;
        QByteArray user;
    };
    std::optional<Person> personNamed(QByteArrayView nick) const;
    QByteArray mask(const Person &person) const;
    QByteArray hostMask() const { return mask({m_info.host, m_info.host.nick}); }
    QByteArray guestMask() const { return mask({m_peer, m_user}); }
    bool isHost(QByteArrayView target) const;
    bool has(Cap cap) const { return m_caps.testFlag(cap); }
    bool receipts() const { return has(Cap::Receipts) && has(Cap::MessageTags); }
    Voice hostVoice() const;

    Port &m_port;
    HostInfo m_info;
    Limits m_limits;
    Liveness m_liveness;
    Moment m_now;
    qint64 m_started = 0;
    Stage m_stage = Stage::Greeting;

    Caps m_caps;
    bool m_negotiating = false; // CAP LS or REQ came, CAP END did not
    bool m_values = false; // CAP LS 302: values are understood
    bool m_userGiven = false;
    bool m_peerFinished = false; // no more lines come
    int m_strikes = 0; // senseless lines before registration
    QByteArray m_user;
    Self m_peer;
    std::vector<QByteArray> m_held;
    qsizetype m_heldBytes = 0;

    Responses m_responses;
    std::optional<IncomingBatch> m_batch;
    QByteArray m_batchLabel;
    QByteArray m_deadBatch; // its rest is ignored
    QByteArrayList m_monitored;
    TypingPace m_typing;
    quint64 m_batchCounter = 0;
};

} // namespace plausch::session
