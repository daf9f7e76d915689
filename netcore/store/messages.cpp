#include "store/messages.h"

#include "store/database.h"
#include "store/messagecolumns.h"

#include <QSqlQuery>

#include <algorithm>
#include <limits>

namespace plausch::store {
namespace {

constexpr qint64 End = std::numeric_limits<qint64>::max();

} // namespace

bool mayFollow(MessageState from, MessageState to)
{
    const bool waits = from == MessageState::Queued || from == MessageState::Sent;
    const bool givenUp = from == MessageState::Failed || from == MessageState::Withdrawn;
    switch (to) {
    case MessageState::Received:
    case MessageState::Queued:
        return false;
    case MessageState::Sent:
    case MessageState::Withdrawn:
        return from == MessageState::Queued;
    case MessageState::Delivered:
        return waits || givenUp;
    case MessageState::Read:
        return waits || givenUp || from == MessageState::Delivered;
    case MessageState::Failed:
        return waits;
    }
    return false;
}

bool Messages::add(MessageRow &message)
{
    return insert(QStringLiteral("message_add"), message);
}

bool Messages::addPast(MessageRow &message)
{
    return insert(QStringLiteral("message_add_past"), message);
}

bool Messages::insert(const QString &statement, MessageRow &message)
{
    if (!m_database.run(QStringLiteral("chat_ensure"), {message.chat}))
        return false;
    bool added = false;
    // Whose id it is, is known best now: an own reply to the partner says it, and a partner's to us is found.
    QByteArray replySender = message.replyTo.sender;
    if (!message.replyTo.id.isEmpty() && replySender.isEmpty()) {
        if (const auto answered = findBare(message.chat, message.replyTo, message.sender))
            replySender = answered->sender;
    }
    const QVariantList values{message.sender,     message.id,    message.mine,    int(message.kind),
                              int(message.state), message.text,  message.time,    message.sentAt,
                              message.speaker,    message.msgid, message.mention, message.replyTo.msgid,
                              message.replyTo.id, replySender,   message.via,     message.chat};
    m_database.run(statement, values, [&](const QSqlQuery &query) {
        message.row = query.value(0).toLongLong();
        message.time = query.value(1).toLongLong();
        added = true;
    });
    if (added) {
        message.replyTo.sender = replySender;
        message.quote = quoteFor(message);
    }
    if (added || m_database.failed())
        return added;
    std::optional<MessageRow> there = find(message.sender, message.id);
    if (!there)
        there = find(message.chat, {message.msgid, {}, {}}, {});
    message = there.value_or(message);
    return false;
}

bool Messages::confirm(const ChatId &chat, const QByteArray &sender, const QByteArray &id, const QByteArray &msgid,
                       MessageState state)
{
    const std::optional<MessageRow> message = find(sender, id);
    if (!message || message->chat != chat)
        return false;
    if (!msgid.isEmpty())
        m_database.run(QStringLiteral("message_set_msgid"), {msgid, message->row});
    return setState(chat, sender, id, state);
}

Places Messages::places(const ChatId &chat)
{
    QList<NamedPlace> found;
    m_database.run(QStringLiteral("message_places"), {chat, chat}, [&](const QSqlQuery &query) {
        found.append({query.value(0).toByteArray(), query.value(1).toLongLong()});
    });
    return found.isEmpty() ? Places{} : Places{found.constFirst(), found.constLast()};
}

std::optional<MessageRow> Messages::find(const QByteArray &sender, const QByteArray &id)
{
    QList<MessageRow> rows;
    readAll(QStringLiteral("message_find"), {sender, id}, rows);
    return rows.isEmpty() ? std::nullopt : std::optional(rows.constFirst());
}

std::optional<MessageRow> Messages::find(const ChatId &chat, const MessageName &name, const QByteArray &speaker)
{
    const std::optional<MessageRow> found = findBare(chat, name, speaker);
    return found ? find(found->sender, found->id) : std::nullopt;
}

bool Messages::setState(const ChatId &chat, const QByteArray &sender, const QByteArray &id, MessageState state)
{
    const std::optional<MessageRow> message = find(sender, id);
    return message && message->chat == chat && mayFollow(message->state, state)
        && m_database.run(QStringLiteral("message_set_state"), {int(state), message->row});
}

bool Messages::setVia(const ChatId &chat, const QByteArray &sender, const QByteArray &id, const QString &network)
{
    const std::optional<MessageRow> message = find(sender, id);
    return message && message->chat == chat
        && m_database.run(QStringLiteral("message_set_via"), {network, message->row});
}

QList<MessageRow> Messages::outbox(const ChatId &chat)
{
    QList<MessageRow> rows;
    readAll(QStringLiteral("outbox"), {chat}, rows);
    return rows;
}

QList<MessageRow> Messages::pageBefore(const ChatId &chat, std::optional<Cursor> before, int count)
{
    const Cursor place = before.value_or(Cursor{End, End});
    QList<MessageRow> rows;
    readAll(QStringLiteral("page_before"), {chat, place.time, place.row, count}, rows);
    std::reverse(rows.begin(), rows.end());
    return rows;
}

QList<MessageRow> Messages::pageAfter(const ChatId &chat, Cursor after, int count)
{
    QList<MessageRow> rows;
    readAll(QStringLiteral("page_after"), {chat, after.time, after.row, count}, rows);
    return rows;
}

} // namespace plausch::store
