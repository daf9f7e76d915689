// https://modern.ircdocs.horse/#server-queries-and-commands
#include "server/party.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;
using server::UserMode;

class TestInfo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void motd();
    void lusers();
    void version();
    void time();
    void info();
    void admin();
    void links();
    void otherServers_data();
    void otherServers();
    void thisServer_data();
    void thisServer();
    void uptime();
    void commandUses();
    void operatorsInStats();
    void unknownStats();
    void help();
    void helpOfEverything();
    void tokens();
};

void TestInfo::motd()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("MOTD"), QByteArrayList{":irc.test 422 anna :There is no message of the day"});
    stage.realm.world().settings.motd = {"Willkommen", ""};
    QCOMPARE(anna.ask("MOTD"),
             (QByteArrayList{":irc.test 375 anna :- irc.test message of the day -", ":irc.test 372 anna :- Willkommen",
                             ":irc.test 372 anna :- ", ":irc.test 376 anna :End of the message of the day"}));
}

void TestInfo::lusers()
{
    Stage stage;
    Party anna(stage, "anna");
    {
        Party gone(stage, "gone");
    }
    anna.send("JOIN #tisch");
    Party unknown(stage);
    stage.realm.world().setMode(*anna.client()->user, UserMode::Operator, true);
    QCOMPARE(
        anna.ask("LUSERS"),
        (QByteArrayList{":irc.test 251 anna :There are 1 users and 0 invisible on 1 server",
                        ":irc.test 252 anna 1 :operator(s) online", ":irc.test 253 anna 1 :unknown connection(s)",
                        ":irc.test 254 anna 1 :channels formed", ":irc.test 255 anna :I have 1 clients and 0 servers",
                        ":irc.test 265 anna 1 2 :Current local users 1, max 2",
                        ":irc.test 266 anna 1 2 :Current global users 1, max 2"}));
    unknown.vanish();
    QVERIFY(!anna.ask("LUSERS").join('\n').contains(" 253 "));
}

void TestInfo::version()
{
    Stage stage;
    Party anna(stage, "anna");
    const QByteArrayList lines = anna.ask("VERSION");
    QVERIFY(lines.value(0).startsWith(":irc.test 351 anna plausch-" PLAUSCH_VERSION " irc.test :"));
    QVERIFY(lines.value(1).startsWith(":irc.test 005 anna "));
}

void TestInfo::time()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("TIME"), QByteArrayList{":irc.test 391 anna irc.test 1767268800 0 :2026-01-01T12:00:00.000Z"});
}

void TestInfo::info()
{
    Stage stage;
    Party anna(stage, "anna");
    const QByteArrayList lines = anna.ask("INFO");
    QVERIFY(lines.size() > 1);
    for (const QByteArray &line : lines.first(lines.size() - 1))
        QVERIFY(line.startsWith(":irc.test 371 anna :"));
    QCOMPARE(lines.last(), ":irc.test 374 anna :End of /INFO list");
}

void TestInfo::admin()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("ADMIN"), QByteArrayList{":irc.test 423 anna irc.test :No administrative info available"});
    stage.realm.world().settings.admin = {"Haus am See", "Keller", "admin@irc.test"};
    QCOMPARE(anna.ask("ADMIN irc.*"),
             (QByteArrayList{":irc.test 256 anna irc.test :Administrative info", ":irc.test 257 anna :Haus am See",
                             ":irc.test 258 anna :Keller", ":irc.test 259 anna :admin@irc.test"}));
}

void TestInfo::links()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("LINKS"),
             (QByteArrayList{":irc.test 364 anna irc.test irc.test :0 A Plausch chat server",
                             ":irc.test 365 anna * :End of /LINKS list"}));
    QCOMPARE(anna.ask("LINKS *.other"), QByteArrayList{":irc.test 365 anna *.other :End of /LINKS list"});
    QCOMPARE(anna.ask("LINKS irc.other *"), QByteArrayList{":irc.test 402 anna irc.other :No such server"});
}

void TestInfo::otherServers_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"MOTD irc.other", "VERSION irc.other", "TIME irc.other", "INFO irc.other",
                             "ADMIN irc.other", "LUSERS * irc.other", "STATS u irc.other"})
        QTest::newRow(line) << QByteArray(line);
}

void TestInfo::otherServers()
{
    QFETCH(QByteArray, line);
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask(line), QByteArrayList{":irc.test 402 anna irc.other :No such server"});
}

void TestInfo::thisServer_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("name") << QByteArray("IRC.test");
    QTest::newRow("mask") << QByteArray("*.t?st");
    QTest::newRow("somebody on it") << QByteArray("Anna");
}

