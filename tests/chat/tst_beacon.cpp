// What is said on the network, and what is believed of what is heard there.
#include "chat/beacon.h"
#include "support/testmain.h"

#include <QRandomGenerator>

using namespace plausch::chat;

namespace {

const QByteArray Key(32, '\xab');
const QByteArray KeyHex = QByteArray("ab").repeated(32);

} // namespace

class TestBeacon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneIrcLine()
    {
        QCOMPARE(encodeBeacon({Key, 50'001, QStringLiteral("Anna Blume"), 0}),
                 ":" + KeyHex + " BEACON 1 50001 :Anna Blume\r\n");
        QCOMPARE(encodeBeacon({Key, 50'001, QStringLiteral("Anna"), 6667}),
                 "@server=6667 :" + KeyHex + " BEACON 1 50001 Anna\r\n");
        QCOMPARE(encodeBeacon({Key, 0, {}, 6667}), ":" + KeyHex + " BYE\r\n");
    }

    void comesBackAsItWas_data()
    {
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("serverPort");
        QTest::addColumn<bool>("serverTls");
        QTest::newRow("plain") << 50'001 << QStringLiteral("Anna") << 0 << false;
        QTest::newRow("no name") << 1 << QString() << 0 << false;
        QTest::newRow("blanks and a colon") << 65'535 << QStringLiteral(" :Anna  ") << 0 << false;
        QTest::newRow("not ASCII") << 7 << QStringLiteral("Änna 🙂") << 0 << false;
        QTest::newRow("goodbye") << 0 << QString() << 0 << false;
        QTest::newRow("hosts a server") << 50'001 << QStringLiteral("Anna B") << 65'535 << false;
        QTest::newRow("through TLS") << 50'001 << QStringLiteral("Anna B") << 6'697 << true;
    }
    void comesBackAsItWas()
    {
        QFETCH(int, port);
        QFETCH(QString, name);
        QFETCH(int, serverPort);
        QFETCH(bool, serverTls);
        const Beacon beacon{Key, quint16(port), name, quint16(serverPort), serverTls};
        QCOMPARE(parseBeacon(encodeBeacon(beacon)), std::optional(beacon));
    }

    void aNameIsMadeToFit()
    {
        const QByteArray longest = encodeBeacon({Key, 50'001, QStringLiteral("🙂").repeated(1'000), 65'535});
        QVERIFY(longest.size() <= MaxBeaconBytes);
        QCOMPARE(parseBeacon(longest)->name, QStringLiteral("🙂").repeated(MaxBeaconNameBytes / 4));
        const QByteArray controls = encodeBeacon({Key, 50'001, QStringLiteral("An\r\nna\x01") + QChar(0), 0});
        QCOMPARE(parseBeacon(controls)->name, QStringLiteral("Anna"));
    }

    void laterVersionsAreUnderstood()
    {
        QCOMPARE(parseBeacon(":" + KeyHex + " BEACON 2 7 Anna more :and more"),
                 std::optional(Beacon{Key, 7, QStringLiteral("Anna"), 0}));
        for (const QByteArray port : {"0", "65536", "-1", "x", ""}) // such a server cannot be dialled
            for (const QByteArray tag : {"server", "server-tls"})
                QCOMPARE(parseBeacon('@' + tag + '=' + port + " :" + KeyHex + " BEACON 1 7 Anna"),
                         std::optional(Beacon{Key, 7, QStringLiteral("Anna"), 0}));
        QVERIFY(parseBeacon("@tag=1 :" + KeyHex.toUpper() + " beacon 1 7 :Anna\n"));
    }

    void nothingElseIsABeacon_data()
    {
        QTest::addColumn<QByteArray>("datagram");
        const QByteArray start = ":" + KeyHex + " BEACON ";
        const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
        row("empty", "");
        row("line end", "\r\n");
        row("no source", "BEACON 1 7 :Anna");
        row("short key", ":abab BEACON 1 7 :Anna");
        row("key is no hex", ":" + QByteArray(64, 'x') + " BEACON 1 7 :Anna");
        row("half a digit", ":" + KeyHex + "a BEACON 1 7 :Anna");
        row("another command", ":" + KeyHex + " PRIVMSG 1 7 :Anna");
        row("no port", start + "1");
        row("port 0", start + "1 0 :Anna");
        row("port 65536", start + "1 65536 :Anna");
        row("port with a sign", start + "1 +7 :Anna");
        row("port in hex", start + "1 0x7 :Anna");
        row("version 0", start + "0 7 :Anna");
        row("version word", start + "one 7 :Anna");
        row("name is no UTF-8", start + "1 7 :\xc3(");
        row("surrogate", start + "1 7 :\xed\xa0\x80");
        row("control character", start + "1 7 :An\x1bna");
        row("NUL", start + "1 7 :An" + QByteArray(1, '\0') + "na");
        row("two lines", start + "1 7 :Anna\r\n" + start + "1 7 :Ben\r\n");
        row("name too long", start + "1 7 :" + QByteArray(MaxBeaconNameBytes + 1, 'a'));
        row("datagram too long", start + "1 7 Anna :" + QByteArray(500, 'a'));
        row("64 KB", QByteArray(65'507, ':'));
        row("HTTP", "GET / HTTP/1.1\r\n");
    }
    void nothingElseIsABeacon()
    {
        QFETCH(QByteArray, datagram);
        QCOMPARE(parseBeacon(datagram), std::nullopt);
    }

    /// Cut, spoilt and random datagrams: each is a beacon that can be written again, or nothing.
    void noiseIsNoCrash()
    {
        QRandomGenerator random(50'001);
        const QByteArray good = encodeBeacon({Key, 50'001, QStringLiteral("Änna 🙂"), 6667});
        for (int round = 0; round < 20'000; ++round) {
            QByteArray datagram = good;
            if (round % 3 == 0)
                datagram.truncate(int(random.bounded(quint32(good.size()))));
            for (quint32 i = random.bounded(4u); i > 0 && !datagram.isEmpty(); --i)
                datagram[int(random.bounded(quint32(datagram.size())))] = char(random.bounded(256));
            const std::optional<Beacon> beacon = parseBeacon(datagram);
            if (beacon)
                QCOMPARE(parseBeacon(encodeBeacon(*beacon)), beacon);
        }
    }
};

PLAUSCH_TEST_MAIN(TestBeacon)
#include "tst_beacon.moc"
