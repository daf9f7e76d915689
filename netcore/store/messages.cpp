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
    const QVariantList values{message.sender,     message.id,    message.mine,    int(message.kind),
                              int(message.state), message.text,  message.time,    message.sentAt,
                              message.speaker,    message.msgid, message.mention, message.chat};
    m_database.run(statement, values, [&](const QSqlQuery &query) {
        message.row = query.value(0).toLongLong();
        message.time = query.value(1).toLongLong();
        added = true;
    });
    if (added || m_database.failed())
        return added;
    std::optional<MessageRow> there = find(message.sender, message.id);
    if (!there) {
        m_database.run(QStringLiteral("message_find_msgid"), {message.chat, message.msgid},
                       [&](const QSqlQuery &query) { there = readMessage(query); });
    }
    message = there.value_or(message);
    return false;
}

bool Messages::confirm(const ChatId &chat, const QByteArray &sender, const QByteArray &id, const QByteArray &msgid)
{
    const std::optional<MessageRow> message = find(sender, id);
    if (!message || message->chat != chat)
        return false;
    if (!msgid.isEmpty())
        m_database.run(QStringLiteral("message_set_msgid"), {msgid, message->row});
    return setState(chat, sender, id, MessageState::Delivered);
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
    std::optional<MessageRow> found;
    m_database.run(QStringLiteral("message_find"), {sender, id},
                   [&](const QSqlQuery &query) { found = readMessage(query); });
    return found;
}

bool Messages::setState(const ChatId &chat, const QByteArray &sender, const QByteArray &id, MessageState state)
{
    const std::optional<MessageRow> message = find(sender, id);
    return message && message->chat == chat && mayFollow(message->state, state)
        && m_database.run(QStringLiteral("message_set_state"), {int(state), message->row});
}

QList<MessageRow> Messages::outbox(const ChatId &chat)
{
    QList<MessageRow> rows;
    m_database.run(QStringLiteral("outbox"), {chat}, [&](const QSqlQuery &query) { rows.append(readMessage(query)); });
    return rows;
}

QList<MessageRow> Messages::pageBefore(const ChatId &chat, std::optional<Cursor> before, int count)
{
    const Cursor place = before.value_or(Cursor{End, End});
    QList<MessageRow> rows;
    m_database.run(QStringLiteral("page_before"), {chat, place.time, place.row, count},
                   [&](const QSqlQuery &query) { rows.append(readMessage(query)); });
    std::reverse(rows.begin(), rows.end());
    return rows;
}

QList<MessageRow> Messages::pageAfter(const ChatId &chat, Cursor after, int count)
{
    QList<MessageRow> rows;
    m_database.run(QStringLiteral("page_after"), {chat, after.time, after.row, count},
                   [&](const QSqlQuery &query) { rows.append(readMessage(query)); });
    return rows;
}

} // namespace plausch::store
