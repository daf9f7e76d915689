// https://ircv3.net/specs/extensions/monitor, https://ircv3.net/specs/extensions/extended-monitor
#include "server/party.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

class TestMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addingTellsWhoIsHere();
    void comingAndGoing();
    void nickChange();
    void changeOfCaseIsNone();
    void removingAndClearing();
    void listAndStatus();
    void longListsTakeSeveralLines();
    void ceiling();
    void twiceIsOnce();
    void whatIsNoNickIsNotWatched();
    void senselessVerbs();
    void endsWithTheClient();
    void sessionsAreOneUser();
    void extendedMonitor();
    void extendedMonitorNeedsBothCapabilities();
    void neighboursAreToldOnce();
    void tokenIsTrue();
};

void TestMonitor::addingTellsWhoIsHere()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    QCOMPARE(anna.ask("MONITOR + Ben,carl,anna,dora"),
             (QByteArrayList{":irc.test 730 anna :ben!~ben@192.0.2.1,anna!~anna@192.0.2.1",
                             ":irc.test 731 anna :carl,dora"}));
}

void TestMonitor::comingAndGoing()
{
    Stage stage;
    Party anna(stage, "anna");
    Party timed(stage, "timed", "server-time");
    anna.ask("MONITOR + BEN");
    timed.ask("MONITOR + ben");
    {
        Party ben(stage, "Ben");
        QCOMPARE(anna.take(), QByteArrayList{":irc.test 730 * :Ben!~ben@192.0.2.1"});
        QCOMPARE(timed.take(), QByteArrayList{"@time=2026-01-01T12:00:00.000Z :irc.test 730 * :Ben!~ben@192.0.2.1"});
    }
    QCOMPARE(anna.take(), QByteArrayList{":irc.test 731 * :Ben"});
}

void TestMonitor::nickChange()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    anna.ask("MONITOR + ben,benno");
    ben.send("NICK benno");
    QCOMPARE(anna.take(), (QByteArrayList{":irc.test 731 * :ben", ":irc.test 730 * :benno!~ben@192.0.2.1"}));
}

void TestMonitor::changeOfCaseIsNone()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    anna.ask("MONITOR + ben");
    ben.send("NICK BEN");
    QVERIFY(anna.lines.isEmpty());
}

void TestMonitor::removingAndClearing()
{
    Stage stage;
    Party anna(stage, "anna");
    anna.ask("MONITOR + ben,carl,dora");
    QVERIFY(anna.ask("MONITOR - BEN,niemand").isEmpty());
    QCOMPARE(anna.ask("MONITOR L").value(0), ":irc.test 732 anna :carl,dora");
    QVERIFY(anna.ask("MONITOR C").isEmpty());
    QCOMPARE(anna.ask("MONITOR L"), QByteArrayList{":irc.test 733 anna :End of MONITOR list"});
    Party carl(stage, "carl");
    QVERIFY(anna.lines.isEmpty());
}

void TestMonitor::listAndStatus()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    anna.ask("MONITOR + ben,carl");
    QCOMPARE(anna.ask("monitor l"),
             (QByteArrayList{":irc.test 732 anna :ben,carl", ":irc.test 733 anna :End of MONITOR list"}));
    QCOMPARE(anna.ask("MONITOR S"),
             (QByteArrayList{":irc.test 730 anna :ben!~ben@192.0.2.1", ":irc.test 731 anna :carl"}));
}

void TestMonitor::longListsTakeSeveralLines()
{
    Stage stage;
    Party anna(stage, "anna");
    for (int i = 0; i < 40; ++i)
        anna.send("MONITOR + " + QByteArray("einrechtlangername") + QByteArray::number(i));
    const QByteArrayList lines = anna.ask("MONITOR L");
    QCOMPARE(lines.size(), 4); // 40 times 21 bytes in lines of 380, and the end
    for (const QByteArray &line : lines)
        QVERIFY(line.size() + 2 <= 512);
}

