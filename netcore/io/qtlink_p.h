// Layer: io, private to it. Thread: the loop it was made on. Owner: whoever holds the LinkPtr.
#pragma once

#include "io/channel_p.h"
#include "io/qtlink.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTcpSocket>
#include <QTimer>

namespace plausch::io {

class TlsChannel;

class QtLink final : public QObject, public Link, private ChannelObserver
{
public:
    QtLink(qintptr descriptor, const LinkOptions &options);
    QtLink(const QString &host, quint16 port, const LinkOptions &options);
    ~QtLink() override;

    LinkInfo info() const override { return m_info; }
    void start(LinkObserver &observer) override;
    void write(const QByteArray &bytes) override;
    qint64 queuedBytes() const override;
    void setReading(bool on) override;
    void close(CloseReason reason, const QString &detail) override;
    void reset(CloseReason reason, const QString &detail) override;

private:
    /// In this order; any of them may go straight to Over.
    enum class Phase { Idle, Opening, Open, Closing, Over };

    explicit QtLink(const LinkOptions &options);
    void begin();
    void dial();
    void onDialled();
    void onDialFailed(QAbstractSocket::SocketError error);
    void adopt();
    void detect();
    void onFirstByte();
    void openPlain();
    void openTls();
    bool isTrusted() const;
    void opened();
    void onLimit();
    void finish(CloseReason reason, const QString &detail);
    void conclude(CloseReason reason, const QString &detail);
    void report();
    void noteWritable();
    qintptr takeDescriptor();
    bool isSending() const { return m_phase == Phase::Opening || m_phase == Phase::Open; }

    void onChannelReady() override;
    void onChannelReadable() override;
    void onChannelSent() override;
    void onChannelEnded(CloseReason reason, const QString &detail) override;

    LinkOptions m_options;
    LinkInfo m_info;
    QString m_host;
    LinkObserver *m_observer = nullptr;
    Phase m_phase = Phase::Idle;
    qintptr m_descriptor = -1; // ours until a channel takes it
    std::unique_ptr<QTcpSocket> m_dial; // resolves and connects, then gives its descriptor away
    std::unique_ptr<QSocketNotifier> m_firstByte;
    std::unique_ptr<Channel> m_channel;
    TlsChannel *m_tls = nullptr; // the channel, when it is one
    QTimer m_limit;
    QByteArrayList m_early; // written before it was open
    qint64 m_earlyBytes = 0;
    CloseReason m_reason = CloseReason::LocalClose;
    QString m_detail;
    bool m_reading = true;
    bool m_wasFull = false; // above the low mark since onWritable()
    bool m_traced = false;
};

} // namespace plausch::io
