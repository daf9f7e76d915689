#include "io/loop.h"
#include "io/trace.h"
#include "support/rawpair.h"
#include "support/testmain.h"

#include <fcntl.h>
#include <mutex>

using namespace plausch::io;
using namespace plausch::test;

namespace {

int option(const RawSocket &socket, int level, int name)
{
    int value = -1;
    socklen_t size = sizeof value;
    ::getsockopt(socket.descriptor(), level, name, &value, &size);
    return value;
}

/// Called on the link's loop, wherever that is.
struct Trace final : TraceSink
{
    QStringList lines() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }
    void onTraceOpened(const LinkInfo &info, const QString &threadName) override
    {
        add(QStringLiteral("opened %1 %2").arg(info.id).arg(threadName));
    }
    void onTraceBytes(quint64 link, bool outgoing, QByteArrayView bytes) override
    {
        add(QStringLiteral("%1 %2 %3").arg(link).arg(QLatin1Char(outgoing ? '>' : '<')).arg(QString::fromUtf8(bytes)));
    }
    void onTraceClosed(quint64 link, const QString &reason) override
    {
        add(QStringLiteral("closed %1 %2").arg(link).arg(reason));
    }

private:
    void add(const QString &line)
    {
        const std::lock_guard lock(m_mutex);
        m_lines << line;
    }

    mutable std::mutex m_mutex;
    QStringList m_lines;
};

} // namespace

/// What every link does, whatever carries it.
class TestLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { everyLinkKind(); }

    void opensInALaterTurnAndKnowsBothEnds()
    {
        RawPair pair;
        QVERIFY(!pair.party.opened);
        EVENTUALLY(pair.party.opened);
        const LinkInfo &info = pair.party.link->info();
        QVERIFY(info.id != 0);
        QCOMPARE(info.peerAddress, QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(info.localAddress, QHostAddress(QHostAddress::LocalHost));
        QVERIFY(info.peerPort != 0 && info.localPort != 0 && info.peerPort != info.localPort);
        const bool throughTls = isTls(kindUnderTest());
        QVERIFY(!info.outbound && info.peerFingerprint.isEmpty());
        QCOMPARE(info.encrypted, throughTls);
        QCOMPARE(!info.cipher.isEmpty(), throughTls);
        QVERIFY(pair.party.keptItsPromises());
    }

    void optionsOfTheDescriptor()
    {
        auto sockets = connectedPair();
        const RawSocket twin(::dup(sockets.second.descriptor())); // options belong to the socket, not the descriptor
        RawPair pair({}, std::move(sockets));
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
        RawPair pair;
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
        auto [peer, mine] = connectedPeer();
        LinkMaker maker;
        LinkParty party(maker.adopt(std::move(mine)));
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

    void noDescriptorOfASocket()
    {
        LinkMaker maker;
        LinkParty file(maker.adopt(::open("/dev/null", O_RDWR), {}));
        file.start();
        QVERIFY(!file.closed);
        EVENTUALLY(file.closed);
        QVERIFY(file.isClosed(CloseReason::NetworkError) && !file.opened && !file.detail.isEmpty());
        LinkParty nothing(maker.adopt(-1, {}));
        nothing.start();
        EVENTUALLY(nothing.isClosed(CloseReason::NetworkError));
    }

    void deletedIsSilentAndClosed()
    {
        RawPair pair;
        EVENTUALLY(pair.party.opened);
        pair.party.write("never flushed");
        pair.party.link.reset();
        QCOMPARE(pair.peer.receiveAll(), QByteArray());
        someTurns();
        QVERIFY(!pair.party.closed);
    }

    void deletedAtAnyMoment()
    {
        auto [peer, mine] = connectedPeer();
        LinkMaker maker;
        {
            LinkParty unstarted(maker.adopt(std::move(mine)));
        }
        QCOMPARE(peer.receiveAll(), QByteArray()); // the descriptor is not lost
        {
            auto [other, opening] = connectedPeer();
            LinkParty party(maker.adopt(std::move(opening)));
            party.start();
        }
        RawPair closing;
        EVENTUALLY(closing.party.opened);
        closing.party.close();
        closing.party.link.reset();
        someTurns();
        QVERIFY(!closing.party.closed);
    }

    void traced()
    {
        Trace trace;
        LinkOptions options;
        options.trace = &trace;
        RawPair pair(options);
        pair.party.write("out");
        EVENTUALLY(pair.party.opened);
        pair.peer.send("in");
        EVENTUALLY(pair.party.bytes == "in");
        pair.party.close();
        EVENTUALLY(pair.party.closed);
        const QString id = QString::number(pair.party.link->info().id);
        const QStringList expected{QStringLiteral("%1 > out").arg(id), QStringLiteral("%1 < in").arg(id),
                                   QStringLiteral("closed %1 LocalClose").arg(id)};
        QCOMPARE(trace.lines().size(), 4);
        QVERIFY(trace.lines()[0].startsWith(QStringLiteral("opened %1 ").arg(id)));
        QCOMPARE(trace.lines().mid(1), expected);
    }

    void deletionIsTracedToo()
    {
        Trace trace;
        LinkOptions options;
        options.trace = &trace;
        RawPair pair(options);
        EVENTUALLY(pair.party.opened);
        pair.party.link.reset();
        EVENTUALLY(trace.lines().size() == 2); // at once where the link is on this loop
        QVERIFY(trace.lines()[1].startsWith(QStringLiteral("closed")));
    }

    void livesOnALoop()
    {
        auto [peer, mine] = connectedPeer();
        std::atomic<bool> done{false};
        {
            std::unique_ptr<LinkMaker> maker; // made, used and deleted on the loop
            std::unique_ptr<LinkParty> party;
            Loop loop(QStringLiteral("link"));
            loop.post([&, kind = kindUnderTest(), descriptor = mine.takeDescriptor()] {
                maker = std::make_unique<LinkMaker>(kind);
                party = std::make_unique<LinkParty>(maker->adopt(descriptor, {}));
                party->whenBytes = [&](QByteArrayView bytes) { party->write(bytes.toByteArray().toUpper()); };
                party->start();
            });
            QCOMPARE(peer.send("auf eigenem faden"), 17);
            QCOMPARE(peer.receive(17), QByteArray("AUF EIGENEM FADEN"));
            loop.post([&] {
                party.reset();
                maker.reset();
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
            RawPair pair;
            EVENTUALLY(pair.party.opened);
        }
        const qsizetype before = count();
        for (int i = 0; i < 6; ++i) {
            RawPair pair;
            EVENTUALLY(pair.party.opened);
            if (i % 2)
                pair.party.reset();
            else
                pair.party.close();
            EVENTUALLY(pair.party.closed);
        }
        EVENTUALLY(count() <= before);
    }
};

PLAUSCH_TEST_MAIN(TestLink)
#include "tst_link.moc"
