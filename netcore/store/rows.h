// Layer: store. Values, any thread.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace plausch::store {

/// Conversations are named by a key that never changes: "buddy:<64 hex>", "visitor:<folded nick>", "converter:<...>",
/// "net:<uuid>" (a server's own page), "net:<uuid>:<folded room or nick>".
using ChatId = QString;

enum class MessageState { Received = 0, Queued = 1, Sent = 2, Delivered = 3, Read = 4, Failed = 5, Withdrawn = 6 };

/// From Joined on: what happened in a room, kept as facts, so that it is worded in the language of the day
/// (chat::eventText). `speaker` is whom it is about or who did it, `text` the rest:
enum class MessageKind {
    Text = 0,
    Action = 1,
    Notice = 2,
    WireOut = 3,
    WireIn = 4,
    Info = 5, // a sentence of our own
    Joined = 6, // speaker came
    Parted = 7, // speaker left the room; text: why
    Quit = 8, // speaker left the server; text: why
    Kicked = 9, // speaker threw somebody out; text: "nick", or "nick why"
    Renamed = 10, // speaker is called `text` now
    Topic = 11, // speaker set it; text: the topic, empty: taken away
    Modes = 12, // speaker set them; text: "+o anna"
    Invited = 13, // speaker asks us in; text: the room
    Server = 14, // the server's own words
    Entered = 15, // we ourselves came in
};
/// Comings and goings, which a view may condense.
constexpr bool isTraffic(MessageKind kind)
{
    return (kind >= MessageKind::Joined && kind <= MessageKind::Quit) || kind == MessageKind::Renamed;
}

/// What a message is called by others: the server's msgid, the id its sender chose, or both.
struct MessageName
{
    QByteArray msgid;
    QByteArray id;
    QByteArray sender; // whose id; empty: not known (ourselves or the partner)
    bool isEmpty() const { return msgid.isEmpty() && id.isEmpty(); }
    bool operator==(const MessageName &) const = default;
};

/// What a reply shows of the message it answers, as that one is now.
struct Quote
{
    static constexpr int MaxCharacters = 200;

    qint64 row = 0; // 0: it is not here
    qint64 time = 0; // with row: its place
    bool mine = false;
    bool withdrawn = false;
    QString speaker; // where several speak
    QString text; // the beginning
    bool operator==(const Quote &) const = default;
};

/// One reaction to a message, of all who gave it.
struct ReactionSum
{
    QString reaction;
    int count = 0;
    bool mine = false; // we are among them
    QStringList who; // others, as shown, in the order they gave it; empty for a buddy, whose name the chat has
    bool operator==(const ReactionSum &) const = default;
};

/// One row of a conversation. (sender, id) is unique, and so is (chat, msgid) where there is one; (chat, time, row) is
/// the order of the conversation.
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
    qint64 time = 0; // UTC ms: when it came to be here (written or arrived); what comes in live never goes backwards
    qint64 sentAt = 0; // UTC ms by the sender's clock; 0: not said
    QString speaker; // the nick as shown, where several speak; empty for buddies
    QByteArray msgid; // the server's name for it (https://ircv3.net/specs/extensions/message-ids), unique in its chat
    bool mention = false; // our nick is in it
    MessageName replyTo; // empty: no reply
    Quote quote; // with replyTo; filled in by the store
    QList<ReactionSum> reactions; // in the order of their first; filled in by the store
    qint64 withdrawnAt = 0; // UTC ms: the text is gone for good; 0: it was not taken back
    QString withdrawnBy; // nick of who took it back, where that is not its speaker
    QString via = {}; // of a buddy's: the chat server over which it came or got there (NetworkRow::id); empty: directly
    bool operator==(const MessageRow &) const = default;
};

/// Somebody reacts to a message, or takes that back.
struct ReactionRow
{
    ChatId chat;
    MessageName to;
    QByteArray sender; // as in MessageRow; our own fingerprint for ours
    QString who; // nick, where several speak
    QString reaction;
    qint64 time = 0; // UTC ms
    bool on = true;
    bool mine = false;
    bool operator==(const ReactionRow &) const = default;
};

