#include "io/tlschannel_p.h"

#include "io/descriptor_p.h"
#include "io/plainchannel_p.h"

#include <QSslCipher>

#include <algorithm>
#include <utility>

namespace plausch::io {

TlsChannel::TlsChannel(qintptr descriptor, Role role, const TlsOptions &options, const QString &host, qint64 ceiling,
                       ChannelObserver &observer)
    : m_observer(observer)
{
    const bool isServer = role == Role::Server;
    m_socket.setSslConfiguration(isServer ? serverConfiguration(options) : clientConfiguration(options));
    m_socket.setReadBufferSize(ceiling);
    listenToSocket();
    if (!m_socket.setSocketDescriptor(descriptor)) {
        closeDescriptor(descriptor);
        endWith(CloseReason::NetworkError, m_socket.errorString());
        return;
    }
    if (isServer) {
        m_socket.startServerEncryption();
    } else {
        // An address goes into no ClientHello (RFC 6066 section 3), but a certificate may be for one.
        if (QHostAddress(host).isNull() || options.trust == Trust::Authorities)
            m_socket.setPeerVerifyName(host);
        m_socket.startClientEncryption();
    }
}

void TlsChannel::listenToSocket()
{
    QObject::connect(&m_socket, &QSslSocket::encrypted, &m_socket, [this] {
        m_ready = true;
        m_observer.onChannelReady();
    });
    // Not the end: a key that is known needs nobody's word. The link asks isVouchedFor() before it sends anything.
    QObject::connect(&m_socket, &QSslSocket::sslErrors, &m_socket,
                     [this](const QList<QSslError> &errors) { m_socket.ignoreSslErrors(errors); });
    QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket, [this] { tellLater(); });
    QObject::connect(&m_socket, &QSslSocket::encryptedBytesWritten, &m_socket, [this] {
        if (!m_told)
            m_observer.onChannelSent();
    });
    QObject::connect(&m_socket, &QSslSocket::errorOccurred, &m_socket,
                     [this](QAbstractSocket::SocketError error) { onError(error); });
    QObject::connect(&m_socket, &QSslSocket::disconnected, &m_socket, [this] { endWith(CloseReason::PeerClosed, {}); });
}

TlsChannel::~TlsChannel()
{
    m_socket.disconnect();
    if (m_spare >= 0)
        closeDescriptor(m_spare);
}

QString TlsChannel::cipher() const
{
    const QSslCipher cipher = m_socket.sessionCipher();
    return cipher.protocolString() + QLatin1Char(' ') + cipher.name();
}

qint64 TlsChannel::read(char *data, qint64 size)
{
    return m_socket.bytesAvailable() > 0 ? std::max<qint64>(0, m_socket.read(data, size)) : 0;
}

void TlsChannel::write(const QByteArray &bytes)
{
    if (!m_over)
        m_socket.write(bytes);
}

qint64 TlsChannel::queuedBytes() const
{
    return m_over ? 0 : m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

void TlsChannel::flush()
{
    if (!m_over)
        m_socket.flush();
}

void TlsChannel::setReading(bool on)
{
    if (m_reading == on)
        return;
    m_reading = on;
    if (on)
        tellLater();
}

void TlsChannel::finish()
{
    m_finishing = true;
    if (m_over)
        return tellLater();
    m_spare = duplicateDescriptor(m_socket.socketDescriptor());
    m_socket.disconnectFromHost(); // close_notify behind the queue
}

/// While it disconnects, Qt reads no more, and unread bytes (a session ticket is enough) would turn its close() into a
/// RST that throws away what was sent last. So the connection outlives Qt's socket until the peer has ended it too.
void TlsChannel::finishRest()
{
    m_rest = std::make_unique<PlainChannel>(std::exchange(m_spare, -1), m_observer);
    m_rest->finish();
}

void TlsChannel::reset()
{
    m_told = true;
    if (m_rest)
        return m_rest->reset();
    flush();
    resetWhenClosed(m_socket.socketDescriptor());
    m_socket.abort();
}

void TlsChannel::onError(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::RemoteHostClosedError:
        return endWith(CloseReason::PeerClosed, {});
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return endWith(CloseReason::TlsError, m_socket.errorString());
    case QAbstractSocket::SocketTimeoutError:
        return endWith(CloseReason::Timeout, m_socket.errorString());
    default:
        return endWith(CloseReason::NetworkError, m_socket.errorString());
    }
}

/// The first reason counts.
void TlsChannel::endWith(CloseReason reason, const QString &detail)
{
    if (m_over)
        return;
    m_over = true;
    m_reason = reason;
    m_detail = detail;
    tellLater();
}

/// Bytes and the end are told in a turn of their own: Qt is in the middle of something when it signals, and signals
/// several times in a turn, which would give this link several budgets.
void TlsChannel::tellLater()
{
    if (m_tellPosted)
        return;
    m_tellPosted = true;
    QMetaObject::invokeMethod(
        &m_socket,
        [this] {
            m_tellPosted = false;
            tell();
        },
        Qt::QueuedConnection);
}

/// Bytes that have come, then the end.
void TlsChannel::tell()
{
    if (m_told)
        return;
    if (m_finishing)
        m_socket.skip(m_socket.bytesAvailable());
    else if (hasBytes() && m_reading)
        m_observer.onChannelReadable();
    if (m_told)
        return;
    if (!m_finishing && hasBytes()) {
        if (m_reading)
            tellLater();
    } else if (m_over) {
        m_told = true;
        if (m_spare >= 0)
            finishRest();
        else
            m_observer.onChannelEnded(m_reason, m_detail);
    }
}

} // namespace plausch::io
