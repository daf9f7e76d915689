// Layer: io. Thread: the loop it was made on. Owner: discovery or a service.
#pragma once

#include "io/listener.h"

#include <QByteArray>
#include <QHostAddress>
#include <QNetworkInterface>

#include <functional>
#include <memory>

namespace plausch::io {

struct Datagram
{
    QByteArray bytes; // at most 65,507 (IPv4)
    QHostAddress sender;
    quint16 senderPort = 0;
    uint interfaceIndex = 0; // 0: not known
};

class UdpPort
{
public:
    using Received = std::function<void(const Datagram &)>;
    enum class Sharing { Exclusive, Shared }; // Shared: several programs on one port (discovery)

    explicit UdpPort(Received received);
    ~UdpPort();

    BindError bind(const QHostAddress &address, quint16 port, Sharing sharing = Sharing::Exclusive);
    /// Joins a multicast group on one interface; false where the interface cannot.
    bool join(const QHostAddress &group, const QNetworkInterface &interface);
    void leave(const QHostAddress &group, const QNetworkInterface &interface);
    /// Empty: sent. Else the system's words ("Datagram was too large to send").
    QString send(const QByteArray &bytes, const QHostAddress &to, quint16 port);
    /// Multicast through one interface, loopback of it on.
    QString sendThrough(const QNetworkInterface &interface, const QByteArray &bytes, const QHostAddress &group,
                        quint16 port);
    void close();
    quint16 port() const;

private:
    class Socket;
    std::unique_ptr<Socket> m_socket;
};

} // namespace plausch::io
