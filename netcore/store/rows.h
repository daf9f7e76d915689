// Layer: store. Values, any thread.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace plausch::store {

/// Conversations are named by a key that never changes: "buddy:<64 hex>", "visitor:<folded nick>", "converter:<...>".
using ChatId = QString;

enum class MessageState { Received = 0, Queued = 1, Sent = 2, Delivered = 3, Read = 4, Failed = 5, Withdrawn = 6 };
enum class MessageKind { Text = 0, Action = 1, Notice = 2, WireOut = 3, WireIn = 4, Info = 5 };

/// One row of a conversation. (sender, id) is unique; (chat, time, row) is the order of the conversation.
struct MessageRow
{
    qint64 row = 0; // set by the store; 0: not stored
    ChatId chat;
    QByteArray sender; // fingerprint (32 bytes) or "visitor:nick"; our own fingerprint for what we wrote
    QByteArray id; // chosen by the sender; made up on arrival for foreign clients
    bool mine = false;
    MessageKind kind = MessageKind::Text;
    MessageState state = MessageState::Received;
    QString text;
    qint64 time = 0; // UTC ms: when it came to be here (written or arrived); never goes backwards inside a chat
    qint64 sentAt = 0; // UTC ms by the sender's clock; 0: not said
    bool operator==(const MessageRow &) const = default;
};

enum class BuddyStanding { Unknown = 0, Known = 1, Blocked = 2, Ignored = 3 }; // Unknown: a request is waiting
enum class NotifyLevel { All = 0, None = 2 }; // 1: mentions, with rooms

/// Somebody we know or who asks to be known. For visitors without a key the fingerprint is empty.
struct BuddyRow
{
    ChatId chat;
    QByteArray fingerprint;
    QString name; // as the buddy calls itself
    QString alias; // as the user calls it, empty: none
    BuddyStanding standing = BuddyStanding::Unknown;
    bool verified = false; // words were compared
    qint64 pinnedAt = 0; // UTC ms of the first use
    qint64 lastSeen = 0; // UTC ms
    QList<QString> addresses; // "host:port", newest first, at most 8
    NotifyLevel notify = NotifyLevel::All;
    bool operator==(const BuddyRow &) const = default;
};

/// What the list shows of a chat before it is opened.
struct ChatSummary
{
    ChatId chat;
    MessageRow last; // row 0: nothing yet
    int unread = 0;
    qint64 readUpTo = 0; // row
    int queued = 0; // own messages that wait in the outbox
    QString draft;
};

/// Place in a conversation: the row with this time and number.
struct Cursor
{
    qint64 time = 0;
    qint64 row = 0;
};

struct SearchQuery
{
    QString text; // words, all of which must occur, the last one as a prefix
    ChatId chat; // empty: everywhere
    int limit = 50;
    qint64 beforeRow = 0; // 0: from the newest
};

} // namespace plausch::store
