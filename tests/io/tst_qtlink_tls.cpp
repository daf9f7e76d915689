#include "support/testmain.h"
#include "support/tlspair.h"

#include <QSslCipher>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <cstdio>

using namespace plausch::io;
using namespace plausch::test;

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
        TlsPair pair(anna(), bert());
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
        TlsPair pair(guest, bert());
        EVENTUALLY(pair.bothOpen());
        QVERIFY(pair.acceptor->link->info().peerFingerprint.isEmpty());
        QCOMPARE(pair.dialler.link->info().peerFingerprint, m_bertKey);
    }

    void oneDoorForBoth()
    {
        TlsPair secret(anna(), bert(Encryption::Detect));
        EVENTUALLY(secret.bothOpen());
        QVERIFY(secret.acceptor->link->info().encrypted);
        QCOMPARE(secret.acceptor->link->info().peerFingerprint, m_annaKey);
        TlsPair open(anna(Encryption::Plain), bert(Encryption::Detect));
        open.dialler.write("NICK eva\r\n");
        EVENTUALLY(open.acceptor->bytes == "NICK eva\r\n");
        QVERIFY(!open.acceptor->link->info().encrypted);
    }

    void writtenBeforeItOpened()
    {
        LinkOptions client = anna();
        client.tls.expectedPeer = m_bertKey;
        TlsPair pair(client, bert(Encryption::Detect));
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
        TlsPair pair(client, bert());
        pair.dialler.write("for bert only");
        EVENTUALLY(pair.bothClosed());
        QVERIFY(pair.dialler.isClosed(CloseReason::IdentityMismatch));
        QCOMPARE(pair.dialler.detail, QString::fromLatin1(m_bertKey.toHex()));
        QVERIFY(!pair.dialler.opened);
        QCOMPARE(pair.acceptor->bytes, QByteArray()); // all that the impostor decrypted
        QVERIFY(pair.keptTheirPromises());
    }

    /// https://www.rfc-editor.org/rfc/rfc9525 section 6: the name that was asked for has to be in the certificate.
    void authorities_data()
    {
        const TestIdentity server = makeIdentity("127.0.0.1"); // its own authority, where it is one
        const TestIdentity elsewhere = makeIdentity("elsewhere.test");
        const QByteArray key = publicKeyFingerprint(server.certificate);
        const QByteArray otherKey = publicKeyFingerprint(elsewhere.certificate);
        QTest::addColumn<TestIdentity>("server");
        QTest::addColumn<QSslCertificate>("authority");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<std::optional<CloseReason>>("closed");
        const auto add = [](const char *name, const TestIdentity &shown, const QSslCertificate &authority,
                            const QByteArray &expected, std::optional<CloseReason> closed) {
            QTest::newRow(name) << shown << authority << expected << closed;
        };
        add("an authority vouches", server, server.certificate, {}, std::nullopt);
        add("an authority outweighs an old key", server, server.certificate, otherKey, std::nullopt);
        add("for another name", elsewhere, elsewhere.certificate, {}, CloseReason::UntrustedPeer);
        add("no authority, no key", server, elsewhere.certificate, {}, CloseReason::UntrustedPeer);
        add("the known key", server, elsewhere.certificate, key, std::nullopt);
        add("the known key for another name", elsewhere, elsewhere.certificate, otherKey, std::nullopt);
        add("another key", server, elsewhere.certificate, otherKey, CloseReason::IdentityMismatch);
        add("the system's authorities", server, QSslCertificate(), {}, CloseReason::UntrustedPeer);
    }
    void authorities()
    {
        QFETCH(TestIdentity, server);
        QFETCH(QSslCertificate, authority);
        QFETCH(QByteArray, expected);
        QFETCH(std::optional<CloseReason>, closed);
        LinkOptions client;
        client.encryption = Encryption::Tls;
        client.tls.trust = Trust::Authorities;
        client.tls.authorities = authority.isNull() ? QList<QSslCertificate>() : QList<QSslCertificate>{authority};
        client.tls.expectedPeer = expected;
        TlsPair pair(client, optionsOf(server, Encryption::Tls));
        pair.dialler.write("PASS geheim");
        if (!closed) {
            EVENTUALLY(pair.acceptor->bytes == "PASS geheim");
            return;
        }
        EVENTUALLY(pair.bothClosed());
        QVERIFY(!pair.dialler.opened);
        QCOMPARE(pair.dialler.closed, closed);
        const QByteArray offered = publicKeyFingerprint(server.certificate).toHex();
        QCOMPARE(pair.dialler.detail, QString::fromLatin1(offered));
        QCOMPARE(pair.acceptor->bytes, QByteArray()); // all that it decrypted
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
        TlsPair dialled(client, anna());
        dialled.dialler.write("to myself");
        EVENTUALLY(dialled.dialler.isClosed(CloseReason::OwnIdentity));
        EVENTUALLY(dialled.acceptor->closed);
        QCOMPARE(dialled.acceptor->bytes, QByteArray());

        LinkOptions server = anna(Encryption::Detect);
        server.tls.ownFingerprint = m_annaKey;
        TlsPair accepted(anna(), server);
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
        TlsPair pair(anna(), bare);
        EVENTUALLY(pair.bothClosed());
        QVERIFY(pair.dialler.isClosed(CloseReason::TlsError));
    }
};

PLAUSCH_TEST_MAIN(TestQtLinkTls)
#include "tst_qtlink_tls.moc"
