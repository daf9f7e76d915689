// Layer: store. Thread: the database's. Owner: chat::Archive's loop.
#pragma once

#include "store/rows.h"

namespace plausch::store {

class Database;

/// Conversations and the people in them: read marks, drafts, buddies with their pinned keys.
/// Errors are the database's (Database::failed).
class Chats
{
public:
    static constexpr int MaxUnread = 250; // at the start more are not counted; the list shows "99+"
    static constexpr qsizetype MaxAddresses = 8;

    explicit Chats(Database &database) : m_database(database) { }

    QList<ChatSummary> summaries();
    void saveDraft(const ChatId &chat, const QString &text); // empty: removed
    void markRead(const ChatId &chat, qint64 upToRow); // forward only
    void markReadUpTo(const ChatId &chat, qint64 time); // UTC ms; forward only

    QList<BuddyRow> buddies();
    void saveBuddy(const BuddyRow &buddy);
    /// Without history a chat in which something was said stays, as a chat with nobody.
    void removeBuddy(const ChatId &chat, bool withHistory);

private:
    Database &m_database;
};

} // namespace plausch::store
