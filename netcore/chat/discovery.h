// Layer: chat. Thread: main. Owner: Switchboard.
#pragma once

#include "io/udpport.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace plausch::chat {

/// What a beacon says. On the wire one IRC line: `:<fingerprint hex> BEACON <version> <port> :<name>`; a goodbye is
/// `:<fingerprint hex> BYE`. At most 512 bytes.
struct Beacon
{
    QByteArray fingerprint; // 32 bytes
    quint16 port = 0; // 0: goodbye
    QString name; // may be empty (visible to known buddies only)
    bool operator==(const Beacon &) const = default;
};
QByteArray encodeBeacon(const Beacon &beacon);
std::optional<Beacon> parseBeacon(QByteArrayView datagram);

/// Hears and sends beacons on every interface that is up: multicast 239.255.50.1 and ff02::5001, broadcast, and
/// loopback, so that two profiles on one machine meet. A beacon proves nothing: it says where to dial.
class Discovery : public QObject
{
    Q_OBJECT
public:
    static constexpr quint16 DefaultPort = 50001;
    static constexpr int BeaconMsecs = 5'000;
    static constexpr int MissedBeacons = 3;
    static constexpr int MaxSightings = 1024; // more senders than that are not listened to

    struct Sighting
    {
        Beacon beacon;
        QHostAddress address;
        qint64 lastHeard = 0;
        bool operator==(const Sighting &) const = default;
    };

    explicit Discovery(QObject *parent = nullptr);
    ~Discovery() override;

    /// Opens the sockets; empty, or why nothing can be heard. Own beacons are recognised by the fingerprint.
    QString start(const QByteArray &ownFingerprint, quint16 udpPort = DefaultPort);
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
