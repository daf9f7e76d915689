#include "io/qtlink.h"
#include "support/certificates.h"
#include "support/eventually.h"
#include "support/linkparty.h"
#include "support/rawsocket.h"
#include "support/testmain.h"

#include <QSslCipher>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <cstdio>

using namespace plausch::io;
using namespace plausch::test;

namespace {

constexpr qint64 Mega = 1024 * 1024;

QByteArray pattern(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i % 251);
    return bytes;
}

LinkOptions optionsOf(const TestIdentity &identity, Encryption encryption)
{
    LinkOptions options;
    options.encryption = encryption;
    options.tls.certificate = identity.certificate;
    options.tls.key = identity.key;
    return options;
}

/// A dialled and an accepted link, joined by a descriptor that a raw listener hands over.
struct Pair
{
    Pair(const LinkOptions &client, const LinkOptions &server)
        : dialler(dialLink(QStringLiteral("127.0.0.1"), listener.port(), client))
    {
        dialler.start();
        auto accepted = onThread([this] { return listener.accept().takeDescriptor(); });
        while (!isDone(accepted))
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        acceptor.emplace(adoptLink(accepted.get(), server));
        acceptor->start();
    }
    bool bothOpen() const { return dialler.opened && acceptor->opened; }
    bool bothClosed() const { return dialler.closed && acceptor->closed; }
    bool keptTheirPromises() const { return dialler.keptItsPromises() && acceptor->keptItsPromises(); }

    RawListener listener;
    LinkParty dialler;
    std::optional<LinkParty> acceptor;
};

} // namespace

class TestQtLinkTls : public QObject
{
    Q_OBJECT

    TestIdentity m_anna = makeIdentity("anna");
    TestIdentity m_bert = makeIdentity("bert");
    QByteArray m_annaKey = publicKeyFingerprint(m_anna.certificate);
    QByteArray m_bertKey = publicKeyFingerprint(m_bert.certificate);

    LinkOptions anna(Encryption encryption = Encryption::Tls) const { return optionsOf(m_anna, encryption); }
    LinkOptions bert(Encryption encryption = Encryption::Tls) const { return optionsOf(m_bert, encryption); }

    static void compareWithOpenssl(const TestIdentity &identity)
    {
        if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
            QSKIP("openssl is not installed");
        QTemporaryFile file;
        QVERIFY(file.open() && file.write(identity.certificatePem) > 0 && file.flush());
        const QByteArray command = "openssl x509 -pubkey -noout -in " + file.fileName().toLocal8Bit()
            + " | openssl pkey -pubin -outform der | sha256sum";
        std::FILE *pipe = ::popen(command.constData(), "r"); // QProcess forks, which the thread sanitizer forbids
        QVERIFY(pipe);
        QByteArray output(64, '\0');
        const std::size_t size = std::fread(output.data(), 1, 64, pipe);
        ::pclose(pipe);
        QCOMPARE(size, std::size_t(64));
        const QByteArray expected = QByteArray::fromHex(output);
        QCOMPARE(expected.size(), 32);
        QCOMPARE(publicKeyFingerprint(identity.certificate), expected);
    }

private Q_SLOTS:
    void theFingerprintIsOpenssls() { compareWithOpenssl(m_anna); }
    void theFingerprintOfAnEd25519Key() { compareWithOpenssl(makeEd25519Identity("eddy")); }
    void noCertificateNoFingerprint() { QCOMPARE(publicKeyFingerprint(QSslCertificate()), QByteArray()); }

    void bothSeeEachOther()
    {
        Pair pair(anna(), bert());
        EVENTUALLY(pair.bothOpen());
        const LinkInfo &ofAnna = pair.dialler.link->info();
        const LinkInfo &ofBert = pair.acceptor->link->info();
        QVERIFY(ofAnna.encrypted && ofBert.encrypted);
        QCOMPARE(ofAnna.peerFingerprint, m_bertKey);
        QCOMPARE(ofBert.peerFingerprint, m_annaKey);
        QVERIFY2(ofAnna.cipher.startsWith(QStringLiteral("TLSv1.3 TLS_")), qPrintable(ofAnna.cipher));
        QCOMPARE(ofBert.cipher, ofAnna.cipher);
        pair.dialler.write("hallo bert");
        pair.acceptor->write("hallo anna");
        EVENTUALLY(pair.acceptor->bytes == "hallo bert" && pair.dialler.bytes == "hallo anna");
        QVERIFY(pair.keptTheirPromises());
    }

