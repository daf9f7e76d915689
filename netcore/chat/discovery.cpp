#include "chat/discovery.h"

#include "chat/beaconport.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTimer>

namespace plausch::chat {

struct Discovery::Impl
{
    explicit Impl(Discovery &discovery)
        : q(discovery), port([this](const QByteArray &bytes, const QHostAddress &sender) { onDatagram(bytes, sender); })
    {
        clock.start();
        beacon.setSingleShot(true);
        QObject::connect(&beacon, &QTimer::timeout, &q, [this] { send(); });
        QObject::connect(&tick, &QTimer::timeout, &q, [this] { onTick(); });
    }

    int jittered(int msecs) const { return msecs * 9 / 10 + QRandomGenerator::global()->bounded(msecs / 5 + 1); }

    /// One beacon now, and the next one in about a beacon's time: a classroom that starts together drifts apart.
    void send()
    {
        if (!running || !said)
            return;
        port.sendEverywhere(encodeBeacon(*said));
        lastSent = clock.elapsed();
        beacon.start(jittered(interval));
    }

    /// Who has just come need not wait for our next beacon; but however many come, there is one answer for all of them
    /// in a fifth of a beacon's time.
    void answerNewcomer()
    {
        if (!running || !said)
            return;
        const qint64 soonest = lastSent + interval / 5 - clock.elapsed();
        const int wait = int(qMax<qint64>(soonest, 0)) + QRandomGenerator::global()->bounded(interval / 20 + 1);
        if (wait < beacon.remainingTime())
            beacon.start(wait);
    }

    void sayGoodbye()
    {
        beacon.stop();
        if (running && said)
            port.sendEverywhere(encodeBeacon({said->fingerprint, 0, {}}));
    }

    void onDatagram(const QByteArray &bytes, const QHostAddress &sender)
    {
        const std::optional<Beacon> heard = parseBeacon(bytes);
        if (!heard || heard->fingerprint == ownFingerprint)
            return;
        switch (sightings.hear(*heard, sender, clock.elapsed())) {
        case Sightings::Change::New:
            answerNewcomer();
            [[fallthrough]];
        case Sightings::Change::Changed:
            Q_EMIT q.heard(sightings.of(heard->fingerprint));
            break;
        case Sightings::Change::Lost:
            Q_EMIT q.lost(heard->fingerprint);
            break;
        case Sightings::Change::None:
            break;
        }
    }

    void onTick()
    {
        for (const QByteArray &fingerprint : sightings.expire(clock.elapsed()))
            Q_EMIT q.lost(fingerprint);
        scanNow = !scanNow;
        if (scanNow)
            port.scan();
    }

    Discovery &q;
    BeaconPort port;
    QElapsedTimer clock;
    QTimer beacon; // our next one
    QTimer tick;
    Sightings sightings{0};
    QByteArray ownFingerprint;
    std::optional<Beacon> said;
    qint64 lastSent = 0;
    int interval = BeaconMsecs;
    bool running = false;
    bool scanNow = false; // at every other tick
};

Discovery::Discovery(QObject *parent) : QObject(parent), m_impl(std::make_unique<Impl>(*this)) { }

Discovery::~Discovery()
{
    stop();
}

QString Discovery::start(const QByteArray &ownFingerprint, quint16 udpPort, bool loopbackOnly, int beaconMsecs)
{
    stop();
    if (const QString error = m_impl->port.open(udpPort, loopbackOnly); !error.isEmpty())
        return error;
    m_impl->ownFingerprint = ownFingerprint;
    m_impl->interval = beaconMsecs;
    // Beacons come up to a tenth late.
    m_impl->sightings = Sightings(qint64(beaconMsecs) * MissedBeacons * 11 / 10);
    m_impl->running = true;
    m_impl->tick.start(beaconMsecs);
    m_impl->send();
    return {};
}

void Discovery::announce(std::optional<Beacon> beacon)
{
    if (beacon == m_impl->said)
        return;
    if (!beacon)
        m_impl->sayGoodbye();
    m_impl->said = std::move(beacon);
    m_impl->send();
}

void Discovery::stop()
{
    m_impl->sayGoodbye();
    m_impl->running = false;
    m_impl->tick.stop();
    m_impl->port.close();
    m_impl->sightings.clear();
}

QStringList Discovery::interfaces() const
{
    return m_impl->port.interfaces();
}

QList<Discovery::Sighting> Discovery::sightings() const
{
    return m_impl->sightings.all();
}

} // namespace plausch::chat
