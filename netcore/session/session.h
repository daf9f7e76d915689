// Layer: session. Protocol without sockets, timers or threads: lines, requests and time in; lines and events out.
#pragma once

#include "session/networkevents.h"
#include "session/signs.h"
#include "session/textkind.h"
#include "wire/message.h"

#include <QByteArray>
#include <QString>

#include <variant>

namespace plausch::session {

/// Milliseconds. Deadlines use the monotonic clock, tags and texts the UTC one.
struct Moment
{
    qint64 monotonic = 0;
    qint64 utc = 0;
};

/// One end of a peer link as the other end sees it.
struct Self
{
    QByteArray nick; // wire::isValidNick
    QString name; // display name: the real name of IRC
    bool away = false;
    QString awayText;
    quint16 listenPort = 0; // where this end can be dialled, 0: nowhere
    bool operator==(const Self &) const = default;
};

/// Why a conversation ends. On the wire: tag +plausch.chat/why on ERROR and QUIT; absent from foreign clients (Quit).
enum class EndKind {
    Quit, // orderly
    Duplicate, // the other link to the same buddy wins: do not dial again
    Blocked, // not wanted here: do not dial again
    NotAdmitted, // strangers or plain links are not admitted: do not dial again by yourself
    Flood,
    Timeout, // no registration in time, or two PINGs missed
    Protocol, // not IRC, or a broken limit
    ShuttingDown,
};

// What the program asks of a line (down) ...
struct Say
{
    QByteArray id;
    qint64 sentAt = 0;
    QString text;
    TextKind kind = TextKind::Text;
    MessageName replyTo = {}; // empty: no reply
};
struct Receipt
{
    QByteArray id;
    ReceiptKind kind = ReceiptKind::Delivered;
};
struct SelfChanged
{
    Self self;
};
struct Leave
{
    EndKind why = EndKind::Quit;
    QString text;
};
struct Admit
{
    QByteArray nick;
}; // answer to Knocked
struct Refuse
{
    EndKind why = EndKind::NotAdmitted;
    QString text;
}; // answer to Knocked
/// NetworkRequest: of links to chat servers, which take Leave and SignRequest besides; peer links ignore it.
using Request = std::variant<Say, Receipt, SelfChanged, Leave, Admit, Refuse, SignRequest, NetworkRequest>;

// ... and what a line tells the program (up).
struct Knocked
{
    QByteArray nick;
    QByteArray user;
    QString name;
}; // accepting side only: waits for Admit or Refuse
struct Ready
{
    Self peer;
    bool receipts = false;
    bool redaction = false;
}; // receipts: the other end is a Plausch (ids, receipts, multi-line); redaction: it knows Redact
struct PeerChanged
{
    Self peer;
};
struct Said
{
    QByteArray id;
    qint64 sentAt = 0;
    QString text;
    TextKind kind = TextKind::Text;
    MessageName replyTo = {}; // empty: no reply
}; // id empty, sentAt 0: a foreign client
struct Handed
{
    QByteArray id;
}; // the message was given to the link
struct Receipted
{
    QByteArray id;
    ReceiptKind kind = ReceiptKind::Delivered;
};
struct Ended
{
    EndKind why = EndKind::Quit;
    QString text;
    bool byPeer = false;
};
/// NetworkEvent: of links to chat servers, which tell Handed, Ended and SignEvent besides.
using Event = std::variant<Knocked, Ready, PeerChanged, Said, Handed, Receipted, Ended, SignEvent, NetworkEvent>;

/// Ceilings and time limits. Peer and server differ here and in the realm only.
struct Limits
{
    qint64 registrationMsecs = 30'000;
    qint64 silenceMsecs = 30'000; // then PING; dead after two that stay unanswered for as long each
    int pendingLines = 64; // lines kept while the realm decides about a knock
    qsizetype pendingBytes = 64 * 1024;
    qsizetype multilineBytes = 64 * 1024; // draft/multiline max-bytes
    int multilineLines = 512; // draft/multiline max-lines
    int monitorTargets = 16;
    // Links to chat servers: what is said is held under the pace at which servers do not take it for a flood.
    int paceBurst = 10; // lines at once, 0: no pacing
    int pacePerSecond = 2;
    int paceWaiting = 1024; // lines that wait; a request over it is Failed with QUEUE_FULL
    int rosterMembers = 200'000; // of all rooms together; who comes on top is not listed
};

/// The session's view of what carries it. Connection implements it; in tests lists do.
/// Nothing here calls back into the session.
class Port
{
public:
    virtual ~Port() = default;
    virtual void send(const wire::Message &message) = 0;
    virtual void emitEvent(Event event) = 0;
    /// Flushes what was sent and closes; no more lines come.
    virtual void close() = 0;
};

class Session
{
public:
    enum class Phase { Greeting, Ready, Closed };
    virtual ~Session() = default;
    /// Before start(): nobody between the two ends can read what is said (TLS, or both are on this machine).
    virtual void setPrivate(bool) { }
    virtual void start(Moment now) = 0; // the dialler speaks first
    /// Without CR LF, at most wire::MaxLineBytes. Judges UTF-8 itself.
    virtual void onLine(QByteArrayView line, Moment now) = 0;
    virtual void onTick(Moment now) = 0; // about once a second
    virtual void perform(const Request &request, Moment now) = 0;
    /// The framer met a line over its ceiling: says so and closes.
    virtual void onOversizedLine(Moment now) = 0;
    /// No more lines come; what is sent may still be read.
    virtual void onPeerFinished(Moment) { }
    virtual Phase phase() const = 0;
};

} // namespace plausch::session
