// The command line: each option, and each wrong one named.
#include "app/options.h"
#include "support/testmain.h"

#include <QDir>

using plausch::app::CommandLine;
using plausch::app::parseCommandLine;
using Wish = plausch::app::CommandLine::Wish;
using namespace Qt::StringLiterals;

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

    void aLinkToARoomIsTaken()
    {
        QCOMPARE(parse({"ircs://host:7000/room"}).options.link, u"ircs://host:7000/room"_s);
        QCOMPARE(parse({"--minimized", "irc://host"}).wish, Wish::Run);
    }

    void aRelativeProfileIsMeantFromHere()
    {
        QCOMPARE(parse({"--profile", "here"}).options.profileDir, QDir::current().absoluteFilePath(u"here"_s));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown option") << QStringList{u"--colour"_s} << u"colour"_s;
        QTest::newRow("no option") << QStringList{u"hello"_s} << u"hello"_s;
        QTest::newRow("link to a page") << QStringList{u"https://host/x"_s} << u"https"_s;
        QTest::newRow("two links") << QStringList{u"irc://a/x"_s, u"irc://b/y"_s} << u"irc://b/y"_s;
        QTest::newRow("link without a host") << QStringList{u"irc:///x"_s} << u"irc"_s;
        QTest::newRow("port too big") << QStringList{u"--port"_s, u"65536"_s} << u"65536"_s;
        QTest::newRow("port negative") << QStringList{u"--port=-1"_s} << u"-1"_s;
        QTest::newRow("port a word") << QStringList{u"--port"_s, u"http"_s} << u"http"_s;
        QTest::newRow("port missing") << QStringList{u"--port"_s} << u"port"_s;
        QTest::newRow("name empty") << QStringList{u"--name"_s, u"  "_s} << u"--name"_s;
        QTest::newRow("profile empty") << QStringList{u"--profile"_s, u""_s} << u"--profile"_s;
        QTest::newRow("no address") << QStringList{u"--connect"_s, u"a b"_s} << u"a b"_s;
        QTest::newRow("address without a port") << QStringList{u"--connect"_s, u"host:99999"_s} << u"host:99999"_s;
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        const CommandLine line = parseCommandLine(QStringList{u"plausch"_s} + arguments);
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
