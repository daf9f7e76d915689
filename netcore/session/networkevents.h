// Layer: session. Values: what the program asks of a link to a chat server, and what such a link tells.
// Names (nicks, rooms, accounts, masks) are bytes as the server writes them, so that they can be written back; texts
// are decoded. Times are UTC milliseconds, 0: not told. https://modern.ircdocs.horse, https://ircv3.net
#pragma once

#include "session/signs.h"
#include "session/textkind.h"
#include "wire/casemap.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>

#include <variant>

namespace plausch::session {

/// Who we want to be on a server.
struct NetworkSelf
{
    QByteArray nick; // taken: nick_, nick__ ... are tried while registering
    QByteArray user; // empty: as nick
    QString realName; // empty: as nick
    QByteArray serverPassword; // PASS, empty: none
    QByteArray account; // empty: no sign-in
    QByteArray secret; // the account's password, UTF-8
    bool external = false; // sign in by the link's own certificate (SASL EXTERNAL), the secret is not needed then
    bool createAccount = false; // REGISTER account with secret, then stay signed in
    QByteArray email; // for createAccount, may be empty
    bool away = false;
    QString awayText;
};

/// Where a page of history begins or ends (https://ircv3.net/specs/extensions/chathistory#subcommands).
enum class HistoryFrom { Latest, Before, After };

// Down. What cannot be done at once waits for its turn (Limits::paceBurst); over the ceiling it is Failed with
// QUEUE_FULL. Before Registered, rooms may be asked for already.
struct JoinRoom
{
    QByteArray room;
    QByteArray key;
};
struct LeaveRoom
{
    QByteArray room;
    QString text;
};
/// A text of any length and number of lines: draft/multiline where the server has it, else several lines.
struct SayTo
{
    QByteArray target; // room, nick, or "@#room" for those with that rank
    QByteArray id; // unique, isValidId(); comes back in Handed, Heard::ownId, Failed::ownId
    qint64 sentAt = 0;
    QString text;
    TextKind kind = TextKind::Text;
    MessageName replyTo = {}; // empty: no reply; it goes only where there are tags
    QList<wire::Tag> tags = {}; // client-only ones ("+...") that go with its first line, where there are tags
};
/// To another Plausch: his message is stored here, or was seen. Without message-tags nothing happens.
struct Confirm
{
    QByteArray target; // nick
    QByteArray id; // his, +plausch.chat/id
    ReceiptKind kind = ReceiptKind::Delivered;
};
struct SetTopic
{
    QByteArray room;
    QString text;
};
struct SetModes
{
    QByteArray target; // room or own nick
    QByteArray modes; // "+o-v"
    QByteArrayList arguments;
};
struct KickOut
{
    QByteArray room;
    QByteArray nick;
    QString text;
};
struct InviteTo
{
    QByteArray room;
    QByteArray nick;
};
/// Before and After need msgid or time (msgid is preferred). Answered by Heard with fromHistory and one HistoryShown;
/// without CHATHISTORY by a HistoryShown of nothing at once.
struct AskHistory
{
    QByteArray target;
    HistoryFrom from = HistoryFrom::Latest;
    QByteArray msgid;
    qint64 time = 0;
    int count = 50; // held under Features::historyMax
};
/// Who has something for us since then (CHATHISTORY TARGETS): TalkFound for each, then TalksListed.
struct AskTalks
{
    qint64 since = 0;
};
/// Time 0: asks how far it was read (ReadUpTo comes).
struct MarkRead
{
    QByteArray target;
    qint64 time = 0;
};
/// PersonOnline, PersonOffline from now on, by MONITOR or by asking now and then (ISON). At most MaxWatched.
struct Watch
{
    QByteArrayList nicks;
};
struct Unwatch
{
    QByteArrayList nicks;
};
struct AskRooms
{
    QByteArray filter; // of LIST: empty, or a mask ("*plausch*")
};
struct AskMasks
{
    QByteArray room;
    char mode = 'b';
};
struct AskPerson
{
    QByteArray nick;
}; // WHOIS
struct ChangeNick
{
    QByteArray nick;
};
struct SetAway
{
    bool away = false;
    QString text;
};
/// After Registered: without a new link where the server can, else the answer is SignInFailed.
struct SignIn
{
    QByteArray account;
    QByteArray secret;
};
struct RegisterAccount
{
    QByteArray account; // empty: the own nick
    QByteArray email;
    QByteArray secret;
};
struct SendRaw
{
    QByteArray line; // without CR LF
};
struct ShowWire
{
    bool on = false;
};
using NetworkRequest = std::variant<JoinRoom, LeaveRoom, SayTo, Confirm, SetTopic, SetModes, KickOut, InviteTo,
                                    AskHistory, AskTalks, MarkRead, Watch, Unwatch, AskRooms, AskMasks, AskPerson,
                                    ChangeNick, SetAway, SignIn, RegisterAccount, SendRaw, ShowWire>;

/// What a server told of itself (https://modern.ircdocs.horse/#rplisupport-parameters and capabilities).
struct Features
{
    QByteArray roomTypes = "#&"; // first characters of rooms (CHANTYPES)
    QByteArray rankModes = "ov"; // PREFIX=(ov)@+, highest first
    QByteArray rankSigns = "@+";
    QByteArray statusSigns; // STATUSMSG: "@+"
    QByteArray listModes = "b"; // CHANMODES A: lists of masks
    QByteArray alwaysModes = "k"; // B: always with an argument
    QByteArray setModes = "l"; // C: with an argument when set
    wire::CaseMapping caseMapping = wire::CaseMapping::Rfc1459;
    int nickBytes = 9;
    int roomBytes = 200;
    int topicBytes = 300;
    int kickBytes = 255;
    int lineBytes = 512; // LINELEN, with CR LF
    bool history = false; // CHATHISTORY
    int historyMax = 0; // messages in one page, 0: no ceiling told
    bool monitor = false;
    int monitorMax = 0; // 0: no ceiling told
    bool whox = false;
    bool utf8Only = false;
    bool readMarks = false;
    bool echo = false; // own words come back with their msgid
    bool tags = false; // message-tags: replies, reactions, typing, receipts
    bool redaction = false; // messages can be taken back
    bool events = false; // history has reactions and redactions (draft/event-playback)
    QByteArrayList deniedTags; // CLIENTTAGDENY, as written: "*", "-typing" (but that), "draft/react"
    bool multiline = false;
    qsizetype multilineBytes = 0; // with multiline, of one message
    int multilineLines = 0; // 0: no ceiling told
    bool signIn = false; // SASL
    bool createsAccounts = false; // draft/account-registration
    bool wantsEmail = false;

