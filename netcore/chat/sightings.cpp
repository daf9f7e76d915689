#include "chat/sightings.h"

#include <algorithm>

namespace plausch::chat {

Sightings::Change Sightings::hear(const Beacon &beacon, const QHostAddress &address, qint64 now)
{
    if (isFlooding(address))
        return Change::None;
    const auto known = m_entries.find(beacon.fingerprint);
    if (beacon.port == 0) {
        if (known == m_entries.end())
            return Change::None;
        m_entries.erase(known);
        return Change::Lost;
    }
    if (known == m_entries.end()) {
        if (!mayAdd(address))
            return Change::None;
        m_entries.insert(beacon.fingerprint, {{beacon, address, now}, now});
        return Change::New;
    }
    Entry &entry = *known;
    const Sighting before = entry.sighting;
    entry.sighting.lastHeard = now;
    const bool better = address.isLoopback() && !before.address.isLoopback();
    if (address == before.address || better || now - entry.addressHeard > m_expiryMsecs) {
        entry.sighting.address = address;
        entry.addressHeard = now;
    }
    entry.sighting.beacon = beacon;
    return entry.sighting.beacon == before.beacon && entry.sighting.address == before.address ? Change::None
                                                                                              : Change::Changed;
}

QList<QByteArray> Sightings::expire(qint64 now)
{
    m_counts.clear();
    QList<QByteArray> lost;
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (now - entry->sighting.lastHeard > m_expiryMsecs) {
            lost.append(entry.key());
            entry = m_entries.erase(entry);
        } else {
            ++entry;
        }
    }
    return lost;
}

void Sightings::clear()
{
    m_entries.clear();
    m_counts.clear();
}

QList<Sighting> Sightings::all() const
{
    QList<Sighting> list;
    for (const Entry &entry : m_entries)
        list.append(entry.sighting);
    return list;
}

Sighting Sightings::of(const QByteArray &fingerprint) const
{
    return m_entries.value(fingerprint).sighting;
}

bool Sightings::mayAdd(const QHostAddress &address) const
{
    if (m_entries.size() >= MaxSightings)
        return false;
    const auto sameAddress = std::count_if(m_entries.begin(), m_entries.end(),
                                           [&](const Entry &entry) { return entry.sighting.address == address; });
    return address.isLoopback() || sameAddress < MaxPerAddress;
}

bool Sightings::isFlooding(const QHostAddress &address)
{
    const auto count = m_counts.find(address);
    if (count != m_counts.end())
        return ++*count > MaxPerTurn;
    if (m_counts.size() >= MaxAddresses)
        return true;
    m_counts.insert(address, 1);
    return false;
}

} // namespace plausch::chat