    void neverOlderThanTls12()
    {
        QCOMPARE(clientConfiguration({}).protocol(), QSsl::TlsV1_2OrLater);
        QCOMPARE(serverConfiguration({}).protocol(), QSsl::TlsV1_2OrLater);
    }

    void nobodyAsksAnAuthority()
    {
        QVERIFY(clientConfiguration({}).caCertificates().isEmpty());
        QVERIFY(serverConfiguration({}).caCertificates().isEmpty());
    }

    void aGuestWithoutCertificate()
    {
        LinkOptions guest;
        guest.encryption = Encryption::Tls;
        Pair pair(guest, bert());
        EVENTUALLY(pair.bothOpen());
        QVERIFY(pair.acceptor->link->info().peerFingerprint.isEmpty());
        QCOMPARE(pair.dialler.link->info().peerFingerprint, m_bertKey);
    }

    void oneDoorForBoth()
    {
        Pair secret(anna(), bert(Encryption::Detect));
        EVENTUALLY(secret.bothOpen());
        QVERIFY(secret.acceptor->link->info().encrypted);
        QCOMPARE(secret.acceptor->link->info().peerFingerprint, m_annaKey);
        Pair open(anna(Encryption::Plain), bert(Encryption::Detect));
        open.dialler.write("NICK eva\r\n");
        EVENTUALLY(open.acceptor->bytes == "NICK eva\r\n");
        QVERIFY(!open.acceptor->link->info().encrypted);
    }

    void writtenBeforeItOpened()
    {
        LinkOptions client = anna();
        client.tls.expectedPeer = m_bertKey;
        Pair pair(client, bert(Encryption::Detect));
        pair.dialler.write("early "); // also the control of the next case
        pair.dialler.write("words");
        pair.acceptor->write("early answer");
        EVENTUALLY(pair.acceptor->bytes == "early words");
        EVENTUALLY(pair.dialler.bytes == "early answer");
    }

    void anotherKeyGetsNothing()
    {
        LinkOptions client = anna();
        client.tls.expectedPeer = publicKeyFingerprint(makeIdentity("bert").certificate); // the name is not the key
        Pair pair(client, bert());
        pair.dialler.write("for bert only");
        EVENTUALLY(pair.bothClosed());
        QVERIFY(pair.dialler.isClosed(CloseReason::IdentityMismatch));
        QCOMPARE(pair.dialler.detail, QString::fromLatin1(m_bertKey.toHex()));
        QVERIFY(!pair.dialler.opened);
        QCOMPARE(pair.acceptor->bytes, QByteArray()); // all that the impostor decrypted
        QVERIFY(pair.keptTheirPromises());
    }

    void noKeyAtAllIsAnotherKey()
    {
        LinkOptions client = anna();
        client.tls.expectedPeer = m_bertKey;
        client.tls.certificate.clear();
        RawListener listener;
        LinkParty dialler(dialLink(QStringLiteral("127.0.0.1"), listener.port(), client));
        dialler.write("for bert only");
        dialler.start();
        auto heard = onThread([&] {
            RawSocket peer = listener.accept();
            peer.send("220 no TLS here\r\n");
            return peer.receiveAll();
        });
        EVENTUALLY(dialler.closed);
        QVERIFY(dialler.isClosed(CloseReason::TlsError));
        QVERIFY(!heard.get().contains("for bert only"));
    }

    void ourselvesFromBothSides()
    {
        LinkOptions client = anna();
        client.tls.ownFingerprint = m_annaKey;
        Pair dialled(client, anna());
        dialled.dialler.write("to myself");
        EVENTUALLY(dialled.dialler.isClosed(CloseReason::OwnIdentity));
        EVENTUALLY(dialled.acceptor->closed);
        QCOMPARE(dialled.acceptor->bytes, QByteArray());

        LinkOptions server = anna(Encryption::Detect);
        server.tls.ownFingerprint = m_annaKey;
        Pair accepted(anna(), server);
        EVENTUALLY(accepted.acceptor->isClosed(CloseReason::OwnIdentity));
        EVENTUALLY(accepted.dialler.closed);
    }

