// Layer: chat. Pure: time is an argument. Thread: its owner's. Owner: Discovery.
#pragma once

#include "chat/beacon.h"

#include <QHash>
#include <QHostAddress>
#include <QList>

namespace plausch::chat {

struct Sighting
{
    Beacon beacon;
    QHostAddress address;
    qint64 lastHeard = 0; // ms of a clock that never goes back
    bool operator==(const Sighting &) const = default;
};

/// Who is there, from what was heard. One machine is heard over several interfaces and protocols; the address that was
/// heard first stays until it falls silent, only loopback is better, so that nobody seems to move with every beacon.
class Sightings
{
public:
    static constexpr int MaxSightings = 1024; // more are not listened to
    static constexpr int MaxPerAddress = 64; // identities of one machine, but for loopback
    static constexpr int MaxPerTurn = 4096; // datagrams of one address between two calls of expire()
    static constexpr int MaxAddresses = 1024; // counted at the same time

    enum class Change { None, New, Changed, Lost };

    explicit Sightings(qint64 expiryMsecs) : m_expiryMsecs(expiryMsecs) { }

    Change hear(const Beacon &beacon, const QHostAddress &address, qint64 now);
    /// The fingerprints of those that were not heard for too long. To be called about once per beacon.
    QList<QByteArray> expire(qint64 now);
    void clear();

    QList<Sighting> all() const;
    Sighting of(const QByteArray &fingerprint) const;

private:
    struct Entry
    {
        Sighting sighting;
        qint64 addressHeard = 0;
    };
    bool mayAdd(const QHostAddress &address) const;
    bool isFlooding(const QHostAddress &address);

    qint64 m_expiryMsecs;
    QHash<QByteArray, Entry> m_entries;
    QHash<QHostAddress, int> m_counts; // since the last expire()
};

} // namespace plausch::chat
