#include "io/epollfarport.h"
#include "support/rawpair.h"
#include "support/testmain.h"

#include <algorithm>
#include <deque>
#include <future>
#include <vector>

using namespace plausch::io;
using namespace plausch::test;

namespace {

/// Of which the links live on two loops, the observers on the test's.
struct FarPairs
{
    explicit FarPairs(int count, const LinkOptions &options = {})
    {
        for (int i = 0; i < count; ++i) {
            auto [peer, mine] = connectedPair();
            peers.emplace_back(std::move(peer), RawPeer::Speech::Plain);
            parties.emplace_back(port.adopt(mine.takeDescriptor(), options));
            parties.back().start();
        }
    }
    bool allOpened() const
    {
        return std::all_of(parties.cbegin(), parties.cend(), [](const LinkParty &one) { return one.opened; });
    }

    int told = 0;
    EpollFarPort port{2, QStringLiteral("far-"), [this] { ++told; }};
    std::deque<RawPeer> peers;
    std::deque<LinkParty> parties;
};

} // namespace

/// Links whose observers are on another loop: what is different from a link that is near.
class TestEpollFar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<LinkKind>("kind");
        QTest::newRow("EpollFarLink") << LinkKind::EpollFar;
        QTest::newRow("EpollFarLink, TLS") << LinkKind::EpollFarTls;
    }

    void aPeerThatNeverReads()
    {
        LinkOptions options;
        options.highMark = 100'000;
        RawPair pair(options);
        EVENTUALLY(pair.party.opened);
        for (int i = 0; i < 100'000 && !pair.party.closed; ++i) {
            pair.party.write(QByteArray(10'000, 'x'));
            QCoreApplication::processEvents();
        }
        EVENTUALLY(pair.party.isClosed(CloseReason::WriteLimit));
        QVERIFY(pair.party.keptItsPromises());
    }

    void theLimitHoldsBeforeItOpenedToo()
    {
        LinkOptions options;
        options.highMark = 1'000;
        RawPair pair(options);
        pair.party.write(QByteArray(600, 'x'));
        pair.party.write(QByteArray(600, 'x'));
        EVENTUALLY(pair.party.isClosed(CloseReason::WriteLimit));
        QVERIFY(!pair.party.opened && pair.party.keptItsPromises());
    }

    void tellsWhenThereIsRoomAgain()
    {
        LinkOptions options;
        options.highMark = 8 * Mega;
        options.lowMark = 10'000;
        RawPair pair(options);
        EVENTUALLY(pair.party.opened);
        pair.party.write(QByteArray(8 * Mega, 'x'));
        auto received = onThread([&] { return pair.peer.receive(8 * Mega).size(); });
        EVENTUALLY(isDone(received));
        EVENTUALLY(pair.party.writables == 1);
        QVERIFY(pair.party.keptItsPromises());
    }

    /// However late this loop is: what was read and not taken is at most a budget.
    void notReadingStopsThePeer()
    {
        constexpr qint64 Size = 20 * Mega;
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.link->setReading(false);
        pair.peer.setTimeout(SO_SNDTIMEO, 500); // stuck: no byte taken for half a second
        const QByteArray all = pattern(Size);
        auto stuck = onThread([&] { return pair.peer.send(all); });
        EVENTUALLY(isDone(stuck));
        const qint64 sent = stuck.get();
        QVERIFY2(sent < Size / 2, qPrintable(QString::number(sent)));
        QVERIFY(pair.party.bytes.isEmpty());
        qint64 first = 0;
        pair.party.whenBytes = [&first](QByteArrayView bytes) { first = first > 0 ? first : bytes.size(); };
        pair.party.link->setReading(true);
        pair.peer.setTimeout(SO_SNDTIMEO, 60'000);
        auto rest = onThread([&] { return pair.peer.send(all.sliced(sent)); });
        const QDeadlineTimer limit(60'000);
        while (pair.party.bytes.size() < Size && !limit.hasExpired()) // half a budget at a time
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCOMPARE(rest.get(), Size - sent);
        QVERIFY(pair.party.bytes == all);
        QVERIFY2(first <= LinkOptions().readBudget, qPrintable(QString::number(first)));
    }

    void readingStopsInTheMiddle()
    {
        RawPair pair;
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.link->setReading(false); };
        pair.peer.send(QByteArray(100'000, 'x'));
        EVENTUALLY(!pair.party.bytes.isEmpty());
        const qsizetype first = pair.party.bytes.size();
        someTurns();
        QCOMPARE(pair.party.bytes.size(), first);
        pair.party.whenBytes = nullptr;
        pair.party.link->setReading(true);
        QCOMPARE(pair.party.bytes.size(), first); // not inside the call
        EVENTUALLY(pair.party.bytes.size() == 100'000);
    }

    void theEndWaitsForWhatIsUnread()
    {
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.link->setReading(false);
        pair.peer.send("last words");
        pair.peer.shutdownWriting();
        someTurns();
        QVERIFY(!pair.party.closed);
        pair.party.whenBytes = [&](QByteArrayView bytes) { pair.party.write(bytes.toByteArray().toUpper()); };
        pair.party.link->setReading(true);
        auto answer = onThread([&] { return pair.peer.receiveAll(); });
        EVENTUALLY(isDone(answer));
        QCOMPARE(answer.get(), QByteArray("LAST WORDS"));
        EVENTUALLY(pair.party.isClosed(CloseReason::PeerClosed));
    }

    void manySmallWritesKeepTheirOrder()
    {
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        QByteArray expected;
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray piece = QByteArray::number(i) + ' ';
            pair.party.write(piece);
            expected += piece;
        }
        auto received = onThread([&] { return pair.peer.receive(expected.size()); });
        EVENTUALLY(isDone(received));
        QCOMPARE(received.get(), expected);
    }

    /// Answers make several times the ceiling of what may be under way: nothing is lost, and all of it comes in its
    /// order.
    void answersThatAreMoreThanTheLoopsMayHave()
    {
        constexpr int Readers = 10;
        constexpr qint64 Asked = 4 * Mega;
        LinkOptions options;
        options.highMark = 64 * Mega;
        FarPairs pairs(1 + Readers, options);
        EVENTUALLY(pairs.allOpened());
        LinkParty &speaker = pairs.parties.front();
        speaker.whenBytes = [&](QByteArrayView bytes) {
            const QByteArray shared = bytes.toByteArray();
            for (int i = 1; i <= Readers; ++i)
                pairs.parties[std::size_t(i)].write(shared);
            speaker.bytes.clear();
        };
        const QByteArray all = pattern(Asked);
        std::vector<std::future<QByteArray>> received;
        for (int i = 1; i <= Readers; ++i)
            received.push_back(onThread([&, i] { return pairs.peers[std::size_t(i)].receive(Asked); }));
        auto sent = onThread([&] { return pairs.peers.front().send(all); });
        EVENTUALLY(std::all_of(received.cbegin(), received.cend(), [](const auto &one) { return isDone(one); }));
        QCOMPARE(sent.get(), Asked);
        for (std::future<QByteArray> &one : received)
            QVERIFY(one.get() == all);
        QVERIFY(pairs.told > 0);
    }

    /// A number is given to another link only once nothing more can come of the one before.
    void numbersAreUsedAgain()
    {
        FarPairs pairs(0);
        for (int round = 0; round < 20; ++round) {
            auto [peer, mine] = connectedPair();
            RawPeer raw(std::move(peer), RawPeer::Speech::Plain);
            raw.send("late");
            LinkParty gone(pairs.port.adopt(mine.takeDescriptor(), {}));
            gone.start();
            if (round % 2)
                EVENTUALLY(gone.opened);
            gone.link.reset();
            auto [next, other] = connectedPair();
            RawPeer nextPeer(std::move(next), RawPeer::Speech::Plain);
            LinkParty party(pairs.port.adopt(other.takeDescriptor(), {}));
            party.start();
            nextPeer.send("new");
            EVENTUALLY(party.bytes == "new");
            QVERIFY(!gone.closed);
        }
    }
};

PLAUSCH_TEST_MAIN(TestEpollFar)
#include "tst_epollfar.moc"