void TestInfo::thisServer()
{
    QFETCH(QByteArray, target);
    Stage stage;
    Party anna(stage, "anna");
    QVERIFY(anna.ask("TIME " + target).value(0).contains(" 391 "));
}

void TestInfo::uptime()
{
    Stage stage;
    Party anna(stage, "anna");
    stage.advance(1000); // so that nothing is late
    anna.send("PING x");
    Stage later;
    Party ben(later, "ben");
    later.realm.world().settings.startedUtc = Stage::Noon - (2 * 86'400 + 3 * 3'600 + 4 * 60 + 5) * qint64(1000);
    QCOMPARE(
        ben.ask("STATS u"),
        (QByteArrayList{":irc.test 242 ben :Server Up 2 days 3:04:05", ":irc.test 219 ben u :End of /STATS report"}));
    QCOMPARE(anna.ask("STATS \u00fc"),
             QByteArrayList{":irc.test 219 anna * :End of /STATS report"}); // half of it is none
    QCOMPARE(anna.ask("STATS U").value(0), ":irc.test 242 anna :Server Up 0 days 0:00:01");
}

void TestInfo::commandUses()
{
    Stage stage;
    Party anna(stage, "anna");
    anna.send("PING a");
    anna.send("ping b");
    QCOMPARE(anna.ask("STATS m"),
             (QByteArrayList{":irc.test 212 anna NICK 1", ":irc.test 212 anna PING 2", ":irc.test 212 anna STATS 1",
                             ":irc.test 212 anna USER 1", ":irc.test 219 anna m :End of /STATS report"}));
}

void TestInfo::operatorsInStats()
{
    Stage stage;
    stage.realm.world().settings.operators = {{"chef", "hash of geheim"}};
    Party anna(stage, "anna");
    const QByteArray denied = ":irc.test 481 anna :Permission Denied- You're not an IRC operator";
    QCOMPARE(anna.ask("STATS o"), (QByteArrayList{denied, ":irc.test 219 anna o :End of /STATS report"}));
    QCOMPARE(anna.ask("STATS k"), (QByteArrayList{denied, ":irc.test 219 anna k :End of /STATS report"}));
    stage.realm.world().setMode(*anna.client()->user, UserMode::Operator, true);
    QCOMPARE(anna.ask("STATS o").value(0), ":irc.test 243 anna O * * chef"); // and never the hash
}

void TestInfo::unknownStats()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("STATS q"), QByteArrayList{":irc.test 219 anna q :End of /STATS report"});
    QCOMPARE(anna.ask("STATS"), QByteArrayList{":irc.test 461 anna STATS :Not enough parameters"});
}

/// https://modern.ircdocs.horse/#help-message
void TestInfo::help()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("HELP time"),
             (QByteArrayList{":irc.test 704 anna TIME :TIME", ":irc.test 705 anna TIME :The server's clock.",
                             ":irc.test 706 anna TIME :End of /HELP"}));
    QCOMPARE(anna.ask("HELP unfug"), QByteArrayList{":irc.test 524 anna unfug :No help available on this topic"});
    const QByteArrayList index = anna.ask("HELP");
    QVERIFY(index.value(0).startsWith(":irc.test 704 anna * :"));
    QCOMPARE(index.last(), ":irc.test 706 anna * :End of /HELP");
}

void TestInfo::helpOfEverything()
{
    Stage stage;
    Party anna(stage, "anna");
    QByteArray topics;
    for (const QByteArray &line : anna.ask("HELP")) {
        if (line.contains(" 705 "))
            topics += line.sliced(line.indexOf(" :") + 2) + ' ';
    }
    const QByteArrayList names = topics.trimmed().split(' ');
    QVERIFY(names.contains("WHO") && names.contains("KLINE"));
    for (const QByteArray &name : names) {
        const QByteArrayList lines = anna.ask("HELP " + name);
        QVERIFY(lines.size() >= 3);
        for (const QByteArray &line : lines)
            QVERIFY2(line.size() + 2 <= 512, line.constData());
    }
}

void TestInfo::tokens()
{
    Stage stage;
    Party anna(stage, "anna");
    const QByteArray tokens = anna.ask("VERSION").join(' ') + ' ';
    for (const char *token : {" BOT=B ", " MONITOR=100 ", " WHOX ", " UTF8ONLY ", " AWAYLEN=300 ", " NAMELEN=150 "})
        QVERIFY2(tokens.contains(token), token);
}

PLAUSCH_TEST_MAIN(TestInfo)
#include "tst_info.moc"
