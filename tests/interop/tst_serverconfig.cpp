#include "app/serverconfig.h"
#include "support/testmain.h"

using namespace plausch;
using chat::ServiceKind;
using session::ConverterDialect;
using session::ConverterFraming;

class ServerConfigTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAll()
    {
        const auto result = parse("# lecture\r\n; too\n\n [converter] \ntcp = 0.0.0.0:50000\nudp=[::]:50000\n"
                                  "dialect=slide\nframing=line\n[textbook]\nudp=127.0.0.1:0");
        QCOMPARE(result.complaint, QString());
        const auto &services = result.config.services;
        QCOMPARE(services.size(), 3);
        QCOMPARE(services[0].kind, ServiceKind::ConverterTcp);
        QCOMPARE(services[0].address, QHostAddress(QHostAddress::AnyIPv4));
        QCOMPARE(services[0].port, quint16(50000));
        QCOMPARE(services[0].dialect, ConverterDialect::Slide);
        QCOMPARE(services[1].kind, ServiceKind::ConverterUdp);
        QCOMPARE(services[1].address, QHostAddress(QHostAddress::AnyIPv6));
        QCOMPARE(services[2].kind, ServiceKind::TextbookUdp);
        QCOMPARE(services[2].port, quint16(0));
    }

    void defaults()
    {
        const auto result = parse("[converter]\ntcp=127.0.0.1:50000\n");
        QCOMPARE(result.config.services.size(), 1);
        QCOMPARE(result.config.services[0].dialect, ConverterDialect::Repaired);
        QCOMPARE(result.config.services[0].framing, ConverterFraming::Line);
    }

    void lengthFraming()
    {
        const auto result = parse("[converter]\nframing=length\ntcp=127.0.0.1:50000\n");
        QCOMPARE(result.config.services.value(0).framing, ConverterFraming::Length);
    }

    void complains_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("names");
        const auto row = [](const char *name, const QByteArray &text, const char *start, const char *names) {
            QTest::newRow(name) << text << QString::fromLatin1(start) << QString::fromLatin1(names);
        };
        row("section", "\n[converters]\n", "f:2: ", "[converters]");
        row("section open", "[converter\n", "f:1: ", "[converter");
        row("section twice", "[textbook]\ntcp=127.0.0.1:1\n[textbook]\n", "f:3: ", "[textbook]");
        row("key", "[converter]\n\nport=50000\n", "f:3: ", "\"port\"");
        row("key of another section", "[textbook]\ndialect=slide\n", "f:2: ", "\"dialect\"");
        row("key twice", "[converter]\ntcp=127.0.0.1:1\ntcp=127.0.0.1:2\n", "f:3: ", "\"tcp\"");
        row("key before a section", "tcp=127.0.0.1:1\n", "f:1: ", "\"tcp\"");
        row("capital key", "[converter]\nTCP=127.0.0.1:1\n", "f:2: ", "\"TCP\"");
        row("no key", "[converter]\n=5\n", "f:2: ", "\"\"");
        row("no equals sign", "[converter]\ntcp\n", "f:2: ", "\"tcp\"");
        row("dialect", "[converter]\ntcp=127.0.0.1:1\ndialect=Slide\n", "f:3: ", "\"Slide\"");
        row("framing", "[converter]\nframing=frames\ntcp=127.0.0.1:1\n", "f:2: ", "\"frames\"");
        row("slide has no lengths", "[converter]\ndialect=slide\nframing=length\ntcp=127.0.0.1:1\n", "f:3: ", "slide");
        for (const char *value : {"", "50000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                                  "127.0.0.1:+1", "127.0.0.1:1x", "localhost:50000", ":50000", "::1:50000", "[::1]",
                                  "[127.0.0.1]:1", "256.0.0.1:1", "127.1:1", "127.0.0.1:0x10"})
            row(value, QByteArray("[converter]\ntcp=") + value + '\n', "f:2: ", "ADDRESS:PORT");
        row("empty", "", "f: ", "names no service");
        row("names nothing", "[converter]\ndialect=slide\n[textbook]\n", "f: ", "names no service");
        row("very long", "[converter]\n" + QByteArray(10'000, 'x') + "\n", "f:2: ", "...");
        row("not text", QByteArray("\xff\x00\x16[", 4), "f:1: ", "neither");
    }
    void complains()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, start);
        QFETCH(QString, names);
        const auto result = parse(text);
        QVERIFY2(result.complaint.startsWith(start), qPrintable(result.complaint));
        QVERIFY2(result.complaint.contains(names), qPrintable(result.complaint));
        QVERIFY(result.complaint.size() < 250);
        QVERIFY(result.config.services.isEmpty());
    }

    void filesThatCannotBeRead()
    {
        QVERIFY(app::readServerConfig(QStringLiteral("/nonexistent"), {}).complaint.startsWith(u"/nonexistent: "));
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("[converter]\ntcp=127.0.0.1:1\n" + QByteArray(70'000, '\n'));
        file.flush();
        QVERIFY(app::readServerConfig(file.fileName(), {}).complaint.contains(u"64 KiB"));
    }

private:
    static app::ConfigResult parse(const QByteArray &text)
    {
        return app::parseServerConfig(text, QStringLiteral("f"), QStringLiteral("/data"));
    }
};

PLAUSCH_TEST_MAIN(ServerConfigTest)
#include "tst_serverconfig.moc"
