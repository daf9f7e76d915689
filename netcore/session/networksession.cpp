#include "session/networksession.h"

#include "session/overloaded.h"
#include "session/redact.h"

#include <utility>

namespace plausch::session {
namespace {

constexpr int MaxSenselessLines = 8;
constexpr qint64 BurstMsecs = 10'000; // a server that never ends its message of the day
constexpr int CtcpBurst = 3;

} // namespace

NetworkSession::NetworkSession(Port &port, NetworkSelf self, const Limits &limits)
    : m_port(port)
    , m_limits(limits)
    , m_liveness(limits.silenceMsecs)
    , m_self(std::move(self))
    , m_nick(m_self.nick)
    , m_pace(limits.paceBurst, limits.pacePerSecond)
    , m_ctcpPace(CtcpBurst, 1)
    , m_roster(limits.rosterMembers)
{
}

std::span<const NetworkSession::Handler> NetworkSession::handlers()
{
    using N = NetworkSession;
    static constexpr Handler table[] = {
        {"PRIVMSG", &N::onText, 2},
        {"NOTICE", &N::onText, 2},
        {"BATCH", &N::onBatch, 1},
        {"JOIN", &N::onJoin, 1},
        {"PART", &N::onPart, 1},
        {"QUIT", &N::onQuit, 0},
        {"NICK", &N::onNick, 1},
        {"AWAY", &N::onAway, 0},
        {"MODE", &N::onMode, 2},
        {"KICK", &N::onKick, 2},
        {"TOPIC", &N::onTopic, 1},
        {"ACCOUNT", &N::onAccount, 1},
        {"CHGHOST", &N::onHost, 2},
        {"INVITE", &N::onInvite, 2},
        {"RENAME", &N::onRename, 2},
        {"PING", &N::onPing, 0},
        {"PONG", &N::onPong, 0},
        {"ERROR", &N::onError, 0},
        {"CAP", &N::onCap, 3},
        {"AUTHENTICATE", &N::onAuthenticate, 1},
        {"REGISTER", &N::onRegister, 2},
        {"CHATHISTORY", &N::onTalk, 3},
        {"MARKREAD", &N::onMarkRead, 2},
        {"FAIL", &N::onFail, 3},
        {"WARN", &N::onWarning, 3},
        {"NOTE", &N::onWarning, 3},
        {"ACK", &N::onSilent, 0},
        {"TAGMSG", &N::onTagMsg, 1},
        {"REDACT", &N::onRedact, 2},
        {"SETNAME", &N::onSilent, 0},
        {"001", &N::onWelcome, 1},
        {"005", &N::onSupport, 2},
        {"221", &N::onOwnModes, 2},
        {"301", &N::onAwayTold, 3},
        {"303", &N::onIson, 1},
        {"305", &N::onOwnAway, 1},
        {"306", &N::onOwnAway, 1},
        {"276", &N::onWhoisDetail, 2},
        {"307", &N::onWhoisDetail, 2},
        {"311", &N::onWhoisUser, 6},
        {"312", &N::onWhoisDetail, 2},
        {"313", &N::onWhoisDetail, 2},
        {"315", &N::onWhoEnd, 2},
        {"317", &N::onWhoisDetail, 3},
        {"318", &N::onWhoisEnd, 2},
        {"319", &N::onWhoisDetail, 3},
        {"320", &N::onWhoisDetail, 2},
        {"321", &N::onSilent, 0},
        {"322", &N::onListed, 3},
        {"323", &N::onListEnd, 0},
        {"324", &N::onModesTold, 3},
        {"329", &N::onSilent, 0},
        {"330", &N::onWhoisDetail, 3},
        {"331", &N::onNoTopic, 2},
        {"332", &N::onTopicTold, 3},
        {"333", &N::onTopicBy, 4},
        {"335", &N::onWhoisDetail, 2},
        {"338", &N::onWhoisDetail, 2},
        {"341", &N::onInviting, 3},
        {"346", &N::onMask, 3},
        {"347", &N::onMasksEnd, 2},
        {"348", &N::onMask, 3},
        {"349", &N::onMasksEnd, 2},
        {"352", &N::onWho, 7},
        {"353", &N::onNames, 4},
        {"354", &N::onWhox, 6},
        {"366", &N::onNamesEnd, 2},
        {"367", &N::onMask, 3},
        {"368", &N::onMasksEnd, 2},
        {"375", &N::onSilent, 0},
        {"376", &N::onEndOfBurst, 0},
        {"378", &N::onWhoisDetail, 2},
        {"379", &N::onWhoisDetail, 2},
        {"422", &N::onEndOfBurst, 0},
        {"432", &N::onBadNick, 1},
        {"433", &N::onBadNick, 1},
        {"436", &N::onBadNick, 1},
        {"437", &N::onBadNick, 1},
        {"464", &N::onBadPassword, 1},
        {"465", &N::onBanned, 1},
        {"671", &N::onWhoisDetail, 2},
        {"728", &N::onQuiet, 4},
        {"729", &N::onQuietsEnd, 3},
        {"730", &N::onMonitor, 2},
        {"731", &N::onMonitor, 2},
        {"734", &N::onMonitorFull, 3},
        {"900", &N::onLoggedIn, 3},
        {"901", &N::onLoggedOut, 1},
        {"902", &N::onSaslFailure, 1},
        {"903", &N::onSaslSuccess, 1},
        {"904", &N::onSaslFailure, 1},
        {"905", &N::onSaslFailure, 1},
        {"906", &N::onSaslFailure, 1},
        {"907", &N::onSaslSuccess, 1},
        {"908", &N::onSaslMechanisms, 2},
    };
    return table;
}

/// Everything at once, so that it costs one round trip; a server without CAP answers 421 or 451 or nothing, and the
/// registration goes on without it (https://ircv3.net/specs/extensions/capability-negotiation).
void NetworkSession::start(Moment now)
{
    m_now = now;
    m_started = now.monotonic;
    m_liveness.heard(now.monotonic);
    const QByteArray user = m_self.user.isEmpty() ? m_self.nick : m_self.user;
    const QByteArray name = oneLine(m_self.realName, MaxNameBytes);
    if (!m_self.serverPassword.isEmpty())
        send("PASS", {m_self.serverPassword});
    send("CAP", {"LS", "302"});
    send("NICK", {m_nick});
    send("USER", {truncated(user, MaxUserBytes), "0", "*", name.isEmpty() ? m_nick : name});
}

void NetworkSession::onLine(QByteArrayView line, Moment now)
{
    m_now = now;
    m_liveness.heard(now.monotonic);
    if (m_phase == Phase::Closed)
        return;
    if (m_showWire)
        tell(WireLine{false, textOf(printable(redacted(line)))});
    Line view;
    const wire::ParseError error = wire::parse(line, view);
    if (error == wire::ParseError::None)
        dispatch(view);
    else if (error != wire::ParseError::Empty && !m_registered && ++m_senseless > MaxSenselessLines)
        leave(EndKind::Protocol, QStringLiteral("this is not IRC"));
}

void NetworkSession::dispatch(const Line &line)
{
    OpenBatch *batch = batchOf(line);
    if (batch && batch->multiline && !line.isCommand("BATCH"))
        return onBatchLine(*batch, line);
    m_context = batch ? LineContext{batch->label, batch->reference, batch->history} : LineContext();
    if (auto label = line.tag("label"))
        m_context.label = *std::move(label);
    if (m_context.history)
        countInPage(line);
    // What happened in the past changes nothing that is: only words of it are shown, and what is said about them.
    const bool isOfWords = line.isCommand("PRIVMSG") || line.isCommand("NOTICE") || line.isCommand("BATCH")
        || line.isCommand("TAGMSG") || line.isCommand("REDACT");
    if (!m_context.history || isOfWords)
        handle(line);
    m_context = {};
}

void NetworkSession::handle(const Line &line)
{
    for (const Handler &row : handlers()) {
        if (!line.isCommand(row.verb))
            continue;
        if (line.paramCount >= row.minParams)
            (this->*row.handler)(line);
        return;
    }
    if (line.command.size() == 3 && line.command.front() >= '0' && line.command.front() <= '9')
        onOtherNumeric(line);
}

void NetworkSession::onTick(Moment now)
{
    m_now = now;
    if (m_phase == Phase::Closed)
        return;
    if (m_phase == Phase::Greeting && m_registered && now.monotonic - m_welcomed >= BurstMsecs)
        becomeReady();
    if (m_phase == Phase::Greeting && now.monotonic - m_started >= m_limits.registrationMsecs)
        return leave(EndKind::Timeout, QStringLiteral("registration took too long"));
    const Liveness::Verdict verdict = m_liveness.onTick(now.monotonic);
    if (verdict == Liveness::Verdict::Dead)
        return leave(EndKind::Timeout, {});
    if (verdict == Liveness::Verdict::Ping)
        send("PING", {"plausch"});
    pollWatched();
    for (const TypingPace::Due &due : m_typing.due(now.monotonic))
        sendTyping({due.target, due.state, due.tags});
    pump();
}

void NetworkSession::perform(const Request &request, Moment now)
{
    m_now = now;
    if (m_phase == Phase::Closed)
        return;
    if (const auto *parting = std::get_if<Leave>(&request))
        return leave(parting->why, parting->text);
    if (const auto *sign = std::get_if<SignRequest>(&request))
        return perform(*sign);
    const auto *wish = std::get_if<NetworkRequest>(&request);
    if (!wish) // the others are of peer links
        return;
    if (const auto *show = std::get_if<ShowWire>(wish)) {
        m_showWire = show->on;
        return;
    }
    const auto *said = std::get_if<SayTo>(wish);
    if (m_phase == Phase::Ready)
        performNow(*wish);
    else if (said)
        fail({"PRIVMSG", said->target, said->id, {}, 0}, "NOT_READY");
    else if (m_early.size() < MaxEarly)
        m_early.push_back(*wish);
    else
        fail({}, "QUEUE_FULL");
}

void NetworkSession::performNow(const NetworkRequest &request)
{
    const auto text = [](const QString &words, int bytes) { return oneLine(words, bytes); };
    const Overloaded handler{
        [&](const JoinRoom &wish) {
            ask("JOIN", wish.key.isEmpty() ? QByteArrayList{wish.room} : QByteArrayList{wish.room, wish.key});
        },
        [&](const LeaveRoom &wish) {
            const QByteArray words = text(wish.text, m_features.kickBytes);
            ask("PART", words.isEmpty() ? QByteArrayList{wish.room} : QByteArrayList{wish.room, words});
        },
        [&](const SayTo &wish) { say(wish); },
        [&](const Confirm &wish) { confirm(wish); },
        [&](const SetTopic &wish) {
            ask("TOPIC", {wish.room, text(wish.text, m_features.topicBytes)});
        },
        [&](const SetModes &wish) {
            ask("MODE", QByteArrayList{wish.target, wish.modes} + wish.arguments);
        },
        [&](const KickOut &wish) {
            const QByteArray words = text(wish.text, m_features.kickBytes);
            QByteArrayList params{wish.room, wish.nick};
            if (!words.isEmpty())
                params.append(words);
            ask("KICK", params);
        },
        [&](const InviteTo &wish) {
            ask("INVITE", {wish.nick, wish.room}, wish.room);
        },
        [&](const AskHistory &wish) { askHistory(wish); },
        [&](const AskTalks &wish) { askTalks(wish); },
        [&](const MarkRead &wish) {
            if (!has(Cap::ReadMarker))
                return;
            ask("MARKREAD",
                wish.time > 0 ? QByteArrayList{wish.target, "timestamp=" + formatTime(wish.time)}
                              : QByteArrayList{wish.target});
        },
        [&](const Watch &wish) { watch(wish.nicks); },
        [&](const Unwatch &wish) { unwatch(wish.nicks); },
        [&](const AskRooms &wish) {
            ask("LIST", wish.filter.isEmpty() ? QByteArrayList() : QByteArrayList{wish.filter});
        },
        [&](const AskMasks &wish) {
            ask("MODE", {wish.room, QByteArray("+") + wish.mode});
        },
        [&](const AskPerson &wish) { ask("WHOIS", {wish.nick}); },
        [&](const ChangeNick &wish) { ask("NICK", {wish.nick}); },
        [&](const SetAway &wish) {
            m_self.awayText = wish.text;
            Self self;
            self.awayText = wish.text;
            ask("AWAY", wish.away ? QByteArrayList{awayWord(self)} : QByteArrayList());
        },
        [&](const SignIn &wish) { beginSignIn(wish.account, wish.secret, false); },
        [&](const RegisterAccount &wish) { registerAccount(wish); },
        [&](const SendRaw &wish) {
            const auto message = wire::Message::fromLine(wish.line);
            if (!message)
                return fail({"RAW", {}, {}, {}, 0}, "BAD_LINE");
            ask(message->command, message->params);
        },
        [](const ShowWire &) {},
    };
    std::visit(handler, request);
}

void NetworkSession::onOversizedLine(Moment now)
{
    m_now = now;
    if (m_phase != Phase::Closed)
        leave(EndKind::Protocol, QStringLiteral("a line was too long"));
}

void NetworkSession::fail(const Asked &asked, const QByteArray &code, const QString &text)
{
    forgetOwn(asked.ownId);
    tell(Failed{asked.command, asked.target, asked.ownId, code, text});
}

/// Nicks have no dots, and whoever is somebody has a mask. Before we are somebody nobody else can talk to us.
bool NetworkSession::isServer(QByteArrayView source) const
{
    return !m_registered || source.isEmpty() || source == m_server || (!source.contains('!') && source.contains('.'));
}

void NetworkSession::onPing(const Line &line)
{
    constexpr qsizetype Around = 8; // "PONG :\r\n"
    send("PONG", {truncated(line.param(line.paramCount - 1), m_features.lineBytes - Around)});
}

void NetworkSession::onError(const Line &line)
{
    end(m_refused, textOf(line.param(0)), true);
}

void NetworkSession::leave(EndKind why, const QString &text)
{
    const QByteArray words = oneLine(text, MaxAwayBytes);
    send("QUIT", words.isEmpty() ? QByteArrayList() : QByteArrayList{words});
    end(why, text, false);
}

void NetworkSession::end(EndKind why, const QString &text, bool byPeer)
{
    m_phase = Phase::Closed;
    m_signIn.reset();
    m_port.emitEvent(Ended{why, text, byPeer});
    m_port.close();
}

} // namespace plausch::session
