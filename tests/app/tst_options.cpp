// The command line: each option, and each wrong one named.
#include "app/options.h"
#include "support/testmain.h"

#include <QDir>

using plausch::app::CommandLine;
using plausch::app::parseCommandLine;
using Wish = plausch::app::CommandLine::Wish;

class OptionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAllRight()
    {
        const CommandLine line = parse({});
        QCOMPARE(line.wish, Wish::Run);
        QVERIFY(QDir::isAbsolutePath(line.options.profileDir));
        QVERIFY(!line.options.name && !line.options.port && !line.options.minimized);
    }

    void everythingAtOnce()
    {
        const CommandLine line = parse({"--profile", "/tmp/a/../b", "--name", "  Anna   Berg ", "--port", "0",
                                        "--connect", "[::1]:6000", "--minimized"});
        QCOMPARE(line.wish, Wish::Run);
        QCOMPARE(line.options.profileDir, QStringLiteral("/tmp/b"));
        QCOMPARE(line.options.name, std::optional(QStringLiteral("Anna Berg")));
        QCOMPARE(line.options.port, std::optional<quint16>(0));
        QCOMPARE(line.options.connectTo, QStringLiteral("[::1]:6000"));
        QVERIFY(line.options.minimized);
    }

    void aRelativeProfileIsMeantFromHere()
    {
        QCOMPARE(parse({"--profile", "here"}).options.profileDir, QDir::current().absoluteFilePath("here"));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown option") << QStringList{"--colour"} << "colour";
        QTest::newRow("no option") << QStringList{"hello"} << "hello";
        QTest::newRow("port too big") << QStringList{"--port", "65536"} << "65536";
        QTest::newRow("port negative") << QStringList{"--port=-1"} << "-1";
        QTest::newRow("port a word") << QStringList{"--port", "http"} << "http";
        QTest::newRow("port missing") << QStringList{"--port"} << "port";
        QTest::newRow("name empty") << QStringList{"--name", "  "} << "--name";
        QTest::newRow("profile empty") << QStringList{"--profile", ""} << "--profile";
        QTest::newRow("no address") << QStringList{"--connect", "a b"} << "a b";
        QTest::newRow("address without a port") << QStringList{"--connect", "host:99999"} << "host:99999";
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        const CommandLine line = parseCommandLine(QStringList{"plausch"} + arguments);
        QCOMPARE(line.wish, Wish::Wrong);
        QVERIFY2(line.complaint.contains(named), qPrintable(line.complaint));
    }

    void versionAndHelpWinOverMistakes()
    {
        QCOMPARE(parse({"--version"}).wish, Wish::Version);
        QCOMPARE(parse({"--help", "--nonsense"}).wish, Wish::Help);
        for (const char *option : {"--profile", "--name", "--port", "--connect", "--minimized", "--version"})
            QVERIFY2(plausch::app::helpText().contains(QLatin1String(option)), option);
        QVERIFY(plausch::app::versionText().contains(QLatin1String(PLAUSCH_VERSION)));
    }

private:
    static CommandLine parse(const QList<const char *> &arguments)
    {
        QStringList list{QStringLiteral("plausch")};
        for (const char *argument : arguments)
            list.append(QString::fromUtf8(argument));
        return parseCommandLine(list);
    }
};

PLAUSCH_TEST_MAIN(OptionsTest)
#include "tst_options.moc"
