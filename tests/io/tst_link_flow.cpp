#include "support/rawpair.h"
#include "support/testmain.h"

using namespace plausch::io;
using namespace plausch::test;

/// Ceilings and marks: what a link does with too much, too slow and too little.
class TestLinkFlow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { everyLinkKindHere(); }

    void aPeerThatNeverReads()
    {
        LinkOptions options;
        options.highMark = 100'000;
        RawPair pair(options);
        EVENTUALLY(pair.party.opened);
        qint64 most = 0;
        for (int i = 0; i < 100'000 && !pair.party.closed; ++i) {
            pair.party.write(QByteArray(10'000, 'x'));
            most = std::max(most, pair.party.link->queuedBytes());
            QCoreApplication::processEvents();
        }
        QVERIFY(pair.party.isClosed(CloseReason::WriteLimit));
        QVERIFY2(most <= 100'000, qPrintable(QString::number(most)));
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

    void exactlyTheMarkIsAllowed()
    {
        LinkOptions options;
        options.highMark = 1'000;
        RawPair pair(options);
        pair.party.write(QByteArray(1'000, 'x'));
        QCOMPARE(pair.peer.isOpen(), true);
        auto received = onThread([&] { return pair.peer.receive(1'000).size(); });
        EVENTUALLY(isDone(received));
        QCOMPARE(received.get(), 1'000);
        QVERIFY(!pair.party.closed);
    }

    void tellsWhenThereIsRoomAgain()
    {
        LinkOptions options;
        options.highMark = 32 * Mega;
        options.lowMark = 10'000;
        RawPair pair(options);
        EVENTUALLY(pair.party.opened);
        pair.party.write("small"); // never above the low mark: nothing to tell
        EVENTUALLY(pair.party.link->queuedBytes() == 0);
        QCOMPARE(pair.party.writables, 0);
        pair.party.write(QByteArray(16 * Mega, 'x'));
        someTurns();
        QVERIFY(pair.party.link->queuedBytes() > 0);
        QCOMPARE(pair.party.writables, 0);
        auto received = onThread([&] { return pair.peer.receive(16 * Mega + 5).size(); });
        EVENTUALLY(isDone(received));
        EVENTUALLY(pair.party.writables == 1);
        QVERIFY(pair.party.keptItsPromises());
    }

    void tellsRoomThatAnAnswerMade()
    {
        LinkOptions options;
        options.lowMark = 10;
        RawPair pair(options);
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.write(QByteArray(100, 'x')); };
        pair.peer.send("?");
        EVENTUALLY(pair.party.writables == 1);
    }

    void theBudgetOfATurn()
    {
        LinkOptions options;
        options.readBudget = 10'000;
        const QByteArray all = pattern(2 * Mega);
        RawPair pair(options);
        auto sent = onThread([&] { return pair.peer.send(all); });
        EVENTUALLY(pair.party.bytes.size() == all.size());
        sent.wait();
        QVERIFY(pair.party.bytes == all);
        QVERIFY2(pair.party.mostInTurn <= 10'000, qPrintable(QString::number(pair.party.mostInTurn)));
    }

    void notReadingFillsTheWindowAndNothingElse()
    {
        constexpr qint64 Size = 50 * Mega;
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
        pair.party.link->setReading(true);
        pair.peer.setTimeout(SO_SNDTIMEO, 60'000);
        auto rest = onThread([&] { return pair.peer.send(all.sliced(sent)); });
        EVENTUALLY(pair.party.bytes.size() == Size);
        QCOMPARE(rest.get(), Size - sent);
        QVERIFY(pair.party.bytes == all);
    }

    void readingStopsInTheMiddleOfATurn()
    {
        RawPair pair;
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.link->setReading(false); };
        pair.peer.send(QByteArray(100'000, 'x'));
        EVENTUALLY(!pair.party.bytes.isEmpty());
        const qsizetype first = pair.party.bytes.size();
        QVERIFY(first <= mostInOneCall());
        someTurns();
        QCOMPARE(pair.party.bytes.size(), first);
        pair.party.link->setReading(true);
        EVENTUALLY(pair.party.bytes.size() > first);
    }

    void readingOffBeforeTheStart()
    {
        auto [peer, mine] = connectedPeer();
        LinkMaker maker;
        LinkParty party(maker.adopt(std::move(mine)));
        party.link->setReading(false);
        party.start();
        peer.send("wait");
        EVENTUALLY(party.opened);
        someTurns();
        QVERIFY(party.bytes.isEmpty());
        party.link->setReading(true);
        EVENTUALLY(party.bytes == "wait");
    }

    void oneByteATime()
    {
        const QByteArray all = pattern(2'000);
        RawPair pair;
        pair.peer.setNoDelay();
        for (const char byte : all) {
            pair.peer.send(QByteArray(1, byte));
            QCoreApplication::processEvents();
        }
        EVENTUALLY(pair.party.bytes.size() == all.size());
        QCOMPARE(pair.party.bytes, all);
    }

    void urgentDataHidesNothing()
    {
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.peer.setNoDelay();
        pair.peer.send("before");
        QCOMPARE(::send(pair.peer.descriptor(), "!", 1, MSG_OOB), 1); // a telnet client's interrupt
        pair.peer.send("after");
        EVENTUALLY(pair.party.bytes == "beforeafter");
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
};

PLAUSCH_TEST_MAIN(TestLinkFlow)
#include "tst_link_flow.moc"
