// Layer: chat. A value, any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace plausch::chat {

inline constexpr qsizetype MaxBeaconBytes = 512;
inline constexpr qsizetype MaxBeaconNameBytes = 256;

/// What a beacon says. On the wire one IRC line: `:<fingerprint hex> BEACON <version> <port> :<name>`; a goodbye is
/// `:<fingerprint hex> BYE`. At most 512 bytes. Who hosts a chat server says so by the tag `server=<port>`,
/// or `server-tls=<port>` if it is to be talked to through TLS, with a certificate of the same key as the fingerprint.
struct Beacon
{
    QByteArray fingerprint; // 32 bytes
    quint16 port = 0; // 0: goodbye
    QString name; // may be empty (visible to known buddies only)
    quint16 serverPort = 0; // of a chat server at the same address; 0: none
    bool serverTls = false;
    bool operator==(const Beacon &) const = default;
};

/// A name that is too long is cut at a character; control characters are left out.
QByteArray encodeBeacon(const Beacon &beacon);
/// nullopt: not a beacon. Takes what any program on the network may send.
std::optional<Beacon> parseBeacon(QByteArrayView datagram);

} // namespace plausch::chat
