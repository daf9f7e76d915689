// Layer: session. Pure, caller's thread. Owner: Connection.
#pragma once

#include "session/capabilities.h"
#include "session/liveness.h"
#include "session/networkparts.h"
#include "session/pace.h"
#include "session/roster.h"
#include "session/session.h"
#include "session/speech.h"
#include "session/typingpace.h"
#include "wire/message.h"

#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace plausch::session {

/// A user's side of a link to a chat server: an IRC client (https://modern.ircdocs.horse) that takes what IRCv3 offers
/// and does without where a server has none of it.
///
/// Ceilings: Limits::paceWaiting lines wait for their turn, MaxEarly requests for Registered, MaxWatched people are
/// watched, MaxBatches batches are open: of more, the oldest is taken for closed.
class NetworkSession final : public Session
{
public:
    static constexpr size_t MaxEarly = 512;
    static constexpr int MaxWatched = 500;
    static constexpr size_t MaxBatches = 32;
    static constexpr size_t MaxAsked = 1024; // requests whose refusal could still come
    static constexpr size_t MaxPages = 64; // of history, asked for and not there yet

    NetworkSession(Port &port, NetworkSelf self, const Limits &limits);

    void setPrivate(bool on) override { m_private = on; }
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
        void (NetworkSession::*handler)(const Line &);
        int minParams;
    };
    static std::span<const Handler> handlers();

    // networksession.cpp: what carries everything
    void dispatch(const Line &line);
    void handle(const Line &line);
    void performNow(const NetworkRequest &request);
    void leave(EndKind why, const QString &text);
    void end(EndKind why, const QString &text, bool byPeer);
    void tell(NetworkEvent event) { m_port.emitEvent(std::move(event)); }
    void tell(SignEvent event) { m_port.emitEvent(std::move(event)); }
    void fail(const Asked &asked, const QByteArray &code, const QString &text = {});
    bool has(Cap cap) const { return m_caps.testFlag(cap); }
    bool isMe(QByteArrayView nick) const { return m_roster.same(nick, m_nick); }
    bool isServer(QByteArrayView source) const;
    void onPing(const Line &line);
    void onPong(const Line &) { }
    void onError(const Line &line);

    // networkqueue.cpp: lines on their way out
    void send(const QByteArray &command, const QByteArrayList &params); // at once: the link itself needs it
    void ask(const QByteArray &command, const QByteArrayList &params, QByteArray target = {});
    void askAside(const QByteArray &command, const QByteArrayList &params); // after all that the program asked for
    void askAside(wire::Message message);
    bool fits(const wire::Message &message) const;
    bool hasRoomFor(size_t lines) const { return int(m_queue.size() + lines) <= m_limits.paceWaiting; }
    void label(wire::Message &message, Asked asked);
    void pump();
    void transmit(const wire::Message &message);
    std::optional<Asked> takeAsked(QByteArrayView command, QByteArrayView target);

    // networkgreeting.cpp: until the server has let us in
    void onCap(const Line &line);
    void onCapList(const Line &line);
    void onCapTold(const CapToken &token, Cap cap);
    void requestCaps(QByteArrayView list);
    void onCapsGranted(QByteArrayView list);
    void endNegotiation();
    void onWelcome(const Line &line);
    void onSupport(const Line &line);
    void onEndOfBurst(const Line &line);
    void becomeReady();
    void onBadNick(const Line &line);
    void onBadPassword(const Line &line);
    void onBanned(const Line &line);

    // networksignin.cpp: accounts
    void beginSignIn(const QByteArray &account, const QByteArray &secret, bool external);
    void tryMechanism();
    void onAuthenticate(const Line &line);
    void answerChallenge(const QByteArray &challenge);
    void respond(const QByteArray &response);
    void onLoggedIn(const Line &line);
    void onLoggedOut(const Line &line);
    void onSaslSuccess(const Line &line);
    void onSaslFailure(const Line &line);
    void onSaslMechanisms(const Line &line);
    void signInFailed(const QByteArray &code, const QString &text);
    void registerAccount(const RegisterAccount &wish);
    void onRegister(const Line &line);

    // networkrooms.cpp, networkmembers.cpp: who is where
    void onJoin(const Line &line);
    void onEntered(const QByteArray &room, qint64 time);
    void onPart(const Line &line);
    void onKick(const Line &line);
    void onQuit(const Line &line);
    void onNick(const Line &line);
    void onRename(const Line &line);
    void onTopic(const Line &line);
    void onTopicTold(const Line &line);
    void onNoTopic(const Line &line);
    void onTopicBy(const Line &line);
    void onMode(const Line &line);
    void onModesTold(const Line &line);
    void onOwnModes(const Line &line);
    void onInvite(const Line &line);
    void onInviting(const Line &line);
    void onNames(const Line &line);
    void onNamesEnd(const Line &line);
    void onWho(const Line &line);
    void onWhox(const Line &line);
    void onWhoEnd(const Line &line);
    void onAway(const Line &line);
    void onOwnAway(const Line &line);
    void onAccount(const Line &line);
    void onHost(const Line &line);
    void changeRanks(Roster::Room &room, const QList<ModeStep> &steps);
    void listMembers(const Roster::Room &room);
    void isAway(QByteArrayView nick, bool away, QByteArrayView text);
    void removeMember(QByteArrayView nick, QByteArrayView roomName, LeftHow how, QByteArrayView by,
                      const QString &text);

    // networktalk.cpp: what is said
    void onText(const Line &line);
    void hear(const Utterance &said);
    void hearOwn(Heard heard, const Utterance &said);
    void answerCtcp(QByteArrayView nick, QByteArrayView text);
    void say(const SayTo &what);
    QByteArray takeStatusSign(QByteArray &target) const;
    QByteArray placeOf(const QByteArray &target, QByteArrayView speaker, bool mine);
    bool isOwnAccount(const QByteArray &account) const { return !m_account.isEmpty() && account == m_account; }
    void onHanded(const QByteArray &id);
    void forgetOwn(const QByteArray &id);
    Voice voiceFor(const QByteArray &target) const;

    // networksigns.cpp: what is said about messages and beside them
    void perform(const SignRequest &request);
    void onTagMsg(const Line &line);
    void onRedact(const Line &line);
    void react(const React &what);
    void showTyping(const ShowTyping &what);
    void redact(const Redact &what);
    void signal(const SignalTo &what);
    void confirm(const Confirm &what);
    void sendTyping(const ShowTyping &what);
    void askSign(wire::Message message, Asked asked);
    bool mayTag(QByteArrayView target, QByteArrayView tag) const;
    void onOwnSign(QByteArrayView command, QByteArrayView target, const QByteArray &id);

    // networkhistory.cpp: batches, pages of the past, read marks
    void onBatch(const Line &line);
    void openBatch(const Line &line);
    void closeBatch(QByteArrayView reference);
    void onBatchLine(OpenBatch &batch, const Line &line);
    OpenBatch *batchOf(const Line &line);
    void countInPage(const Line &line);
    void askHistory(const AskHistory &wish);
    void askTalks(const AskTalks &wish);
    void onTalk(const Line &line);
    void onPageShown(const OpenBatch &batch);
    void dropPage(QByteArrayView target);
    void onMarkRead(const Line &line);

    // networkqueries.cpp: what was asked for
    void onListed(const Line &line);
    void onListEnd(const Line &line);
    void onMask(const Line &line);
    void onMasksEnd(const Line &line);
    void onQuiet(const Line &line);
    void onQuietsEnd(const Line &line);
    void onWhoisUser(const Line &line);
    void onWhoisDetail(const Line &line);
    void onWhoisEnd(const Line &line);
    void onAwayTold(const Line &line);
    void onFail(const Line &line);
    void onWarning(const Line &line);
    void onRefusal(const Line &line);
    void onSilent(const Line &) { }
    void onOtherNumeric(const Line &line);

    // networkwatch.cpp: who is online
    void watch(const QByteArrayList &nicks);
    void unwatch(const QByteArrayList &nicks);
    void monitor(char sign, const QByteArrayList &nicks);
    void pollWatched();
    void onIson(const Line &line);
    void onMonitor(const Line &line);
    void onMonitorFull(const Line &line);
    void isOnline(QByteArrayView nick, bool online);

    Port &m_port;
    Limits m_limits;
    Liveness m_liveness;
    Moment m_now;
    qint64 m_started = 0;
    Phase m_phase = Phase::Greeting;
    bool m_private = false;
    bool m_showWire = false;

    NetworkSelf m_self; // as the program wants it
    QByteArray m_nick; // what we are called there
    QByteArray m_mask; // nick!user@host as others see it, empty: not seen yet
    QByteArray m_account; // signed in as
    QByteArray m_server;
    QString m_network;
    Features m_features;
    EndKind m_refused = EndKind::Quit; // what the server's ERROR will mean
    qint64 m_welcomed = 0;
    bool m_registered = false;
    int m_nickTries = 0;
    int m_senseless = 0; // lines that are no IRC, before they were
    std::vector<NetworkRequest> m_early;

    Caps m_offered;
    Caps m_caps;
    bool m_negotiating = true;
    MultilineCeiling m_multiline;
    QByteArrayList m_mechanisms; // of SASL, as told; empty: not told
    bool m_registersEarly = false; // REGISTER before the end of negotiation
    std::optional<SignInState> m_signIn;
    bool m_registering = false; // REGISTER is on its way and registration waits for it

    Pace m_pace;
    Pace m_ctcpPace;
    std::deque<Outgoing> m_queue;
    std::deque<Outgoing> m_aside;
    std::deque<Asked> m_asked; // oldest first
    quint64 m_labels = 0;
    quint64 m_batchCounter = 0;

    Roster m_roster;
    QByteArrayList m_whoRooms; // asked WHO for, folded
    std::deque<OwnWords> m_own; // said, not confirmed yet
    TypingPace m_typing;
    std::vector<OpenBatch> m_batches;
    LineContext m_context;
    std::deque<HistoryPage> m_pages;
    std::optional<PersonDescribed> m_described; // WHOIS that is being answered
    std::map<QByteArray, Watched> m_watched; // by folded nick
    QByteArrayList m_polled; // the ISON that is being answered
    qint64 m_pollAt = 0;
};

} // namespace plausch::session
