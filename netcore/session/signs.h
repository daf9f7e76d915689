// Layer: session. Values: what is said about a message or beside it, the same over a chat server and over a peer link.
// On the wire all of it is TAGMSG with client-only tags, but for Redact, which is REDACT.
// https://ircv3.net/specs/client-tags/react, .../reply, .../typing,
// https://ircv3.net/specs/extensions/message-redaction
#pragma once

#include "wire/message.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace plausch::session {

/// What others call a message: the server's msgid, the id its sender has chosen (+plausch.chat/id), or both. On a peer
/// link its id is its msgid, too.
struct MessageName
{
    QByteArray msgid;
    QByteArray id;
    bool isEmpty() const { return msgid.isEmpty() && id.isEmpty(); }
    bool operator==(const MessageName &) const = default;
};

enum class ReceiptKind { Delivered, Read };
enum class TypingState { Active, Paused, Done };

// Down. `target`: a room or a nick; of a peer link always its other end, and what stands here does not matter.
/// `id`: chosen by who asks, empty: no answer is wanted. A Plausch confirms it like a message (Receipted); over a chat
/// server its echo does (Signed), or its having left where there are no echoes. Without message-tags: Failed NO_TAGS.
struct React
{
    QByteArray target;
    QByteArray id;
    MessageName to;
    QString reaction; // isReaction()
    bool on = true; // false: taken back
    QList<wire::Tag> tags = {}; // client-only ones ("+...") that go with it over a chat server
};
/// Held under one in three seconds for a target; what comes sooner, or where there are no tags, is dropped.
struct ShowTyping
{
    QByteArray target;
    TypingState state = TypingState::Active;
    QList<wire::Tag> tags = {}; // as in React
};
/// Takes a message back. A server may refuse (Failed); where it cannot at all: Failed NO_REDACTION. With tags it is
/// said to the target alone, whose Plausch knows the message by its id (OwnRedactTag): what the server has kept stays
/// there.
struct Redact
{
    QByteArray target;
    QByteArray id; // of this request, see React
    MessageName message; // over a chat server its msgid is needed, with tags its id
    QString reason;
    QList<wire::Tag> tags = {}; // as in React
};
/// TAGMSG with client-only tags ("+..."). Without message-tags, or over the ceiling of tags: Failed NO_TAGS, BAD_LINE.
struct SignalTo
{
    QByteArray target;
    QList<wire::Tag> tags;
};
using SignRequest = std::variant<React, ShowTyping, Redact, SignalTo>;

// Up. `target`: the room, or the partner's nick, also for our own; empty on a peer link. `mine`: also of another
// session of ours. Times are UTC ms; of a server, else when it came.
struct Reacted
{
    QByteArray target;
    QByteArray speaker; // nick
    QByteArray account; // empty: none or not told
    QByteArray id; // see React
    MessageName to;
    QString reaction;
    bool on = true;
    qint64 time = 0;
    bool mine = false;
    bool fromHistory = false;
    QList<wire::Tag> tags = {}; // client-only ones that nothing else here tells
};
struct TypingSeen
{
    QByteArray target;
    QByteArray speaker;
    TypingState state = TypingState::Active;
    QList<wire::Tag> tags = {}; // as in Reacted
};
/// On a peer link whoever takes it back is the other end, which may do so with its own messages only: the receiver
/// looks.
struct Redacted
{
    QByteArray target;
    QByteArray speaker; // who took it back
    QByteArray account;
    QByteArray id;
    MessageName message;
    QString reason;
    qint64 time = 0;
    bool mine = false;
    bool fromHistory = false;
    QList<wire::Tag> tags = {}; // as in Reacted
};
/// Client-only tags that nobody else takes.
struct Signalled
{
    QByteArray target;
    QByteArray speaker;
    QByteArray account;
    QList<wire::Tag> tags; // "+...", as they came
    qint64 time = 0;
    bool mine = false;
};
/// The server has what was asked for with this id: React, Redact.
struct Signed
{
    QByteArray id;
};
using SignEvent = std::variant<Reacted, TypingSeen, Redacted, Signalled, Signed>;

inline constexpr qsizetype MaxReactionBytes = 64;
inline constexpr int MaxReactionClusters = 8; // what is seen as one character each

/// Not empty, within both ceilings, without line breaks and control characters.
bool isReaction(const QString &text);

} // namespace plausch::session
