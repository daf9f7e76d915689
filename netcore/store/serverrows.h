// Layer: store. Values of the server's two databases, any thread. Names and texts are UTF-8 as on the wire; times are
// UTC ms, 0: never.
#pragma once

#include "store/scram.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace plausch::store {

/// Somebody who can sign in. The password is nowhere, only what verifies it.
struct AccountRow
{
    QByteArray name; // as registered; wire::folded() of it is the key
    ScramCredential credential; // without a stored key: by certificate only
    QByteArray email; // empty: none
    qint64 created = 0;
    qint64 verified = 0; // when the email was proven
    qint64 lastSeen = 0;
    bool operator==(const AccountRow &) const = default;
};

/// One entry of a list mode.
struct MaskRow
{
    char kind = 'b'; // 'b', 'e' or 'I'
    QByteArray mask;
    QByteArray setter; // nick!user@host
    qint64 time = 0;
    bool operator==(const MaskRow &) const = default;
};

/// What an account is in a room whenever it is there.
struct RankRow
{
    QByteArray account; // as registered
    QByteArray modes; // prefix mode letters, e.g. "o" or "hv"
    bool operator==(const RankRow &) const = default;
};

/// A room that stays when nobody is in it.
struct ChannelRow
{
    QByteArray name; // as written
    QByteArray founder; // account as registered; empty: gone
    QByteArray topic;
    QByteArray topicBy;
    qint64 topicAt = 0;
    QByteArray modes; // letters without parameters, e.g. "nt"
    QByteArray key; // mode k; empty: none
    int limit = 0; // mode l; 0: none
    qint64 created = 0;
    QList<MaskRow> masks;
    QList<RankRow> ranks;
    bool operator==(const ChannelRow &) const = default;
};

struct ReadMarkerRow
{
    QByteArray target; // folded
    qint64 time = 0;
    bool operator==(const ReadMarkerRow &) const = default;
};

struct MetadataRow
{
    QByteArray key; // lower case
    QByteArray value;
    bool operator==(const MetadataRow &) const = default;
};

enum class KLineKind { Address = 0, Mask = 1, Account = 2 };

/// Who may not come in.
struct KLineRow
{
    KLineKind kind = KLineKind::Address;
    QByteArray pattern; // "192.0.2.0/24", "*!*@*.example", "max"
    QByteArray reason;
    QByteArray setter;
    qint64 created = 0;
    qint64 expires = 0; // 0: never
    bool operator==(const KLineRow &) const = default;
};

/// From Tagmsg on: events, which only clients with draft/event-playback are sent.
enum class HistoryCommand {
    Privmsg = 0,
    Notice = 1,
    Tagmsg = 2,
    Join = 3,
    Part = 4,
    Quit = 5,
    Kick = 6,
    Topic = 7,
    Mode = 8,
    Nick = 9
};

/// Who took a message back, as REDACT said it (https://ircv3.net/specs/extensions/message-redaction).
struct HistoryRedaction
{
    QByteArray msgid; // of the REDACT
    qint64 time = 0;
    QByteArray source;
    QByteArray account;
    QByteArray reason;
    bool operator==(const HistoryRedaction &) const = default;
};

/// One message as it was sent to its target. (msgid, target) is unique; (time, row) is the order of the target.
struct HistoryRow
{
    qint64 row = 0; // set by the store
    QByteArray target; // a room, folded, or privateTarget()
    QByteArray msgid; // one that does not tell its time (timeOfMsgid) costs a place in an index
    qint64 time = 0; // as in the server-time tag
    QByteArray source; // nick!user@host
    QByteArray account; // empty: not signed in
    HistoryCommand command = HistoryCommand::Privmsg;
    QByteArray
        text; // what was said (several lines: joinedLines()); of an event what stands behind its target on the wire
    QByteArray tags; // client-only tags as on the wire: "+draft/reply=abc;+x"
    std::optional<HistoryRedaction> redaction; // then text and tags are empty
    bool operator==(const HistoryRow &) const = default;
};

/// UTC ms told by an id of the realm's (server::MessageIds): 13 digits of 5 bits, of which all but the last 16 bits are
/// the time. -1: it is none.
qint64 timeOfMsgid(QByteArrayView msgid);

/// The name of a conversation of two (accounts or nicks): the same whoever says it, and that of no room.
QByteArray privateTarget(QByteArrayView one, QByteArrayView other);
QByteArray privateTargetOfFolded(QByteArrayView one, QByteArrayView other); // names that are folded already
bool isPrivateTarget(QByteArrayView target);
/// Of a conversation of two: the one who is not `self`, folded; of a conversation with oneself: oneself.
QByteArray otherTalker(QByteArrayView privateTarget, QByteArrayView self);

/// A line of a multiline message (https://ircv3.net/specs/extensions/multiline).
struct HistoryLine
{
    QByteArray text;
    bool continues = false; // draft/multiline-concat: no line break before it
    bool operator==(const HistoryLine &) const = default;
};

/// The lines as one text and back; neither CR nor LF can be in a line.
QByteArray joinedLines(const QList<HistoryLine> &lines);
QList<HistoryLine> linesOf(const QByteArray &text);

/// A place between messages: "timestamp=" or "msgid=".
struct HistoryPoint
{
    qint64 time = 0; // UTC ms; for an empty msgid
    QByteArray msgid;
};

/// CHATHISTORY's subcommands for messages (https://ircv3.net/specs/extensions/chathistory).
struct HistoryQuery
{
    enum class Kind { Latest, Before, After, Around, Between };
    Kind kind = Kind::Latest;
    QByteArray target;
    std::optional<HistoryPoint> from; // nullopt: LATEST's "*"; every other kind needs it
    HistoryPoint to; // of Between
    int limit = 50;
    bool events = false; // the client has draft/event-playback
};

/// CHATHISTORY TARGETS.
struct TargetsQuery
{
    QList<QByteArray> channels; // those the user may read; UTF-8
    QByteArray self; // account or nick, for the conversations of two
    qint64 from = 0; // UTC ms, both excluded; counted from here
    qint64 to = 0;
    int limit = 50;
};

struct HistoryTarget
{
    QByteArray target;
    qint64 time = 0; // of its latest message
    bool operator==(const HistoryTarget &) const = default;
};

/// How much history is kept; 0: without bound.
struct HistoryKeep
{
    qint64 maxAge = 0; // ms
    int maxPerTarget = 0; // messages, events included
};

} // namespace plausch::store
