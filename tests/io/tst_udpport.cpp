#include "io/udpport.h"
#include "support/eventually.h"
#include "support/testmain.h"

using namespace plausch::io;

namespace {

QNetworkInterface loopback()
{
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        if (interface.flags().testFlag(QNetworkInterface::IsLoopBack))
            return interface;
    }
    return {};
}

/// A port that writes down what it hears.
struct Ear
{
    std::vector<Datagram> heard;
    UdpPort port{[this](const Datagram &datagram) { heard.push_back(datagram); }};
};

} // namespace

class TestUdpPort : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDatagramArrivesWithItsSender()
    {
        Ear one;
        Ear two;
        QVERIFY(!one.port.bind(QHostAddress::LocalHost, 0));
        QVERIFY(!two.port.bind(QHostAddress::LocalHost, 0));
        QVERIFY(one.port.port() != 0);
        QCOMPARE(one.port.send("hallo", QHostAddress::LocalHost, two.port.port()), QString());
        EVENTUALLY(two.heard.size() == 1);
        QCOMPARE(two.heard[0].bytes, QByteArray("hallo"));
        QCOMPARE(two.heard[0].sender, QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(two.heard[0].senderPort, one.port.port());
    }

    void emptyOnesCountAndHoldNothingUp()
    {
        Ear ear;
        ear.port.bind(QHostAddress::LocalHost, 0);
        for (const QByteArray &bytes : {QByteArray(), QByteArray("a"), QByteArray(), QByteArray(), QByteArray("b")})
            QCOMPARE(ear.port.send(bytes, QHostAddress::LocalHost, ear.port.port()), QString());
        EVENTUALLY(ear.heard.size() == 5);
        QCOMPARE(ear.heard[0].bytes, QByteArray());
        QCOMPARE(ear.heard[1].bytes, QByteArray("a"));
        QCOMPARE(ear.heard[4].bytes, QByteArray("b"));
    }

    void theLargestAndOneMore()
    {
        Ear ear;
        ear.port.bind(QHostAddress::LocalHost, 0);
        const QByteArray largest(65'507, 'x');
        QCOMPARE(ear.port.send(largest, QHostAddress::LocalHost, ear.port.port()), QString());
        EVENTUALLY(ear.heard.size() == 1);
        QCOMPARE(ear.heard[0].bytes, largest);
        QVERIFY(!ear.port.send(largest + 'y', QHostAddress::LocalHost, ear.port.port()).isEmpty());
        ear.port.send("after", QHostAddress::LocalHost, ear.port.port());
        EVENTUALLY(ear.heard.size() == 2);
        QCOMPARE(ear.heard[1].bytes, QByteArray("after"));
    }

    void boundariesStay()
    {
        Ear ear;
        ear.port.bind(QHostAddress::LocalHost, 0);
        for (int i = 0; i < 100; ++i) { // more than one turn's worth
            ear.port.send(QByteArray::number(i), QHostAddress::LocalHost, ear.port.port());
        }
        EVENTUALLY(ear.heard.size() == 100);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(ear.heard[static_cast<std::size_t>(i)].bytes, QByteArray::number(i));
    }

    void closedWhileReceiving()
    {
        int heard = 0;
        std::unique_ptr<UdpPort> port;
        port = std::make_unique<UdpPort>([&](const Datagram &) {
            ++heard;
            port->close();
        });
        port->bind(QHostAddress::LocalHost, 0);
        const quint16 number = port->port();
        Ear sender;
        sender.port.bind(QHostAddress::LocalHost, 0);
        for (int i = 0; i < 10; ++i)
            sender.port.send("x", QHostAddress::LocalHost, number);
        EVENTUALLY(heard == 1);
        QCoreApplication::processEvents();
        QCOMPARE(heard, 1);
        QVERIFY(!port->bind(QHostAddress::LocalHost, 0)); // and can be opened again
        sender.port.send("x", QHostAddress::LocalHost, port->port());
        EVENTUALLY(heard == 2);
    }

    void aTakenPortIsInUse()
    {
        Ear first;
        first.port.bind(QHostAddress::LocalHost, 0);
        Ear second;
        const BindError error = second.port.bind(QHostAddress::LocalHost, first.port.port());
        QCOMPARE(error.kind, BindError::Kind::InUse);
        QVERIFY(!error.text.isEmpty());
    }

    void anAddressThatIsNotHere()
    {
        Ear ear;
        QCOMPARE(ear.port.bind(QHostAddress(QStringLiteral("192.0.2.1")), 0).kind, BindError::Kind::NoSuchAddress);
    }

    void anUnreachableReceiverIsNoEnd()
    {
        Ear dead;
        dead.port.bind(QHostAddress::LocalHost, 0);
        const quint16 port = dead.port.port();
        dead.port.close();
        Ear ear;
        ear.port.bind(QHostAddress::LocalHost, 0);
        for (int i = 0; i < 3; ++i) {
            ear.port.send("x", QHostAddress::LocalHost, port);
            QCoreApplication::processEvents();
        }
        ear.port.send("self", QHostAddress::LocalHost, ear.port.port());
        EVENTUALLY(ear.heard.size() == 1);
    }

    void twoProgramsShareAMulticastPort()
    {
        const QHostAddress group(QStringLiteral("239.255.50.1"));
        const QNetworkInterface interface = loopback();
        QVERIFY(interface.isValid());
        Ear one;
        Ear two;
        QVERIFY(!one.port.bind(QHostAddress::AnyIPv4, 0, UdpPort::Sharing::Shared));
        QVERIFY(!two.port.bind(QHostAddress::AnyIPv4, one.port.port(), UdpPort::Sharing::Shared));
        QVERIFY(one.port.join(group, interface));
        QVERIFY(two.port.join(group, interface));
        QCOMPARE(one.port.sendThrough(interface, "beacon", group, one.port.port()), QString());
        EVENTUALLY(one.heard.size() == 1 && two.heard.size() == 1); // its own loopback too
        QCOMPARE(two.heard[0].bytes, QByteArray("beacon"));
        QCOMPARE(two.heard[0].interfaceIndex, static_cast<uint>(interface.index()));

        two.port.leave(group, interface);
        one.port.sendThrough(interface, "again", group, one.port.port());
        EVENTUALLY(one.heard.size() == 2);
        QCoreApplication::processEvents();
        QCOMPARE(two.heard.size(), std::size_t(1));
    }

    void multicastOverIPv6()
    {
        const QHostAddress group(QStringLiteral("ff02::5001"));
        for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
            Ear ear;
            if (ear.port.bind(QHostAddress::AnyIPv6, 0, UdpPort::Sharing::Shared))
                QSKIP("this machine has no IPv6");
            if (!ear.port.join(group, interface)
                || !ear.port.sendThrough(interface, "beacon", group, ear.port.port()).isEmpty())
                continue;
            EVENTUALLY(ear.heard.size() == 1);
            QCOMPARE(ear.heard[0].bytes, QByteArray("beacon"));
            return;
        }
        QSKIP("no interface of this machine has a route for IPv6 multicast");
    }

    void joiningWhatCannotBeJoined()
    {
        const QHostAddress group(QStringLiteral("239.255.50.1"));
        Ear ear;
        QVERIFY(!ear.port.join(group, loopback())); // not bound
        ear.port.leave(group, loopback());
        ear.port.bind(QHostAddress::Any, 0);
        QVERIFY(!ear.port.join(group, loopback())); // dual stack cannot, and Qt's warning does not come
        ear.port.bind(QHostAddress::AnyIPv4, 0);
        QVERIFY(!ear.port.join(QHostAddress(QStringLiteral("10.1.2.3")), loopback())); // no group
        QVERIFY(ear.port.join(group, loopback()));
        QVERIFY(!ear.port.join(group, loopback())); // joined already
    }
};

PLAUSCH_TEST_MAIN(TestUdpPort)
#include "tst_udpport.moc"
