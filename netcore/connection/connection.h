// Layer: connection. Loop thread only. Owner: the ConnectionPool, by way of a task on the loop.
#pragma once

#include "connection/connectionpool.h"
#include "io/link.h"
#include "session/session.h"
#include "wire/lineframer.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace plausch::connection {

/// One link, its framing and its session: bytes become lines, requests become bytes, and every event goes up in order,
/// Closed as the last one.
///
/// Ceilings: LinesPerTurn lines are handled in one turn, then the others on this loop have theirs; over MaxUndrained
/// events that main has not taken yet, nothing is read and TCP slows the peer down; over MaxWaitingBytes of own
/// messages that the peer does not take, the link closes with WriteLimit (they stay in the outbox).
class Connection final : public QObject, private io::LinkObserver, private session::Port
{
public:
    static constexpr int LinesPerTurn = 64;
    static constexpr int MaxUndrained = 1024;
    static constexpr qsizetype MaxWaitingBytes = 16 * 1024 * 1024;

    using MakeSession = std::function<std::unique_ptr<session::Session>(session::Port &)>;
    using Report = std::function<void(ConnectionEvent)>;

    Connection(ConnectionId id, io::LinkPtr link, qint64 writeMark, const MakeSession &makeSession, Report report);
    ~Connection() override;

    void start();
    void perform(const session::Request &request);
    void drop();
    /// Main took so many session events out of its mailbox.
    void onDrained(int events);

private:
    // io::LinkObserver
    void onOpened() override;
    void onBytes(QByteArrayView bytes) override;
    void onPeerFinished() override;
    void onWritable() override;
    void onClosed(io::CloseReason reason, const QString &detail) override;
    // session::Port
    void send(const wire::Message &message) override;
    void emitEvent(session::Event event) override;
    void close() override;

    session::Moment now() const;
    void onTick();
    void takeLines(QByteArrayView bytes);
    void takeRest();
    void postRest();
    void updateReading();
    void performNow(const session::Request &request);
    void performWaiting();
    void queueFlush();
    void flush();
    void reportClosedIfDone();
    bool isHeldUp() const { return m_undrained > MaxUndrained; }

    ConnectionId m_id;
    io::LinkPtr m_link;
    qint64 m_writeMark; // bytes queued in the link over which requests wait
    Report m_report;
    std::unique_ptr<session::Session> m_session;
    wire::LineFramer m_framer;
    QElapsedTimer m_clock;
    QTimer m_tick;

    QByteArray m_in; // read, but not handled yet
    QByteArray m_out; // this turn's lines
    std::deque<session::Request> m_waiting;
    qsizetype m_waitingBytes = 0;
    int m_undrained = 0;
    bool m_restPosted = false;
    bool m_flushPosted = false;
    bool m_blocked = false; // the link's queue is over the mark
    bool m_knocking = false; // the answer is on its way down
    bool m_closing = false;
    std::optional<Closed> m_closed; // the link's last word, given once everything read before is handled
};

} // namespace plausch::connection
