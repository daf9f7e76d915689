// Layer: io, private to it, Linux only. Thread: its port's loop. Owner: whoever holds the LinkPtr.
#pragma once

#include "io/descriptor_p.h"
#include "io/epollport.h"
#include "io/qtlink.h"

#include <memory>

namespace plausch::io {

class TlsStream;
class TraceSink;
class WriteQueue;

/// A link on an EpollPort, with the manners of QtLink. There may be ten thousand of them, most of them silent: no
/// QObject, no timer, no buffer of its own, and a queue only while something is in it. Through TLS what a turn has
/// queued is sealed when it is sent, so at most one piece of it waits sealed.
class EpollLink final : public Link
{
public:
    EpollLink(EpollPort &port, int descriptor, const LinkOptions &options);
    ~EpollLink() override;

    LinkInfo info() const override;
    void start(LinkObserver &observer) override;
    void write(const QByteArray &bytes) override;
    qint64 queuedBytes() const override;
    void setReading(bool on) override;
    void close(CloseReason reason, const QString &detail) override;
    void reset(CloseReason reason, const QString &detail) override;

    // From the port; the first three in its turn, so they may call the observer.
    void tell();
    void readOn();
    void onEvents(quint32 events);
    void send();
    bool isOverBy(qint64 now);
    EpollPort::Handle handle() const { return m_handle; }
    bool enterPile(EpollPort::Pile pile);
    void leavePile(EpollPort::Pile pile) { m_piles = static_cast<quint8>(m_piles & ~(1u << pile)); }

private:
    /// In this order; any of them may go straight to Over.
    enum class Phase : quint8 { Idle, Opening, Shaking, Open, Closing, Over };
    struct Ending
    {
        CloseReason reason;
        QString detail;
        qint64 deadline; // by the port's clock
    };

    void enter(Phase phase);
    void open();
    void opened();
    void traceEarly() const;
    void readPiece();
    void onReceived(qint64 count);
    void deliver(QByteArrayView bytes);
    void beginShaking();
    void shake();
    void unseal(qint64 received);
    void onUnsealed();
    void failTls(const QString &error);
    QByteArrayView sealed();
    void onReadEnd(int error);
    void checkBroken();
    void sendAll();
    bool sendSome();
    void forgetQueued(qint64 count);
    void onSendFailed(int error);
    void onSentAll();
    void dropQueue();
    void dropOutgoing();
    void finish(CloseReason reason, const QString &detail);
    void conclude(CloseReason reason, const QString &detail);
    void report();
    void closeSocket();
    bool isUp() const { return m_phase >= Phase::Shaking && m_phase <= Phase::Closing; }
    bool canRead() const;
    bool hasToRead() const;
    bool hasToSend() const;
    bool hasRoomToTell() const;

    EpollPort &m_port;
    LinkObserver *m_observer = nullptr;
    TraceSink *m_trace;
    std::unique_ptr<WriteQueue> m_queue; // null: nothing to send
    std::unique_ptr<TlsStream> m_tls; // null: plain
    std::unique_ptr<Ending> m_ending; // once it closes
    quint64 m_id;
    EpollPort::Handle m_handle;
    qint64 m_highMark;
    qint64 m_lowMark;
    int m_readBudget;
    int m_budgetLeft = 0;
    quint32 m_budgetTurn = 0; // the turn it is left of
    int m_descriptor;
    int m_closeMsecs;
    int m_error = 0; // of preparing the descriptor or of sending
    Endpoints m_ends;
    Phase m_phase = Phase::Idle;
    quint8 m_piles = 0; // the port's that it waits in, a bit each
    bool m_halfOpen;
    bool m_traced = false;
    bool m_reading = true;
    bool m_readable = false; // the kernel had something and was not emptied since
    bool m_endSeen = false; // a short read does not mean that there is no more
    bool m_peerFinished = false;
    bool m_isFull = false; // the kernel took no more, and will say when it does
    bool m_wasFull = false; // above the low mark since onWritable()
};

} // namespace plausch::io