    bool isRoom(QByteArrayView target) const;
    /// "+typing": the server passes it on (https://ircv3.net/specs/extensions/message-tags#rplisupport-tokens).
    bool isRelayed(QByteArrayView tag) const;
};

// Up
struct Registered
{
    QByteArray nick;
    QByteArray server; // its name
    QString network; // NETWORK, else the server's name
    Features features;
}; // comes once, after the message of the day
/// The server wants encrypted links only, there (https://ircv3.net/specs/extensions/sts). Told while the link is new;
/// of one that is encrypted already it says nothing new.
struct SecureWanted
{
    quint16 port = 0;
};
struct SignedIn
{
    QByteArray account; // empty: signed out again
};
/// Codes: a SASL numeric ("904"), or NO_SASL, NO_MECHANISM (the link goes on unsigned), NOT_PRIVATE (the password would
/// have been readable on the way), SERVER_UNPROVEN (it does not know the password itself), BAD_PASSWORD (cannot be
/// written), or of FAIL. During registration a refused sign-in ends the link: Ended with NotAdmitted follows.
struct SignInFailed
{
    QByteArray code;
    QString text;
};
struct AccountRegistered
{
    QByteArray account;
    bool verified = true; // false: the server has sent a code, VERIFY (SendRaw) is missing
    QString text;
};
struct OwnNick
{
    QByteArray nick;
};
struct RoomEntered // by request, or because the server put us there
{
    QByteArray room;
    qint64 time = 0; // the server's clock, UTC ms; 0: it does not say
};
enum class LeftHow { Part, Quit, Kick };
struct RoomLeft
{
    QByteArray room;
    LeftHow how = LeftHow::Part;
    QByteArray by;
    QString text;
};
struct RoomRenamed
{
    QByteArray from;
    QByteArray to;
    QString text;
};
struct Member
{
    QByteArray nick;
    QByteArray ranks; // "@+": the signs of Features::rankSigns, highest first
    QByteArray account; // empty: none or not told
    bool away = false;
    bool operator==(const Member &) const = default;
};
/// The whole list; comes on entering, and again once accounts and away are known where the server tells them.
struct MembersListed
{
    QByteArray room;
    QList<Member> members;
};
struct MemberJoined
{
    QByteArray room;
    Member member;
};
struct MemberLeft
{
    QByteArray room;
    QByteArray nick;
    LeftHow how = LeftHow::Part;
    QByteArray by; // who kicked
    QString text;
};
struct MemberChanged
{
    QByteArray room;
    Member member;
};
/// Once for all rooms, also of the partner of a private talk; the rosters have the new name from here on.
struct NickChanged
{
    QByteArray from;
    QByteArray to;
    QByteArrayList rooms; // where both are seen
};
struct TopicChanged
{
    QByteArray room;
    QString text;
    QByteArray by; // empty: not told
    qint64 time = 0;
    bool isNews = false; // somebody has just set it; else told on entering
};
struct ModesChanged
{
    QByteArray room; // or the own nick
    QByteArray modes; // "+o-v" as written
    QByteArrayList arguments;
    QByteArray by; // empty: told on entering
};
struct Heard
{
    QByteArray target; // the room, or the partner's nick, also for own words
    QByteArray speaker; // nick
    QString text;
    TextKind kind = TextKind::Text;
    QByteArray msgid; // empty: the server has none
    QByteArray senderId; // +plausch.chat/id, the sender's own; empty: not told
    qint64 sentAt = 0; // +plausch.chat/time, by the sender's clock
    qint64 time = 0; // the server's, else when it came
    QByteArray ownId; // of SayTo: this is its confirmation; the whole text, however many lines it was
    bool mine = false; // also what another session of the same account said
    QByteArray account; // of the speaker, empty: none or not told
    bool fromHistory = false;
    QByteArray onlyFor; // "@": to those of that rank
    MessageName replyTo = {}; // empty: no reply
    QList<wire::Tag> tags = {}; // client-only ones that nothing else here tells
};
/// Another Plausch has, or has read, a message of ours.
struct Confirmed
{
    QByteArray speaker; // nick
    QByteArray account;
    QByteArray id; // of the SayTo
    ReceiptKind kind = ReceiptKind::Delivered;
};
struct HistoryShown
{
    QByteArray target;
    HistoryFrom from = HistoryFrom::Latest;
    int count = 0;
    bool more = false; // a full page: there may be more
    QByteArray oldest = {}; // msgids of what stands first and last in it, events included; empty: not told
    QByteArray newest = {};
};
struct TalkFound
{
    QByteArray target;
    qint64 time = 0;
};
struct TalksListed
{
};
struct ReadUpTo
{
    QByteArray target;
    qint64 time = 0;
};
struct PersonOnline
{
    QByteArray nick;
};
struct PersonOffline
{
    QByteArray nick;
};
/// Of a watched one, of a member (its MemberChanged comes too), or of the target of a message.
struct PersonAway
{
    QByteArray nick;
    bool away = false;
    QString text;
};
struct PersonDescribed
{
    QByteArray nick;
    QByteArray user;
    QByteArray host;
    QString realName;
    QByteArray account;
    QByteArrayList rooms; // with the signs of ranks
    bool away = false;
    QString awayText;
    qint64 idleSeconds = -1; // -1: not told
    bool secure = false;
    bool isOperator = false;
};
struct RoomFound
{
    QByteArray room;
    int members = 0;
    QString topic;
};
struct RoomsListed
{
};
struct MaskListed
{
    QByteArray room;
    char mode = 'b';
    QByteArray mask;
    QByteArray by;
    qint64 time = 0;
};
struct MasksListed
{
    QByteArray room;
    char mode = 'b';
};
struct Invited
{
    QByteArray room;
    QByteArray by;
    QByteArray who; // the own nick, or whom a member has invited
};
/// Message of the day, notices of the server, numerics that nothing else takes. Code: "372", "NOTICE", "WARN" ...
struct ServerSaid
{
    QByteArray code;
    QString text;
};
/// What was asked for and is refused. Code: a numeric ("474"), a code of FAIL, or QUEUE_FULL, NOT_READY.
struct Failed
{
    QByteArray command; // "JOIN", "PRIVMSG" ...
    QByteArray target; // room or nick, empty: none
    QByteArray ownId; // of the SayTo
    QByteArray code;
    QString text;
};
/// One line as it went over the wire, without its secrets; only while ShowWire is on.
struct WireLine
{
    bool outgoing = false;
    QString text;
};
using NetworkEvent =
    std::variant<Registered, SecureWanted, SignedIn, SignInFailed, AccountRegistered, OwnNick, RoomEntered, RoomLeft,
                 RoomRenamed, MembersListed, MemberJoined, MemberLeft, MemberChanged, NickChanged, TopicChanged,
                 ModesChanged, Heard, Confirmed, HistoryShown, TalkFound, TalksListed, ReadUpTo, PersonOnline,
                 PersonOffline, PersonAway, PersonDescribed, RoomFound, RoomsListed, MaskListed, MasksListed, Invited,
                 ServerSaid, Failed, WireLine>;

} // namespace plausch::session
