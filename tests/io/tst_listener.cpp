#include "io/listener.h"
#include "support/descriptorlimit.h"
#include "support/eventually.h"
#include "support/rawsocket.h"
#include "support/testmain.h"

using namespace plausch::io;
using namespace plausch::test;

namespace {

/// Keeps what is handed over.
struct Door
{
    std::vector<RawSocket> guests;
    Listener listener{[this](qintptr descriptor) { guests.emplace_back(static_cast<int>(descriptor)); }};
};

/// Nobody instead of root while it lives.
class WithoutRights
{
public:
    WithoutRights() : m_before(::geteuid())
    {
        if (m_before == 0)
            m_changed = ::seteuid(65534) == 0;
    }
    ~WithoutRights()
    {
        if (m_changed && ::seteuid(m_before) != 0)
            std::abort();
    }
    WithoutRights(const WithoutRights &) = delete;
    WithoutRights &operator=(const WithoutRights &) = delete;

private:
    uid_t m_before;
    bool m_changed = false;
};

} // namespace

class TestListener : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void handsOverTheDescriptor()
    {
        Door door;
        QVERIFY(!door.listener.isListening());
        QVERIFY(!door.listener.listen(QHostAddress::LocalHost, 0));
        QVERIFY(door.listener.isListening());
        QVERIFY(door.listener.port() != 0);
        QCOMPARE(door.listener.address(), QHostAddress(QHostAddress::LocalHost));
        RawSocket client = RawSocket::connectedTo(door.listener.port());
        QVERIFY(client.isOpen());
        EVENTUALLY(door.guests.size() == 1);
        client.send("hallo");
        QCOMPARE(door.guests[0].receive(5), QByteArray("hallo"));
    }

    void hundredsAtOnceWaitInTheBacklog()
    {
        Door door;
        door.listener.listen(QHostAddress::LocalHost, 0);
        std::vector<RawSocket> clients;
        for (int i = 0; i < 300; ++i) {
            clients.push_back(RawSocket::connectedTo(door.listener.port()));
            QVERIFY(clients.back().isOpen());
        }
        QCOMPARE(door.guests.size(), std::size_t(0));
        EVENTUALLY(door.guests.size() == 300);
    }

    void anyIsDualStackAndAnyIPv4IsNot()
    {
        Door door;
        QVERIFY(!door.listener.listen(QHostAddress::AnyIPv4, 0));
        QCOMPARE(door.listener.address(), QHostAddress(QHostAddress::AnyIPv4));
        QVERIFY(!door.listener.listen(QHostAddress::Any, 0)); // closes the first
        QVERIFY(RawSocket::connectedTo(door.listener.port()).isOpen());
    }

    void aTakenPort()
    {
        Door door;
        door.listener.listen(QHostAddress::LocalHost, 0);
        Door second;
        const BindError error = second.listener.listen(QHostAddress::LocalHost, door.listener.port());
        QVERIFY(error);
        QCOMPARE(error.kind, BindError::Kind::InUse);
        QVERIFY(!error.text.isEmpty());
        QVERIFY(!second.listener.isListening());
    }

    void aPortThatNeedsRights()
    {
        QFile file(QStringLiteral("/proc/sys/net/ipv4/ip_unprivileged_port_start"));
        if (file.open(QIODevice::ReadOnly) && file.readAll().trimmed().toInt() < 2)
            QSKIP("this machine has no privileged ports");
        const WithoutRights nobody;
        Door door;
        QCOMPARE(door.listener.listen(QHostAddress::LocalHost, 1).kind, BindError::Kind::NotPermitted);
    }

    void anAddressThatIsNotHere()
    {
        Door door;
        QCOMPARE(door.listener.listen(QHostAddress(QStringLiteral("192.0.2.1")), 0).kind,
                 BindError::Kind::NoSuchAddress);
    }

    void aPortInTimeWaitIsFree()
    {
        Door door;
        door.listener.listen(QHostAddress::LocalHost, 0);
        const quint16 port = door.listener.port();
        RawSocket client = RawSocket::connectedTo(port);
        EVENTUALLY(door.guests.size() == 1);
        door.guests.clear(); // we close first, so TIME_WAIT is ours
        QCOMPARE(client.receiveAll(), QByteArray());
        client.close();
        door.listener.close();
        QVERIFY(!door.listener.isListening());
        QVERIFY(!door.listener.listen(QHostAddress::LocalHost, port));
    }

    void notAcceptingLeavesThemInTheBacklog()
    {
        Door door;
        door.listener.listen(QHostAddress::LocalHost, 0);
        door.listener.setAccepting(false);
        RawSocket client = RawSocket::connectedTo(door.listener.port());
        QVERIFY(client.isOpen());
        QCOMPARE(client.send("early"), 5);
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(door.guests.size(), std::size_t(0));
        door.listener.setAccepting(true);
        EVENTUALLY(door.guests.size() == 1);
        QCOMPARE(door.guests[0].receive(5), QByteArray("early"));
    }

    void oneAtATime()
    {
        std::vector<RawSocket> guests;
        std::unique_ptr<Listener> listener;
        listener = std::make_unique<Listener>([&](qintptr descriptor) {
            guests.emplace_back(static_cast<int>(descriptor));
            listener->setAccepting(false);
        });
        listener->listen(QHostAddress::LocalHost, 0);
        RawSocket first = RawSocket::connectedTo(listener->port());
        RawSocket second = RawSocket::connectedTo(listener->port());
        EVENTUALLY(guests.size() == 1);
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(guests.size(), std::size_t(1));
        listener->setAccepting(true);
        EVENTUALLY(guests.size() == 2);
    }

    void notAcceptingOutlivesANewListen()
    {
        Door door;
        door.listener.setAccepting(false);
        door.listener.listen(QHostAddress::LocalHost, 0);
        RawSocket client = RawSocket::connectedTo(door.listener.port());
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(door.guests.size(), std::size_t(0));
        door.listener.setAccepting(true);
        EVENTUALLY(door.guests.size() == 1);
    }

    void recoversWhenDescriptorsRunOut_data()
    {
        QTest::addColumn<bool>("later");
        QTest::newRow("at once") << false;
        QTest::newRow("after one was let in, and nobody waited") << true;
    }
    void recoversWhenDescriptorsRunOut()
    {
        QFETCH(bool, later);
        Door door;
        door.listener.listen(QHostAddress::LocalHost, 0);
        std::optional<RawSocket> first;
        if (later) {
            first.emplace(RawSocket::connectedTo(door.listener.port()));
            EVENTUALLY(door.guests.size() == 1);
        }
        const std::size_t before = door.guests.size();
        int turns = 0;
        const QObject counting;
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &counting,
                [&turns] { ++turns; });
        RawSocket client = RawSocket::connectedTo(door.listener.port());
        {
            const NoDescriptors none;
            QVERIFY(::dup(0) < 0);
            QElapsedTimer clock;
            clock.start();
            EVENTUALLY(clock.elapsed() > 300);
            QCOMPARE(door.guests.size(), before);
        }
        EVENTUALLY(door.guests.size() == before + 1);
        QVERIFY2(turns < 1'000, "it must pause, not spin");
        client.send("still here");
        QCOMPARE(door.guests[before].receive(10), QByteArray("still here"));
    }

    void closedInThePause()
    {
        Door door;
        door.listener.listen(QHostAddress::LocalHost, 0);
        RawSocket client = RawSocket::connectedTo(door.listener.port());
        {
            const NoDescriptors none;
            for (int turn = 0; turn < 20; ++turn)
                QCoreApplication::processEvents();
        }
        door.listener.close();
        QElapsedTimer clock;
        clock.start();
        EVENTUALLY(clock.elapsed() > 200);
        QVERIFY(!door.listener.isListening());
        QCOMPARE(door.guests.size(), std::size_t(0));
    }
};

PLAUSCH_TEST_MAIN(TestListener)
#include "tst_listener.moc"
