#include "session/signtags.h"

#include "wire/textcase.h"

#include <algorithm>
#include <utility>

namespace plausch::session {
namespace {

constexpr std::pair<TypingState, const char *> TypingWords[] = {
    {TypingState::Active, "active"},
    {TypingState::Paused, "paused"},
    {TypingState::Done, "done"},
};

// What somebody else takes.
constexpr QByteArrayView Known[] = {ReplyTag,   "+reply",   OwnReplyTag, ReactTag,     "+react",
                                    UnreactTag, "+unreact", IdTag,       TypingTag,    TimeTag,
                                    ReadTag,    PortTag,    WhyTag,      DeliveredTag, OwnRedactTag};

/// Under its draft name or its final one.
const QByteArray *draftTag(const QList<wire::Tag> &tags, QByteArrayView draft, QByteArrayView final)
{
    const QByteArray *value = tagIn(tags, draft);
    return value ? value : tagIn(tags, final);
}

std::optional<Reacted> reactionOf(const QList<wire::Tag> &tags)
{
    const QByteArray *given = draftTag(tags, ReactTag, "+react");
    const QByteArray *taken = given ? nullptr : draftTag(tags, UnreactTag, "+unreact");
    const QByteArray *value = given ? given : taken;
    if (!value || value->size() > MaxReactionBytes)
        return std::nullopt;
    const auto text = wire::decodeUtf8(*value);
    Reacted reacted;
    reacted.to = replyOf(tags);
    if (!text || !isReaction(*text) || reacted.to.isEmpty())
        return std::nullopt;
    reacted.reaction = *text;
    reacted.on = given != nullptr;
    reacted.id = signIdOf(tags);
    return reacted;
}

} // namespace

MessageName peerName(const MessageName &name)
{
    return {{}, name.id.isEmpty() && isValidId(name.msgid) ? name.msgid : name.id};
}

MessageName peerNameToWrite(const MessageName &name)
{
    return {name.id.isEmpty() ? name.msgid : name.id, {}};
}

QByteArray signIdOf(const QList<wire::Tag> &tags)
{
    const QByteArray *id = tagIn(tags, IdTag);
    return id && isValidId(*id) ? *id : QByteArray();
}

QList<wire::Tag> replyTags(const MessageName &to)
{
    QList<wire::Tag> tags;
    if (!to.msgid.isEmpty())
        tags.append(makeTag(ReplyTag, to.msgid));
    if (isValidId(to.id))
        tags.append(makeTag(OwnReplyTag, to.id));
    return tags;
}

QList<wire::Tag> reactTags(const React &react)
{
    QList<wire::Tag> tags = replyTags(react.to);
    tags.append(makeTag(react.on ? ReactTag : UnreactTag, react.reaction.toUtf8()));
    if (isValidId(react.id))
        tags.append(makeTag(IdTag, react.id));
    return react.tags + tags;
}

QList<wire::Tag> redactTags(const Redact &redact)
{
    QList<wire::Tag> tags = redact.tags;
    tags.append(makeTag(OwnRedactTag, redact.message.id));
    if (isValidId(redact.id))
        tags.append(makeTag(IdTag, redact.id));
    return tags;
}

QByteArray typingWord(TypingState state)
{
    for (const auto &[known, word] : TypingWords) {
        if (known == state)
            return word;
    }
    return {};
}

MessageName replyOf(const QList<wire::Tag> &tags)
{
    MessageName name;
    const QByteArray *msgid = draftTag(tags, ReplyTag, "+reply");
    if (msgid && msgid->size() <= MaxMsgidBytes)
        name.msgid = *msgid;
    if (const QByteArray *id = tagIn(tags, OwnReplyTag); id && isValidId(*id))
        name.id = *id;
    return name;
}

std::optional<SignEvent> signOf(const QList<wire::Tag> &tags)
{
    if (auto reacted = reactionOf(tags))
        return *std::move(reacted);
    if (const QByteArray *typing = tagIn(tags, TypingTag)) {
        for (const auto &[state, word] : TypingWords) {
            if (*typing == word)
                return TypingSeen{{}, {}, state};
        }
    }
    return std::nullopt;
}

std::optional<Redacted> redactionOf(const QList<wire::Tag> &tags)
{
    const QByteArray *message = tagIn(tags, OwnRedactTag);
    if (!message || !isValidId(*message))
        return std::nullopt;
    Redacted redacted;
    redacted.id = signIdOf(tags);
    redacted.message.id = *message;
    return redacted;
}

QList<wire::Tag> otherTags(const QList<wire::Tag> &tags)
{
    QList<wire::Tag> others;
    for (const wire::Tag &tag : tags) {
        const bool known = std::find(std::begin(Known), std::end(Known), QByteArrayView(tag.key)) != std::end(Known);
        if (tag.key.startsWith('+') && !known)
            others.append(tag);
    }
    return others;
}

const QByteArray *tagIn(const QList<wire::Tag> &tags, QByteArrayView key)
{
    const auto found =
        std::find_if(tags.crbegin(), tags.crend(), [key](const wire::Tag &tag) { return tag.key == key; });
    return found == tags.crend() ? nullptr : &found->value;
}

bool maySend(const QList<wire::Tag> &tags)
{
    qsizetype bytes = 2; // '@' and the blank
    for (const wire::Tag &tag : tags) {
        if (!tag.key.startsWith('+'))
            return false;
        bytes += tag.key.size() + wire::escapeTagValue(tag.value).size() + 2; // '=' and ';'
    }
    return bytes <= wire::MaxClientTagBytes;
}

} // namespace plausch::session
