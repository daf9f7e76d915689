// Layer: chat. Thread: main. Owner: Discovery.
#pragma once

#include "io/udpport.h"

#include <QHash>
#include <QStringList>

#include <functional>

namespace plausch::chat {

/// Sends to everybody near and hears everybody near. Several programs share the port: of those the system gives a
/// unicast datagram to one only, so all that is sent goes to a group or is a broadcast.
class BeaconPort
{
public:
    using Received = std::function<void(const QByteArray &bytes, const QHostAddress &sender)>;

    explicit BeaconPort(Received received);

    /// Empty, or why neither IPv4 nor IPv6 can be heard.
    QString open(quint16 port, bool loopbackOnly);
    void close();
    /// Interfaces come and go: joins the groups on those that are up now.
    void scan();
    void sendEverywhere(const QByteArray &bytes);
    /// Human-readable names of what scan() found; loopback is named only when there is nothing else.
    QStringList interfaces() const;

private:
    struct Place
    {
        QNetworkInterface interface;
        bool hasIPv4 = false;
        bool hasIPv6 = false;
        QList<QHostAddress> broadcasts;
    };
    std::optional<Place> placeOf(const QNetworkInterface &interface) const;
    void onDatagram(const io::Datagram &datagram) const;

    Received m_received;
    io::UdpPort m_ipv4;
    io::UdpPort m_ipv6;
    quint16 m_port = 0;
    bool m_loopbackOnly = false;
    QHash<int, Place> m_places; // by the index of the interface; the groups are joined there
};

} // namespace plausch::chat