/// A message is taken back.
struct WithdrawalRow
{
    ChatId chat;
    MessageName message;
    QByteArray sender; // only if it is of this one; empty: whoever wrote it (a server decided)
    QString by; // nick of who takes it back
    qint64 time = 0; // UTC ms
    bool operator==(const WithdrawalRow &) const = default;
};

/// What has still to reach the other end beside messages; it waits like one.
enum class SignKind { React = 0, Unreact = 1, Redact = 2 };
struct SignRow
{
    ChatId chat;
    QByteArray id; // made by who adds it
    SignKind kind = SignKind::React;
    MessageName message;
    QString text; // the reaction, or why it is taken back
    bool operator==(const SignRow &) const = default;
};

enum class BuddyStanding { Unknown = 0, Known = 1, Blocked = 2, Ignored = 3 }; // Unknown: a request is waiting
enum class NotifyLevel { All = 0, Mentions = 1, None = 2 };

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
    qint64 mutedUntil = 0; // UTC ms; 0: not muted
    QString route = {}; // which way messages go: empty: as is best, RouteDirect, or NetworkRow::id
    bool operator==(const BuddyRow &) const = default;
};
inline constexpr QStringView RouteDirect = u"direct";

/// Where a buddy can be met on a chat server, or somebody who was asked to become one.
struct PlaceRow
{
    QString network; // NetworkRow::id
    QString nick; // as the server writes it; with the network the key
    QString account; // signed in as; empty: none, or not told
    ChatId chat; // of the buddy; empty: was asked and has not answered
    bool operator==(const PlaceRow &) const = default;
};

/// A chat server the user wants to be on.
struct NetworkRow
{
    QString id; // uuid without braces, made by who adds it
    QString name; // as the user calls it; empty: the host
    QString host;
    quint16 port = 6697;
    bool tls = true;
    QString nick;
    QString realName; // empty: the nick
    QString account; // to sign in as; empty: no account
    bool serverPassword = false; // the server itself wants a password (of an account: account)
    bool autoConnect = true;
    bool external = false; // signs in by the certificate of this profile (SASL EXTERNAL); no password is needed then
    QByteArray pinnedKey; // SHA-256 of the public key the user trusts, where no authority vouches; empty: none
    bool operator==(const NetworkRow &) const = default;
};

enum class NetworkChatKind { Server = 0, Room = 1, Person = 2 };

/// A conversation on a chat server.
struct NetworkChatRow
{
    ChatId chat;
    QString network; // NetworkRow::id
    NetworkChatKind kind = NetworkChatKind::Room;
    QString name; // room or nick as shown
    QString key; // of the room
    QString account; // of the person, as last told; empty: not known
    bool joined = false; // a room to be in whenever the server is there
    NotifyLevel notify = NotifyLevel::All;
    qint64 mutedUntil = 0; // UTC ms; 0: not muted
    bool operator==(const NetworkChatRow &) const = default;
};

/// What the list shows of a chat before it is opened.
struct ChatSummary
{
    ChatId chat;
    MessageRow last; // row 0: nothing yet
    int unread = 0;
    int mentions = 0; // of the unread ones
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

/// A message that the server has a name for.
struct NamedPlace
{
    QByteArray msgid; // empty: there is none
    qint64 time = 0;
};

struct Places
{
    NamedPlace oldest;
    NamedPlace newest;
};

struct SearchQuery
{
    QString text; // words, all of which must occur, the last one as a prefix; may be empty with one of the others
    ChatId chat; // empty: everywhere
    int limit = 50;
    qint64 beforeRow = 0; // 0: from the newest
    QList<ChatId> within; // only in these; empty: everywhere
    QString from; // a part of the speaker's name; empty: anybody
    QList<ChatId> fromChats; // with from: where two talk, the other one of these is called so, too
    bool fromSelf = false; // with from: we are called so
};

} // namespace plausch::store
