// https://modern.ircdocs.horse/#sending-messages, https://ircv3.net/specs/extensions/echo-message,
// https://ircv3.net/specs/extensions/multiline, https://modern.ircdocs.horse/ctcp
#include "session/networksession.h"

#include <algorithm>
#include <utility>

namespace plausch::session {
namespace {

constexpr qsizetype MaxTargetBytes = 250; // of the longest that servers have, and still half a line for the text

/// What the server will say again of the lines of one message: each line, or a batch as one (empty bytes).
std::deque<QByteArray> echoesOf(const std::vector<wire::Message> &lines)
{
    std::deque<QByteArray> echoes;
    for (const wire::Message &line : lines) {
        if (line.command == "BATCH" && line.params.constFirst().startsWith('+'))
            echoes.push_back({});
        else if (line.command != "BATCH" && !line.tag("batch"))
            echoes.push_back(line.params.constLast());
    }
    return echoes;
}

/// Lines of a batch share the label of its opening.
bool takesLabel(const wire::Message &line)
{
    return line.command == "BATCH" ? line.params.constFirst().startsWith('+') : !line.tag("batch");
}

bool isOf(const OwnWords &own, const QByteArray &id)
{
    return own.id == id || (id.startsWith(own.id) && id.size() > own.id.size() && id[own.id.size()] == '.');
}

} // namespace

void NetworkSession::onText(const Line &line)
{
    hear(utteranceOf(line));
}

/// "@" of "@#room" (STATUSMSG), empty: there is none.
QByteArray NetworkSession::takeStatusSign(QByteArray &target) const
{
    const bool has =
        target.size() > 1 && m_features.statusSigns.contains(target[0]) && m_features.isRoom(target.mid(1));
    const QByteArray sign = has ? target.left(1) : QByteArray();
    target.remove(0, sign.size());
    return sign;
}

/// The room as the server writes it, or the partner.
QByteArray NetworkSession::placeOf(const QByteArray &target, QByteArrayView speaker, bool mine)
{
    const bool toRoom = m_features.isRoom(target);
    const Roster::Room *room = toRoom ? m_roster.room(target) : nullptr;
    return room ? room->name : toRoom || mine ? target : speaker.toByteArray();
}

void NetworkSession::hear(const Utterance &said)
{
    QByteArray target = said.target;
    Heard heard;
    heard.onlyFor = takeStatusSign(target);
    const bool toRoom = m_features.isRoom(target);
    if (isServer(said.source) && !toRoom) {
        tell(ServerSaid{said.notice ? QByteArray("NOTICE") : QByteArray("PRIVMSG"), textOf(said.text)});
        return;
    }
    heard.speaker = nickOf(said.source).toByteArray();
    heard.mine = isMe(heard.speaker) || (m_context.history && isOwnAccount(said.account));
    if (target.startsWith('$')) { // to everybody on the server
        tell(ServerSaid{"NOTICE", QString::fromUtf8(heard.speaker) + QStringLiteral(": ") + textOf(said.text)});
        return;
    }
    heard.target = placeOf(target, heard.speaker, heard.mine);
    const auto words = saidOf(said.notice ? "NOTICE" : "PRIVMSG", textOf(said.text).toUtf8(), {});
    if (!words) {
        if (!said.notice && !heard.mine && !m_context.history)
            answerCtcp(heard.speaker, said.text);
        return;
    }
    heard.text = words->text;
    heard.kind = words->kind;
    heard.msgid = said.msgid;
    heard.senderId = said.senderId;
    heard.account = said.account;
    heard.sentAt = said.sentAt;
    heard.replyTo = said.replyTo;
    heard.tags = said.others;
    heard.time = said.time > 0 ? said.time : m_now.utc;
    heard.fromHistory = m_context.history;
    if (heard.mine && !heard.fromHistory)
        hearOwn(std::move(heard), said);
    else
        tell(std::move(heard));
}

/// The last echo of a message is its confirmation. What we did not say here, another session of ours has said.
void NetworkSession::hearOwn(Heard heard, const Utterance &said)
{
    QByteArray id;
    const auto asked = std::find_if(m_asked.begin(), m_asked.end(), [this](const Asked &one) {
        return !m_context.label.isEmpty() && one.label == m_context.label;
    });
    if (asked != m_asked.end())
        id = asked->ownId;
    else
        id = said.senderId;
    auto own = std::find_if(m_own.begin(), m_own.end(), [&](const OwnWords &one) { return isOf(one, id); });
    if (id.isEmpty())
        own = std::find_if(m_own.begin(), m_own.end(), [&](const OwnWords &one) {
            return m_roster.same(one.target, said.target) && !one.echoes.empty() && !one.echoes.front().isEmpty()
                && one.echoes.front() == said.text;
        });
    if (own == m_own.end())
        return tell(std::move(heard));
    if (!own->echoes.empty())
        own->echoes.pop_front();
    if (!own->echoes.empty())
        return;
    heard.ownId = own->id;
    heard.senderId = own->id;
    heard.text = own->text;
    heard.kind = own->kind;
    m_own.erase(own);
    tell(std::move(heard));
}

/// VERSION and PING, and not more often than a person would ask.
void NetworkSession::answerCtcp(QByteArrayView nick, QByteArrayView text)
{
    const auto ctcp = ctcpOf(text);
    if (!ctcp)
        return;
    const QByteArray answer = ctcpAnswer(*ctcp);
    if (!answer.isEmpty() && m_ctcpPace.take(m_now.monotonic))
        askAside("NOTICE", {nick.toByteArray(), answer});
}

/// Until the server has shown our mask, the longest it may be.
Voice NetworkSession::voiceFor(const QByteArray &target) const
{
    Voice voice;
    voice.target = target;
    voice.maskBytes = m_mask.isEmpty() ? longestMask(m_nick) : m_mask.size();
    voice.lineBytes = m_features.lineBytes;
    voice.tags = has(Cap::MessageTags);
    if (m_features.multiline && m_multiline.bytes > 0)
        voice.multiline = m_multiline;
    return voice;
}

void NetworkSession::say(const SayTo &what)
{
    const QByteArray command = what.kind == TextKind::Notice ? "NOTICE" : "PRIVMSG";
    const Asked asked{command, what.target, what.id, {}, m_now.monotonic};
    if (!isValidId(what.id) || what.target.isEmpty() || what.target.contains(',')
        || what.target.size() > MaxTargetBytes)
        return fail(asked, "BAD_TARGET");
    Voice voice = voiceFor(what.target);
    if (voice.tags)
        voice.firstTags = replyTags(what.replyTo) + what.tags;
    if (!maySend(voice.firstTags))
        return fail(asked, "BAD_TAGS");
    std::vector<wire::Message> lines = linesOf({what.id, what.sentAt, what.text, what.kind, {}}, voice, m_batchCounter);
    if (!std::all_of(lines.begin(), lines.end(), wire::isEncodable))
        return fail(asked, "BAD_TARGET");
    if (!hasRoomFor(lines.size()))
        return fail(asked, "QUEUE_FULL");
    if (m_own.size() >= MaxAsked)
        m_own.pop_front();
    m_own.push_back({what.id, what.target, what.text, what.kind, echoesOf(lines)});
    for (wire::Message &line : lines) {
        if (takesLabel(line))
            label(line, asked);
        m_queue.push_back({std::move(line), {}, false});
    }
    m_queue.back().handedId = what.id;
    m_typing.said(what.target);
    pump();
}

/// Where no echo will come, what has left is said.
void NetworkSession::onHanded(const QByteArray &id)
{
    m_port.emitEvent(Handed{id});
    const auto own = std::find_if(m_own.begin(), m_own.end(), [&](const OwnWords &one) { return one.id == id; });
    if (has(Cap::EchoMessage) || own == m_own.end())
        return;
    Heard heard;
    heard.target = own->target;
    heard.onlyFor = takeStatusSign(heard.target);
    heard.speaker = m_nick;
    heard.text = own->text;
    heard.kind = own->kind;
    heard.senderId = id;
    heard.ownId = id;
    heard.time = m_now.utc;
    heard.mine = true;
    heard.account = m_account;
    m_own.erase(own);
    tell(std::move(heard));
}

void NetworkSession::forgetOwn(const QByteArray &id)
{
    if (!id.isEmpty())
        std::erase_if(m_own, [&id](const OwnWords &own) { return own.id == id; });
}

} // namespace plausch::session
