#include "io/epolllink_p.h"
#include "support/rawpair.h"
#include "support/testmain.h"

#include <netinet/tcp.h>

using namespace plausch::io;
using namespace plausch::test;

namespace {

struct EpollPair : RawPair
{
    explicit EpollPair(const LinkOptions &options = {}) : RawPair(options, LinkKind::Epoll) { }
};

/// What the C library's tcp_info lacks of the kernel's (include/uapi/linux/tcp.h).
struct LongTcpInfo
{
    tcp_info known;
    std::array<quint64, 4> ratesAndBytes;
    std::array<quint32, 5> segmentsAndTimes;
    quint32 dataSegmentsOut;
};

/// Segments with data that a socket has sent; asked by a duplicate of its descriptor.
quint32 dataSegments(const RawSocket &twin)
{
    LongTcpInfo info{};
    socklen_t size = sizeof info;
    ::getsockopt(twin.descriptor(), IPPROTO_TCP, TCP_INFO, &info, &size);
    return info.dataSegmentsOut;
}

} // namespace

/// What an EpollLink has beyond the manners that it shares with QtLink (tst_link*).
class TestEpollLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anIdleLinkIsSmall() { QVERIFY2(sizeof(EpollLink) <= 176, qPrintable(QString::number(sizeof(EpollLink)))); }

    void whatATurnWritesIsOneSegment()
    {
        auto sockets = connectedPair();
        const RawSocket twin(::dup(sockets.second.descriptor()));
        RawPair pair({}, std::move(sockets), LinkKind::Epoll);
        pair.party.whenBytes = [&](QByteArrayView) {
            for (int i = 0; i < 16; ++i)
                pair.party.write(QByteArray(100, 'x'));
        };
        EVENTUALLY(pair.party.opened);
        pair.peer.send("?");
        auto received = onThread([&] { return pair.peer.receive(1'600).size(); });
        EVENTUALLY(isDone(received));
        QCOMPARE(received.get(), 1'600);
        QCOMPARE(dataSegments(twin), 1u);
    }

    void moreThanOneCallTakes()
    {
        EpollPair pair;
        QByteArray expected;
        for (int i = 0; i < 30'000; ++i)
            expected += QByteArray::number(i).rightJustified(10);
        pair.party.whenBytes = [&](QByteArrayView) {
            for (qsizetype at = 0; at < expected.size(); at += 10)
                pair.party.write(expected.mid(at, 10));
        };
        pair.peer.send("?");
        auto received = onThread([&] { return pair.peer.receive(expected.size()); });
        EVENTUALLY(isDone(received));
        QVERIFY(received.get() == expected);
    }

    void theMarkIsForWhatTheKernelDoesNotTake()
    {
        LinkOptions options;
        options.highMark = 10'000;
        EpollPair pair(options);
        pair.party.whenBytes = [&](QByteArrayView) {
            for (int i = 0; i < 30; ++i)
                pair.party.write(QByteArray(1'000, 'x'));
        };
        pair.peer.send("?");
        auto received = onThread([&] { return pair.peer.receive(30'000).size(); });
        EVENTUALLY(isDone(received));
        QCOMPARE(received.get(), 30'000);
        QVERIFY(!pair.party.closed);
        QVERIFY(pair.party.keptItsPromises());
    }

    void pastTheMarkToSomebodyWhoIsGone()
    {
        LinkOptions options;
        options.highMark = 10'000;
        EpollPair pair(options);
        EVENTUALLY(pair.party.opened);
        pair.peer.reset();
        pair.party.write(QByteArray(6'000, 'x'));
        pair.party.write(QByteArray(6'000, 'x'));
        QCOMPARE(pair.party.link->queuedBytes(), 0);
        EVENTUALLY(pair.party.isClosed(CloseReason::NetworkError));
        QVERIFY(pair.party.keptItsPromises());
    }

    void aPieceIsLetGoOnceItIsSent()
    {
        EpollPair pair;
        EVENTUALLY(pair.party.opened);
        const QByteArray line(100, 'x');
        pair.party.write(line);
        QVERIFY(!line.isDetached());
        EVENTUALLY(line.isDetached());
        QCOMPARE(pair.party.link->queuedBytes(), 0);
    }

    void theRestOfALongQueueFollowsWhenThePeerReads()
    {
        LinkOptions options;
        options.highMark = 64 * Mega;
        EpollPair pair(options);
        EVENTUALLY(pair.party.opened);
        const QByteArray all = pattern(32 * Mega); // more than the kernel holds
        for (qsizetype at = 0; at < all.size(); at += 40'000)
            pair.party.write(all.mid(at, 40'000));
        someTurns();
        QVERIFY(pair.party.link->queuedBytes() > 0);
        auto received = onThread([&] { return pair.peer.receive(all.size()); });
        EVENTUALLY(isDone(received));
        QVERIFY(received.get() == all);
        QCOMPARE(pair.party.link->queuedBytes(), 0);
        QCOMPARE(pair.party.writables, 1);
    }

    void writtenWhileTheKernelIsFull()
    {
        LinkOptions options;
        options.highMark = 64 * Mega;
        EpollPair pair(options);
        EVENTUALLY(pair.party.opened);
        pair.party.write(QByteArray(16 * Mega, 'x'));
        someTurns();
        pair.party.write("and last");
        someTurns();
        auto received = onThread([&] { return pair.peer.receive(16 * Mega + 8); });
        EVENTUALLY(isDone(received));
        QVERIFY(received.get().endsWith("xand last"));
    }

    void bytesBeforeAResetAreRead()
    {
        EpollPair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.link->setReading(false);
        pair.peer.send("last words");
        pair.peer.reset();
        someTurns();
        QVERIFY(!pair.party.closed); // as QtLink: who does not read does not hear of the end
        pair.party.link->setReading(true);
        EVENTUALLY(pair.party.isClosed(CloseReason::NetworkError));
        QCOMPARE(pair.party.bytes, QByteArray("last words"));
    }
};

PLAUSCH_TEST_MAIN(TestEpollLink)
#include "tst_epolllink.moc"
