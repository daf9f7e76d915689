// https://ircv3.net/specs/client-tags/react, https://ircv3.net/specs/client-tags/typing,
// https://ircv3.net/specs/extensions/message-redaction
#include "session/networksession.h"
#include "session/overloaded.h"
#include "session/signtags.h"

#include <algorithm>
#include <utility>

namespace plausch::session {

void NetworkSession::perform(const SignRequest &request)
{
    const Overloaded handler{
        [&](const React &what) { react(what); },
        [&](const ShowTyping &what) { showTyping(what); },
        [&](const Redact &what) { redact(what); },
        [&](const SignalTo &what) { signal(what); },
    };
    std::visit(handler, request);
}

bool NetworkSession::mayTag(QByteArrayView target, QByteArrayView tag) const
{
    return m_phase == Phase::Ready && m_features.isRelayed(tag) && !target.isEmpty() && !target.contains(',');
}

/// A line that a refusal can come for, or an echo.
void NetworkSession::askSign(wire::Message message, Asked asked)
{
    const wire::Message bare{{}, {}, message.command, message.params};
    if (!maySend(message.tags) || !fits(bare) || !wire::isEncodable(message))
        return fail(asked, "BAD_LINE");
    if (!hasRoomFor(1))
        return fail(asked, "QUEUE_FULL");
    const QByteArray id = asked.ownId;
    label(message, std::move(asked));
    m_queue.push_back({std::move(message), id, !id.isEmpty()});
    pump();
}

void NetworkSession::react(const React &what)
{
    const Asked asked{"TAGMSG", what.target, what.id, {}, m_now.monotonic};
    if (m_phase != Phase::Ready)
        return fail(asked, "NOT_READY");
    if (!mayTag(what.target, ReactTag) || !m_features.isRelayed(ReplyTag))
        return fail(asked, "NO_TAGS");
    if (what.to.isEmpty() || !isReaction(what.reaction))
        return fail(asked, "BAD_TARGET");
    askSign({reactTags(what), {}, "TAGMSG", {what.target}}, asked);
}

void NetworkSession::redact(const Redact &what)
{
    const bool byTag = !what.tags.isEmpty();
    const Asked asked{byTag ? "TAGMSG" : "REDACT", what.target, what.id, {}, m_now.monotonic};
    if (m_phase != Phase::Ready)
        return fail(asked, "NOT_READY");
    if (byTag && !mayTag(what.target, OwnRedactTag))
        return fail(asked, "NO_TAGS");
    if (byTag)
        return isValidId(what.message.id) ? askSign({redactTags(what), {}, "TAGMSG", {what.target}}, asked)
                                          : fail(asked, "BAD_TARGET");
    if (!m_features.redaction)
        return fail(asked, "NO_REDACTION");
    if (what.message.msgid.isEmpty())
        return fail(asked, "BAD_TARGET");
    QByteArrayList params{what.target, what.message.msgid};
    if (const QByteArray reason = oneLine(what.reason, m_features.kickBytes); !reason.isEmpty())
        params.append(reason);
    askSign({{}, {}, "REDACT", params}, asked);
}

void NetworkSession::signal(const SignalTo &what)
{
    const Asked asked{"TAGMSG", what.target, {}, {}, m_now.monotonic};
    if (m_phase != Phase::Ready)
        return fail(asked, "NOT_READY");
    const bool relayed = std::all_of(what.tags.cbegin(), what.tags.cend(),
                                     [&](const wire::Tag &tag) { return mayTag(what.target, tag.key); });
    if (!relayed || what.tags.isEmpty())
        return fail(asked, "NO_TAGS");
    askSign({what.tags, {}, "TAGMSG", {what.target}}, asked);
}

void NetworkSession::showTyping(const ShowTyping &what)
{
    if (mayTag(what.target, TypingTag) && m_typing.take(what.target, what.state, m_now.monotonic, what.tags))
        sendTyping(what);
}

/// Not worth waiting for: while anything else waits, nobody is told.
void NetworkSession::sendTyping(const ShowTyping &what)
{
    QList<wire::Tag> tags = what.tags;
    tags.append(makeTag(TypingTag, typingWord(what.state)));
    if (m_queue.empty() && m_aside.empty() && maySend(tags))
        askAside({std::move(tags), {}, "TAGMSG", {what.target}});
}

void NetworkSession::confirm(const Confirm &what)
{
    const QList<wire::Tag> tags = receiptTags({what.id, what.kind});
    if (isValidId(what.id) && mayTag(what.target, tags.constFirst().key))
        askAside({tags, {}, "TAGMSG", {what.target}});
}

void NetworkSession::onTagMsg(const Line &line)
{
    const QByteArrayView speaker = nickOf(line.source);
    if (isServer(line.source))
        return;
    const Utterance said = utteranceOf(line);
    const bool mine = isMe(speaker) || isOwnAccount(said.account);
    QByteArray target = said.target;
    takeStatusSign(target);
    target = placeOf(target, speaker, mine);
    const QList<wire::Tag> tags = wire::Message::fromView(line).tags;
    const qint64 time = said.time > 0 ? said.time : m_now.utc;
    const bool history = m_context.history;

    if (const auto receipt = receiptOf(line); receipt && !mine && !history && !m_features.isRoom(target))
        tell(Confirmed{speaker.toByteArray(), said.account, receipt->id, receipt->kind});
    const auto tellOfMessage = [&](auto sign) {
        const QByteArray id = sign.id;
        sign.target = target;
        sign.speaker = speaker.toByteArray();
        sign.account = said.account;
        sign.time = time;
        sign.mine = mine;
        sign.fromHistory = history;
        sign.tags = said.others;
        tell(std::move(sign));
        if (mine && !history)
            onOwnSign("TAGMSG", said.target, id);
    };
    std::optional<SignEvent> sign = signOf(tags);
    if (auto *reacted = sign ? std::get_if<Reacted>(&*sign) : nullptr)
        return tellOfMessage(std::move(*reacted));
    if (auto redacted = redactionOf(tags); redacted && !m_features.isRoom(target))
        return tellOfMessage(*std::move(redacted));
    if (history)
        return;
    if (const auto *typing = sign ? std::get_if<TypingSeen>(&*sign) : nullptr; typing && !mine)
        tell(TypingSeen{target, speaker.toByteArray(), typing->state, said.others});
    if (!said.others.isEmpty())
        tell(Signalled{target, speaker.toByteArray(), said.account, said.others, time, mine});
}

/// REDACT <target> <msgid> [<reason>]
void NetworkSession::onRedact(const Line &line)
{
    const QByteArrayView speaker = nickOf(line.source);
    const Utterance said = utteranceOf(line);
    const bool mine = !isServer(line.source) && (isMe(speaker) || isOwnAccount(said.account));
    QByteArray target = said.target;
    takeStatusSign(target);
    Redacted redacted;
    redacted.target = placeOf(target, speaker, mine);
    redacted.speaker = speaker.toByteArray();
    redacted.account = said.account;
    redacted.message.msgid = line.param(1).toByteArray();
    redacted.reason = textOf(line.param(2));
    redacted.time = said.time > 0 ? said.time : m_now.utc;
    redacted.mine = mine;
    redacted.fromHistory = m_context.history;
    tell(redacted);
    if (mine && !m_context.history)
        onOwnSign("REDACT", said.target, {});
}

/// The echo of what we have asked for; another session of ours may have asked, too.
void NetworkSession::onOwnSign(QByteArrayView command, QByteArrayView target, const QByteArray &id)
{
    const auto isIt = [&](const Asked &asked) {
        if (!m_context.label.isEmpty())
            return asked.label == m_context.label;
        return asked.command == command && (id.isEmpty() ? m_roster.same(asked.target, target) : asked.ownId == id);
    };
    const auto asked = std::find_if(m_asked.begin(), m_asked.end(), isIt);
    if (asked == m_asked.end() || asked->ownId.isEmpty())
        return;
    const QByteArray done = asked->ownId;
    m_asked.erase(asked);
    tell(Signed{done});
}

} // namespace plausch::session
