#include "io/qtlink_p.h"

#include "io/descriptor_p.h"
#include "io/plainchannel_p.h"
#include "io/tlschannel_p.h"
#include "io/trace.h"

#include <QNetworkProxy>
#include <QThread>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace plausch::io {
namespace {

constexpr qint64 ReadPiece = 16 * 1024; // one TLS record
constexpr int DetectFactor = 3;
/// How long a link whose last byte has gone waits for the peer's end of stream before it goes.
constexpr int LingerMsecs = 250;
constexpr char ClientHello = 0x16; // RFC 8446 section 5.1, handshake record

CloseReason dialReason(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return CloseReason::Refused;
    case QAbstractSocket::HostNotFoundError:
        return CloseReason::HostNotFound;
    case QAbstractSocket::SocketTimeoutError:
        return CloseReason::Timeout;
    default:
        return CloseReason::NetworkError;
    }
}

} // namespace

LinkPtr adoptLink(qintptr descriptor, const LinkOptions &options)
{
    return std::make_unique<QtLink>(descriptor, options);
}

LinkPtr dialLink(const QString &host, quint16 port, const LinkOptions &options)
{
    return std::make_unique<QtLink>(host, port, options);
}

QtLink::QtLink(const LinkOptions &options) : m_options(options)
{
    m_info.id = nextLinkId();
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &QtLink::onLimit);
}

QtLink::QtLink(qintptr descriptor, const LinkOptions &options) : QtLink(options)
{
    m_descriptor = descriptor;
    describe(readEndpoints(descriptor), m_info);
}

QtLink::QtLink(const QString &host, quint16 port, const LinkOptions &options) : QtLink(options)
{
    Q_ASSERT(options.encryption != Encryption::Detect);
    m_host = host;
    m_info.outbound = true;
    m_info.peerPort = port;
}

QtLink::~QtLink()
{
    if (m_traced)
        m_options.trace->onTraceClosed(m_info.id, nameOf(CloseReason::LocalClose));
    m_firstByte.reset();
    if (m_dial)
        m_dial->disconnect();
    if (m_descriptor >= 0)
        closeDescriptor(m_descriptor);
}

void QtLink::start(LinkObserver &observer)
{
    Q_ASSERT(!m_observer && QThread::currentThread() == thread());
    m_observer = &observer;
    QMetaObject::invokeMethod(this, &QtLink::begin, Qt::QueuedConnection);
}

void QtLink::begin()
{
    if (m_phase == Phase::Over)
        return report();
    m_phase = Phase::Opening;
    m_limit.start(m_options.openMsecs);
    if (m_info.outbound)
        dial();
    else
        adopt();
}

void QtLink::dial()
{
    m_dial = std::make_unique<QTcpSocket>();
    m_dial->setProxy(QNetworkProxy::NoProxy);
    connect(m_dial.get(), &QTcpSocket::connected, this, &QtLink::onDialled);
    connect(m_dial.get(), &QTcpSocket::errorOccurred, this, &QtLink::onDialFailed);
    m_dial->connectToHost(m_host, m_info.peerPort);
}

void QtLink::onDialled()
{
    QTcpSocket *socket = m_dial.release();
    socket->disconnect(this);
    const qintptr descriptor = duplicateDescriptor(socket->socketDescriptor());
    const int error = errno;
    socket->abort(); // its descriptor only, the connection lives on in ours
    socket->deleteLater();
    if (descriptor < 0)
        return conclude(CloseReason::NetworkError, qt_error_string(error));
    m_descriptor = descriptor;
    if (m_phase == Phase::Opening)
        adopt();
}

void QtLink::onDialFailed(QAbstractSocket::SocketError error)
{
    conclude(dialReason(error), m_dial->errorString());
}

void QtLink::adopt()
{
    if (!prepareDescriptor(m_descriptor, m_options.userTimeoutMsecs))
        return conclude(CloseReason::NetworkError, qt_error_string(errno));
    describe(readEndpoints(m_descriptor), m_info);
    switch (m_options.encryption) {
    case Encryption::Plain:
        return openPlain();
    case Encryption::Tls:
        return openTls();
    case Encryption::Detect:
        return detect();
    }
}

