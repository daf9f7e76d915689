#include "session/serversession.h"

#include "session/overloaded.h"
#include "session/signtags.h"
#include "wire/casemap.h"
#include "wire/textcase.h"

#include <algorithm>
#include <utility>

namespace plausch::session {
namespace {

constexpr int MaxStrikes = 16;
constexpr qsizetype MaxServerNameBytes = 63; // https://modern.ircdocs.horse/#servers

/// A parameter that is not the last one must not be empty, hold blanks or begin with a colon.
QByteArray asMiddle(const QByteArray &param)
{
    return param.isEmpty() || param.contains(' ') || param.startsWith(':') ? QByteArrayLiteral("*") : param;
}

} // namespace

ServerSession::ServerSession(Port &port, const HostInfo &info, const Limits &limits)
    : m_port(port), m_info(info), m_limits(limits), m_liveness(limits.silenceMsecs)
{
    m_info.serverName = truncated(m_info.serverName, MaxServerNameBytes);
}

std::span<const ServerSession::Command> ServerSession::commands()
{
    using S = ServerSession;
    // verb, handler, parameters at least, allowed before registration
    static constexpr Command table[] = {
        {"AWAY", &S::onAway, 0, false},
        {"BATCH", &S::onBatch, 1, false},
        {"CAP", &S::onCap, 1, true},
        {"INVITE", &S::onNoChannel, 2, false},
        {"ISON", &S::onIson, 1, false},
        {"JOIN", &S::onNoChannel, 1, false},
        {"KICK", &S::onNoChannel, 2, false},
        {"LIST", &S::onList, 0, false},
        {"LUSERS", &S::onLusers, 0, false},
        {"MODE", &S::onMode, 1, false},
        {"MONITOR", &S::onMonitor, 1, false},
        {"MOTD", &S::onMotd, 0, false},
        {"NAMES", &S::onNames, 0, false},
        {"NICK", &S::onNick, 0, true},
        {"NOTICE", &S::onText, 0, false},
        {"PART", &S::onNoChannel, 1, false},
        {"PASS", &S::onPass, 1, true},
        {"PING", &S::onPing, 1, true},
        {"PONG", &S::onPong, 0, true},
        {"PRIVMSG", &S::onText, 0, false},
        {"QUIT", &S::onQuit, 0, true},
        {"REDACT", &S::onRedact, 2, false},
        {"SETNAME", &S::onSetName, 1, false},
        {"TAGMSG", &S::onTagMsg, 0, false},
        {"TIME", &S::onTime, 0, false},
        {"TOPIC", &S::onNoChannel, 1, false},
        {"USER", &S::onUser, 4, true},
        {"USERHOST", &S::onUserhost, 1, false},
        {"VERSION", &S::onVersion, 0, false},
        {"WHO", &S::onWho, 0, false},
        {"WHOIS", &S::onWhois, 0, false},
        // A web page can make a browser send these to a local port, with IRC lines in the body.
        {"CONNECT", &S::onForeignProtocol, 0, true},
        {"DELETE", &S::onForeignProtocol, 0, true},
        {"GET", &S::onForeignProtocol, 0, true},
        {"HEAD", &S::onForeignProtocol, 0, true},
        {"OPTIONS", &S::onForeignProtocol, 0, true},
        {"PATCH", &S::onForeignProtocol, 0, true},
        {"POST", &S::onForeignProtocol, 0, true},
        {"PUT", &S::onForeignProtocol, 0, true},
    };
    return table;
}

const ServerSession::Command *ServerSession::commandNamed(QByteArrayView verb)
{
    for (const Command &command : commands()) {
        if (verb.compare(command.verb, Qt::CaseInsensitive) == 0)
            return &command;
    }
    return nullptr;
}

Session::Phase ServerSession::phase() const
{
    switch (m_stage) {
    case Stage::Ready:
        return Phase::Ready;
    case Stage::Closed:
        return Phase::Closed;
    default:
        return Phase::Greeting;
    }
}

void ServerSession::start(Moment now)
{
    m_now = now;
    m_started = now.monotonic;
    m_liveness.heard(now.monotonic);
}

void ServerSession::onLine(QByteArrayView line, Moment now)
{
    m_now = now;
    m_liveness.heard(now.monotonic);
    if (m_stage == Stage::Knocking)
        hold(line);
    else if (m_stage != Stage::Closed)
        handleLine(line);
}

void ServerSession::onTick(Moment now)
{
    m_now = now;
    if (m_stage == Stage::Closed)
        return;
    if (m_stage != Stage::Ready && now.monotonic - m_started >= m_limits.registrationMsecs) {
        finish(EndKind::Timeout, QStringLiteral("registration took too long"), false);
        return;
    }
    for (const TypingPace::Due &due : m_typing.due(now.monotonic))
        tellGuest({makeTag(TypingTag, typingWord(due.state))}, "TAGMSG", {m_peer.nick});
    switch (m_liveness.onTick(now.monotonic)) {
    case Liveness::Verdict::Fine:
        break;
    case Liveness::Verdict::Ping:
        ping();
        break;
    case Liveness::Verdict::Dead:
        finish(EndKind::Timeout, {}, false);
        break;
    }
}

void ServerSession::perform(const Request &request, Moment now)
{
    m_now = now;
    if (m_stage == Stage::Closed)
        return;
    std::visit(Overloaded{
                   [this](const Say &what) { say(what); }, [this](const Receipt &receipt) { sendReceipt(receipt); },
                   [this](const SelfChanged &changed) { announce(changed.self); },
                   [this](const Leave &leave) { finish(leave.why, leave.text, false); },
                   [this](const Admit &answer) { admit(answer.nick); },
                   [this](const Refuse &answer) {
                       if (m_stage == Stage::Knocking)
                           finish(answer.why, answer.text, false);
                   },
                   [this](const SignRequest &sign) { perform(sign); },
                   [](const NetworkRequest &) {}, // of links to chat servers
               },
               request);
}

void ServerSession::onOversizedLine(Moment now)
{
    m_now = now;
    if (m_stage == Stage::Closed)
        return;
    numeric(ERR_INPUTTOOLONG, {}, QByteArrayLiteral("Input line was too long"));
    finish(EndKind::Protocol, QStringLiteral("a line was too long"), false);
}

void ServerSession::hold(QByteArrayView line)
{
    if (int(m_held.size()) >= m_limits.pendingLines || m_heldBytes + line.size() > m_limits.pendingBytes) {
        finish(EndKind::Flood, {}, false);
        return;
    }
    m_heldBytes += line.size();
    m_held.push_back(line.toByteArray());
}

void ServerSession::handleLine(QByteArrayView raw)
{
    m_responses.begin({});
    Line line;
    if (fitsLimits(raw) && isWellFormed(raw, line))
        dispatch(line);
    flushReplies();
}

/// https://ircv3.net/specs/extensions/message-tags#size-limit and https://modern.ircdocs.horse/#messages
bool ServerSession::fitsLimits(QByteArrayView raw)
{
    qsizetype tagBytes = 0;
    if (raw.startsWith('@')) {
        const qsizetype blank = raw.indexOf(' ');
        tagBytes = blank < 0 ? raw.size() : blank + 1;
    }
    if (tagBytes <= wire::MaxClientTagBytes && raw.size() - tagBytes + 2 <= wire::MaxBodyBytes)
        return true;
    numeric(ERR_INPUTTOOLONG, {}, QByteArrayLiteral("Input line was too long"));
    strike();
    return false;
}

bool ServerSession::isWellFormed(QByteArrayView raw, Line &line)
{
    const wire::ParseError error = wire::parse(raw, line);
    if (error == wire::ParseError::Empty)
        return false;
    // https://ircv3.net/specs/extensions/utf8-only: answered, then as if it had not come
    if (!wire::isUtf8(raw)) {
        const Command *command = error == wire::ParseError::None ? commandNamed(line.command) : nullptr;
        fail(command ? command->verb.toByteArray() : QByteArrayLiteral("*"), QByteArrayLiteral("INVALID_UTF8"), {},
             QByteArrayLiteral("Message rejected, this server speaks UTF-8 only"));
    } else if (error == wire::ParseError::NoCommand || error == wire::ParseError::BadCommand) {
        numeric(ERR_UNKNOWNCOMMAND, {QByteArrayLiteral("*")}, QByteArrayLiteral("Unknown command"));
    } else if (error != wire::ParseError::None) {
        fail(QByteArrayLiteral("*"), QByteArrayLiteral("INVALID_MESSAGE"), {}, QByteArrayLiteral("Not an IRC message"));
    } else {
        return true;
    }
    strike();
    return false;
}

void ServerSession::strike()
{
    if (m_stage == Stage::Greeting && ++m_strikes > MaxStrikes)
        finish(EndKind::Protocol, {}, false);
}

void ServerSession::dispatch(const Line &line)
{
    if (has(Cap::LabeledResponse) && has(Cap::Batch))
        m_responses.begin(line.tag("label").value_or(QByteArray()));
    if (m_stage == Stage::Ready && line.tag("batch")) {
        onBatchLine(line);
        return;
    }
    const Command *command = commandNamed(line.command);
    if (m_stage == Stage::Greeting && (!command || !command->beforeRegistration)) {
        numeric(ERR_NOTREGISTERED, {}, QByteArrayLiteral("You have not registered"));
        strike();
    } else if (!command) {
        numeric(ERR_UNKNOWNCOMMAND, {line.command.toByteArray()}, QByteArrayLiteral("Unknown command"));
    } else if (line.paramCount < command->minParams) {
        numeric(ERR_NEEDMOREPARAMS, {command->verb.toByteArray()}, QByteArrayLiteral("Not enough parameters"));
    } else {
        (this->*command->handler)(line);
    }
}

void ServerSession::numeric(Numeric code, const QByteArrayList &middle, const QByteArray &text)
{
    QByteArrayList params{m_peer.nick.isEmpty() ? QByteArrayLiteral("*") : m_peer.nick};
    for (const QByteArray &param : middle)
        params.append(asMiddle(param));
    if (!text.isNull())
        params.append(text);
    reply({{}, m_info.serverName, QByteArray::number(code).rightJustified(3, '0'), params});
}

/// https://ircv3.net/specs/extensions/standard-replies
void ServerSession::fail(const QByteArray &command, const QByteArray &code, const QByteArrayList &context,
                         const QByteArray &text)
{
    QByteArrayList params{command, code};
    for (const QByteArray &param : context)
        params.append(asMiddle(param));
    params.append(text);
    reply({{}, m_info.serverName, QByteArrayLiteral("FAIL"), params});
}

void ServerSession::flushReplies()
{
    for (wire::Message &message : m_responses.take(m_info.serverName))
        transmit(std::move(message));
}

/// Only tags whose capability the client asked for; the server's own before those of a client
/// (https://ircv3.net/specs/extensions/message-tags#client-only-tags).
void ServerSession::transmit(wire::Message message)
{
    if (!has(Cap::MessageTags)) {
        message.tags.removeIf([this](const wire::Tag &tag) {
            return !(tag.key == "batch" && has(Cap::Batch)) && !(tag.key == "label" && has(Cap::LabeledResponse));
        });
    }
    if (has(Cap::ServerTime) && !message.tag("batch"))
        message.tags.prepend(makeTag("time", formatTime(m_now.utc)));
    m_port.send(message);
}

void ServerSession::finish(EndKind why, const QString &text, bool byPeer)
{
    if (m_stage == Stage::Closed)
        return;
    m_stage = Stage::Closed;
    const EndKind told = byPeer ? EndKind::Quit : why;
    QList<wire::Tag> tags;
    if (told != EndKind::Quit)
        tags.append(makeTag(WhyTag, whyToken(told).toByteArray()));
    reply({tags, {}, QByteArrayLiteral("ERROR"), {farewell(told, byPeer ? QString() : text)}});
    flushReplies();
    m_held.clear();
    m_batch.reset();
    m_port.emitEvent(Ended{why, text, byPeer});
    m_port.close();
}

void ServerSession::changePeer(const Self &changed)
{
    if (changed == m_peer)
        return;
    m_peer = changed;
    m_port.emitEvent(PeerChanged{m_peer});
}

std::optional<ServerSession::Person> ServerSession::personNamed(QByteArrayView nick) const
{
    if (isHost(nick))
        return Person{m_info.host, m_info.host.nick};
    if (wire::sameName(nick, m_peer.nick))
        return Person{m_peer, m_user};
    return std::nullopt;
}

QByteArray ServerSession::mask(const Person &person) const
{
    return person.self.nick + '!' + person.user + '@' + m_info.serverName;
}

bool ServerSession::isHost(QByteArrayView target) const
{
    return wire::sameName(target, m_info.host.nick);
}

} // namespace plausch::session