    void badOpenings_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addRow("a TLS record of nonsense") << QByteArray::fromHex("1603010010") + "complete nonsense";
        QTest::addRow("0x16 and zeros") << QByteArray::fromHex("16") + QByteArray(500, '\0');
        QTest::addRow("0x16 and 0xff") << QByteArray::fromHex("16") + QByteArray(70'000, '\xff');
        QTest::addRow("a ClientHello of SSL 3")
            << QByteArray::fromHex("160300002d0100002903000000") + QByteArray(40, 'x');
    }
    void badOpenings()
    {
        QFETCH(QByteArray, bytes);
        auto [peer, mine] = connectedPair();
        LinkParty party(adoptLink(mine.takeDescriptor(), bert(Encryption::Detect)));
        party.start();
        peer.send(bytes);
        EVENTUALLY(party.closed);
        QVERIFY2(party.isClosed(CloseReason::TlsError), qPrintable(nameOf(*party.closed)));
        QVERIFY(!party.opened && party.bytes.isEmpty() && party.keptItsPromises());
    }

    void httpOnATlsPort()
    {
        auto [peer, mine] = connectedPair();
        LinkParty party(adoptLink(mine.takeDescriptor(), bert()));
        party.start();
        peer.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        EVENTUALLY(party.isClosed(CloseReason::TlsError));
        QVERIFY(!party.detail.isEmpty());
    }

    void stopsInTheMiddleOfTheHandshake()
    {
        LinkOptions options = bert(Encryption::Detect);
        options.openMsecs = 100;
        auto [peer, mine] = connectedPair();
        LinkParty party(adoptLink(mine.takeDescriptor(), options));
        party.start();
        peer.send(QByteArray::fromHex("160301020001")); // announces 512 bytes
        EVENTUALLY(party.isClosed(CloseReason::Timeout));
        QVERIFY(!party.opened && party.keptItsPromises());
    }

    void leavesInTheMiddleOfTheHandshake()
    {
        auto [peer, mine] = connectedPair();
        LinkParty party(adoptLink(mine.takeDescriptor(), bert()));
        party.start();
        peer.send(QByteArray::fromHex("160301020001"));
        peer.close();
        EVENTUALLY(party.closed);
        QVERIFY(!party.opened);
    }

    void dialsASilentPort()
    {
        LinkOptions options = anna();
        options.openMsecs = 100;
        RawListener silent;
        LinkParty dialler(dialLink(QStringLiteral("127.0.0.1"), silent.port(), options));
        dialler.start();
        EVENTUALLY(dialler.isClosed(CloseReason::Timeout));
    }

    void aServerWithoutCertificate()
    {
        LinkOptions bare;
        bare.encryption = Encryption::Tls;
        Pair pair(anna(), bare);
        EVENTUALLY(pair.bothClosed());
        QVERIFY(pair.dialler.isClosed(CloseReason::TlsError));
    }

