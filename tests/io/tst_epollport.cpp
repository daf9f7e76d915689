#include "io/epollport.h"
#include "io/readrounds_p.h"
#include "io/sealpause_p.h"
#include "support/descriptorlimit.h"
#include "support/rawpair.h"
#include "support/testmain.h"

using namespace plausch::io;
using namespace plausch::test;

namespace {

/// Links of one port, and the peer of each.
struct Crowd
{
    explicit Crowd(int size, const LinkOptions &options = {})
    {
        for (int i = 0; i < size; ++i)
            add(options);
    }
    void add(const LinkOptions &options = {})
    {
        auto [peer, mine] = connectedPair();
        peers.push_back(std::move(peer));
        parties.push_back(std::make_unique<LinkParty>(port.adopt(mine.takeDescriptor(), options)));
        parties.back()->start();
    }
    bool isUp() const
    {
        return std::all_of(parties.begin(), parties.end(), [](const auto &party) { return !party || party->opened; });
    }
    void toAll(const QByteArray &line)
    {
        for (const auto &party : parties)
            party->write(line);
    }

    EpollPort port;
    std::vector<RawSocket> peers;
    std::vector<std::unique_ptr<LinkParty>> parties;
};

/// How often the loop came round meanwhile.
class Turns
{
public:
    Turns()
    {
        QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &m_context,
                         [this] { ++m_count; });
    }
    int count() const { return m_count; }

private:
    QObject m_context;
    int m_count = 0;
};

void letPass(int msecs)
{
    QElapsedTimer clock;
    clock.start();
    EVENTUALLY(clock.elapsed() > msecs);
}

} // namespace

