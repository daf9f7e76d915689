// What `nc` is: a plain socket that types lines and shows what comes.
#pragma once

#include <QHostAddress>
#include <QTcpSocket>

namespace plausch::test {

class Netcat : public QObject
{
public:
    explicit Netcat(quint16 port)
    {
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_seen += m_socket.readAll(); });
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }
    void type(const QByteArray &lines) { m_socket.write(lines); }
    qint64 untyped() const { return m_socket.bytesToWrite(); }
    QByteArray seen() const { return m_seen; }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }

private:
    QTcpSocket m_socket;
    QByteArray m_seen;
};

} // namespace plausch::test
