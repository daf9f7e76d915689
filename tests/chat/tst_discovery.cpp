// Several instances on one port of this machine find each other, on loopback only.
#include "chat/discovery.h"
#include "io/udpport.h"
#include "support/testmain.h"

#include <QNetworkInterface>
#include <QSignalSpy>
#include <QUdpSocket>

using namespace plausch;
using chat::Beacon;
using chat::Discovery;
using chat::encodeBeacon;

namespace {

constexpr int BeaconMsecs = 100;

/// One instance and what it knows.
struct Instance
{
    explicit Instance(char letter, quint16 udpPort)
        : key(32, letter), said{key, quint16(letter), QString(QChar::fromLatin1(letter))}
    {
        QObject::connect(&discovery, &Discovery::heard, &discovery, [this](const Discovery::Sighting &sighting) {
            ++heard;
            names.insert(sighting.beacon.fingerprint, sighting.beacon.name);
            addresses.append(sighting.address);
        });
        QObject::connect(&discovery, &Discovery::lost, &discovery, [this](const QByteArray &fingerprint) {
            ++lost;
            names.remove(fingerprint);
        });
        error = discovery.start(key, udpPort, true, BeaconMsecs);
        discovery.announce(said);
    }
    bool sees(const Instance &other) const
    {
        return names.value(other.key) == other.said.name && names.contains(other.key);
    }
    void rename(const QString &name)
    {
        said.name = name;
        discovery.announce(said);
    }

    QByteArray key;
    Beacon said;
    Discovery discovery;
    QString error;
    QHash<QByteArray, QString> names;
    QList<QHostAddress> addresses;
    int heard = 0;
    int lost = 0;
};

} // namespace

class TestDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        io::UdpPort probe([](const io::Datagram &) {});
        QVERIFY(!probe.bind(QHostAddress::AnyIPv4, 0));
        m_port = probe.port();
    }

    void threeMeet()
    {
        Instance anna('a', m_port), ben('b', m_port), eva('e', m_port);
        for (const Instance *one : {&anna, &ben, &eva})
            QVERIFY2(one->error.isEmpty(), qPrintable(one->error));
        QTRY_VERIFY(anna.sees(ben) && anna.sees(eva) && ben.sees(anna) && ben.sees(eva) && eva.sees(anna)
                    && eva.sees(ben));
        QVERIFY(!anna.names.contains(anna.key)); // nobody finds himself
        QCOMPARE(anna.discovery.sightings().size(), 2);
    }

    void whoComesLaterMeetsAtOnce()
    {
        Instance anna('a', m_port);
        QTRY_VERIFY(!anna.discovery.interfaces().isEmpty());
        Instance ben('b', m_port);
        QTRY_VERIFY(anna.sees(ben) && ben.sees(anna));
    }

    void aRenameIsHeardAndNothingElseIs()
    {
        Instance anna('a', m_port), ben('b', m_port);
        QTRY_VERIFY(anna.sees(ben) && ben.sees(anna));
        ben.rename(QStringLiteral("Benjamin"));
        QTRY_VERIFY(anna.sees(ben));
        const int heard = anna.heard;
        Instance eva('e', m_port);
        QTRY_VERIFY(eva.sees(anna) && anna.sees(eva)); // some beacons later
        QCOMPARE(anna.heard, heard + 1); // Eva; Ben's same beacon is no news, over however many protocols
    }

    void goodbyeIsHeard()
    {
        Instance anna('a', m_port), ben('b', m_port);
        QTRY_VERIFY(anna.sees(ben) && ben.sees(anna));
        ben.discovery.announce(std::nullopt);
        QTRY_VERIFY(!anna.names.contains(ben.key));
        QVERIFY(ben.sees(anna)); // who is silent still listens
        ben.discovery.announce(ben.said);
        QTRY_VERIFY(anna.sees(ben));
        ben.discovery.stop();
        QTRY_VERIFY(!anna.names.contains(ben.key));
        QCOMPARE(anna.lost, 2);
    }

    void theSilentExpire()
    {
        Instance anna('a', m_port);
        // A program that says one thing and is killed.
        QUdpSocket ghost;
        const Beacon beacon{QByteArray(32, 'g'), 7, QStringLiteral("ghost")};
        QVERIFY(ghost.writeDatagram(encodeBeacon(beacon), QHostAddress::LocalHost, m_port) > 0);
        QTRY_COMPARE(anna.names.value(beacon.fingerprint), beacon.name);
        QTRY_VERIFY(!anna.names.contains(beacon.fingerprint));
        QCOMPARE(anna.lost, 1);
    }

    void rubbishIsIgnored()
    {
        Instance anna('a', m_port);
        QUdpSocket vandal;
        for (const QByteArray &bytes : {QByteArray(), QByteArray("hello"), QByteArray(60'000, '\0'),
                                        encodeBeacon({anna.key, 9, QStringLiteral("not me")})})
            QVERIFY(vandal.writeDatagram(bytes, QHostAddress::LocalHost, m_port) >= 0);
        const Beacon last{QByteArray(32, 'z'), 7, QStringLiteral("last")};
        QVERIFY(vandal.writeDatagram(encodeBeacon(last), QHostAddress::LocalHost, m_port) > 0);
        QTRY_COMPARE(anna.names.value(last.fingerprint), last.name);
        QCOMPARE(anna.heard, 1);
        QCOMPARE(anna.names.size(), 1);
    }

    /// What the tests rely on: no other interface is used, neither to send nor to hear.
    void loopbackOnlyIsLoopbackOnly()
    {
        Instance anna('a', m_port), ben('b', m_port);
        QTRY_VERIFY(anna.sees(ben) && ben.sees(anna));
        for (const QHostAddress &address : std::as_const(anna.addresses))
            QVERIFY2(address.isLoopback(), qPrintable(address.toString()));
        for (const QString &name : anna.discovery.interfaces())
            QVERIFY(QNetworkInterface::interfaceFromName(name).flags().testFlag(QNetworkInterface::IsLoopBack));
        QHostAddress own;
        for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
            if (!address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol)
                own = address;
        }
        if (own.isNull())
            QSKIP("this machine has no address but loopback");
        // From ourselves by another address: it stays on this machine, but does not come from loopback.
        QUdpSocket stranger;
        QVERIFY(stranger.bind(own));
        stranger.writeDatagram(encodeBeacon({QByteArray(32, 's'), 7, QStringLiteral("stranger")}), own, m_port);
        const int heard = anna.heard + ben.heard;
        Instance eva('e', m_port); // heard later than the stranger would have been
        QTRY_VERIFY(anna.sees(eva) && ben.sees(eva));
        QCOMPARE(anna.heard + ben.heard, heard + 2);
    }

    void aPortThatIsTakenIsSaid()
    {
        QUdpSocket exclusive4, exclusive6;
        QVERIFY(exclusive4.bind(QHostAddress::AnyIPv4, m_port, QUdpSocket::DontShareAddress));
        QVERIFY(exclusive6.bind(QHostAddress::AnyIPv6, m_port, QUdpSocket::DontShareAddress));
        Instance anna('a', m_port);
        QVERIFY2(anna.error.contains(QString::number(m_port)), qPrintable(anna.error));
        anna.rename(QStringLiteral("still fine"));
    }

private:
    quint16 m_port = 0;
};

PLAUSCH_TEST_MAIN(TestDiscovery)
#include "tst_discovery.moc"
