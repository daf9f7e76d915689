// Layer: io, private to it. Thread: the link's loop. Owner: QtLink.
#pragma once

#include "io/channel_p.h"

#include <QSocketNotifier>

#include <deque>
#include <memory>

namespace plausch::io {

/// A descriptor read and written by itself and not through QTcpSocket, which closes the socket at the end of the peer's
/// stream, answers unsent, and takes RST for that end (qabstractsocket.cpp, canReadNotification).
class PlainChannel final : public Channel
{
public:
    /// Takes the descriptor, which is non-blocking.
    PlainChannel(qintptr descriptor, ChannelObserver &observer);
    ~PlainChannel() override;

    qint64 read(char *data, qint64 size) override;
    void write(const QByteArray &bytes) override;
    qint64 queuedBytes() const override { return m_queued; }
    void flush() override;
    void setReading(bool on) override;
    void finish() override;
    void reset() override;

private:
    void onReadNotice();
    void onWriteNotice();
    void watchForReset();
    void drop();
    bool sendSome();
    void forgetSent(qint64 sent);
    void onSendFailed(int error);
    void onQueueEmpty();
    void endWith(CloseReason reason, const QString &detail);

    qintptr m_descriptor;
    ChannelObserver &m_observer;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    std::unique_ptr<QSocketNotifier> m_broken; // after the peer's end: nothing else would see its RST
    std::deque<QByteArray> m_queue;
    qint64 m_queued = 0;
    qsizetype m_offset = 0; // of the first in the queue
    int m_sendError = 0;
    bool m_flushPosted = false;
    bool m_finishing = false;
    bool m_peerFinished = false;
    bool m_ended = false;
};

} // namespace plausch::io
