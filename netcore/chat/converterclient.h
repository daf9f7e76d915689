// Layer: chat. Values about being a client of a converter service (any thread), and the client itself
// (thread: its loop, owner: ConverterTalk's seat there).
#pragma once

#include "chat/servicereport.h"
#include "io/link.h"
#include "io/mailbox.h"

#include <QCoreApplication>
#include <QStringList>

#include <functional>
#include <memory>

namespace plausch::chat {

struct ConverterTarget
{
    ServiceKind kind = ServiceKind::ConverterTcp;
    session::ConverterDialect dialect = session::ConverterDialect::Repaired;
    session::ConverterFraming framing = session::ConverterFraming::Line;
    QString host;
    quint16 port = ConverterPort;
    int answerMsecs = 3'000; // UDP: how long an answer is waited for; TCP: how long a greeting is
};

/// One thing that happened in a conversation with a service, in its order.
struct ConverterEvent
{
    enum class Kind { Typed, WireOut, WireIn, Answer, Info, Error } kind = Kind::Info;
    QByteArray bytes; // WireOut, WireIn
    QString text; // Typed, Answer, Info, Error
};

/// What one typed text becomes on the wire: messages without their frame. A text without U:, L: or C: in front gets U:
/// for the converter; where a line is a message, every line is one.
struct ConverterMessages
{
    QList<QByteArray> messages;
    bool headerAdded = false;
};
ConverterMessages composeMessages(const ConverterTarget &target, const QString &typed);

/// The way of the events to the main thread. Full: the client stops reading (TCP) or drops (UDP) until they were taken.
class ConverterOutlet
{
public:
    static constexpr qsizetype MaxUntaken = 256;

    explicit ConverterOutlet(io::Mailbox<ConverterEvent> box) : m_box(std::move(box)) { }
    void push(ConverterEvent::Kind kind, const QByteArray &bytes, const QString &text);
    void taken(qsizetype count) { m_untaken -= count; }
    bool isFull() const { return m_untaken >= MaxUntaken; }

private:
    io::Mailbox<ConverterEvent> m_box;
    qsizetype m_untaken = 0;
};

class ConverterClient
{
    Q_DECLARE_TR_FUNCTIONS(plausch::chat::ConverterClient)
public:
    static constexpr qsizetype MaxWaiting = 64; // messages not yet on the wire
    static constexpr qsizetype MaxTyped = session::ConverterMaxMessage; // bytes

    ConverterClient(ConverterTarget target, io::Mailbox<ConverterEvent> box);
    virtual ~ConverterClient() = default;
    void say(const QString &typed);
    void taken(qsizetype count);

protected:
    virtual void send(const QByteArray &message) = 0;
    virtual void onOutletFree() { }

    void wireOut(const QByteArray &bytes) { m_outlet.push(ConverterEvent::Kind::WireOut, bytes, {}); }
    void wireIn(const QByteArray &bytes) { m_outlet.push(ConverterEvent::Kind::WireIn, bytes, {}); }
    void answer(const QString &text) { m_outlet.push(ConverterEvent::Kind::Answer, {}, text); }
    void info(const QString &text) { m_outlet.push(ConverterEvent::Kind::Info, {}, text); }
    void error(const QString &text) { m_outlet.push(ConverterEvent::Kind::Error, {}, text); }
    bool isOutletFull() const { return m_outlet.isFull(); }
    const ConverterTarget &target() const { return m_target; }
    QString place() const; // "host, port 50000"
    QString tooManySentence() const;
    /// Why a link ended, for everything but an orderly end.
    QString failureSentence(io::CloseReason reason, const QString &detail) const;

private:
    ConverterTarget m_target;
    ConverterOutlet m_outlet;
};

std::unique_ptr<ConverterClient> makeConverterClient(const ConverterTarget &target, io::Mailbox<ConverterEvent> box);

} // namespace plausch::chat
