#include "io/loop.h"
#include "io/qtlink.h"
#include "io/trace.h"
#include "support/eventually.h"
#include "support/linkparty.h"
#include "support/rawsocket.h"
#include "support/testmain.h"

#include <fcntl.h>

using namespace plausch::io;
using namespace plausch::test;

namespace {

constexpr qint64 Mega = 1024 * 1024;

/// A link under test and the raw socket at its other end.
struct Pair
{
    explicit Pair(const LinkOptions &options = {}) : Pair(options, connectedPair()) { }
    Pair(const LinkOptions &options, std::pair<RawSocket, RawSocket> sockets)
        : peer(std::move(sockets.first)), party(adoptLink(sockets.second.takeDescriptor(), options))
    {
        party.start();
    }

    RawSocket peer;
    LinkParty party;
};

int option(const RawSocket &socket, int level, int name)
{
    int value = -1;
    socklen_t size = sizeof value;
    ::getsockopt(socket.descriptor(), level, name, &value, &size);
    return value;
}

QByteArray pattern(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i % 251);
    return bytes;
}

void someTurns()
{
    for (int turn = 0; turn < 50; ++turn)
        QCoreApplication::processEvents();
}

struct Trace final : TraceSink
{
    void onTraceOpened(const LinkInfo &info, const QString &threadName) override
    {
        lines << QStringLiteral("opened %1 %2").arg(info.id).arg(threadName);
    }
    void onTraceBytes(quint64 link, bool outgoing, QByteArrayView bytes) override
    {
        lines << QStringLiteral("%1 %2 %3")
                     .arg(link)
                     .arg(QLatin1Char(outgoing ? '>' : '<'))
                     .arg(QString::fromUtf8(bytes));
    }
    void onTraceClosed(quint64 link, const QString &reason) override
    {
        lines << QStringLiteral("closed %1 %2").arg(link).arg(reason);
    }
    QStringList lines;
};

} // namespace

class TestQtLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensInALaterTurnAndKnowsBothEnds()
    {
        Pair pair;
        QVERIFY(!pair.party.opened);
        EVENTUALLY(pair.party.opened);
        const LinkInfo &info = pair.party.link->info();
        QVERIFY(info.id != 0);
        QCOMPARE(info.peerAddress, QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(info.localAddress, QHostAddress(QHostAddress::LocalHost));
        QVERIFY(info.peerPort != 0 && info.localPort != 0 && info.peerPort != info.localPort);
        QVERIFY(!info.outbound && !info.encrypted && info.peerFingerprint.isEmpty() && info.cipher.isEmpty());
        QVERIFY(pair.party.keptItsPromises());
    }

    void optionsOfTheDescriptor()
    {
        auto sockets = connectedPair();
        const RawSocket twin(::dup(sockets.second.descriptor())); // options belong to the socket, not the descriptor
        Pair pair({}, std::move(sockets));
        EVENTUALLY(pair.party.opened);
        QVERIFY(option(twin, IPPROTO_TCP, TCP_NODELAY) != 0);
        QVERIFY(option(twin, SOL_SOCKET, SO_KEEPALIVE) != 0);
#ifdef TCP_USER_TIMEOUT
        QCOMPARE(option(twin, IPPROTO_TCP, TCP_USER_TIMEOUT), 90'000);
#endif
        QVERIFY(::fcntl(twin.descriptor(), F_GETFL) & O_NONBLOCK);
    }

    void bytesBothWays()
    {
        Pair pair;
        pair.party.whenBytes = [&](QByteArrayView bytes) { pair.party.write(bytes.toByteArray().toUpper()); };
        auto answer = onThread([&] {
            pair.peer.send("hallo welt");
            return pair.peer.receive(10);
        });
        EVENTUALLY(isDone(answer));
        QCOMPARE(answer.get(), QByteArray("HALLO WELT"));
        QVERIFY(pair.party.keptItsPromises());
    }

    void writtenBeforeItOpened()
    {
        auto [peer, mine] = connectedPair();
        LinkParty party(adoptLink(mine.takeDescriptor(), {}));
        party.write("before the start, ");
        QCOMPARE(party.link->queuedBytes(), 18);
        party.start();
        party.write("before the opening, ");
        party.whenOpened = [&] { party.write("and in it"); };
        auto received = onThread([&peer = peer] { return peer.receive(47); });
        EVENTUALLY(isDone(received));
        QCOMPARE(received.get(), QByteArray("before the start, before the opening, and in it"));
        QCOMPARE(party.link->queuedBytes(), 0);
    }

    void dialledAndAccepted()
    {
        RawListener listener;
        LinkParty dialler(dialLink(QStringLiteral("127.0.0.1"), listener.port(), {}));
        dialler.write("knock");
        dialler.start();
        auto accepted = onThread([&] { return listener.accept(); });
        EVENTUALLY(isDone(accepted));
        RawSocket other = accepted.get();
        EVENTUALLY(dialler.opened);
        QVERIFY(dialler.link->info().outbound);
        QCOMPARE(dialler.link->info().peerPort, listener.port());
        QCOMPARE(dialler.link->info().peerAddress, QHostAddress(QHostAddress::LocalHost));
        auto knock = onThread([&] { return other.receive(5); });
        EVENTUALLY(isDone(knock));
        QCOMPARE(knock.get(), QByteArray("knock"));
        other.send("come in");
        EVENTUALLY(dialler.bytes == "come in");
        QVERIFY(dialler.keptItsPromises());
    }

    void dialledByName()
    {
        RawListener listener;
        LinkParty dialler(dialLink(QStringLiteral("localhost"), listener.port(), {}));
        dialler.start();
        EVENTUALLY(dialler.opened);
    }

    void nobodyListens()
    {
        quint16 port = 0;
        {
            const RawListener gone;
            port = gone.port();
        }
        LinkParty dialler(dialLink(QStringLiteral("127.0.0.1"), port, {}));
        dialler.write("lost");
        dialler.start();
        EVENTUALLY(dialler.closed);
        QVERIFY(dialler.isClosed(CloseReason::Refused));
        QVERIFY(!dialler.opened && !dialler.detail.isEmpty() && dialler.keptItsPromises());
    }

    void noSuchHost()
    {
        LinkParty dialler(dialLink(QStringLiteral("no-such-host.invalid"), 1, {}));
        dialler.start();
        EVENTUALLY(dialler.closed);
        // A machine whose name server does not answer runs into the limit instead.
        QVERIFY(dialler.isClosed(CloseReason::HostNotFound) || dialler.isClosed(CloseReason::Timeout));
    }

    void nobodyAccepts()
    {
        RawListener listener(0);
        std::vector<RawSocket> full; // the kernel answers no more SYN once its queue is full
        for (int i = 0; i < 4; ++i) {
            RawSocket socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            const sockaddr_in address = loopbackAddress(listener.port());
            ::connect(socket.descriptor(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
            full.push_back(std::move(socket));
        }
        LinkOptions options;
        options.openMsecs = 100;
        LinkParty dialler(dialLink(QStringLiteral("127.0.0.1"), listener.port(), options));
        dialler.start();
        EVENTUALLY(dialler.closed);
        QVERIFY(dialler.isClosed(CloseReason::Timeout));
        QVERIFY(!dialler.opened);
    }

    void closedWhileDialling()
    {
        LinkParty dialler(dialLink(QStringLiteral("192.0.2.1"), 9, {}));
        dialler.start();
        QCoreApplication::processEvents();
        dialler.close();
        EVENTUALLY(dialler.closed);
        QVERIFY(dialler.keptItsPromises() && !dialler.opened);
    }

    void noDescriptorOfASocket()
    {
        LinkParty file(adoptLink(::open("/dev/null", O_RDWR), {}));
        file.start();
        QVERIFY(!file.closed);
        EVENTUALLY(file.closed);
        QVERIFY(file.isClosed(CloseReason::NetworkError) && !file.opened && !file.detail.isEmpty());
        LinkParty nothing(adoptLink(-1, {}));
        nothing.start();
        EVENTUALLY(nothing.isClosed(CloseReason::NetworkError));
    }

    void allBytesBeforeTheEnd()
    {
        const QByteArray all = pattern(3 * Mega);
        Pair pair;
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
        Pair pair;
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
        Pair pair(options);
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
        Pair pair(options);
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.write(QByteArray(16 * Mega, 'x')); };
        pair.peer.send("?");
        pair.peer.shutdownWriting();
        EVENTUALLY(pair.party.isClosed(CloseReason::PeerClosed));
    }

    void aHalfOpenLinkStaysForAnswers()
    {
        LinkOptions options;
        options.halfOpen = true;
        Pair pair(options);
        pair.peer.send("ab");
        pair.peer.shutdownWriting();
        EVENTUALLY(pair.party.peerFinishes == 1);
        QCOMPARE(pair.party.bytes, QByteArray("ab"));
        QVERIFY(!pair.party.closed);
        pair.party.write("later");
        auto answer = onThread([&] { return pair.peer.receiveAll(); });
        pair.party.close();
        EVENTUALLY(isDone(answer));
        QCOMPARE(answer.get(), QByteArray("later"));
        QCOMPARE(pair.peer.error(), 0);
        EVENTUALLY(pair.party.isClosed(CloseReason::LocalClose));
        QVERIFY(pair.party.keptItsPromises());
    }

    void whoClosedBothHalvesAnswersTheFirstByteWithAReset()
    {
        LinkOptions options;
        options.halfOpen = true;
        Pair pair(options);
        EVENTUALLY(pair.party.opened);
        pair.peer.close();
        EVENTUALLY(pair.party.peerFinishes == 1);
        pair.party.write("still there?"); // and nothing more is written
        EVENTUALLY(pair.party.isClosed(CloseReason::NetworkError));
        QCOMPARE(pair.party.peerFinishes, 1);
        QVERIFY(pair.party.keptItsPromises());
    }

    void aResetIsNotAnEnd()
    {
        Pair pair;
        EVENTUALLY(pair.party.opened);
        pair.peer.reset();
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.isClosed(CloseReason::NetworkError));
        QVERIFY(!pair.party.detail.isEmpty());
    }

    void writingAfterTheResetIsNoSignal()
    {
        Pair pair;
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
        Pair pair;
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
        Pair pair;
        pair.party.reset();
        EVENTUALLY(pair.party.isClosed(CloseReason::LocalClose));
        QVERIFY(!pair.party.opened && pair.party.keptItsPromises());
    }

    void closeFlushes()
    {
        const QByteArray all = pattern(Mega);
        Pair pair;
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
        Pair pair;
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
        Pair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.close();
        EVENTUALLY(pair.party.isClosed(CloseReason::LocalClose)); // peer neither reads nor closes
    }

    void closeGivesUpOnAPeerThatNeverReads()
    {
        LinkOptions options;
        options.highMark = 32 * Mega;
        options.closeMsecs = 100;
        Pair pair(options);
        EVENTUALLY(pair.party.opened);
        pair.party.write(QByteArray(16 * Mega, 'x'));
        pair.party.close(CloseReason::LocalClose);
        EVENTUALLY(pair.party.isClosed(CloseReason::LocalClose));
    }

    void onlyTheFirstCloseCounts()
    {
        Pair pair;
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
        auto [peer, mine] = connectedPair();
        LinkParty party(adoptLink(mine.takeDescriptor(), {}));
        party.close();
        party.start();
        EVENTUALLY(party.isClosed(CloseReason::LocalClose));
        QVERIFY(!party.opened && party.keptItsPromises());
        QCOMPARE(peer.receiveAll(), QByteArray());
    }

    void closedInsideItsBytes()
    {
        Pair pair;
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.close(); };
        pair.peer.send(QByteArray(300'000, 'x'));
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.bytes.size() <= 16 * 1024);
        QVERIFY(pair.party.keptItsPromises());
    }

    void aPeerThatNeverReads()
    {
        LinkOptions options;
        options.highMark = 100'000;
        Pair pair(options);
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
        Pair pair(options);
        pair.party.write(QByteArray(600, 'x'));
        pair.party.write(QByteArray(600, 'x'));
        EVENTUALLY(pair.party.isClosed(CloseReason::WriteLimit));
        QVERIFY(!pair.party.opened && pair.party.keptItsPromises());
    }

    void exactlyTheMarkIsAllowed()
    {
        LinkOptions options;
        options.highMark = 1'000;
        Pair pair(options);
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
        Pair pair(options);
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
        Pair pair(options);
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.write(QByteArray(100, 'x')); };
        pair.peer.send("?");
        EVENTUALLY(pair.party.writables == 1);
    }

    void theBudgetOfATurn()
    {
        LinkOptions options;
        options.readBudget = 10'000;
        const QByteArray all = pattern(2 * Mega);
        Pair pair(options);
        auto sent = onThread([&] { return pair.peer.send(all); });
        EVENTUALLY(pair.party.bytes.size() == all.size());
        sent.wait();
        QVERIFY(pair.party.bytes == all);
        QVERIFY2(pair.party.mostInTurn <= 10'000, qPrintable(QString::number(pair.party.mostInTurn)));
    }

    void notReadingFillsTheWindowAndNothingElse()
    {
        constexpr qint64 Size = 50 * Mega;
        Pair pair;
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
        Pair pair;
        pair.party.whenBytes = [&](QByteArrayView) { pair.party.link->setReading(false); };
        pair.peer.send(QByteArray(100'000, 'x'));
        EVENTUALLY(!pair.party.bytes.isEmpty());
        const qsizetype first = pair.party.bytes.size();
        QVERIFY(first <= 16 * 1024);
        someTurns();
        QCOMPARE(pair.party.bytes.size(), first);
        pair.party.link->setReading(true);
        EVENTUALLY(pair.party.bytes.size() > first);
    }

    void readingOffBeforeTheStart()
    {
        auto [peer, mine] = connectedPair();
        LinkParty party(adoptLink(mine.takeDescriptor(), {}));
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
        Pair pair;
        pair.peer.setNoDelay();
        for (const char byte : all) {
            pair.peer.send(QByteArray(1, byte));
            QCoreApplication::processEvents();
        }
        EVENTUALLY(pair.party.bytes.size() == all.size());
        QCOMPARE(pair.party.bytes, all);
    }

    void manySmallWritesKeepTheirOrder()
    {
        Pair pair;
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

    void deletedIsSilentAndClosed()
    {
        Pair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.write("never flushed");
        pair.party.link.reset();
        QCOMPARE(pair.peer.receiveAll(), QByteArray());
        someTurns();
        QVERIFY(!pair.party.closed);
    }

    void deletedAtAnyMoment()
    {
        auto [peer, mine] = connectedPair();
        {
            LinkParty unstarted(adoptLink(mine.takeDescriptor(), {}));
        }
        QCOMPARE(peer.receiveAll(), QByteArray()); // the descriptor is not lost
        {
            LinkParty dialling(dialLink(QStringLiteral("192.0.2.1"), 9, {}));
            dialling.start();
            QCoreApplication::processEvents();
        }
        Pair closing;
        EVENTUALLY(closing.party.opened);
        closing.party.close();
        closing.party.link.reset();
        someTurns();
        QVERIFY(!closing.party.closed);
    }

    void detectPlain()
    {
        LinkOptions options;
        options.encryption = Encryption::Detect;
        Pair pair(options);
        pair.party.write("greeting");
        someTurns();
        QVERIFY(!pair.party.opened);
        pair.peer.send("NICK eva\r\n");
        EVENTUALLY(pair.party.bytes == "NICK eva\r\n"); // the byte that decided is there
        QVERIFY(pair.party.opened);
        QVERIFY(!pair.party.link->info().encrypted);
        QCOMPARE(pair.peer.receive(8), QByteArray("greeting"));
    }

    void detectSilence()
    {
        LinkOptions options;
        options.encryption = Encryption::Detect;
        options.openMsecs = 50;
        Pair pair(options);
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.isClosed(CloseReason::Timeout) && !pair.party.opened);
        QCOMPARE(pair.peer.receiveAll(), QByteArray());
    }

    void detectAnEndAndAReset()
    {
        LinkOptions options;
        options.encryption = Encryption::Detect;
        Pair ended(options);
        ended.peer.close();
        EVENTUALLY(ended.party.isClosed(CloseReason::PeerClosed));
        Pair reset(options);
        someTurns();
        reset.peer.reset();
        EVENTUALLY(reset.party.isClosed(CloseReason::NetworkError));
        QVERIFY(!ended.party.opened && !reset.party.opened);
    }

    void traced()
    {
        Trace trace;
        LinkOptions options;
        options.trace = &trace;
        Pair pair(options);
        pair.party.write("out");
        EVENTUALLY(pair.party.opened);
        pair.peer.send("in");
        EVENTUALLY(pair.party.bytes == "in");
        pair.party.close();
        EVENTUALLY(pair.party.closed);
        const QString id = QString::number(pair.party.link->info().id);
        const QStringList expected{QStringLiteral("%1 > out").arg(id), QStringLiteral("%1 < in").arg(id),
                                   QStringLiteral("closed %1 LocalClose").arg(id)};
        QCOMPARE(trace.lines.size(), 4);
        QVERIFY(trace.lines[0].startsWith(QStringLiteral("opened %1 ").arg(id)));
        QCOMPARE(trace.lines.mid(1), expected);
    }

    void deletionIsTracedToo()
    {
        Trace trace;
        LinkOptions options;
        options.trace = &trace;
        Pair pair(options);
        EVENTUALLY(pair.party.opened);
        pair.party.link.reset();
        QCOMPARE(trace.lines.size(), 2);
        QVERIFY(trace.lines[1].startsWith(QStringLiteral("closed")));
    }

    void livesOnALoop()
    {
        auto [peer, mine] = connectedPair();
        std::atomic<bool> done{false};
        {
            std::unique_ptr<LinkParty> party; // made, used and deleted on the loop
            Loop loop(QStringLiteral("link"));
            loop.post([&, descriptor = mine.takeDescriptor()] {
                party = std::make_unique<LinkParty>(adoptLink(descriptor, {}));
                party->whenBytes = [&](QByteArrayView bytes) { party->write(bytes.toByteArray().toUpper()); };
                party->start();
            });
            QCOMPARE(peer.send("auf eigenem faden"), 17);
            QCOMPARE(peer.receive(17), QByteArray("AUF EIGENEM FADEN"));
            loop.post([&] {
                party.reset();
                done = true;
            });
        }
        QVERIFY(done);
    }

    void noDescriptorIsLost()
    {
        const auto count = [] {
            return QDir(QStringLiteral("/proc/self/fd"))
                .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
                .size();
        };
        { // what Qt opens once for itself
            Pair pair;
            EVENTUALLY(pair.party.opened);
        }
        const qsizetype before = count();
        for (int i = 0; i < 20; ++i) {
            RawListener listener;
            LinkParty dialler(dialLink(QStringLiteral("127.0.0.1"), listener.port(), {}));
            dialler.start();
            EVENTUALLY(dialler.opened);
            dialler.close();
            EVENTUALLY(dialler.closed);
        }
        EVENTUALLY(count() <= before);
    }
};

PLAUSCH_TEST_MAIN(TestQtLink)
#include "tst_qtlink.moc"
