#include "support/rawpair.h"
#include "support/testmain.h"

using namespace plausch::io;
using namespace plausch::test;

/// Dialling, and telling TLS from plain by the first byte; the rest is in tst_link*.
class TestQtLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
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
        LinkOptions options;
        options.openMsecs = 2'000;
        LinkParty dialler(dialLink(QStringLiteral("no-such-host.invalid"), 1, options));
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

    void deletedWhileDialling()
    {
        LinkParty dialling(dialLink(QStringLiteral("192.0.2.1"), 9, {}));
        dialling.start();
        QCoreApplication::processEvents();
        dialling.link.reset();
        someTurns();
        QVERIFY(!dialling.closed);
    }

    void detectPlain()
    {
        LinkOptions options;
        options.encryption = Encryption::Detect;
        RawPair pair(options, LinkKind::Qt);
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
        RawPair pair(options, LinkKind::Qt);
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.isClosed(CloseReason::Timeout) && !pair.party.opened);
        QCOMPARE(pair.peer.receiveAll(), QByteArray());
    }

    void detectAnEndAndAReset()
    {
        LinkOptions options;
        options.encryption = Encryption::Detect;
        RawPair ended(options, LinkKind::Qt);
        ended.peer.close();
        EVENTUALLY(ended.party.isClosed(CloseReason::PeerClosed));
        RawPair reset(options, LinkKind::Qt);
        someTurns();
        reset.peer.reset();
        EVENTUALLY(reset.party.isClosed(CloseReason::NetworkError));
        QVERIFY(!ended.party.opened && !reset.party.opened);
    }

    void noDescriptorIsLost()
    {
        const auto count = [] {
            return QDir(QStringLiteral("/proc/self/fd"))
                .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
                .size();
        };
        { // what Qt opens once for itself
            RawPair pair({}, LinkKind::Qt);
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
