// Layer: store. Thread: the database's. Owner: chat::Archive's loop.
#pragma once

#include "store/rows.h"

#include <QList>
#include <QStringList>
#include <QVariant>

#include <optional>

namespace plausch::store {

class Database;

/// Forwards only. A receipt that comes late is true even for a message that failed or was withdrawn.
bool mayFollow(MessageState from, MessageState to);

/// The table of messages and its full text. Errors are the database's (Database::failed).
class Messages
{
public:
    explicit Messages(Database &database) : m_database(database) { }

    /// The sender of our own messages: an id without a sender is one of theirs, or of the other one's here.
    void setSelf(const QByteArray &sender) { m_self = sender; }

    /// Sets row and time (never before the last one of the chat). False: (sender, id) is there already and `message`
    /// becomes what is stored - or the database failed.
    bool add(MessageRow &message);
    /// Like add(), but the time stays as it is: said in the past, and told by a server only now.
    bool addPast(MessageRow &message);
    /// The server's name for an own message, once it is known, and that it has it. False: see setState().
    bool confirm(const ChatId &chat, const QByteArray &sender, const QByteArray &id, const QByteArray &msgid,
                 MessageState state = MessageState::Delivered);
    Places places(const ChatId &chat);
    std::optional<MessageRow> find(const QByteArray &sender, const QByteArray &id);
    /// By the name that `speaker` (a sender) calls it.
    std::optional<MessageRow> find(const ChatId &chat, const MessageName &name, const QByteArray &speaker);
    /// False: no such message in this chat, or mayFollow() says no.
    bool setState(const ChatId &chat, const QByteArray &sender, const QByteArray &id, MessageState state);
    /// Over which chat server it has got there. False: no such message in this chat.
    bool setVia(const ChatId &chat, const QByteArray &sender, const QByteArray &id, const QString &network);
    QList<MessageRow> outbox(const ChatId &chat); // oldest first

    /// Both oldest first and without the row at the place itself; `before` nullopt: the newest.
    QList<MessageRow> pageBefore(const ChatId &chat, std::optional<Cursor> before, int count);
    QList<MessageRow> pageAfter(const ChatId &chat, Cursor after, int count);
    QList<MessageRow> search(const SearchQuery &query); // newest first

private:
    bool insert(const QString &statement, MessageRow &message);
    QString matching(const QString &words, const QList<ChatId> &within);
    std::optional<MessageRow> findBare(const QByteArray &sender, const QByteArray &id);
    std::optional<MessageRow> findBare(const ChatId &chat, const MessageName &name, const QByteArray &speaker);
    void readAll(const QString &statement, const QVariantList &values, QList<MessageRow> &rows);
    void complete(MessageRow &message, bool reacted); // its quote and its reactions
    Quote quoteFor(const MessageRow &message);
    QList<ReactionSum> reactionsOf(qint64 row);

    Database &m_database;
    QByteArray m_self;
};

} // namespace plausch::store
