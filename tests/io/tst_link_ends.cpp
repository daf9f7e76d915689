#include "support/rawpair.h"
#include "support/testmain.h"

using namespace plausch::io;
using namespace plausch::test;

/// How links end: by the peer, by us, by an error.
class TestLinkEnds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { everyLinkKind(); }

    void allBytesBeforeTheEnd()
    {
        const QByteArray all = pattern(3 * Mega);
        RawPair pair;
        auto sent = onThread([&] {
            const qint64 count = pair.peer.send(all);
            pair.peer.close();
            return count;
        });
        EVENTUALLY(pair.party.closed);
        QCOMPARE(sent.get(), all.size());
        QVERIFY(pair.party.isClosed(CloseReason::PeerClosed));
        QVERIFY(pair.party.bytes == all);
        QVERIFY(pair.party.keptItsPromises());
    }

    void theHalfClosedPeerGetsItsAnswer()
    {
        RawPair pair;
        pair.party.whenBytes = [&](QByteArrayView bytes) { pair.party.write(bytes.toByteArray().toUpper()); };
        pair.peer.send("ab");
        pair.peer.shutdownWriting(); // both are there before the link looks
        auto answer = onThread([&] { return pair.peer.receiveAll(); });
        EVENTUALLY(isDone(answer));
        QCOMPARE(answer.get(), QByteArray("AB"));
        QCOMPARE(pair.peer.error(), 0);
        EVENTUALLY(pair.party.isClosed(CloseReason::PeerClosed));
        QVERIFY(pair.party.keptItsPromises());
    }

    void theHalfClosedPeerGetsALargeAnswer()
    {
        LinkOptions options;
        options.highMark = 32 * Mega;
        const QByteArray answer = pattern(16 * Mega); // more than the kernel holds
        RawPair pair(options);
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.write(answer); };
        pair.peer.send("?");
        pair.peer.shutdownWriting();
        EVENTUALLY(!pair.party.bytes.isEmpty());
        QVERIFY(!pair.party.closed);
        auto received = onThread([&] { return pair.peer.receiveAll(); });
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.isClosed(CloseReason::PeerClosed));
        QVERIFY(received.get() == answer);
    }

    void aHalfClosedPeerThatNeverReads()
    {
        LinkOptions options;
        options.highMark = 32 * Mega;
        options.closeMsecs = 100;
        RawPair pair(options);
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.write(QByteArray(16 * Mega, 'x')); };
        pair.peer.send("?");
        pair.peer.shutdownWriting();
        EVENTUALLY(pair.party.isClosed(CloseReason::PeerClosed));
    }

    void aHalfOpenLinkOutlivesThePeersEnd()
    {
        LinkOptions options;
        options.halfOpen = true;
        RawPair pair(options);
        pair.peer.send("?");
        pair.peer.shutdownWriting();
        EVENTUALLY(pair.party.peerFinishes == 1);
        QCOMPARE(pair.party.bytes, QByteArray("?"));
        someTurns();
        QVERIFY(!pair.party.closed);
        pair.party.write("late answer");
        auto answer = onThread([&] { return pair.peer.receive(11); });
        EVENTUALLY(isDone(answer));
        QCOMPARE(answer.get(), QByteArray("late answer"));
        pair.party.close();
        EVENTUALLY(pair.party.isClosed(CloseReason::LocalClose));
        QCOMPARE(pair.party.peerFinishes, 1);
        QVERIFY(pair.party.keptItsPromises());
    }

    void aHalfOpenLinkHearsOfTheReset()
    {
        LinkOptions options;
        options.halfOpen = true;
        RawPair pair(options);
        pair.peer.shutdownWriting();
        EVENTUALLY(pair.party.peerFinishes == 1);
        pair.peer.reset();
        EVENTUALLY(pair.party.isClosed(CloseReason::NetworkError));
        QVERIFY(pair.party.keptItsPromises());
    }

    void aResetIsNotAnEnd()
    {
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.peer.reset();
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.isClosed(CloseReason::NetworkError));
        QVERIFY(!pair.party.detail.isEmpty());
    }

    void writingAfterTheResetIsNoSignal()
    {
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.link->setReading(false); // so that only writing can notice
        pair.peer.reset();
        for (int i = 0; i < 1'000 && !pair.party.closed; ++i) {
            pair.party.write("anybody there?");
            QCoreApplication::processEvents();
        }
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.isClosed(CloseReason::NetworkError)); // and SIGPIPE has not ended us
        QVERIFY(pair.party.keptItsPromises());
    }

    void resetSendsWhatWasWrittenAndThenRst()
    {
        RawPair pair;
        pair.peer.send("1 byte unread"); // T16 of the lecture: closed with unread bytes
        pair.party.whenBytes = [&](QByteArrayView) {
            pair.party.write("written first");
            pair.party.reset(CloseReason::ProtocolError);
        };
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.isClosed(CloseReason::ProtocolError));
        QCOMPARE(pair.peer.receiveAll(), QByteArray("written first"));
        QCOMPARE(pair.peer.error(), ECONNRESET);
        QVERIFY(pair.party.keptItsPromises());
    }

    void resetBeforeItOpened()
    {
        RawPair pair;
        pair.party.reset();
        EVENTUALLY(pair.party.isClosed(CloseReason::LocalClose));
        QVERIFY(!pair.party.opened && pair.party.keptItsPromises());
    }

    void closeFlushes()
    {
        const QByteArray all = pattern(Mega);
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.write(all);
        pair.party.link->close(CloseReason::ProtocolError, QStringLiteral("bad line"));
        pair.party.write("ignored");
        auto received = onThread([&] {
            const QByteArray bytes = pair.peer.receiveAll();
            pair.peer.close();
            return bytes;
        });
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.isClosed(CloseReason::ProtocolError));
        QCOMPARE(pair.party.detail, QStringLiteral("bad line"));
        QVERIFY(received.get() == all);
        QCOMPARE(pair.peer.error(), 0);
    }

    void closeWithUnreadBytesIsNoReset()
    {
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.link->setReading(false);
        pair.peer.send(QByteArray(200'000, 'x'));
        pair.party.write("ERROR :Flood\r\n");
        pair.party.close();
        auto received = onThread([&] {
            const QByteArray bytes = pair.peer.receiveAll();
            const int error = pair.peer.error();
            pair.peer.close();
            return std::pair(bytes, error);
        });
        EVENTUALLY(pair.party.closed);
        const auto [bytes, error] = received.get();
        QCOMPARE(bytes, QByteArray("ERROR :Flood\r\n"));
        QCOMPARE(error, 0);
        QVERIFY(pair.party.bytes.isEmpty()); // nothing is read to somebody who has closed
    }

    void closeDoesNotWaitForAPeerThatStays()
    {
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.close();
        EVENTUALLY(pair.party.isClosed(CloseReason::LocalClose)); // peer neither reads nor closes
    }

    void closeGivesUpOnAPeerThatNeverReads()
    {
        LinkOptions options;
        options.highMark = 32 * Mega;
        options.closeMsecs = 100;
        RawPair pair(options);
        EVENTUALLY(pair.party.opened);
        pair.party.write(QByteArray(16 * Mega, 'x'));
        pair.party.close(CloseReason::LocalClose);
        EVENTUALLY(pair.party.isClosed(CloseReason::LocalClose));
    }

    void onlyTheFirstCloseCounts()
    {
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.close(CloseReason::ReadLimit);
        pair.party.close(CloseReason::ProtocolError);
        EVENTUALLY(pair.party.closed);
        pair.party.close();
        pair.party.reset();
        pair.party.write("late");
        pair.party.link->setReading(true);
        someTurns();
        QVERIFY(pair.party.isClosed(CloseReason::ReadLimit));
        QVERIFY(pair.party.keptItsPromises());
    }

    void closedBeforeTheStart()
    {
        auto [peer, mine] = connectedPeer();
        LinkMaker maker;
        LinkParty party(maker.adopt(std::move(mine)));
        party.close();
        party.start();
        EVENTUALLY(party.isClosed(CloseReason::LocalClose));
        QVERIFY(!party.opened && party.keptItsPromises());
        QCOMPARE(peer.receiveAll(), QByteArray());
    }

    void closedInsideItsBytes()
    {
        RawPair pair;
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.close(); };
        pair.peer.send(QByteArray(300'000, 'x'));
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.bytes.size() <= mostInOneCall());
        QVERIFY(pair.party.keptItsPromises());
    }
};

PLAUSCH_TEST_MAIN(TestLinkEnds)
#include "tst_link_ends.moc"
