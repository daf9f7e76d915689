// Layer: chat. Thread: main. Owner: Switchboard.
#pragma once

#include "chat/beacon.h"
#include "chat/sightings.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace plausch::chat {

/// Hears and sends beacons on every interface that is up: multicast 239.255.50.1 and ff02::5001, broadcast, and
/// loopback, so that two profiles on one machine meet. A beacon proves nothing: it says where to dial.
class Discovery : public QObject
{
    Q_OBJECT
public:
    static constexpr quint16 DefaultPort = 50001;
    static constexpr int BeaconMsecs = 5'000;
    static constexpr int MissedBeacons = 3;
    static constexpr int MaxSightings = Sightings::MaxSightings; // more senders than that are not listened to

    using Sighting = chat::Sighting;

    explicit Discovery(QObject *parent = nullptr);
    ~Discovery() override;

    /// Opens the sockets; empty, or why nothing can be heard. Own beacons are recognised by the fingerprint.
    /// loopbackOnly: nothing is sent through another interface, and what comes from elsewhere is not heard.
    QString start(const QByteArray &ownFingerprint, quint16 udpPort = DefaultPort, bool loopbackOnly = false,
                  int beaconMsecs = BeaconMsecs);
    /// What to say from now on; nullopt: silent (a goodbye is sent if there was something before). Sent at once.
    void announce(std::optional<Beacon> beacon);
    void stop();
    /// Names of the interfaces we look on, for "Looking on wlan0 and eth0 ...".
    QStringList interfaces() const;
    QList<Sighting> sightings() const;

Q_SIGNALS:
    void heard(const plausch::chat::Discovery::Sighting &sighting); // first time or changed
    void lost(const QByteArray &fingerprint);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace plausch::chat
