// The Switchboard's conversations with converter services: what was typed, what went over the wire, what came back.
#include "chat/converterchat.h"
#include "chat/switchboard_p.h"

namespace plausch::chat {
namespace {

store::MessageRow rowOf(const ConverterEvent &event)
{
    using Kind = ConverterEvent::Kind;
    store::MessageRow row;
    row.text = event.text;
    switch (event.kind) {
    case Kind::Typed:
        row.mine = true;
        row.state = store::MessageState::Sent;
        break;
    case Kind::WireOut:
    case Kind::WireIn:
        row.mine = event.kind == Kind::WireOut;
        row.state = row.mine ? store::MessageState::Sent : store::MessageState::Received;
        row.kind = row.mine ? store::MessageKind::WireOut : store::MessageKind::WireIn;
        row.text = shownBytes(event.bytes);
        break;
    case Kind::Answer:
        break;
    case Kind::Info:
    case Kind::Error:
        row.kind = store::MessageKind::Info;
        break;
    }
    return row;
}

} // namespace

/// Newcomers find somebody who answers.
void Switchboard::Impl::addBuiltInConverter()
{
    if (!line(BuiltInConverter))
        addConverterLine(BuiltInConverter, Switchboard::tr("Converter"));
}

Line &Switchboard::Impl::addConverterLine(const ChatId &chat, const QString &name)
{
    store::BuddyRow row;
    row.chat = chat;
    row.name = name;
    row.standing = store::BuddyStanding::Known;
    return addLine(row, ChatKind::Converter);
}

void Switchboard::Impl::sayToConverter(Line &line, const QString &text)
{
    const ChatId chat = line.buddy.chat;
    const auto target = converterTarget(chat);
    const auto record = [this, chat](const QList<ConverterEvent> &events) { onConverter(chat, events); };
    if (target) {
        auto &talk = talks[chat];
        if (!talk) {
            talk = std::make_unique<ConverterTalk>(*loops, *target);
            QObject::connect(talk.get(), &ConverterTalk::happened, &q, record);
        }
        talk->say(text);
        return;
    }
    if (!converter) {
        converter = std::make_unique<ConverterBuddy>(*loops);
        QObject::connect(converter.get(), &ConverterBuddy::happened, &q, record);
    }
    converter->say(text);
}

void Switchboard::Impl::onConverter(const ChatId &chat, const QList<ConverterEvent> &events)
{
    for (const ConverterEvent &event : events) {
        store::MessageRow row = rowOf(event);
        row.chat = chat;
        row.sender = row.mine ? identity.fingerprint : chat.toUtf8();
        row.id = newMessageId();
        row.time = row.sentAt = utc();
        archive.add(row, [this, chat](Archive::Added, const store::MessageRow &stored) {
            Line *known = line(chat);
            if (!known)
                return;
            const bool answer = !stored.mine && stored.kind == store::MessageKind::Text;
            known->summary.unread += answer ? 1 : 0;
            showRow(*known, stored);
        });
    }
}

} // namespace plausch::chat