void TestMonitor::ceiling()
{
    Stage stage;
    stage.realm.world().settings.limits.monitor = 2;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("MONITOR + ben,carl,Dora,emil"),
             (QByteArrayList{":irc.test 731 anna :ben,carl", ":irc.test 734 anna 2 Dora,emil :Monitor list is full."}));
    QCOMPARE(anna.ask("MONITOR + ben"), QByteArrayList{":irc.test 731 anna :ben"}); // is in it already
    anna.send("MONITOR - ben");
    QCOMPARE(anna.ask("MONITOR + dora"), QByteArrayList{":irc.test 731 anna :dora"});
}

void TestMonitor::twiceIsOnce()
{
    Stage stage;
    Party anna(stage, "anna");
    anna.send("MONITOR + ben");
    anna.ask("MONITOR + BEN,ben");
    QCOMPARE(anna.ask("MONITOR L").value(0), ":irc.test 732 anna :ben");
    Party ben(stage, "ben");
    QCOMPARE(anna.take().size(), 1);
}

void TestMonitor::whatIsNoNickIsNotWatched()
{
    Stage stage;
    Party anna(stage, "anna");
    QVERIFY(anna.ask("MONITOR + #tisch,a!b@c,,").isEmpty());
    QCOMPARE(anna.ask("MONITOR L").size(), 1);
}

void TestMonitor::senselessVerbs()
{
    Stage stage;
    Party anna(stage, "anna");
    const QByteArrayList tooFew{":irc.test 461 anna MONITOR :Not enough parameters"};
    for (const char *line : {"MONITOR", "MONITOR +", "MONITOR -", "MONITOR X", "MONITOR +-", "MONITOR :"})
        QCOMPARE(anna.ask(line), tooFew);
}

void TestMonitor::endsWithTheClient()
{
    Stage stage;
    {
        Party anna(stage, "anna");
        anna.send("MONITOR + ben");
    }
    Party ben(stage, "ben"); // nobody is told: the sanitizer would see it
    QVERIFY(stage.realm.world().watchers.of("ben").empty());
}

void TestMonitor::sessionsAreOneUser()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party second(stage);
    stage.realm.world().attach(*second.client(), *ben.client()->user);
    anna.ask("MONITOR + ben");
    ben.vanish();
    QVERIFY(anna.lines.isEmpty());
    second.vanish();
    QCOMPARE(anna.take(), QByteArrayList{":irc.test 731 * :ben"});
}

void TestMonitor::extendedMonitor()
{
    Stage stage;
    Party anna(stage, "anna", "extended-monitor away-notify setname");
    Party ben(stage, "ben");
    anna.ask("MONITOR + ben");
    ben.send("AWAY :beim Essen");
    ben.send("AWAY");
    ben.send("SETNAME :Ben Wald");
    QCOMPARE(anna.take(),
             (QByteArrayList{":ben!~ben@192.0.2.1 AWAY :beim Essen", ":ben!~ben@192.0.2.1 AWAY",
                             ":ben!~ben@192.0.2.1 SETNAME :Ben Wald"}));
}

void TestMonitor::extendedMonitorNeedsBothCapabilities()
{
    Stage stage;
    Party plain(stage, "plain", "away-notify");
    Party extended(stage, "extended", "extended-monitor");
    Party ben(stage, "ben");
    plain.ask("MONITOR + ben");
    extended.ask("MONITOR + ben");
    ben.send("AWAY :weg");
    QVERIFY(plain.lines.isEmpty());
    QVERIFY(extended.lines.isEmpty());
}

void TestMonitor::neighboursAreToldOnce()
{
    Stage stage;
    Party anna(stage, "anna", "extended-monitor away-notify");
    Party ben(stage, "ben");
    anna.send("JOIN #tisch");
    ben.send("JOIN #tisch");
    anna.ask("MONITOR + ben");
    ben.send("AWAY :weg");
    QCOMPARE(anna.take(), QByteArrayList{":ben!~ben@192.0.2.1 AWAY :weg"});
}

void TestMonitor::tokenIsTrue()
{
    Stage stage;
    stage.realm.world().settings.limits.monitor = 17;
    Party anna(stage);
    anna.send("NICK anna");
    QVERIFY(anna.ask("USER a 0 * :A").join(' ').contains(" MONITOR=17 "));
}

PLAUSCH_TEST_MAIN(TestMonitor)
#include "tst_monitor.moc"