class TestEpollPort : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (raiseDescriptorLimit() < 2'500)
            QSKIP("this machine does not give a process 2,500 descriptors");
    }

    void fanOutToAThousand()
    {
        constexpr int Size = 1'000;
        constexpr int Lines = 100;
        Crowd crowd(Size);
        EVENTUALLY(crowd.isUp());
        QByteArray expected;
        for (int i = 0; i < Lines; ++i)
            expected += QByteArray::number(i).rightJustified(99, '.') + '\n';
        QByteArray in;
        crowd.parties[0]->whenBytes = [&](QByteArrayView bytes) {
            in += bytes;
            for (; in.size() >= 100; in = in.mid(100))
                crowd.toAll(in.first(100));
        };
        auto sent = onThread([&] { return crowd.peers[0].send(expected); });
        auto same = onThread([&] {
            int count = 0;
            for (RawSocket &peer : crowd.peers)
                count += peer.receive(expected.size()) == expected ? 1 : 0;
            return count;
        });
        EVENTUALLY(isDone(same));
        QCOMPARE(same.get(), Size);
        QCOMPARE(sent.get(), expected.size());
        for (RawSocket &peer : crowd.peers) { // and not a byte more
            char byte = 0;
            QCOMPARE(::recv(peer.descriptor(), &byte, 1, MSG_DONTWAIT), -1);
        }
    }

    void aThousandAtOnceAreAllRead()
    {
        constexpr int Size = 1'000; // twice what one call brings
        Crowd crowd(Size);
        EVENTUALLY(crowd.isUp());
        for (int i = 0; i < Size; ++i)
            crowd.peers[std::size_t(i)].send(QByteArray::number(i));
        EVENTUALLY(std::all_of(crowd.parties.begin(), crowd.parties.end(),
                               [](const auto &party) { return !party->bytes.isEmpty(); }));
        for (int i = 0; i < Size; ++i)
            QCOMPARE(crowd.parties[std::size_t(i)]->bytes, QByteArray::number(i));
    }

    void someGoWhileMuchIsQueued()
    {
        LinkOptions options;
        options.highMark = 32 * Mega;
        Crowd crowd(12, options);
        EVENTUALLY(crowd.isUp());
        const QByteArray line = pattern(100'000);
        const QByteArray all = line.repeated(80); // more than the kernel holds
        for (int i = 0; i < 80; ++i)
            crowd.toAll(line);
        crowd.port.flush();
        for (const auto &party : crowd.parties)
            QVERIFY(party->link->queuedBytes() > 0);
        for (std::size_t i = 0; i < 4; ++i)
            crowd.peers[i].reset();
        for (std::size_t i = 4; i < 8; ++i)
            crowd.parties[i]->link.reset(); // ours go, too
        auto whole = onThread([&] {
            int count = 0;
            for (std::size_t i = 8; i < 12; ++i)
                count += crowd.peers[i].receive(all.size()) == all ? 1 : 0;
            return count;
        });
        EVENTUALLY(isDone(whole));
        QCOMPARE(whole.get(), 4);
        for (std::size_t i = 0; i < 4; ++i)
            EVENTUALLY(crowd.parties[i]->isClosed(CloseReason::NetworkError));
        for (std::size_t i = 8; i < 12; ++i)
            QVERIFY(!crowd.parties[i]->closed);
        for (const auto &party : crowd.parties)
            QVERIFY(party->keptItsPromises());
    }

    /// Both have an event in the same batch; whoever comes first deletes the other.
    void anEventOfTheDeletedIsForNobody()
    {
        Crowd crowd(2);
        EVENTUALLY(crowd.isUp());
        for (const std::size_t me : {0, 1}) {
            crowd.parties[me]->whenBytes = [&, me](QByteArrayView) {
                if (crowd.parties.size() > 2)
                    return;
                crowd.parties[1 - me]->link.reset();
                crowd.add(); // takes its place
            };
        }
        crowd.peers[0].send("now");
        crowd.peers[1].send("now");
        EVENTUALLY(crowd.parties.size() == 3 && crowd.isUp());
        QCOMPARE(crowd.parties[0]->bytes.size() + crowd.parties[1]->bytes.size(), 3);
        QVERIFY(crowd.parties[2]->bytes.isEmpty());
        crowd.peers[2].send("new");
        EVENTUALLY(crowd.parties[2]->bytes == "new");
    }

    void deletedWhileItWaitsForThePort()
    {
        Crowd crowd(3);
        crowd.parties[0]->whenOpened = [&] { crowd.parties[1]->link.reset(); }; // was about to be opened
        EVENTUALLY(crowd.parties[0]->opened && crowd.parties[2]->opened);
        QVERIFY(!crowd.parties[1]->opened);
        crowd.parties[2]->write("queued");
        crowd.parties[2]->link.reset(); // was about to send
        someTurns();
        QCOMPARE(crowd.peers[2].receiveAll(), QByteArray());
    }

    void closedInTheCallOfAnother()
    {
        Crowd crowd(2);
        EVENTUALLY(crowd.isUp());
        crowd.parties[0]->whenBytes = [&](QByteArrayView) {
            crowd.parties[1]->write("ERROR :Killed\r\n");
            crowd.parties[1]->close(CloseReason::ProtocolError);
        };
        crowd.peers[1].send("unread");
        crowd.peers[0].send("KILL");
        auto last = onThread([&] { return crowd.peers[1].receiveAll(); });
        EVENTUALLY(isDone(last));
        QCOMPARE(last.get(), QByteArray("ERROR :Killed\r\n"));
        EVENTUALLY(crowd.parties[1]->isClosed(CloseReason::ProtocolError));
        QVERIFY(crowd.parties[1]->keptItsPromises());
    }

    void theBusyOneLeavesRoomForTheQuiet()
    {
        LinkOptions options;
        options.readBudget = 1'000;
        Crowd crowd(2, options);
        EVENTUALLY(crowd.isUp());
        crowd.peers[0].send(QByteArray(100'000, 'x'));
        crowd.peers[1].send("quiet");
        qsizetype busyBytes = -1;
        crowd.parties[1]->whenBytes = [&](QByteArrayView) { busyBytes = crowd.parties[0]->bytes.size(); };
        EVENTUALLY(busyBytes >= 0);
        QVERIFY2(busyBytes <= 1'000, qPrintable(QString::number(busyBytes)));
        EVENTUALLY(crowd.parties[0]->bytes.size() == 100'000); // no new event tells of the rest
        QCOMPARE(crowd.parties[0]->mostInTurn, 1'000);
    }

    void flushSendsAtOnceAndTellsNobody()
    {
        LinkOptions options;
        options.lowMark = 10;
        Crowd crowd(2, options);
        EVENTUALLY(crowd.isUp());
        crowd.toAll(QByteArray(100, 'x'));
        crowd.peers[1].reset();
        crowd.port.flush();
        QCOMPARE(crowd.peers[0].receive(100).size(), 100); // no turn of the loop in between
        QCOMPARE(crowd.parties[0]->writables, 0);
        QVERIFY(!crowd.parties[1]->closed);
        EVENTUALLY(crowd.parties[0]->writables == 1);
        EVENTUALLY(crowd.parties[1]->closed);
    }

    void flushInsideATurnWaitsForItsEnd()
    {
        Crowd crowd(2);
        EVENTUALLY(crowd.isUp());
        crowd.parties[0]->whenBytes = [&](QByteArrayView) {
            crowd.toAll("answer");
            crowd.port.flush();
            QCOMPARE(crowd.parties[1]->link->queuedBytes(), 6);
        };
        crowd.peers[0].send("?");
        EVENTUALLY(!crowd.parties[0]->bytes.isEmpty());
        QCOMPARE(crowd.peers[1].receive(6), QByteArray("answer"));
    }

    void nothingToDoIsNoTurn()
    {
        Crowd crowd(3);
        EVENTUALLY(crowd.isUp());
        crowd.parties[0]->link->setReading(false);
        crowd.peers[0].send("not wanted now");
        crowd.parties[1]->write(QByteArray(Mega, 'x')); // its peer does not read
        crowd.peers[2].shutdownWriting();
        EVENTUALLY(crowd.parties[2]->closed);
        const Turns turns;
        letPass(200);
        QVERIFY2(turns.count() < 100, qPrintable(QString::number(turns.count())));
    }

    void noDescriptorForThePort()
    {
        auto [peer, mine] = connectedPair();
        std::unique_ptr<EpollPort> port;
        {
            const NoDescriptors none;
            QTest::ignoreMessage(QtWarningMsg, "QSocketNotifier: Invalid socket specified");
            port = std::make_unique<EpollPort>();
        }
        LinkParty party(port->adopt(mine.takeDescriptor(), {}));
        party.start();
        EVENTUALLY(party.isClosed(CloseReason::NetworkError));
    }

    void whetherToReadAgain_data()
    {
        QTest::addColumn<int>("rounds");
        QTest::addColumn<bool>("foundSome");
        QTest::addColumn<bool>("wasFull");
        QTest::addColumn<int>("dirtyLinks");
        QTest::addColumn<int>("pieces");
        QTest::addColumn<bool>("again");
        QTest::newRow("many links, a piece each") << 1 << true << false << 1'000 << 1'000 << true;
        QTest::newRow("the last of eight") << 8 << true << false << 1'000 << 1'000 << false;
        QTest::newRow("found nothing") << 1 << false << false << 1'000 << 1'000 << false;
        QTest::newRow("few links") << 1 << true << false << 127 << 127 << false;
        QTest::newRow("just enough links") << 1 << true << false << 128 << 128 << true;
        QTest::newRow("many pieces each") << 1 << true << false << 1'000 << 16'000 << false;
        QTest::newRow("nothing to send") << 1 << true << false << 0 << 0 << false;
        QTest::newRow("there are more events") << 9 << true << true << 0 << 0 << true;
        QTest::newRow("others wait, too") << 64 << true << true << 1'000 << 1'000 << false;
    }
    void whetherToReadAgain()
    {
        QFETCH(const int, rounds);
        QFETCH(const bool, foundSome);
        QFETCH(const bool, wasFull);
        QFETCH(const int, dirtyLinks);
        QFETCH(const int, pieces);
        QTEST(shouldReadAgain({rounds, foundSome, wasFull, dirtyLinks, pieces}), "again");
    }

    void howLongToWaitBeforeSealing_data()
    {
        QTest::addColumn<int>("links");
        QTest::addColumn<int>("sharing");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("sinceMany");
        QTest::addColumn<int>("pause");
        QTest::newRow("a room that has just heard something") << 100 << 99 << 17'000 << 0 << 3;
        QTest::newRow("a moment ago") << 100 << 99 << 17'000 << 2 << 1;
        QTest::newRow("after a silence") << 100 << 99 << 17'000 << 3 << 0;
        QTest::newRow("after a long one") << 100 << 99 << 17'000 << 1'000'000'000 << 0;
        QTest::newRow("few") << 63 << 62 << 10'000 << 0 << 0;
        QTest::newRow("just enough") << 64 << 63 << 10'000 << 0 << 3;
        QTest::newRow("many who talk in private") << 200 << 0 << 34'000 << 0 << 0;
        QTest::newRow("a room, and some in private") << 150 << 99 << 25'000 << 0 << 3;
        QTest::newRow("much for each") << 100 << 99 << 102'400 << 0 << 0;
        QTest::newRow("nothing") << 0 << 0 << 0 << 0 << 0;
    }
    void howLongToWaitBeforeSealing()
    {
        QFETCH(const int, links);
        QFETCH(const int, sharing);
        QFETCH(const int, bytes);
        QFETCH(const int, sinceMany);
        QTEST(msecsToWait({links, sharing, bytes, sinceMany}), "pause");
    }
};

PLAUSCH_TEST_MAIN(TestEpollPort)
#include "tst_epollport.moc"
