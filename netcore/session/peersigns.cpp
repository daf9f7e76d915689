#include "session/peersigns.h"

#include "session/overloaded.h"

#include <utility>

namespace plausch::session {
namespace {

wire::Message reactLine(const React &what, const SignVoice &voice)
{
    React written = what;
    written.to = peerNameToWrite(what.to);
    return {reactTags(written), voice.source, "TAGMSG", {voice.target}};
}

wire::Message redactLine(const Redact &what, const SignVoice &voice)
{
    QList<wire::Tag> tags;
    if (isValidId(what.id))
        tags.append(makeTag(IdTag, what.id));
    QByteArrayList params{voice.target, peerNameToWrite(what.message).msgid};
    if (const QByteArray reason = oneLine(what.reason, MaxAwayBytes); !reason.isEmpty())
        params.append(reason);
    return {std::move(tags), voice.source, "REDACT", std::move(params)};
}

} // namespace

std::optional<wire::Message> peerLineOf(const SignRequest &request, const SignVoice &voice, TypingPace &typing,
                                        qint64 now)
{
    if (!voice.caps.testFlag(Cap::MessageTags))
        return std::nullopt;
    using Line = std::optional<wire::Message>;
    const Overloaded lines{
        [&](const React &what) -> Line {
            if (what.to.isEmpty() || !isReaction(what.reaction))
                return std::nullopt;
            return reactLine(what, voice);
        },
        [&](const ShowTyping &what) -> Line {
            if (!typing.take(voice.target, what.state, now))
                return std::nullopt;
            return wire::Message{{makeTag(TypingTag, typingWord(what.state))}, voice.source, "TAGMSG", {voice.target}};
        },
        [&](const Redact &what) -> Line {
            if (!voice.caps.testFlag(Cap::MessageRedaction) || what.message.isEmpty())
                return std::nullopt;
            return redactLine(what, voice);
        },
        [&](const SignalTo &what) -> Line {
            if (what.tags.isEmpty() || !maySend(what.tags))
                return std::nullopt;
            return wire::Message{what.tags, voice.source, "TAGMSG", {voice.target}};
        },
    };
    const Line line = std::visit(lines, request);
    return line && wire::isEncodable(*line) ? line : std::nullopt;
}

std::vector<SignEvent> peerSignsOf(const wire::MessageView &line, qint64 utc)
{
    const QList<wire::Tag> tags = wire::Message::fromView(line).tags;
    std::vector<SignEvent> signs;
    if (auto sign = signOf(tags)) {
        if (auto *reacted = std::get_if<Reacted>(&*sign)) {
            reacted->to = peerName(reacted->to);
            reacted->time = utc;
        }
        signs.push_back(*std::move(sign));
    }
    if (QList<wire::Tag> others = otherTags(tags); !others.isEmpty())
        signs.push_back(Signalled{{}, {}, {}, std::move(others), utc, false});
    return signs;
}

Redacted peerRedactionOf(const wire::MessageView &line, qint64 utc)
{
    Redacted redacted;
    redacted.id = signIdOf(wire::Message::fromView(line).tags);
    redacted.message.id = isValidId(line.param(1)) ? line.param(1).toByteArray() : QByteArray();
    redacted.reason = QString::fromUtf8(line.param(2));
    redacted.time = utc;
    return redacted;
}

} // namespace plausch::session
