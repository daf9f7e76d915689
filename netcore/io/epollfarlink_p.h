// Layer: io, private to it, Linux only. Thread: its port's loop. Owner: whoever holds the LinkPtr.
#pragma once

#include "io/epollfarport.h"
#include "io/link.h"

namespace plausch::io {

/// This loop's end of a link that lives on another.
class EpollFarLink final : public Link
{
public:
    EpollFarLink(EpollFarPort &port, EpollFarPort::Address address, LinkInfo info, const LinkOptions &options);
    ~EpollFarLink() override;

    LinkInfo info() const override { return m_info; }
    void start(LinkObserver &observer) override;
    void write(const QByteArray &bytes) override;
    qint64 queuedBytes() const override; // what this loop still holds
    void setReading(bool on) override;
    void close(CloseReason reason, const QString &detail) override;
    void reset(CloseReason reason, const QString &detail) override;

    // From the port, when it tells the news.
    void onOpened(const LinkInfo &info);
    void onBytes(QByteArrayView bytes);
    void onPeerFinished();
    void onWritable();
    void onClosed(CloseReason reason, const QString &detail);
    void readOn(); // what had to wait

private:
    enum class Phase : quint8 { Open, Closing, Over };

    void deliver(QByteArrayView bytes);
    bool mayRead() const { return m_reading && m_phase == Phase::Open; }

    EpollFarPort &m_port;
    EpollFarPort::Address m_address;
    LinkInfo m_info;
    LinkObserver *m_observer = nullptr;
    QByteArray m_unread; // at most the read budget (EpollFarRoom::adopt)
    qint64 m_tellAfter; // bytes taken
    qint64 m_taken = 0; // and not told yet
    qint64 m_noted = 0; // bytes written since the port's flush
    quint32 m_notedIn = 0; // number of that flush
    Phase m_phase = Phase::Open;
    bool m_halfOpen;
    bool m_reading = true;
    bool m_peerFinished = false; // not told yet
};

} // namespace plausch::io
