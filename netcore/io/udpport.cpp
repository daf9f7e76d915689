#include "io/udpport.h"

#include "io/binderror_p.h"

#include <QNetworkDatagram>
#include <QUdpSocket>
#include <QVariant>

#include <netinet/in.h>
#include <sys/socket.h>

namespace plausch::io {
namespace {

constexpr int DatagramsPerTurn = 64;

/// Linux gives a socket every group that anybody on the machine has joined, unless told otherwise (ip(7),
/// IP_MULTICAST_ALL).
void hearJoinedGroupsOnly(qintptr descriptor)
{
    [[maybe_unused]] const int off = 0;
#ifdef IP_MULTICAST_ALL
    ::setsockopt(static_cast<int>(descriptor), IPPROTO_IP, IP_MULTICAST_ALL, &off, sizeof off);
#endif
#ifdef IPV6_MULTICAST_ALL
    ::setsockopt(static_cast<int>(descriptor), IPPROTO_IPV6, IPV6_MULTICAST_ALL, &off, sizeof off);
#endif
}

} // namespace

class UdpPort::Socket final : public QUdpSocket
{
public:
    explicit Socket(Received received) : m_received(std::move(received))
    {
        connect(this, &QUdpSocket::readyRead, this, &Socket::drain);
    }

    QString sendTo(const QByteArray &bytes, const QHostAddress &to, quint16 port)
    {
        return writeDatagram(bytes, to, port) < 0 ? errorString() : QString();
    }

private:
    /// An empty datagram is one too, so the question is whether there is one, not how long it is.
    void drain()
    {
        for (int count = 0; count < DatagramsPerTurn; ++count) {
            if (state() != BoundState || !hasPendingDatagrams())
                return;
            const QNetworkDatagram datagram = receiveDatagram();
            if (datagram.senderPort() >= 0)
                m_received({datagram.data(), datagram.senderAddress(), static_cast<quint16>(datagram.senderPort()),
                            datagram.interfaceIndex()});
        }
        QMetaObject::invokeMethod(this, &Socket::drain, Qt::QueuedConnection);
    }

    Received m_received;
};

UdpPort::UdpPort(Received received) : m_socket(std::make_unique<Socket>(std::move(received))) { }

UdpPort::~UdpPort() = default;

BindError UdpPort::bind(const QHostAddress &address, quint16 port, Sharing sharing)
{
    close();
    const auto mode = sharing == Sharing::Shared ? QUdpSocket::ShareAddress | QUdpSocket::ReuseAddressHint
                                                 : QUdpSocket::BindMode(QUdpSocket::DontShareAddress);
    if (!m_socket->bind(address, port, mode))
        return bindError(m_socket->error(), m_socket->errorString());
    hearJoinedGroupsOnly(m_socket->socketDescriptor());
    return {};
}

bool UdpPort::join(const QHostAddress &group, const QNetworkInterface &interface)
{
    // A dual-stack socket cannot join an IPv4 group; Qt warns about the attempt.
    if (m_socket->state() != QUdpSocket::BoundState || group.protocol() != m_socket->localAddress().protocol())
        return false;
    return m_socket->joinMulticastGroup(group, interface);
}

void UdpPort::leave(const QHostAddress &group, const QNetworkInterface &interface)
{
    if (m_socket->state() == QUdpSocket::BoundState)
        m_socket->leaveMulticastGroup(group, interface);
}

QString UdpPort::send(const QByteArray &bytes, const QHostAddress &to, quint16 port)
{
    return m_socket->sendTo(bytes, to, port);
}

QString UdpPort::sendThrough(const QNetworkInterface &interface, const QByteArray &bytes, const QHostAddress &group,
                             quint16 port)
{
    m_socket->setMulticastInterface(interface);
    m_socket->setSocketOption(QAbstractSocket::MulticastLoopbackOption, 1);
    return m_socket->sendTo(bytes, group, port);
}

void UdpPort::close()
{
    m_socket->close();
}

quint16 UdpPort::port() const
{
    return m_socket->localPort();
}

} // namespace plausch::io
