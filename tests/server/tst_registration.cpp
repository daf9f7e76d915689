// https://modern.ircdocs.horse/#connection-registration
#include "server/party.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

class TestRegistration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void welcomesInAnyOrder();
    void talksInAChannel();
    void nickIsTaken();
    void quitIsSeenByNeighboursOnce();
};

void TestRegistration::welcomesInAnyOrder()
{
    Stage stage;
    Party anna(stage);
    anna.send("USER anna 0 * :Anna Berg");
    QVERIFY(anna.lines.isEmpty());
    const QByteArrayList lines = anna.ask("NICK anna");
    QCOMPARE(lines.value(0), ":irc.test 001 anna :Welcome to the Plausch network, anna!~anna@192.0.2.1");
    QVERIFY(lines.value(4).startsWith(":irc.test 005 anna "));
    QCOMPARE(anna.ask("PING x y").value(0), ":irc.test PONG irc.test :x");
}

void TestRegistration::talksInAChannel()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben", "message-tags server-time echo-message");
    QCOMPARE(anna.ask("JOIN #tisch"),
             (QByteArrayList{":anna!~anna@192.0.2.1 JOIN #tisch", ":irc.test 353 anna = #tisch :@anna",
                             ":irc.test 366 anna #tisch :End of /NAMES list"}));
    ben.send("JOIN #Tisch");
    QCOMPARE(anna.take(), QByteArrayList{":ben!~ben@192.0.2.1 JOIN #tisch"});
    ben.take();
    anna.send("PRIVMSG #tisch :Hallo zusammen");
    QVERIFY(anna.lines.isEmpty());
    QVERIFY(ben.lines.value(0).endsWith(" :anna!~anna@192.0.2.1 PRIVMSG #tisch :Hallo zusammen"));
    QVERIFY(ben.lines.value(0).startsWith("@time=2026-01-01T12:00:00.000Z;msgid="));
}

void TestRegistration::nickIsTaken()
{
    Stage stage;
    Party anna(stage, "anna");
    Party other(stage);
    other.send("USER x 0 * :X");
    QCOMPARE(other.ask("NICK Anna"), QByteArrayList{":irc.test 433 * Anna :Nickname is already in use"});
    QVERIFY(other.ask("NICK Anna2").value(0).contains(" 001 Anna2 "));
}

void TestRegistration::quitIsSeenByNeighboursOnce()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    for (Party *one : {&anna, &ben}) {
        one->send("JOIN #a");
        one->send("JOIN #b");
        one->take();
    }
    anna.take();
    ben.send("QUIT :bis morgen");
    QVERIFY(ben.closed);
    QCOMPARE(anna.take(), QByteArrayList{":ben!~ben@192.0.2.1 QUIT :Quit: bis morgen"});
    QVERIFY(anna.ask("PRIVMSG ben :da?").value(0).contains(" 401 "));
}

PLAUSCH_TEST_MAIN(TestRegistration)
#include "tst_registration.moc"
