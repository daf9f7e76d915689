#include "session/serversession.h"

#include "session/peersigns.h"
#include "wire/casemap.h"

#include <utility>

namespace plausch::session {
namespace {

constexpr int MaxTargets = 4;

QList<wire::Tag> clientOnlyTags(QList<wire::Tag> tags)
{
    tags.removeIf([](const wire::Tag &tag) { return !tag.key.startsWith('+'); });
    return tags;
}

} // namespace

/// PRIVMSG and NOTICE (https://modern.ircdocs.horse/#privmsg-message). A NOTICE is never answered, not even by an
/// error.
void ServerSession::onText(const Line &line)
{
    const bool notice = line.isCommand("NOTICE");
    const QByteArray command = notice ? QByteArrayLiteral("NOTICE") : QByteArrayLiteral("PRIVMSG");
    const auto complain = [this, notice](Numeric code, const QByteArrayList &middle, const QByteArray &text) {
        if (!notice)
            numeric(code, middle, text);
    };
    if (line.param(0).isEmpty())
        return complain(ERR_NORECIPIENT, {}, "No recipient given (" + command + ')');
    if (line.param(1).isEmpty())
        return complain(ERR_NOTEXTTOSEND, {}, "No text to send");
    const QByteArrayList targets = line.param(0).toByteArray().split(',');
    if (targets.size() > MaxTargets)
        return complain(ERR_TOOMANYTARGETS, {targets.first()}, "Too many targets");
    const QList<wire::Tag> tags = clientOnlyTags(wire::Message::fromView(line).tags);
    for (const QByteArray &target : targets) {
        const wire::Message relayed{tags, guestMask(), command, {target, line.param(1).toByteArray()}};
        if (isHost(target)) {
            echo({relayed});
            deliver(command, line.param(1), stampOf(line));
        } else if (wire::sameName(target, m_peer.nick)) {
            transmit(relayed); // to oneself: the label belongs to the echo alone
            echo({relayed});
        } else {
            complain(ERR_NOSUCHNICK, {target}, "No such nick");
        }
    }
}

void ServerSession::deliver(const QByteArray &command, QByteArrayView text, const Stamp &stamp)
{
    if (auto said = saidOf(command, text, has(Cap::MessageTags) ? stamp : Stamp{})) {
        if (command == "PRIVMSG" && m_info.host.away && !has(Cap::AwayNotify))
            numeric(RPL_AWAY, {m_info.host.nick}, awayWord(m_info.host));
        m_port.emitEvent(*std::move(said));
        return;
    }
    const auto ctcp = ctcpOf(text);
    if (command != "PRIVMSG" || !ctcp)
        return;
    if (const QByteArray answer = ctcpAnswer(*ctcp); !answer.isEmpty())
        reply({{}, hostMask(), "NOTICE", {m_peer.nick, answer}});
}

/// https://ircv3.net/specs/extensions/echo-message
void ServerSession::echo(std::vector<wire::Message> lines)
{
    if (!has(Cap::EchoMessage))
        return;
    for (wire::Message &line : lines)
        reply(std::move(line));
}

void ServerSession::onTagMsg(const Line &line)
{
    if (line.param(0).isEmpty())
        return numeric(ERR_NORECIPIENT, {}, "No recipient given (TAGMSG)");
    if (!has(Cap::MessageTags)) // without the capability the command does not exist
        return numeric(ERR_UNKNOWNCOMMAND, {"TAGMSG"}, "Unknown command");
    if (!isHost(line.param(0)))
        return numeric(ERR_NOSUCHNICK, {line.param(0).toByteArray()}, "No such nick");
    echo({{clientOnlyTags(wire::Message::fromView(line).tags), guestMask(), "TAGMSG", {line.param(0).toByteArray()}}});
    if (auto receipt = receiptOf(line))
        m_port.emitEvent(*std::move(receipt));
    if (const auto port = portOf(line)) {
        Self changed = m_peer;
        changed.listenPort = *port;
        changePeer(changed);
    }
    for (SignEvent &sign : peerSignsOf(line, m_now.utc))
        m_port.emitEvent(std::move(sign));
}

/// https://ircv3.net/specs/extensions/message-redaction: which messages may be taken back is for the host to know.
void ServerSession::onRedact(const Line &line)
{
    if (!has(Cap::MessageRedaction))
        return numeric(ERR_UNKNOWNCOMMAND, {"REDACT"}, "Unknown command");
    if (!isHost(line.param(0)))
        return fail("REDACT", "INVALID_TARGET", {line.param(0).toByteArray()}, "You cannot delete messages there");
    if (!isValidId(line.param(1)))
        return fail("REDACT", "UNKNOWN_MSGID", {line.param(0).toByteArray(), line.param(1).toByteArray()},
                    "This message does not exist or is too old");
    QByteArrayList params{line.param(0).toByteArray(), line.param(1).toByteArray()};
    if (!line.param(2).isEmpty())
        params.append(line.param(2).toByteArray());
    echo({{clientOnlyTags(wire::Message::fromView(line).tags), guestMask(), "REDACT", params}});
    m_port.emitEvent(SignEvent(peerRedactionOf(line, m_now.utc)));
}

void ServerSession::perform(const SignRequest &request)
{
    if (m_stage != Stage::Ready)
        return;
    if (auto line = peerLineOf(request, {hostMask(), m_peer.nick, m_caps}, m_typing, m_now.monotonic))
        transmit(*std::move(line));
}

/// Client batches, https://ircv3.net/specs/extensions/multiline
void ServerSession::onBatch(const Line &line)
{
    const QByteArrayView reference = line.param(0);
    if (reference.size() > 1 && reference.startsWith('+') && has(Cap::Multiline) && has(Cap::Batch))
        openBatch(line);
    else if (m_batch && reference.startsWith('-') && reference.sliced(1) == m_batch->reference())
        closeBatch();
    else if (!m_deadBatch.isEmpty() && reference.startsWith('-') && reference.sliced(1) == m_deadBatch)
        m_deadBatch.clear();
    else
        failBatch(IncomingBatch::Fault::Invalid, {});
}

/// One at a time: a second one is refused, and the first goes on.
void ServerSession::openBatch(const Line &line)
{
    if (m_batch || line.paramCount < 3 || line.param(1) != QByteArrayView("draft/multiline")) {
        m_deadBatch = line.param(0).sliced(1).toByteArray();
        fail("BATCH", "MULTILINE_INVALID", {}, "Invalid multiline batch");
        return;
    }
    m_deadBatch.clear();
    m_batch.emplace(line, MultilineCeiling{m_limits.multilineBytes, m_limits.multilineLines});
    m_batchLabel = m_responses.label();
    m_responses.setLabel({}); // it is answered when the batch is complete
}

void ServerSession::onBatchLine(const Line &line)
{
    const QByteArray reference = line.tag("batch").value_or(QByteArray());
    m_responses.setLabel({});
    if (!m_batch || reference != m_batch->reference()) {
        if (reference != m_deadBatch || m_deadBatch.isEmpty())
            failBatch(IncomingBatch::Fault::Invalid, {});
        return;
    }
    const IncomingBatch::Fault fault = m_batch->add(line);
    if (fault != IncomingBatch::Fault::None)
        failBatch(fault, line.param(0).toByteArray());
}

void ServerSession::closeBatch()
{
    m_responses.setLabel(std::exchange(m_batchLabel, {}));
    const IncomingBatch batch = *std::exchange(m_batch, std::nullopt);
    if (batch.parts().empty())
        return failBatch(IncomingBatch::Fault::Invalid, {});
    if (!isHost(batch.target()))
        return numeric(ERR_NOSUCHNICK, {batch.target()}, "No such nick");
    Voice guest;
    guest.source = guestMask();
    guest.target = batch.target();
    echo(batchOf(batch.parts(), batch.command(), guest, clientOnlyTags(batch.tags()), m_batchCounter));
    deliver(batch.command(), batch.text(), batch.stamp());
}

void ServerSession::failBatch(IncomingBatch::Fault fault, const QByteArray &target)
{
    using Fault = IncomingBatch::Fault;
    const QByteArray batchTarget = m_batch ? m_batch->target() : QByteArray();
    if (m_batch) {
        m_deadBatch = m_batch->reference();
        m_responses.setLabel(std::exchange(m_batchLabel, {}));
        m_batch.reset();
    }
    switch (fault) {
    case Fault::Bytes:
        return fail("BATCH", "MULTILINE_MAX_BYTES", {QByteArray::number(m_limits.multilineBytes)}, "Too many bytes");
    case Fault::Lines:
        return fail("BATCH", "MULTILINE_MAX_LINES", {QByteArray::number(m_limits.multilineLines)}, "Too many lines");
    case Fault::Target:
        return fail("BATCH", "MULTILINE_INVALID_TARGET", {batchTarget, target}, "Another target than the batch has");
    default:
        return fail("BATCH", "MULTILINE_INVALID", {}, "Invalid multiline batch");
    }
}

/// https://modern.ircdocs.horse/#away-message
void ServerSession::onAway(const Line &line)
{
    Self changed = m_peer;
    changed.away = !line.param(0).isEmpty();
    changed.awayText = changed.away ? awayText(truncated(line.param(0), MaxAwayBytes)) : QString();
    if (changed.away)
        numeric(RPL_NOWAWAY, {}, "You have been marked as being away");
    else
        numeric(RPL_UNAWAY, {}, "You are no longer marked as being away");
    changePeer(changed);
}

/// https://ircv3.net/specs/extensions/setname
void ServerSession::onSetName(const Line &line)
{
    const QByteArray name = line.param(0).toByteArray();
    if (name.isEmpty() || name.size() > MaxNameBytes)
        return fail("SETNAME", "INVALID_REALNAME", {}, "Realname is not valid");
    if (has(Cap::SetName))
        reply({{}, guestMask(), "SETNAME", {name}});
    Self changed = m_peer;
    changed.name = QString::fromUtf8(name);
    changePeer(changed);
}

Voice ServerSession::hostVoice() const
{
    Voice voice;
    voice.source = hostMask();
    voice.target = m_peer.nick;
    voice.maskBytes = voice.source.size();
    voice.tags = has(Cap::MessageTags);
    voice.receipts = receipts();
    if (has(Cap::Multiline) && has(Cap::Batch))
        voice.multiline = MultilineCeiling{m_limits.multilineBytes, m_limits.multilineLines};
    return voice;
}

void ServerSession::say(const Say &say)
{
    if (m_stage != Stage::Ready)
        return;
    Voice how = hostVoice();
    if (how.tags)
        how.firstTags = replyTags(peerNameToWrite(say.replyTo));
    m_typing.said(m_peer.nick);
    for (wire::Message &line : linesOf(say, how, m_batchCounter))
        transmit(std::move(line));
    m_port.emitEvent(Handed{say.id});
}

void ServerSession::tellGuest(QList<wire::Tag> tags, const QByteArray &command, const QByteArrayList &params)
{
    transmit({std::move(tags), hostMask(), command, params});
}

void ServerSession::sendReceipt(const Receipt &receipt)
{
    if (m_stage == Stage::Ready && has(Cap::MessageTags) && isValidId(receipt.id))
        tellGuest(receiptTags(receipt), "TAGMSG", {m_peer.nick});
}

void ServerSession::announceAway()
{
    const Self &host = m_info.host;
    if (m_stage == Stage::Ready && has(Cap::AwayNotify))
        tellGuest({}, "AWAY", host.away ? QByteArrayList{awayWord(host)} : QByteArrayList());
}

void ServerSession::announcePort()
{
    if (m_stage == Stage::Ready && receipts())
        tellGuest({makeTag(PortTag, QByteArray::number(m_info.host.listenPort))}, "TAGMSG", {m_peer.nick});
}

void ServerSession::announce(const Self &self)
{
    const Self before = m_info.host;
    const bool ready = m_stage == Stage::Ready;
    if (self.nick != before.nick && wire::isValidNick(self.nick)) {
        if (ready)
            tellGuest({}, "NICK", {self.nick});
        m_info.host.nick = self.nick;
        if (ready && !wire::sameName(before.nick, self.nick)) {
            monitorStatus({before.nick, self.nick});
            flushReplies();
        }
    }
    const QByteArray nick = m_info.host.nick;
    m_info.host = self;
    m_info.host.nick = nick;
    if (ready && self.name != before.name && has(Cap::SetName))
        tellGuest({}, "SETNAME", {oneLine(self.name, MaxNameBytes)});
    if (self.away != before.away || self.awayText != before.awayText)
        announceAway();
    if (self.listenPort != before.listenPort)
        announcePort();
}

} // namespace plausch::session
