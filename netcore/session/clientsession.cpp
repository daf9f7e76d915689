#include "session/clientsession.h"

#include "session/overloaded.h"
#include "session/peersigns.h"
#include "wire/casemap.h"
#include "wire/textcase.h"

#include <utility>

namespace plausch::session {
namespace {

constexpr int MaxSenselessLines = 8;

QByteArrayView nickOf(QByteArrayView source)
{
    const qsizetype end = source.indexOf('!');
    return end < 0 ? source : source.first(end);
}

} // namespace

ClientSession::ClientSession(Port &port, const Self &self, const Limits &limits)
    : m_port(port), m_limits(limits), m_liveness(limits.silenceMsecs), m_self(self), m_nick(self.nick)
{
    m_told.nick = self.nick;
    m_told.name = self.name;
}

std::span<const ClientSession::Handler> ClientSession::handlers()
{
    using C = ClientSession;
    static constexpr Handler table[] = {
        {"PRIVMSG", &C::onText, 2},       {"TAGMSG", &C::onTagMsg, 1},   {"BATCH", &C::onBatch, 1},
        {"NOTICE", &C::onText, 2},        {"PING", &C::onPing, 1},       {"AWAY", &C::onAway, 0},
        {"SETNAME", &C::onSetName, 1},    {"NICK", &C::onNickChange, 1}, {"QUIT", &C::onQuit, 0},
        {"ERROR", &C::onError, 0},        {"CAP", &C::onCap, 3},         {"001", &C::onWelcome, 1},
        {"005", &C::onSupport, 2},        {"376", &C::onEndOfBurst, 0},  {"422", &C::onEndOfBurst, 0},
        {"432", &C::onBadNick, 1},        {"433", &C::onBadNick, 1},     {"436", &C::onBadNick, 1},
        {"311", &C::onWhoisUser, 6},      {"301", &C::onWhoisAway, 3},   {"318", &C::onWhoisEnd, 2},
        {"421", &C::onUnknownCommand, 2}, {"REDACT", &C::onRedact, 2},
    };
    return table;
}

/// Everything at once, so that a LAN pays one round trip. A server without CAP answers 421 or 451 or nothing, and the
/// registration goes on without it (https://ircv3.net/specs/extensions/capability-negotiation).
void ClientSession::start(Moment now)
{
    m_now = now;
    m_started = now.monotonic;
    m_liveness.heard(now.monotonic);
    QByteArray name = oneLine(m_self.name, MaxNameBytes);
    if (name.isEmpty())
        name = m_nick;
    send({}, "CAP", {"LS", "302"});
    send({}, "NICK", {m_nick});
    send({}, "USER", {truncated(m_nick, MaxUserBytes), "0", "*", name});
}

void ClientSession::onLine(QByteArrayView line, Moment now)
{
    m_now = now;
    m_liveness.heard(now.monotonic);
    if (m_phase == Phase::Closed)
        return;
    Line view;
    const wire::ParseError error = wire::parse(line, view);
    if (error == wire::ParseError::Empty)
        return;
    // There is no answer a client could give to a server's bad line: it is as if it had not come.
    if (error == wire::ParseError::None && wire::isUtf8(line))
        dispatch(view);
    else if (!m_registered && ++m_senseless > MaxSenselessLines)
        leave(EndKind::Protocol, QStringLiteral("this is not IRC"));
}

void ClientSession::dispatch(const Line &line)
{
    if (m_batch && line.tag("batch") == m_batch->reference()) {
        onBatchLine(line);
        return;
    }
    for (const Handler &row : handlers()) {
        if (!line.isCommand(row.verb))
            continue;
        if (line.paramCount >= row.minParams)
            (this->*row.handler)(line);
        return;
    }
}

void ClientSession::onTick(Moment now)
{
    m_now = now;
    if (m_phase == Phase::Closed)
        return;
    if (m_phase == Phase::Greeting && now.monotonic - m_started >= m_limits.registrationMsecs) {
        leave(EndKind::Timeout, QStringLiteral("registration took too long"));
        return;
    }
    for (const TypingPace::Due &due : m_typing.due(now.monotonic))
        send({makeTag(TypingTag, typingWord(due.state))}, "TAGMSG", {m_peer.nick});
    switch (m_liveness.onTick(now.monotonic)) {
    case Liveness::Verdict::Fine:
        break;
    case Liveness::Verdict::Ping:
        send({}, "PING", {"plausch"});
        break;
    case Liveness::Verdict::Dead:
        leave(EndKind::Timeout, {});
        break;
    }
}

void ClientSession::perform(const Request &request, Moment now)
{
    m_now = now;
    if (m_phase == Phase::Closed)
        return;
    std::visit(Overloaded{
                   [this](const Say &what) { say(what); }, [this](const Receipt &receipt) { sendReceipt(receipt); },
                   [this](const SelfChanged &changed) {
                       m_self = changed.self;
                       announce();
                   },
                   [this](const Leave &parting) { leave(parting.why, parting.text); },
                   [](const Admit &) {}, // questions of the accepting side
                   [](const Refuse &) {}, //
                   [this](const SignRequest &sign) { perform(sign); },
                   [](const NetworkRequest &) {}, // of links to chat servers
               },
               request);
}

void ClientSession::onOversizedLine(Moment now)
{
    m_now = now;
    if (m_phase != Phase::Closed)
        leave(EndKind::Protocol, QStringLiteral("a line was too long"));
}

bool ClientSession::isFromHost(const Line &line) const
{
    return !m_peer.nick.isEmpty() && wire::sameName(nickOf(line.source), m_peer.nick);
}

bool ClientSession::isForMe(QByteArrayView target) const
{
    return wire::sameName(target, m_nick);
}

/// Echoes of what we said, and what others than the host say, are not for us.
void ClientSession::onText(const Line &line)
{
    if (isFromHost(line) && isForMe(line.param(0)))
        hear(line.isCommand("NOTICE") ? "NOTICE" : "PRIVMSG", line.param(1), stampOf(line));
}

void ClientSession::hear(const QByteArray &command, QByteArrayView text, const Stamp &stamp)
{
    if (m_phase == Phase::Greeting)
        becomeReady(); // the host talks already: its name may follow
    if (auto said = saidOf(command, text, stamp)) {
        m_port.emitEvent(*std::move(said));
        return;
    }
    const auto ctcp = ctcpOf(text);
    if (command != "PRIVMSG" || !ctcp)
        return;
    if (const QByteArray answer = ctcpAnswer(*ctcp); !answer.isEmpty())
        send({}, "NOTICE", {m_peer.nick, answer});
}

void ClientSession::onTagMsg(const Line &line)
{
    if (!isFromHost(line) || !isForMe(line.param(0)))
        return;
    if (const auto port = portOf(line)) {
        Self changed = m_peer;
        changed.listenPort = *port;
        changePeer(changed);
    }
    if (auto receipt = receiptOf(line)) {
        if (m_phase == Phase::Greeting)
            becomeReady();
        m_port.emitEvent(*std::move(receipt));
    }
    for (SignEvent &sign : peerSignsOf(line, m_now.utc)) {
        if (m_phase == Phase::Greeting)
            becomeReady();
        m_port.emitEvent(std::move(sign));
    }
}

void ClientSession::onRedact(const Line &line)
{
    if (!isFromHost(line) || !isForMe(line.param(0)))
        return;
    if (m_phase == Phase::Greeting)
        becomeReady();
    m_port.emitEvent(SignEvent(peerRedactionOf(line, m_now.utc)));
}

void ClientSession::perform(const SignRequest &request)
{
    if (m_phase != Phase::Ready)
        return;
    if (const auto line = peerLineOf(request, {{}, m_peer.nick, m_caps}, m_typing, m_now.monotonic))
        m_port.send(*line);
}

/// https://ircv3.net/specs/extensions/batch: lines of batches that mean nothing here stand for themselves.
void ClientSession::onBatch(const Line &line)
{
    const QByteArrayView reference = line.param(0);
    if (reference.size() < 2)
        return;
    if (reference.startsWith('+') && line.param(1) == QByteArrayView("draft/multiline") && line.paramCount >= 3
        && isFromHost(line) && isForMe(line.param(2))) {
        m_batch.emplace(line, MultilineCeiling{m_limits.multilineBytes, m_limits.multilineLines});
    } else if (m_batch && reference.startsWith('-') && reference.sliced(1) == m_batch->reference()) {
        const IncomingBatch batch = *std::exchange(m_batch, std::nullopt);
        if (!batch.parts().empty())
            hear(batch.command(), batch.text(), batch.stamp());
    }
}

void ClientSession::onBatchLine(const Line &line)
{
    using Fault = IncomingBatch::Fault;
    const Fault fault = m_batch->add(line);
    if (fault == Fault::Bytes || fault == Fault::Lines)
        leave(EndKind::Flood, QStringLiteral("a message was over the ceiling"));
    else if (fault != Fault::None)
        m_batch.reset();
}

void ClientSession::onNickChange(const Line &line)
{
    const QByteArray nick = line.param(0).toByteArray();
    if (isFromHost(line)) {
        if (!wire::isValidNick(nick)) // it could not be written to
            return;
        Self changed = m_peer;
        changed.nick = nick;
        changePeer(changed);
    } else if (wire::sameName(nickOf(line.source), m_nick)) {
        m_nick = truncated(nick, wire::MaxNickBytes);
    }
}

void ClientSession::onSetName(const Line &line)
{
    if (!isFromHost(line))
        return;
    Self changed = m_peer;
    changed.name = QString::fromUtf8(truncated(line.param(0), MaxNameBytes));
    changePeer(changed);
}

void ClientSession::onAway(const Line &line)
{
    if (!isFromHost(line))
        return;
    Self changed = m_peer;
    changed.away = !line.param(0).isEmpty();
    changed.awayText = changed.away ? awayText(truncated(line.param(0), MaxAwayBytes)) : QString();
    changePeer(changed);
}

void ClientSession::onPing(const Line &line)
{
    send({}, "PONG", {line.param(line.paramCount - 1).toByteArray()});
}

void ClientSession::onQuit(const Line &line)
{
    if (isFromHost(line))
        end(endKind(line.tag(WhyTag).value_or(QByteArray())), QString::fromUtf8(line.param(0)), true);
}

void ClientSession::onError(const Line &line)
{
    end(endKind(line.tag(WhyTag).value_or(QByteArray())), QString::fromUtf8(line.param(0)), true);
}

Voice ClientSession::voice() const
{
    Voice voice;
    voice.target = m_peer.nick;
    voice.maskBytes = m_nick.size() + 1 + MaxUserBytes + 1 + m_serverName.size();
    voice.tags = has(Cap::MessageTags);
    voice.receipts = receipts();
    if (has(Cap::Multiline) && has(Cap::Batch) && m_multiline.bytes > 0)
        voice.multiline = m_multiline;
    return voice;
}

void ClientSession::say(const Say &say)
{
    if (m_phase != Phase::Ready)
        return;
    Voice how = voice();
    if (how.tags)
        how.firstTags = replyTags(peerNameToWrite(say.replyTo));
    m_typing.said(m_peer.nick);
    for (const wire::Message &line : linesOf(say, how, m_batchCounter))
        m_port.send(line);
    m_port.emitEvent(Handed{say.id});
}

void ClientSession::sendReceipt(const Receipt &receipt)
{
    if (m_phase == Phase::Ready && has(Cap::MessageTags) && isValidId(receipt.id))
        send(receiptTags(receipt), "TAGMSG", {m_peer.nick});
}

/// Tells the other end what it does not know yet.
void ClientSession::announce()
{
    if (m_phase != Phase::Ready)
        return;
    const Self before = std::exchange(m_told, m_self);
    if (m_self.nick != before.nick && wire::isValidNick(m_self.nick))
        send({}, "NICK", {m_self.nick});
    if (m_self.name != before.name && has(Cap::SetName))
        send({}, "SETNAME", {oneLine(m_self.name, MaxNameBytes)});
    if (m_self.away != before.away || m_self.awayText != before.awayText)
        send({}, "AWAY", m_self.away ? QByteArrayList{awayWord(m_self)} : QByteArrayList());
    if (m_self.listenPort != before.listenPort && receipts())
        send({makeTag(PortTag, QByteArray::number(m_self.listenPort))}, "TAGMSG", {m_peer.nick});
}

void ClientSession::changePeer(const Self &changed)
{
    if (changed == m_peer)
        return;
    m_peer = changed;
    if (m_phase == Phase::Ready)
        m_port.emitEvent(PeerChanged{m_peer});
}

void ClientSession::send(QList<wire::Tag> tags, const QByteArray &command, const QByteArrayList &params)
{
    m_port.send({std::move(tags), {}, command, params});
}

void ClientSession::leave(EndKind why, const QString &text)
{
    QList<wire::Tag> tags;
    if (has(Cap::MessageTags) && why != EndKind::Quit)
        tags.append(makeTag(WhyTag, whyToken(why).toByteArray()));
    send(std::move(tags), "QUIT", {farewell(why, text)});
    end(why, text, false);
}

void ClientSession::end(EndKind why, const QString &text, bool byPeer)
{
    m_phase = Phase::Closed;
    m_batch.reset();
    m_port.emitEvent(Ended{why, text, byPeer});
    m_port.close();
}

} // namespace plausch::session
