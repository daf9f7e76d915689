// TLS on an EpollPort: what it has beyond the manners that all links share (tst_link*).
#include "io/epolllink_p.h"
#include "io/tlsserver.h"
#include "support/certificates.h"
#include "support/rawpair.h"
#include "support/testmain.h"

#include <netinet/tcp.h>

#include <random>

using namespace plausch::io;
using namespace plausch::test;

namespace {

/// A link that waits for TLS, and a bare socket at its other end.
struct BarePair
{
    explicit BarePair(LinkOptions options = {}) : BarePair(options, connectedPair()) { }
    BarePair(LinkOptions options, std::pair<RawSocket, RawSocket> sockets)
        : peer(std::move(sockets.first)), party(maker.adopt(std::move(sockets.second), options))
    {
        party.start();
    }

    LinkMaker maker{LinkKind::EpollTls};
    RawSocket peer;
    LinkParty party;
};

/// The same with a client of TLS that has shaken hands.
struct TlsPair : BarePair
{
    explicit TlsPair(const TlsClientOptions &client = {}, const LinkOptions &options = {})
        : BarePair(options), tls(peer.descriptor(), client)
    {
        auto shaken = onThread([this] { return tls.shake(); });
        EVENTUALLY(isDone(shaken));
        EVENTUALLY(party.opened || party.closed);
    }

    TlsClient tls;
};

/// Many links of one port whose peers speak TLS.
struct Crowd
{
    explicit Crowd(int size, LinkKind kind = LinkKind::EpollTls) : maker(kind)
    {
        for (int i = 0; i < size; ++i) {
            auto [peer, mine] = connectedPair();
            peers.push_back(std::make_unique<RawPeer>(std::move(peer), RawPeer::Speech::Tls));
            parties.push_back(std::make_unique<LinkParty>(maker.adopt(std::move(mine))));
            parties.back()->start();
        }
    }
    bool isUp() const
    {
        return std::all_of(parties.begin(), parties.end(), [](const auto &party) { return party->opened; });
    }

    LinkMaker maker;
    std::vector<std::unique_ptr<RawPeer>> peers;
    std::vector<std::unique_ptr<LinkParty>> parties;
};

/// The bytes with which a client begins, taken from one.
QByteArray clientHello()
{
    auto [mine, other] = connectedPair();
    auto hello = onThread([&other = other] {
        const QByteArray head = other.receive(5); // RFC 8446 section 5.1
        return head + other.receive(uchar(head[3]) << 8 | uchar(head[4]));
    });
    auto begun = onThread([&mine = mine] {
        TlsClient client(mine.descriptor());
        return client.shake();
    });
    const QByteArray bytes = hello.get();
    other.close();
    begun.wait();
    return bytes;
}

/// include/uapi/linux/tcp.h: what the C library's tcp_info lacks
struct TcpNumbers
{
    tcp_info known;
    std::array<quint64, 3> ratesAndAcked;
    quint64 bytesReceived;
    std::array<quint32, 5> segmentsAndTimes;
    quint32 dataSegmentsOut;
};

TcpNumbers numbersOf(int descriptor)
{
    TcpNumbers numbers{};
    socklen_t size = sizeof numbers;
    ::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &numbers, &size);
    return numbers;
}

} // namespace

class TestEpollTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatItSpeaks_data()
    {
        QTest::addColumn<TlsVersion>("version");
        QTest::addColumn<QString>("begin");
        QTest::newRow("1.3") << TlsVersion::Any << QStringLiteral("TLSv1.3 TLS_");
        QTest::newRow("1.2") << TlsVersion::Tls12 << QStringLiteral("TLSv1.2 ECDHE-");
    }
    void saysWhatItSpeaks()
    {
        QFETCH(TlsVersion, version);
        QFETCH(QString, begin);
        TlsPair pair({version, {}});
        QVERIFY(pair.party.opened && pair.tls.isOpen());
        const LinkInfo info = pair.party.link->info();
        QVERIFY(info.encrypted);
        QVERIFY2(info.cipher.startsWith(begin), qPrintable(info.cipher));
        QCOMPARE(pair.tls.keyFingerprint(), tlsServerForTests()->keyFingerprint());
        pair.party.write("hello");
        auto heard = onThread([&] { return pair.tls.receive(5); });
        EVENTUALLY(isDone(heard));
        QCOMPARE(heard.get(), QByteArray("hello"));
        QVERIFY(!pair.tls.gotTicket());
    }

    void olderThanTls12IsRefused()
    {
        TlsPair pair({TlsVersion::Tls11, {}});
        QVERIFY(!pair.tls.isOpen());
        QVERIFY2(pair.tls.alert().contains("alert protocol version"), pair.tls.alert());
        EVENTUALLY(pair.party.isClosed(CloseReason::TlsError));
        QVERIFY2(pair.party.detail.contains(QStringLiteral("unsupported protocol")), qPrintable(pair.party.detail));
        QVERIFY(!pair.party.opened && pair.party.keptItsPromises());
    }

    /// Self-signed and of any kind: the key says who it is.
    void theClientsKeyIsKnown()
    {
        const QByteArray pem = newSelfSigned();
        TlsPair pair({TlsVersion::Any, pem});
        QVERIFY(pair.party.opened);
        QCOMPARE(pair.party.link->info().peerFingerprint, publicKeyFingerprint(QSslCertificate(pem)));
        TlsPair without;
        QVERIFY(without.party.opened);
        QCOMPARE(without.party.link->info().peerFingerprint, QByteArray());
    }

    void renegotiationIsRefusedAndTheLinkStays()
    {
        TlsPair pair({TlsVersion::Tls12, {}});
        QVERIFY(pair.party.opened);
        auto allowed = onThread([&] { return pair.tls.renegotiate(); });
        EVENTUALLY(isDone(allowed));
        QVERIFY(!allowed.get());
        QVERIFY2(pair.tls.alert().contains("no renegotiation"), pair.tls.alert());
        QVERIFY(pair.party.bytes.isEmpty());
    }

    void newKeysInTheMiddle()
    {
        TlsPair pair;
        pair.party.whenBytes = [&](QByteArrayView bytes) { pair.party.write(bytes.toByteArray().toUpper()); };
        auto answers = onThread([&] {
            QByteArray all;
            for (int i = 0; i < 5; ++i) {
                pair.tls.updateKeys();
                pair.tls.send("abc");
                all += pair.tls.receive(3);
            }
            return all;
        });
        EVENTUALLY(isDone(answers));
        QCOMPARE(answers.get(), QByteArray("ABC").repeated(5));
    }

    /// Each has to be answered (RFC 8446 section 4.6.3).
    void whoAsksForNewKeysAndNeverReadsIsClosed()
    {
        auto sockets = connectedPair();
        sockets.first.setBuffer(SO_RCVBUF, 4'096);
        sockets.second.setBuffer(SO_SNDBUF, 4'096);
        BarePair pair({}, std::move(sockets));
        TlsClient tls(pair.peer.descriptor());
        auto asked = onThread([&] {
            int count = tls.shake() ? 0 : 1'000'000;
            while (count < 1'000'000 && tls.updateKeys())
                ++count;
            return count;
        });
        EVENTUALLY(pair.party.closed);
        QVERIFY(pair.party.isClosed(CloseReason::WriteLimit));
        EVENTUALLY(isDone(asked));
        QVERIFY(pair.party.keptItsPromises());
    }

    void plainlySpokenIsAnsweredSoAndClosed()
    {
        BarePair pair;
        pair.peer.send("NICK anna\r\nUSER u 0 * :U\r\n");
        auto heard = onThread([&] { return pair.peer.receiveAll(); });
        EVENTUALLY(isDone(heard));
        QCOMPARE(heard.get(), QByteArray("plainly said"));
        QCOMPARE(pair.peer.error(), 0);
        EVENTUALLY(pair.party.isClosed(CloseReason::TlsError));
        QCOMPARE(pair.party.detail, QStringLiteral("the first byte is not one of TLS"));
        QVERIFY(!pair.party.opened && pair.party.keptItsPromises());
    }

    void garbageInTheHandshake()
    {
        std::mt19937 random(7);
        const QByteArray hello = clientHello();
        for (int round = 0; round < 100; ++round) {
            QByteArray bytes = hello;
            const int changes = 1 + static_cast<int>(random() % 8);
            for (int i = 0; i < changes; ++i)
                bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] =
                    static_cast<char>(random());
            bytes[0] = 0x16;
            BarePair pair;
            pair.peer.send(bytes);
            pair.peer.shutdownWriting();
            EVENTUALLY(pair.party.closed);
            QVERIFY(!pair.party.opened && pair.party.keptItsPromises());
        }
    }

    void garbageAfterTheHandshake()
    {
        TlsPair pair;
        QVERIFY(pair.party.opened);
        pair.peer.send(QByteArray::fromHex("1703030020") + QByteArray(32, 'x'));
        EVENTUALLY(pair.party.isClosed(CloseReason::TlsError));
        QVERIFY2(pair.party.detail.contains(QStringLiteral("bad record mac")), qPrintable(pair.party.detail));
        QCOMPARE(pair.party.bytes, QByteArray());
        auto heard = onThread([&] {
            pair.tls.receive(1);
            return pair.tls.alert();
        });
        EVENTUALLY(isDone(heard));
        QVERIFY(heard.get().contains("bad record mac"));
    }

    void halfAHandshake_data()
    {
        QTest::addColumn<int>("bytes");
        for (const int bytes : {0, 1, 4, 5, 6, 50})
            QTest::addRow("%d bytes", bytes) << bytes;
    }
    void halfAHandshake()
    {
        QFETCH(int, bytes);
        const QByteArray hello = clientHello();
        LinkOptions options;
        options.openMsecs = 200;
        BarePair silent(options);
        silent.peer.send(hello.left(bytes));
        EVENTUALLY(silent.party.isClosed(CloseReason::Timeout));
        BarePair gone;
        gone.peer.send(hello.left(bytes));
        gone.peer.close();
        EVENTUALLY(gone.party.isClosed(CloseReason::PeerClosed));
        QVERIFY(!gone.party.opened && gone.party.keptItsPromises());
    }

    /// The limit is for the whole, so a byte now and then does not help.
    void aHandshakeByteByByteThatDoesNotEnd()
    {
        LinkOptions options;
        options.openMsecs = 300;
        BarePair pair(options);
        pair.peer.setNoDelay();
        const QByteArray hello = clientHello();
        for (qsizetype i = 0; !pair.party.closed; ++i) {
            if (i < hello.size() - 1)
                pair.peer.send(hello.mid(i, 1));
            QTest::qWait(1);
        }
        QVERIFY(pair.party.isClosed(CloseReason::Timeout));
    }

    void theLimitEndsWithTheHandshake()
    {
        LinkOptions options;
        options.openMsecs = 150;
        TlsPair pair({}, options);
        QVERIFY(pair.party.opened);
        QElapsedTimer clock;
        clock.start();
        EVENTUALLY(clock.elapsed() > 400);
        QVERIFY(!pair.party.closed);
    }

    void recordsOfOneByte()
    {
        const QByteArray all = pattern(20'000);
        LinkOptions options;
        options.readBudget = 4'000;
        TlsPair pair({}, options);
        auto sent = onThread([&] { return pair.tls.send(all, 1); });
        EVENTUALLY(pair.party.bytes.size() == all.size());
        QCOMPARE(sent.get(), all.size());
        QVERIFY(pair.party.bytes == all);
        QVERIFY2(pair.party.mostInTurn < 1'000,
                 qPrintable(QString::number(pair.party.mostInTurn))); // what comes counts
    }

    void recordsInAnyCut()
    {
        BarePair pair;
        auto [near, far] = connectedPair(); // the client speaks into it, and what it says goes on in pieces
        TlsClient tls(near.descriptor());
        auto said = onThread([&] {
            const bool shaken = tls.shake();
            return shaken ? tls.send(pattern(100'000)) : 0;
        });
        auto back = onThread([&, to = far.descriptor()] {
            char piece[1'000];
            for (ssize_t count; (count = ::recv(pair.peer.descriptor(), piece, sizeof piece, 0)) > 0;)
                ::send(to, piece, static_cast<size_t>(count), MSG_NOSIGNAL);
        });
        auto forth = onThread([&, from = far.descriptor()] {
            std::mt19937 random(3);
            char piece[5'000];
            for (;;) {
                const ssize_t count = ::recv(from, piece, 1 + random() % sizeof piece, 0);
                if (count <= 0)
                    return;
                ::send(pair.peer.descriptor(), piece, static_cast<size_t>(count), MSG_NOSIGNAL);
            }
        });
        EVENTUALLY(pair.party.bytes.size() == 100'000);
        QVERIFY(pair.party.bytes == pattern(100'000));
        QCOMPARE(said.get(), 100'000);
        near.shutdownWriting();
        EVENTUALLY(isDone(forth));
        pair.party.link.reset();
        EVENTUALLY(isDone(back));
    }

    void whatATurnWritesIsOneSegment()
    {
        auto sockets = connectedPair();
        const RawSocket twin(::dup(sockets.second.descriptor()));
        BarePair pair({}, std::move(sockets));
        TlsClient tls(pair.peer.descriptor());
        auto shaken = onThread([&] { return tls.shake(); });
        EVENTUALLY(isDone(shaken) && pair.party.opened);
        pair.party.whenBytes = [&](QByteArrayView) {
            for (int i = 0; i < 16; ++i)
                pair.party.write(QByteArray(100, 'x'));
        };
        const quint32 before = numbersOf(twin.descriptor()).dataSegmentsOut;
        auto received = onThread([&] {
            tls.send("?");
            return tls.receive(1'600).size();
        });
        EVENTUALLY(isDone(received));
        QCOMPARE(received.get(), 1'600);
        QCOMPARE(numbersOf(twin.descriptor()).dataSegmentsOut - before, 1u);
    }

    /// RFC 8446 section 5.2: five bytes before a record, its type and sixteen of a tag in it.
    void muchAfterALineIsOneRecord()
    {
        TlsPair pair;
        QVERIFY(pair.party.opened);
        quint64 before = numbersOf(pair.peer.descriptor()).bytesReceived;
        for (const int size : {100, 768, 769, 16'384, 100}) {
            pair.party.write(QByteArray(size, 'x'));
            auto heard = onThread([&] { return pair.tls.receive(size).size(); });
            EVENTUALLY(isDone(heard));
            QCOMPARE(heard.get(), size);
            const quint64 after = numbersOf(pair.peer.descriptor()).bytesReceived;
            QCOMPARE(after - before, static_cast<quint64>(size) + 22);
            before = after;
        }
    }

    void aGoodbyeIsAnsweredWithOne()
    {
        TlsPair pair;
        pair.tls.sayGoodbye(); // and the socket stays
        EVENTUALLY(pair.party.isClosed(CloseReason::PeerClosed));
        auto heard = onThread([&] { return pair.tls.receive(1); });
        EVENTUALLY(isDone(heard));
        QCOMPARE(heard.get(), QByteArray());
        QCOMPARE(pair.tls.error(), 0);
    }

    void anEndWithoutAGoodbye()
    {
        TlsPair pair;
        QVERIFY(pair.party.opened);
        pair.peer.close();
        EVENTUALLY(pair.party.isClosed(CloseReason::PeerClosed));
        QVERIFY(pair.party.keptItsPromises());
    }

    void manyAtOnceAllOpen()
    {
        Crowd crowd(100); // more than shake hands in a turn
        EVENTUALLY(crowd.isUp());
        crowd.parties.clear();
    }

    /// A line a turn for many: what waits for the next line comes all the same, and before a goodbye.
    void aBusyRoomHearsAllInOrder_data()
    {
        QTest::addColumn<LinkKind>("kind");
        QTest::newRow("on this loop") << LinkKind::EpollTls;
        QTest::newRow("on other loops") << LinkKind::EpollFarTls;
    }
    void aBusyRoomHearsAllInOrder()
    {
        QFETCH(LinkKind, kind);
        Crowd room(140, kind); // 70 on each of two loops
        EVENTUALLY(room.isUp());
        QByteArray all;
        QTimer turns;
        QObject::connect(&turns, &QTimer::timeout, &turns, [&] {
            const QByteArray line = QByteArray::number(all.size()) + "\r\n";
            all += line;
            for (const auto &party : room.parties)
                party->write(line);
            if (all.size() < 200)
                return;
            turns.stop();
            room.parties.front()->link->close(CloseReason::LocalClose, {});
        });
        turns.start(0);
        EVENTUALLY(!turns.isActive());
        auto heard = onThread([&] {
            return std::all_of(room.peers.begin(), room.peers.end(),
                               [&](const auto &peer) { return peer->receive(all.size()) == all; })
                && room.peers.front()->receive(1).isEmpty() && room.peers.front()->error() == 0;
        });
        EVENTUALLY(isDone(heard));
        QVERIFY(heard.get());
    }

    void theServersFiles_data()
    {
        QTest::addColumn<QByteArray>("certificate");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("error");
        const QByteArray one = newSelfSigned();
        const QByteArray other = newSelfSigned();
        QTest::newRow("good") << one << one << QString();
        QTest::newRow("a chain") << one + other << one << QString();
        QTest::newRow("nothing") << QByteArray() << QByteArray() << QStringLiteral("certificate cannot be used");
        QTest::newRow("no key") << makeIdentity("a").certificatePem << makeIdentity("a").certificatePem
                                << QStringLiteral("key cannot be read");
        QTest::newRow("another's key") << one << other << QStringLiteral("does not belong");
        QTest::newRow("garbage") << QByteArray("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n") << one
                                 << QStringLiteral("certificate cannot be used");
        const QByteArray locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                                  "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhAAAAAAAAAAAICCAAw\n"
                                  "-----END ENCRYPTED PRIVATE KEY-----\n";
        QTest::newRow("a key with a password") << one << locked << QStringLiteral("key cannot be read");
    }
    void theServersFiles()
    {
        QFETCH(QByteArray, certificate);
        QFETCH(QByteArray, key);
        QFETCH(QString, error);
        const TlsServer::Made made = TlsServer::make(certificate, key);
        QCOMPARE(made.error.isEmpty(), error.isEmpty());
        QVERIFY2(made.error.contains(error), qPrintable(made.error));
        QCOMPARE(made.server != nullptr, error.isEmpty());
        if (!made.server)
            return;
        const QSslCertificate shown(certificate);
        QCOMPARE(made.server->certificateFingerprint(), shown.digest(QCryptographicHash::Sha256));
        QCOMPARE(made.server->keyFingerprint(), publicKeyFingerprint(shown));
    }
};

PLAUSCH_TEST_MAIN(TestEpollTls)
#include "tst_epolltls.moc"
