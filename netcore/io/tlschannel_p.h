// Layer: io, private to it. Thread: the link's loop. Owner: QtLink.
#pragma once

#include "io/channel_p.h"
#include "io/tls.h"

#include <QSslSocket>

#include <memory>

namespace plausch::io {

class TlsChannel final : public Channel
{
public:
    enum class Role { Client, Server };

    /// Takes the descriptor. `host` goes into the ClientHello when it is a name (SNI). At most `ceiling` bytes wait
    /// in Qt's buffers while nobody reads.
    TlsChannel(qintptr descriptor, Role role, const TlsOptions &options, const QString &host, qint64 ceiling,
               ChannelObserver &observer);
    ~TlsChannel() override;

    QSslCertificate peerCertificate() const { return m_socket.peerCertificate(); }
    /// An authority of TlsOptions vouches for the host's name; known once it is ready, asked for by Trust::Authorities.
    bool isVouchedFor() const { return m_socket.sslHandshakeErrors().isEmpty(); }
    QString cipher() const; // "TLSv1.3 TLS_AES_256_GCM_SHA384"

    qint64 read(char *data, qint64 size) override;
    void write(const QByteArray &bytes) override;
    qint64 queuedBytes() const override;
    void flush() override;
    void setReading(bool on) override;
    void finish() override;
    void reset() override;

private:
    void listenToSocket();
    bool hasBytes() const { return m_ready && m_socket.bytesAvailable() > 0; }
    void onError(QAbstractSocket::SocketError error);
    void endWith(CloseReason reason, const QString &detail);
    void tellLater();
    void tell();
    void finishRest();

    QSslSocket m_socket;
    ChannelObserver &m_observer;
    qintptr m_spare = -1; // the same connection once more, while it finishes
    std::unique_ptr<Channel> m_rest;
    CloseReason m_reason = CloseReason::PeerClosed;
    QString m_detail;
    bool m_ready = false;
    bool m_reading = true;
    bool m_finishing = false;
    bool m_over = false; // the socket has ended, what it brought may still wait to be read
    bool m_told = false;
    bool m_tellPosted = false;
};

} // namespace plausch::io
