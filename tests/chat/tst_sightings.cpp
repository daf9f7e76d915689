// Who is there: what was heard, by a clock in the test's hand.
#include "chat/sightings.h"
#include "support/testmain.h"

#include <QCryptographicHash>

using namespace plausch::chat;
using Change = Sightings::Change;

namespace {

constexpr qint64 Expiry = 15'000;
const QHostAddress Desk(QStringLiteral("192.0.2.7"));
const QHostAddress Sofa(QStringLiteral("192.0.2.8"));
const QHostAddress Here(QHostAddress::LocalHost);

Beacon beacon(int number, const QString &name = QStringLiteral("Anna"))
{
    return {QCryptographicHash::hash(QByteArray::number(number), QCryptographicHash::Sha256), 50'001, name};
}

Beacon goodbye(int number)
{
    return {beacon(number).fingerprint, 0, {}};
}

} // namespace

class TestSightings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newOnceThenOnlyChanges()
    {
        Sightings sightings(Expiry);
        QCOMPARE(sightings.hear(beacon(1), Desk, 0), Change::New);
        QCOMPARE(sightings.hear(beacon(1), Desk, 5'000), Change::None);
        QCOMPARE(sightings.hear(beacon(1, QStringLiteral("Änna")), Desk, 10'000), Change::Changed);
        QCOMPARE(sightings.of(beacon(1).fingerprint), (Sighting{beacon(1, QStringLiteral("Änna")), Desk, 10'000}));
        QCOMPARE(sightings.all().size(), 1);
    }

    void silenceExpires()
    {
        Sightings sightings(Expiry);
        sightings.hear(beacon(1), Desk, 0);
        sightings.hear(beacon(2), Sofa, 4'000);
        QVERIFY(sightings.expire(Expiry).isEmpty());
        QCOMPARE(sightings.expire(Expiry + 1), QList{beacon(1).fingerprint});
        QVERIFY(sightings.expire(Expiry + 2).isEmpty()); // once
        QCOMPARE(sightings.hear(beacon(1), Desk, Expiry + 3), Change::New);
    }

    void goodbyeIsBelieved()
    {
        Sightings sightings(Expiry);
        QCOMPARE(sightings.hear(goodbye(1), Desk, 0), Change::None); // never seen
        sightings.hear(beacon(1), Desk, 0);
        QCOMPARE(sightings.hear(goodbye(1), Desk, 1), Change::Lost);
        QVERIFY(sightings.all().isEmpty());
    }

    /// One machine is heard over IPv4, IPv6 and loopback with every beacon.
    void theAddressDoesNotHop()
    {
        Sightings sightings(Expiry);
        QCOMPARE(sightings.hear(beacon(1), Desk, 0), Change::New);
        QCOMPARE(sightings.hear(beacon(1), Sofa, 1), Change::None);
        QCOMPARE(sightings.hear(beacon(1), Here, 2), Change::Changed); // same machine: the safest way there
        QCOMPARE(sightings.hear(beacon(1), Desk, 3), Change::None);
        QCOMPARE(sightings.of(beacon(1).fingerprint).address, Here);
    }

    void aSilentAddressIsLeft()
    {
        Sightings sightings(Expiry);
        sightings.hear(beacon(1), Desk, 0);
        for (qint64 now = 1'000; now <= Expiry; now += 1'000)
            QCOMPARE(sightings.hear(beacon(1), Sofa, now), Change::None);
        QCOMPARE(sightings.hear(beacon(1), Sofa, Expiry + 1), Change::Changed);
        QCOMPARE(sightings.of(beacon(1).fingerprint).address, Sofa);
    }

    void ceilingOfAllAndOfOneAddress()
    {
        Sightings sightings(Expiry);
        for (int i = 0; i < 2 * Sightings::MaxPerAddress; ++i)
            sightings.hear(beacon(i), Desk, 0);
        QCOMPARE(sightings.all().size(), Sightings::MaxPerAddress);
        int next = 100'000;
        for (int i = 0; i < 2 * Sightings::MaxSightings; ++i)
            sightings.hear(beacon(next++), Here, 0);
        QCOMPARE(sightings.all().size(), Sightings::MaxSightings);
        QCOMPARE(sightings.hear(beacon(next), Sofa, 0), Change::None);
        // Who was heard before is still listened to, and makes room when it goes.
        QCOMPARE(sightings.hear(beacon(0, QStringLiteral("new name")), Desk, 1), Change::Changed);
        QCOMPARE(sightings.hear(goodbye(0), Desk, 1), Change::Lost);
        QCOMPARE(sightings.hear(beacon(next), Sofa, 2), Change::New);
    }

    void aFloodIsNotListenedTo()
    {
        Sightings sightings(Expiry);
        for (int i = 0; i < Sightings::MaxPerTurn; ++i)
            sightings.hear(beacon(1, QString::number(i)), Desk, i);
        QCOMPARE(sightings.hear(beacon(1, QStringLiteral("once more")), Desk, 5'000), Change::None);
        QCOMPARE(sightings.hear(beacon(2), Sofa, 5'000), Change::New); // others are
        sightings.expire(5'000);
        QCOMPARE(sightings.hear(beacon(1, QStringLiteral("once more")), Desk, 5'001), Change::Changed);
    }

    void forgedAddressesAreCountedUpToACeiling()
    {
        Sightings sightings(Expiry);
        for (quint32 i = 0; i < 2 * Sightings::MaxAddresses; ++i)
            sightings.hear(goodbye(1), QHostAddress(0xc6330000 + i), 0);
        QCOMPARE(sightings.hear(beacon(1), Desk, 0), Change::None);
        sightings.expire(1);
        QCOMPARE(sightings.hear(beacon(1), Desk, 2), Change::New);
    }
};

PLAUSCH_TEST_MAIN(TestSightings)
#include "tst_sightings.moc"
