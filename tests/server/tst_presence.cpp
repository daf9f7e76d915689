// AWAY, SETNAME and the modes of users. Sections are cited at the tests.
#include "server/party.h"
#include "server/usermodes.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;
using server::UserMode;

class TestPresence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void away();
    void awayTextIsCut();
    void awayNotify();
    void awayBeforeRegistration();
    void awayBeforeRegistrationNeedsTheCapability();
    void awayOfSeveralSessions();
    void sessionThatNobodySitsAt();
    void setName();
    void setNameFails_data();
    void setNameFails();
    void modes();
    void modesOfOthers();
    void unknownModes();
    void operatorIsGivenUpNotTaken();
    void censusOfInvisible();
    void botTag();
};

namespace {

const QByteArray NowAway = ":irc.test 306 anna :You have been marked as being away";
const QByteArray NotAway = ":irc.test 305 anna :You are no longer marked as being away";

server::User &userOf(const Party &party)
{
    return *party.client()->user;
}

/// MODE as the table of commands has it for what is no channel.
QByteArrayList askMode(Stage &stage, Party &party, const QByteArray &line)
{
    wire::MessageView view;
    wire::parse(line, view);
    server::World &world = stage.realm.world();
    server::Call call(stage.realm, world, *party.client(), view);
    party.lines.clear();
    world.beginAnswer(*party.client(), {});
    server::onUserMode(call);
    world.endAnswer();
    return party.take();
}

/// One more connection of a user who is here.
void join(Stage &stage, Party &session, const Party &first)
{
    stage.realm.world().attach(*session.client(), userOf(first));
}

} // namespace

/// https://modern.ircdocs.horse/#away-message
void TestPresence::away()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("AWAY :beim Essen"), QByteArrayList{NowAway});
    QCOMPARE(userOf(anna).away, "beim Essen");
    QCOMPARE(anna.ask("AWAY"), QByteArrayList{NotAway});
    anna.send("AWAY x");
    QCOMPARE(anna.ask("AWAY :"), QByteArrayList{NotAway});
    QVERIFY(userOf(anna).away.isEmpty());
}

void TestPresence::awayTextIsCut()
{
    Stage stage;
    stage.realm.world().settings.limits.away = 5;
    Party anna(stage, "anna");
    anna.send("AWAY :grüße"); // the fifth byte is half of a character
    QCOMPARE(userOf(anna).away, "grü");
}

/// https://ircv3.net/specs/extensions/away-notify
void TestPresence::awayNotify()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben", "away-notify");
    Party carl(stage, "carl");
    Party dora(stage, "dora", "away-notify"); // in no channel
    for (Party *one : {&anna, &ben, &carl}) {
        one->send("JOIN #tisch");
        one->send("JOIN #zwei");
    }
    for (Party *one : {&anna, &ben, &carl})
        one->take();
    anna.send("AWAY :weg");
    anna.send("AWAY :weg"); // nothing new
    anna.send("AWAY");
    QCOMPARE(ben.take(), (QByteArrayList{":anna!~anna@192.0.2.1 AWAY :weg", ":anna!~anna@192.0.2.1 AWAY"}));
    QVERIFY(carl.lines.isEmpty());
    QVERIFY(dora.lines.isEmpty());
}

/// https://ircv3.net/specs/extensions/pre-away#implementation
void TestPresence::awayBeforeRegistration()
{
    Stage stage;
    Party watcher(stage, "watcher");
    watcher.ask("MONITOR + anna");
    Party anna(stage);
    anna.send("CAP REQ :draft/pre-away");
    anna.send("NICK anna");
    QCOMPARE(anna.ask("AWAY *"), QByteArrayList{NowAway});
    anna.send("USER a 0 * :A");
    anna.send("CAP END");
    QCOMPARE(userOf(anna).away, "*");
    // "... does not inhibit reporting of the change in nickname status"
    QCOMPARE(watcher.take(), QByteArrayList{":irc.test 730 * :anna!~a@192.0.2.1"});
    anna.send("AWAY");
    QVERIFY(userOf(anna).away.isEmpty());
}

void TestPresence::awayBeforeRegistrationNeedsTheCapability()
{
    Stage stage;
    Party anna(stage);
    anna.send("NICK anna");
    QCOMPARE(anna.ask("AWAY *"), QByteArrayList{":irc.test 451 anna :You have not registered"});
    anna.send("USER a 0 * :A");
    QVERIFY(userOf(anna).away.isEmpty());
}

void TestPresence::awayOfSeveralSessions()
{
    Stage stage;
    Party anna(stage, "anna");
    Party second(stage);
    join(stage, second, anna);
    Party ben(stage, "ben", "away-notify");
    anna.send("JOIN #tisch");
    ben.send("JOIN #tisch");
    ben.take();
    anna.send("AWAY :erste");
    QVERIFY(userOf(anna).away.isEmpty()); // the other one is here
    second.send("AWAY :zweite");
    QCOMPARE(userOf(anna).away, "zweite");
    second.send("AWAY");
    QVERIFY(userOf(anna).away.isEmpty());
    second.vanish(); // only the one that is away is left
    QCOMPARE(userOf(anna).away, "erste");
    QCOMPARE(ben.take(),
             (QByteArrayList{":anna!~anna@192.0.2.1 AWAY :zweite", ":anna!~anna@192.0.2.1 AWAY",
                             ":anna!~anna@192.0.2.1 AWAY :erste"}));
}

