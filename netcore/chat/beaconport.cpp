#include "chat/beaconport.h"

#include "chat/address.h"

#include <QCoreApplication>

namespace plausch::chat {
namespace {

const QHostAddress &groupIPv4()
{
    static const QHostAddress group(QStringLiteral("239.255.50.1")); // RFC 2365, section 6.1: this site only
    return group;
}

const QHostAddress &groupIPv6()
{
    static const QHostAddress group(QStringLiteral("ff02::5001")); // RFC 4291, section 2.7: this link only
    return group;
}

} // namespace

BeaconPort::BeaconPort(Received received)
    : m_received(std::move(received))
    , m_ipv4([this](const io::Datagram &datagram) { onDatagram(datagram); })
    , m_ipv6([this](const io::Datagram &datagram) { onDatagram(datagram); })
{
}

QString BeaconPort::open(quint16 port, bool loopbackOnly)
{
    m_port = port;
    m_loopbackOnly = loopbackOnly;
    // Any: a socket bound to one address does not get what is sent to a group.
    const io::BindError without4 = m_ipv4.bind(QHostAddress::AnyIPv4, port, io::UdpPort::Sharing::Shared);
    const io::BindError without6 = m_ipv6.bind(QHostAddress::AnyIPv6, port, io::UdpPort::Sharing::Shared);
    if (without4 && without6) {
        close();
        return QCoreApplication::translate("plausch::chat::Discovery",
                                           "Nobody near can be found, because UDP port %1 cannot be used: %2.")
            .arg(port)
            .arg(without4.text);
    }
    scan();
    return {};
}

void BeaconPort::close()
{
    m_ipv4.close();
    m_ipv6.close();
    m_places.clear();
    m_port = 0;
}

void BeaconPort::scan()
{
    QHash<int, Place> found;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        if (const std::optional<Place> place = placeOf(interface))
            found.insert(interface.index(), *place);
    }
    // The system forgets what was joined on an interface that has gone.
    for (auto place = found.cbegin(); place != found.cend(); ++place) {
        const Place before = m_places.value(place.key());
        if (place->hasIPv4 && !before.hasIPv4)
            m_ipv4.join(groupIPv4(), place->interface);
        if (place->hasIPv6 && !before.hasIPv6)
            m_ipv6.join(groupIPv6(), place->interface);
    }
    m_places = found;
}

std::optional<BeaconPort::Place> BeaconPort::placeOf(const QNetworkInterface &interface) const
{
    const QNetworkInterface::InterfaceFlags flags = interface.flags();
    const bool isLoopback = flags.testFlag(QNetworkInterface::IsLoopBack);
    if (!flags.testFlag(QNetworkInterface::IsUp) || !flags.testFlag(QNetworkInterface::IsRunning)
        || (m_loopbackOnly && !isLoopback))
        return {};
    Place place{interface, false, false, {}};
    for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
        const bool isIPv4 = entry.ip().protocol() == QAbstractSocket::IPv4Protocol;
        (isIPv4 ? place.hasIPv4 : place.hasIPv6) = true;
        if (isIPv4 && isLoopback)
            place.broadcasts.append(QHostAddress(QStringLiteral("127.255.255.255")));
        else if (isIPv4 && !entry.broadcast().isNull())
            place.broadcasts.append(entry.broadcast());
    }
    return place;
}

void BeaconPort::sendEverywhere(const QByteArray &bytes)
{
    // An interface that refuses has just gone down; the next scan will see it.
    for (const Place &place : std::as_const(m_places)) {
        if (place.hasIPv4)
            m_ipv4.sendThrough(place.interface, bytes, groupIPv4(), m_port);
        if (place.hasIPv6)
            m_ipv6.sendThrough(place.interface, bytes, groupIPv6(), m_port);
        for (const QHostAddress &broadcast : place.broadcasts)
            m_ipv4.send(bytes, broadcast, m_port);
    }
}

QStringList BeaconPort::interfaces() const
{
    QStringList names;
    QString loopback;
    for (const Place &place : m_places) {
        if (place.interface.flags().testFlag(QNetworkInterface::IsLoopBack))
            loopback = place.interface.humanReadableName();
        else
            names.append(place.interface.humanReadableName());
    }
    names.sort();
    return names.isEmpty() && !loopback.isEmpty() ? QStringList{loopback} : names;
}

void BeaconPort::onDatagram(const io::Datagram &datagram) const
{
    const QHostAddress sender = plainAddress(datagram.sender);
    if (!m_loopbackOnly || sender.isLoopback())
        m_received(datagram.bytes, sender);
}

} // namespace plausch::chat
