// What people type as an address, and what it is not.
#include "chat/address.h"
#include "support/testmain.h"

using namespace plausch::chat;

class TestAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("formatted");
        const auto row = [](const char *text, const char *host, int port, const char *formatted) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(host) << port
                                << QString::fromUtf8(formatted);
        };
        row("anna.local", "anna.local", 50001, "anna.local:50001");
        row("  anna:7\t", "anna", 7, "anna:7");
        row("lab_pc-3", "lab_pc-3", 50001, "lab_pc-3:50001");
        row("10.0.0.7", "10.0.0.7", 50001, "10.0.0.7:50001");
        row("10.0.0.7:65535", "10.0.0.7", 65535, "10.0.0.7:65535");
        row("::1", "::1", 50001, "[::1]:50001");
        row("fe80::1%eth0", "fe80::1%eth0", 50001, "[fe80::1%eth0]:50001");
        row("2001:db8::7", "2001:db8::7", 50001, "[2001:db8::7]:50001");
        row("[::1]", "::1", 50001, "[::1]:50001");
        row("[2001:db8::7]:80", "2001:db8::7", 80, "[2001:db8::7]:80");
        row("::ffff:10.0.0.7", "::ffff:10.0.0.7", 50001, "[::ffff:10.0.0.7]:50001");
        row("büro.example", "büro.example", 50001, "büro.example:50001");
        row("3com.example:1", "3com.example", 1, "3com.example:1");
    }
    void good()
    {
        QFETCH(QString, text);
        QFETCH(QString, host);
        QFETCH(int, port);
        QFETCH(QString, formatted);
        const std::optional<Address> address = parseAddress(text, 50'001);
        QVERIFY(address);
        QCOMPARE(address->host, host);
        QCOMPARE(address->port, quint16(port));
        QCOMPARE(formatAddress(*address), formatted);
        QCOMPARE(parseAddress(formatted, 1), address); // and back again
    }

    void bad_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"",           "  ",          ":",          ":80",        "anna:",       "anna:0",
              "anna:65536", "anna:-1",     "anna:+7",    "anna: 7",    "anna:0x50",   "anna:99999999999999999999",
              "anna:7:8",   "an na",       "-anna",      "anna-",      "anna..local", "anna.local.",
              "10.0.0",     "10.0.0.256",  "10.0.0.07",  "10.0.0.7.8", "1",           "[10.0.0.7]",
              "[::1",       "::1]",        "[::1]80",    "[::1]:",     "[::1]:0",     "[]:80",
              "[anna]:80",  ":::1",        "irc://anna", "anna/room",  "anna@home",   "a\nb",
              "anna\x01",   "1.2.3.4.5:6", "[::1]:7:8",  "host:seven", "[[::1]]:7",   "%eth0"})
            QTest::newRow(text) << QString::fromUtf8(text);
        QTest::newRow("NUL") << QString(QLatin1String("an\0na", 5));
        QTest::newRow("long label") << QString(64, u'a');
        QTest::newRow("long name") << QStringLiteral("abcdefg.").repeated(32) + QStringLiteral("de");
        QTest::newRow("very long") << QString(1'000'000, u'a');
    }
    void bad()
    {
        QFETCH(QString, text);
        QCOMPARE(parseAddress(text, 50'001), std::nullopt);
    }

    void mappedAddressesArePlain()
    {
        const auto host = [](const char *text) { return hostText(QHostAddress(QString::fromLatin1(text))); };
        QCOMPARE(host("::ffff:10.0.0.7"), QStringLiteral("10.0.0.7"));
        QCOMPARE(host("10.0.0.7"), QStringLiteral("10.0.0.7"));
        QCOMPARE(host("::1"), QStringLiteral("::1"));
        QCOMPARE(host("::"), QStringLiteral("::"));
        QCOMPARE(host("fe80::1%eth0"), QStringLiteral("fe80::1%eth0"));
    }
};

PLAUSCH_TEST_MAIN(TestAddress)
#include "tst_address.moc"
