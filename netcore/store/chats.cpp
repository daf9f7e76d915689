#include "store/chats.h"

#include "store/database.h"
#include "store/messagecolumns.h"

#include <QSqlQuery>
#include <QStringList>

namespace plausch::store {
namespace {

BuddyRow readBuddy(const QSqlQuery &query)
{
    BuddyRow buddy;
    buddy.chat = query.value(0).toString();
    buddy.fingerprint = query.value(1).toByteArray();
    buddy.name = query.value(2).toString();
    buddy.alias = query.value(3).toString();
    buddy.standing = BuddyStanding(query.value(4).toInt());
    buddy.verified = query.value(5).toBool();
    buddy.pinnedAt = query.value(6).toLongLong();
    buddy.lastSeen = query.value(7).toLongLong();
    buddy.addresses = query.value(8).toString().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    buddy.notify = NotifyLevel(query.value(9).toInt());
    buddy.mutedUntil = query.value(10).toLongLong();
    buddy.route = query.value(11).toString();
    return buddy;
}

} // namespace

QList<ChatSummary> Chats::summaries()
{
    QList<ChatSummary> list;
    m_database.run(QStringLiteral("chat_summaries"), {}, [&](const QSqlQuery &query) {
        ChatSummary summary;
        summary.chat = query.value(0).toString();
        summary.draft = query.value(1).toString();
        summary.readUpTo = query.value(2).toLongLong();
        summary.unread = query.value(3).toInt();
        summary.mentions = query.value(4).toInt();
        summary.queued = query.value(5).toInt();
        if (!query.isNull(6))
            summary.last = readMessage(query, 6);
        list.append(summary);
    });
    return list;
}

void Chats::saveDraft(const ChatId &chat, const QString &text)
{
    m_database.run(QStringLiteral("chat_ensure"), {chat});
    m_database.run(QStringLiteral("chat_set_draft"), {text, chat});
}

void Chats::markRead(const ChatId &chat, qint64 upToRow)
{
    m_database.run(QStringLiteral("chat_mark_read"), {chat, upToRow});
}

void Chats::markReadUpTo(const ChatId &chat, qint64 time)
{
    m_database.run(QStringLiteral("chat_mark_read_time"), {chat, time});
}

QList<BuddyRow> Chats::buddies()
{
    QList<BuddyRow> list;
    m_database.run(QStringLiteral("buddies"), {}, [&](const QSqlQuery &query) { list.append(readBuddy(query)); });
    return list;
}

void Chats::saveBuddy(const BuddyRow &buddy)
{
    m_database.run(QStringLiteral("chat_ensure"), {buddy.chat});
    m_database.run(QStringLiteral("buddy_save"),
                   {buddy.fingerprint, buddy.name, buddy.alias, int(buddy.standing), buddy.verified, buddy.pinnedAt,
                    buddy.lastSeen, QStringList(buddy.addresses.mid(0, MaxAddresses)).join(QLatin1Char('\n')),
                    int(buddy.notify), buddy.mutedUntil, buddy.route, buddy.chat});
}

void Chats::removeBuddy(const ChatId &chat, bool withHistory)
{
    m_database.run(QStringLiteral("buddy_remove"), {chat});
    m_database.run(QStringLiteral("places_remove"), {chat});
    m_database.run(withHistory ? QStringLiteral("chat_remove") : QStringLiteral("chat_remove_if_empty"), {chat});
}

} // namespace plausch::store