void QtLink::detect()
{
    m_limit.start(m_options.openMsecs * DetectFactor);
    m_firstByte = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_firstByte.get(), &QSocketNotifier::activated, this, &QtLink::onFirstByte);
}

/// Looks at the byte and leaves it where it is.
void QtLink::onFirstByte()
{
    char byte = 0;
    const ssize_t count = ::recv(static_cast<int>(m_descriptor), &byte, 1, MSG_PEEK);
    const int error = errno;
    if (count < 0 && (error == EAGAIN || error == EINTR))
        return;
    m_firstByte->setEnabled(false);
    m_firstByte.release()->deleteLater();
    if (count < 0)
        return conclude(reasonOf(error), qt_error_string(error));
    if (count == 0)
        return conclude(CloseReason::PeerClosed, {});
    m_limit.start(m_options.openMsecs);
    if (byte == ClientHello)
        openTls();
    else
        openPlain();
}

void QtLink::openPlain()
{
    ChannelObserver &self = *this;
    m_channel = std::make_unique<PlainChannel>(takeDescriptor(), self);
    opened();
}

void QtLink::openTls()
{
    const auto role = m_info.outbound ? TlsChannel::Role::Client : TlsChannel::Role::Server;
    ChannelObserver &self = *this;
    auto channel =
        std::make_unique<TlsChannel>(takeDescriptor(), role, m_options.tls, m_host, m_options.readBudget, self);
    m_tls = channel.get();
    m_channel = std::move(channel);
}

/// The other end's key is judged here, before the first byte of ours goes into the tunnel.
void QtLink::onChannelReady()
{
    if (m_phase != Phase::Opening)
        return;
    m_info.encrypted = true;
    m_info.cipher = m_tls->cipher();
    m_info.peerFingerprint = publicKeyFingerprint(m_tls->peerCertificate());
    const TlsOptions &tls = m_options.tls;
    if (!tls.ownFingerprint.isEmpty() && m_info.peerFingerprint == tls.ownFingerprint)
        return conclude(CloseReason::OwnIdentity, {});
    if (m_info.outbound && !isTrusted())
        return conclude(tls.expectedPeer.isEmpty() ? CloseReason::UntrustedPeer : CloseReason::IdentityMismatch,
                        QString::fromLatin1(m_info.peerFingerprint.toHex()));
    opened();
}

bool QtLink::isTrusted() const
{
    const TlsOptions &tls = m_options.tls;
    const bool byAuthority = tls.trust == Trust::Authorities;
    if (byAuthority && m_tls->isVouchedFor())
        return true;
    if (tls.expectedPeer.isEmpty())
        return !byAuthority;
    return m_info.peerFingerprint == tls.expectedPeer;
}

void QtLink::opened()
{
    m_phase = Phase::Open;
    m_limit.stop();
    m_channel->setReading(m_reading);
    if (m_options.trace) {
        m_traced = true;
        m_options.trace->onTraceOpened(m_info, currentThreadName());
    }
    const QByteArrayList early = std::exchange(m_early, {});
    m_earlyBytes = 0;
    for (const QByteArray &bytes : early) {
        if (m_traced)
            m_options.trace->onTraceBytes(m_info.id, true, bytes);
        m_channel->write(bytes);
    }
    m_observer->onOpened();
}

void QtLink::onChannelReadable()
{
    std::array<char, ReadPiece> piece;
    qint64 budget = m_options.readBudget;
    while (budget > 0 && m_reading && m_phase == Phase::Open) {
        const qint64 count = m_channel->read(piece.data(), std::min(budget, ReadPiece));
        if (count == 0)
            break;
        budget -= count;
        const QByteArrayView bytes(piece.data(), count);
        if (m_traced)
            m_options.trace->onTraceBytes(m_info.id, false, bytes);
        m_observer->onBytes(bytes);
    }
    if (m_phase != Phase::Open)
        return;
    m_channel->flush(); // the answers, in one piece
    noteWritable();
}