    void muchBothWays()
    {
        const QByteArray all = pattern(8 * Mega);
        LinkOptions client = anna();
        LinkOptions server = bert();
        client.highMark = server.highMark = 16 * Mega;
        client.readBudget = server.readBudget = 20'000;
        Pair pair(client, server);
        pair.dialler.write(all);
        pair.acceptor->write(all);
        EVENTUALLY(pair.dialler.bytes.size() == all.size() && pair.acceptor->bytes.size() == all.size());
        QVERIFY(pair.dialler.bytes == all && pair.acceptor->bytes == all);
        QVERIFY(pair.dialler.mostInTurn <= 20'000);
        QVERIFY(pair.acceptor->mostInTurn <= 20'000);
        EVENTUALLY(pair.dialler.writables == 1 && pair.acceptor->writables == 1);
        QVERIFY(pair.keptTheirPromises());
    }

    void notReadingHoldsTheSenderBack()
    {
        LinkOptions client = anna();
        client.highMark = 64 * Mega;
        Pair pair(client, bert());
        EVENTUALLY(pair.bothOpen());
        pair.acceptor->link->setReading(false);
        const QByteArray all = pattern(48 * Mega);
        pair.dialler.write(all);
        qint64 queued = -1;
        QElapsedTimer still; // stuck: nothing has moved for half a second
        still.start();
        EVENTUALLY([&] {
            if (std::exchange(queued, pair.dialler.link->queuedBytes()) != queued)
                still.restart();
            return still.elapsed() > 500;
        }());
        QVERIFY2(queued > all.size() / 2, qPrintable(QString::number(queued)));
        QVERIFY(pair.acceptor->bytes.isEmpty());
        pair.acceptor->link->setReading(true);
        EVENTUALLY(pair.acceptor->bytes.size() == all.size());
        QVERIFY(pair.acceptor->bytes == all);
    }

    void aPeerThatNeverReads()
    {
        LinkOptions client = anna();
        client.highMark = 200'000;
        Pair pair(client, bert());
        EVENTUALLY(pair.bothOpen());
        pair.acceptor->link->setReading(false);
        for (int i = 0; i < 100'000 && !pair.dialler.closed; ++i) {
            pair.dialler.write(QByteArray(10'000, 'x'));
            QCoreApplication::processEvents();
        }
        QVERIFY(pair.dialler.isClosed(CloseReason::WriteLimit));
        QVERIFY(pair.keptTheirPromises());
    }

    void closeFlushes()
    {
        const QByteArray all = pattern(Mega);
        Pair pair(anna(), bert());
        EVENTUALLY(pair.bothOpen());
        pair.dialler.write(all);
        pair.dialler.close(CloseReason::ProtocolError);
        EVENTUALLY(pair.bothClosed());
        QVERIFY(pair.dialler.isClosed(CloseReason::ProtocolError));
        QVERIFY(pair.acceptor->isClosed(CloseReason::PeerClosed));
        QVERIFY(pair.acceptor->bytes == all);
        QVERIFY(pair.keptTheirPromises());
    }

    void theEndWaitsForWhoDoesNotRead()
    {
        const QByteArray all = pattern(20'000);
        Pair pair(anna(), bert());
        EVENTUALLY(pair.bothOpen());
        pair.acceptor->link->setReading(false);
        pair.dialler.write(all);
        pair.dialler.close();
        EVENTUALLY(pair.dialler.closed);
        for (int turn = 0; turn < 50; ++turn)
            QCoreApplication::processEvents();
        QVERIFY(!pair.acceptor->closed);
        pair.acceptor->link->setReading(true);
        EVENTUALLY(pair.acceptor->isClosed(CloseReason::PeerClosed));
        QVERIFY(pair.acceptor->bytes == all);
    }

    void closeGivesUp()
    {
        LinkOptions client = anna();
        client.highMark = 64 * Mega;
        client.closeMsecs = 100;
        Pair pair(client, bert());
        EVENTUALLY(pair.bothOpen());
        pair.acceptor->link->setReading(false);
        pair.dialler.write(QByteArray(48 * Mega, 'x'));
        pair.dialler.close();
        EVENTUALLY(pair.dialler.isClosed(CloseReason::LocalClose));
    }

    void resetFlushesAndEnds()
    {
        Pair pair(anna(), bert());
        EVENTUALLY(pair.bothOpen());
        pair.dialler.write("written first");
        pair.dialler.reset(CloseReason::ReadLimit);
        EVENTUALLY(pair.bothClosed());
        QVERIFY(pair.dialler.isClosed(CloseReason::ReadLimit));
        QCOMPARE(pair.acceptor->bytes, QByteArray("written first"));
        QVERIFY(pair.keptTheirPromises());
    }

    void closedInItsCallbacks()
    {
        Pair pair(anna(), bert());
        pair.acceptor->whenOpened = [&] { pair.acceptor->reset(); };
        EVENTUALLY(pair.bothClosed());
        Pair second(anna(), bert());
        second.acceptor->whenBytes = [&](QByteArrayView) { second.acceptor->close(); };
        EVENTUALLY(second.bothOpen());
        second.dialler.write(QByteArray(500'000, 'x'));
        EVENTUALLY(second.bothClosed());
        QVERIFY(pair.keptTheirPromises() && second.keptTheirPromises());
    }

    void deletedAtAnyMoment()
    {
        Pair shaking(anna(), bert());
        shaking.acceptor->link.reset();
        EVENTUALLY(shaking.dialler.closed);
        Pair open(anna(), bert());
        EVENTUALLY(open.bothOpen());
        open.dialler.write("x");
        open.dialler.link.reset();
        EVENTUALLY(open.acceptor->closed);
        QVERIFY(!open.dialler.closed);
    }
};

PLAUSCH_TEST_MAIN(TestQtLinkTls)
#include "tst_qtlink_tls.moc"
