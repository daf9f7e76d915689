// A client of a chat server on a real socket, driven from the test's thread.
#pragma once

#include <QByteArrayList>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <utility>

namespace plausch::test {

class Visitor
{
public:
    explicit Visitor(quint16 port) : m_socket(std::make_unique<QTcpSocket>())
    {
        m_socket->connectToHost(QHostAddress::LocalHost, port);
        m_socket->waitForConnected(); // the server has threads of its own
    }
    /// Through TLS, with a certificate of its own or a null one.
    Visitor(quint16 port, const QSslCertificate &certificate, const QSslKey &key)
    {
        auto socket = std::make_unique<QSslSocket>();
        socket->setPeerVerifyMode(QSslSocket::VerifyNone);
        socket->setLocalCertificate(certificate);
        socket->setPrivateKey(key);
        socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        socket->waitForEncrypted();
        m_socket = std::move(socket);
    }
    /// Says who it is; the welcome is still to come.
    Visitor(quint16 port, const QByteArray &nick) : Visitor(port) { send("NICK " + nick + "\r\nUSER u 0 * :U"); }

    void send(const QByteArray &line) { sendRaw(line + "\r\n"); }
    void sendRaw(const QByteArray &bytes) { m_socket->write(bytes); }
    /// Waits for a line with this in it, and forgets the lines up to it.
    bool hears(QByteArrayView part, int msecs = 30'000)
    {
        return QTest::qWaitFor(
            [&] {
                read();
                while (!m_lines.isEmpty()) {
                    if (m_lines.takeFirst().contains(part))
                        return true;
                }
                return false;
            },
            msecs);
    }
    QByteArrayList lines()
    {
        read();
        return std::exchange(m_lines, {});
    }
    bool isConnected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    bool hasEnded() const { return m_socket->state() == QAbstractSocket::UnconnectedState; }
    /// Of the server, null without TLS.
    QSslCertificate serverCertificate() const
    {
        const auto *socket = qobject_cast<const QSslSocket *>(m_socket.get());
        return socket ? socket->peerCertificate() : QSslCertificate();
    }
    QTcpSocket &socket() { return *m_socket; }

private:
    void read()
    {
        while (m_socket->canReadLine())
            m_lines.append(m_socket->readLine().trimmed());
    }

    std::unique_ptr<QTcpSocket> m_socket;
    QByteArrayList m_lines;
};

} // namespace plausch::test