void QtLink::write(const QByteArray &bytes)
{
    if (bytes.isEmpty() || (m_phase != Phase::Idle && !isSending()))
        return;
    if (queuedBytes() + bytes.size() > m_options.highMark)
        return reset(CloseReason::WriteLimit, {});
    if (m_phase == Phase::Open) {
        if (m_traced)
            m_options.trace->onTraceBytes(m_info.id, true, bytes);
        m_channel->write(bytes);
    } else {
        m_early.append(bytes);
        m_earlyBytes += bytes.size();
    }
    m_wasFull = m_wasFull || queuedBytes() > m_options.lowMark;
}

qint64 QtLink::queuedBytes() const
{
    return m_earlyBytes + (m_channel ? m_channel->queuedBytes() : 0);
}

void QtLink::setReading(bool on)
{
    m_reading = on;
    if (m_phase == Phase::Open)
        m_channel->setReading(on);
}

void QtLink::onChannelSent()
{
    if (m_phase == Phase::Open)
        noteWritable();
    else if (m_phase == Phase::Closing && m_channel->queuedBytes() == 0)
        m_limit.start(LingerMsecs);
}

void QtLink::noteWritable()
{
    if (!m_wasFull || queuedBytes() >= m_options.lowMark)
        return;
    m_wasFull = false;
    m_observer->onWritable();
}

void QtLink::close(CloseReason reason, const QString &detail)
{
    if (m_phase == Phase::Open)
        finish(reason, detail);
    else if (m_phase != Phase::Closing)
        conclude(reason, detail);
}

void QtLink::finish(CloseReason reason, const QString &detail)
{
    m_phase = Phase::Closing;
    m_reason = reason;
    m_detail = detail;
    m_limit.start(m_options.closeMsecs);
    m_channel->finish();
    if (m_phase == Phase::Closing && m_channel->queuedBytes() == 0)
        m_limit.start(std::min(LingerMsecs, m_options.closeMsecs));
}

void QtLink::reset(CloseReason reason, const QString &detail)
{
    if (m_phase == Phase::Over)
        return;
    if (m_channel)
        m_channel->reset();
    conclude(reason, detail);
}

void QtLink::onChannelEnded(CloseReason reason, const QString &detail)
{
    if (m_phase == Phase::Closing)
        conclude(m_reason, m_detail);
    else if (m_phase == Phase::Open && reason == CloseReason::PeerClosed && m_options.halfOpen && !m_tls)
        m_observer->onPeerFinished();
    else if (m_phase == Phase::Open && reason == CloseReason::PeerClosed && m_channel->queuedBytes() > 0)
        finish(reason, detail); // the peer may have closed its half only: it still gets the answers
    else
        conclude(reason, detail);
}

void QtLink::onLimit()
{
    if (m_phase == Phase::Closing)
        conclude(m_reason, m_detail);
    else
        conclude(CloseReason::Timeout, {});
}

void QtLink::conclude(CloseReason reason, const QString &detail)
{
    if (m_phase == Phase::Over)
        return;
    m_phase = Phase::Over;
    m_reason = reason;
    m_detail = detail;
    m_limit.stop();
    if (m_observer)
        QMetaObject::invokeMethod(this, &QtLink::report, Qt::QueuedConnection);
}

/// In a turn of its own, so that nothing of ours or of Qt's is on the stack.
void QtLink::report()
{
    m_channel.reset();
    m_tls = nullptr;
    m_dial.reset();
    m_firstByte.reset();
    if (m_descriptor >= 0)
        closeDescriptor(takeDescriptor());
    if (m_traced) {
        m_traced = false;
        m_options.trace->onTraceClosed(m_info.id, m_detail.isEmpty() ? nameOf(m_reason) : m_detail);
    }
    LinkObserver *observer = std::exchange(m_observer, nullptr);
    if (observer)
        observer->onClosed(m_reason, m_detail);
}

qintptr QtLink::takeDescriptor()
{
    return std::exchange(m_descriptor, -1);
}

} // namespace plausch::io