/// https://ircv3.net/specs/extensions/pre-away#implementation-considerations
void TestPresence::sessionThatNobodySitsAt()
{
    Stage stage;
    Party anna(stage, "anna");
    Party machine(stage);
    join(stage, machine, anna);
    machine.send("AWAY *");
    QVERIFY(userOf(anna).away.isEmpty());
    anna.send("AWAY :beim Essen");
    QCOMPARE(userOf(anna).away, "beim Essen");
    machine.send("AWAY *"); // "should not supersede a human-readable message, even if it is more recent"
    QCOMPARE(userOf(anna).away, "beim Essen");
    anna.vanish();
    QCOMPARE(userOf(machine).away, "*");
}

/// https://ircv3.net/specs/extensions/setname
void TestPresence::setName()
{
    Stage stage;
    Party anna(stage, "anna", "setname");
    Party ben(stage, "ben", "setname");
    Party carl(stage, "carl");
    for (Party *one : {&anna, &ben, &carl})
        one->send("JOIN #tisch");
    for (Party *one : {&anna, &ben, &carl})
        one->take();
    const QByteArray said = ":anna!~anna@192.0.2.1 SETNAME :Anna Berg";
    QCOMPARE(anna.ask("SETNAME :Anna Berg"), QByteArrayList{said});
    QCOMPARE(ben.take(), QByteArrayList{said});
    QVERIFY(carl.lines.isEmpty());
    QCOMPARE(userOf(anna).realName, "Anna Berg");
    // "... without having negotiated the capability, the server SHOULD handle it silently"
    QVERIFY(carl.ask("SETNAME :Carl").isEmpty());
    QCOMPARE(userOf(carl).realName, "Carl");
}

void TestPresence::setNameFails_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray("  ");
    QTest::newRow("long") << QByteArray(151, 'x');
}

void TestPresence::setNameFails()
{
    QFETCH(QByteArray, name);
    Stage stage;
    Party anna(stage, "anna", "setname");
    QCOMPARE(anna.ask("SETNAME :" + name),
             QByteArrayList{":irc.test FAIL SETNAME INVALID_REALNAME :Realname is not valid"});
    QCOMPARE(userOf(anna).realName, "anna");
}

/// https://modern.ircdocs.horse/#user-mode
void TestPresence::modes()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(askMode(stage, anna, "MODE ANNA"), QByteArrayList{":irc.test 221 anna +"});
    QCOMPARE(askMode(stage, anna, "MODE anna +wi-T+B"), QByteArrayList{":anna!~anna@192.0.2.1 MODE anna +wiB"});
    QCOMPARE(askMode(stage, anna, "MODE anna"), QByteArrayList{":irc.test 221 anna +Biw"});
    QCOMPARE(askMode(stage, anna, "MODE anna TR-i"), QByteArrayList{":anna!~anna@192.0.2.1 MODE anna +TR-i"});
    QVERIFY(askMode(stage, anna, "MODE anna +T").isEmpty()); // is so already
}

void TestPresence::modesOfOthers()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    QCOMPARE(askMode(stage, anna, "MODE ben +i"),
             QByteArrayList{":irc.test 502 anna :Cant change mode for other users"});
    QCOMPARE(askMode(stage, anna, "MODE ben"), QByteArrayList{":irc.test 502 anna :Cant change mode for other users"});
    QCOMPARE(askMode(stage, anna, "MODE niemand"), QByteArrayList{":irc.test 401 anna niemand :No such nick"});
    QVERIFY(!userOf(ben).is(UserMode::Invisible));
}

/// "... the server MUST apply the modes that are implemented, and then send the ERR_UMODEUNKNOWNFLAG"
void TestPresence::unknownModes()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(askMode(stage, anna, "MODE anna +xiy"),
             (QByteArrayList{":anna!~anna@192.0.2.1 MODE anna +i", ":irc.test 501 anna :Unknown MODE flag"}));
}

void TestPresence::operatorIsGivenUpNotTaken()
{
    Stage stage;
    Party anna(stage, "anna");
    QVERIFY(askMode(stage, anna, "MODE anna +o").isEmpty());
    QVERIFY(!userOf(anna).is(UserMode::Operator));
    stage.realm.world().setMode(userOf(anna), UserMode::Operator, true);
    QCOMPARE(stage.realm.world().census.operators, 1);
    QCOMPARE(askMode(stage, anna, "MODE anna -o"), QByteArrayList{":anna!~anna@192.0.2.1 MODE anna -o"});
    QCOMPARE(stage.realm.world().census.operators, 0);
}

void TestPresence::censusOfInvisible()
{
    Stage stage;
    Party anna(stage, "anna");
    {
        Party ben(stage, "ben");
        askMode(stage, ben, "MODE ben +i");
        QVERIFY(anna.ask("LUSERS").value(0).contains("There are 1 users and 1 invisible on 1 server"));
    }
    QVERIFY(anna.ask("LUSERS").value(0).contains("There are 1 users and 0 invisible on 1 server"));
}

/// https://ircv3.net/specs/extensions/bot-mode#the-bot-tag
void TestPresence::botTag()
{
    Stage stage;
    Party anna(stage, "anna", "message-tags");
    Party ben(stage, "ben");
    askMode(stage, ben, "MODE ben +B");
    ben.send("PRIVMSG anna :hallo");
    QVERIFY(anna.lines.value(0).contains(";bot :ben!"));
}

PLAUSCH_TEST_MAIN(TestPresence)
#include "tst_presence.moc"
