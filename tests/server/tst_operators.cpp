// https://modern.ircdocs.horse/#oper-message, #operator-messages, #pass-message
#include "server/party.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;
using server::UserMode;

class TestOperators : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oper();
    void operIsNotCheckedOnTheRealm();
    void operKeepsItsLabel();
    void operRefused_data();
    void operRefused();
    void operWithoutOperators();
    void operIsThrottled();
    void whoLeftMeanwhile();
    void othersAreToldOfOperators();
    void kill();
    void killErrors();
    void killOneself();
    void killEndsAllSessions();
    void wallops();
    void rehash();
    void changedHost();
    void changedName();
    void hostErrors_data();
    void hostErrors();
    void realHostStaysBanned();
    void onlyForOperators_data();
    void onlyForOperators();
    void serverPassword();
    void serverPasswordWrong();
    void serverPasswordIsThrottled();
    void ceilingOfConnections();
    void ceilingOfAnAddress();
    void householdsCountTogether();
    void manyConnectionsInAMinute();
};

namespace {

server::Settings withOperator()
{
    server::Settings settings = Stage::named();
    settings.operators = {{"chef", "hash of geheim"}};
    return settings;
}

void promote(Stage &stage, const Party &party)
{
    stage.realm.world().setMode(*party.client()->user, UserMode::Operator, true);
}

bool isOperator(const Party &party)
{
    return party.client()->user->is(UserMode::Operator);
}

} // namespace

void TestOperators::oper()
{
    Stage stage(withOperator());
    Party anna(stage, "anna");
    QVERIFY(anna.ask("OPER chef geheim").isEmpty());
    stage.answerChecks();
    QCOMPARE(anna.take(),
             (QByteArrayList{":irc.test 381 anna :You are now an IRC operator", ":anna!~anna@192.0.2.1 MODE anna +o"}));
    QVERIFY(isOperator(anna));
    QCOMPARE(anna.client()->user->operatorName, "chef");
    QCOMPARE(anna.ask("OPER chef"), QByteArrayList{":irc.test 461 anna OPER :Not enough parameters"});
}

void TestOperators::operIsNotCheckedOnTheRealm()
{
    Stage stage(withOperator());
    Party anna(stage, "anna");
    anna.send("OPER chef geheim");
    QCOMPARE(stage.checksWaiting(), 1);
    QVERIFY(anna.ask("PING x").value(0).contains("PONG")); // everything goes on
    QVERIFY(!isOperator(anna));
}

void TestOperators::operKeepsItsLabel()
{
    Stage stage(withOperator());
    Party anna(stage, "anna", "labeled-response batch");
    QVERIFY(anna.ask("@label=x OPER chef falsch").isEmpty());
    stage.answerChecks();
    QCOMPARE(anna.take(), QByteArrayList{"@label=x :irc.test 464 anna :Password incorrect"});
}

void TestOperators::operRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("password") << QByteArray("OPER chef falsch");
    QTest::newRow("name") << QByteArray("OPER chefin geheim");
    QTest::newRow("case of the name") << QByteArray("OPER Chef geheim");
}

void TestOperators::operRefused()
{
    QFETCH(QByteArray, line);
    Stage stage(withOperator());
    Party anna(stage, "anna");
    anna.send(line);
    QCOMPARE(stage.checksWaiting(), 1); // it takes as long, whatever is wrong
    stage.answerChecks();
    QCOMPARE(anna.take(), QByteArrayList{":irc.test 464 anna :Password incorrect"});
    QVERIFY(!isOperator(anna));
}

void TestOperators::operWithoutOperators()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("OPER chef geheim"), QByteArrayList{":irc.test 491 anna :No O-lines for your host"});
}

void TestOperators::operIsThrottled()
{
    Stage stage(withOperator());
    Party anna(stage, "anna");
    for (int i = 0; i < server::Attempts::Most; ++i)
        anna.send("OPER chef falsch"); // all at once, before any is answered
    const QByteArrayList wait{":irc.test 464 anna :Too many attempts, wait a minute"};
    QCOMPARE(anna.ask("OPER chef geheim"), wait);
    QCOMPARE(stage.checksWaiting(), qsizetype(server::Attempts::Most));
    stage.answerChecks();
    Party other(stage, "other"); // of the same address
    QCOMPARE(other.ask("OPER chef geheim"), QByteArrayList{":irc.test 464 other :Too many attempts, wait a minute"});
    stage.advance(server::Attempts::WindowMsecs - 1);
    QCOMPARE(anna.ask("OPER chef geheim"), wait);
    stage.advance(1);
    anna.ask("OPER chef geheim");
    stage.answerChecks();
    QVERIFY(isOperator(anna));
}

void TestOperators::whoLeftMeanwhile()
{
    Stage stage(withOperator());
    {
        Party anna(stage, "anna");
        anna.send("OPER chef geheim");
    }
    stage.answerChecks();
    QCOMPARE(stage.realm.world().census.operators, 0);
}

void TestOperators::othersAreToldOfOperators()
{
    Stage stage(withOperator());
    Party chef(stage, "chef");
    promote(stage, chef);
    Party anna(stage, "anna");
    anna.send("OPER chef falsch");
    anna.send("OPER chef geheim");
    stage.answerChecks();
    QCOMPARE(chef.take(),
             (QByteArrayList{":irc.test NOTICE chef :anna!~anna@192.0.2.1 failed to become an operator as chef",
                             ":irc.test NOTICE chef :anna!~anna@192.0.2.1 is now an operator, as chef"}));
}

void TestOperators::kill()
{
    Stage stage;
    Party chef(stage, "chef");
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    promote(stage, chef);
    anna.send("JOIN #tisch");
    ben.send("JOIN #tisch");
    anna.take();
    ben.take();
    QCOMPARE(chef.ask("KILL Ben :zu laut"),
             QByteArrayList{":irc.test NOTICE chef :chef killed ben!~ben@192.0.2.1: zu laut"});
    QVERIFY(ben.closed);
    QCOMPARE(ben.take(),
             (QByteArrayList{":chef!~chef@192.0.2.1 KILL ben :zu laut",
                             "ERROR :Closing link: (192.0.2.1) [Killed (chef (zu laut))]"}));
    QCOMPARE(anna.take(), QByteArrayList{":ben!~ben@192.0.2.1 QUIT :Killed (chef (zu laut))"});
}

void TestOperators::killErrors()
{
    Stage stage;
    Party chef(stage, "chef");
    promote(stage, chef);
    QCOMPARE(chef.ask("KILL niemand :weg"), QByteArrayList{":irc.test 401 chef niemand :No such nick"});
    QCOMPARE(chef.ask("KILL irc.test :weg"), QByteArrayList{":irc.test 483 chef :You cant kill a server!"});
    QCOMPARE(chef.ask("KILL chef"), QByteArrayList{":irc.test 461 chef KILL :Not enough parameters"});
}

void TestOperators::killOneself()
{
    Stage stage;
    Party chef(stage, "chef");
    promote(stage, chef);
    const QByteArrayList lines = chef.ask("KILL chef :Feierabend");
    QVERIFY(chef.closed);
    QCOMPARE(lines.last(), "ERROR :Closing link: (192.0.2.1) [Killed (chef (Feierabend))]");
    QCOMPARE(stage.realm.world().users().size(), 0);
}

void TestOperators::killEndsAllSessions()
{
    Stage stage;
    Party chef(stage, "chef");
    promote(stage, chef);
    Party ben(stage, "ben");
    Party second(stage);
    stage.realm.world().attach(*second.client(), *ben.client()->user);
    chef.send("KILL ben :weg");
    QVERIFY(ben.closed);
    QVERIFY(second.closed);
}

void TestOperators::wallops()
{
    Stage stage;
    Party chef(stage, "chef");
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    promote(stage, chef);
    stage.realm.world().setMode(*anna.client()->user, UserMode::Wallops, true);
    QVERIFY(chef.ask("WALLOPS :gleich Neustart").isEmpty());
    QCOMPARE(anna.take(), QByteArrayList{":chef!~chef@192.0.2.1 WALLOPS :gleich Neustart"});
    QVERIFY(ben.lines.isEmpty());
    QCOMPARE(chef.ask("WALLOPS"), QByteArrayList{":irc.test 461 chef WALLOPS :Not enough parameters"});
}

void TestOperators::rehash()
{
    Stage stage;
    Party chef(stage, "chef");
    promote(stage, chef);
    QCOMPARE(chef.ask("REHASH").value(0), ":irc.test 382 chef configuration :Rehashing");
    QCOMPARE(stage.rehashes, 1);
}

/// https://ircv3.net/specs/extensions/chghost: from the old mask, to those who asked for it.
void TestOperators::changedHost()
{
    Stage stage(withOperator());
    Party root(stage, "root");
    promote(stage, root);
    Party anna(stage, "anna", "chghost");
    Party ben(stage, "ben", "chghost");
    Party old(stage, "old");
    Party watcher(stage, "eye", "chghost extended-monitor");
    watcher.send("MONITOR + anna");
    for (Party *one : {&anna, &ben, &old})
        one->send("JOIN #a");
    for (Party *one : {&anna, &ben, &old, &watcher})
        one->take();
    const QByteArrayList told = root.ask("CHGHOST anna staff.example");
    QCOMPARE(told, QByteArrayList{":irc.test NOTICE root :root gives anna!~anna@192.0.2.1 the host staff.example"});
    const QByteArray line = ":anna!~anna@192.0.2.1 CHGHOST ~anna staff.example";
    QCOMPARE(anna.take(), (QByteArrayList{line, ":irc.test 396 anna staff.example :is now your displayed host"}));
    QCOMPARE(ben.take(), QByteArrayList{line});
    QCOMPARE(watcher.take(), QByteArrayList{line});
    QVERIFY(old.take().isEmpty());
    anna.send("PRIVMSG #a :x");
    QCOMPARE(old.take(), QByteArrayList{":anna!~anna@staff.example PRIVMSG #a x"});
    QVERIFY(root.ask("WHOIS anna").join().contains("is connecting from *@192.0.2.1 192.0.2.1"));
    QVERIFY(ben.ask("WHOIS anna").value(0).contains(" ~anna staff.example "));
}

void TestOperators::changedName()
{
    Stage stage(withOperator());
    Party root(stage, "root");
    promote(stage, root);
    Party anna(stage, "anna", "chghost");
    root.send("CHGIDENT anna boss");
    QCOMPARE(anna.take().value(0), ":anna!~anna@192.0.2.1 CHGHOST boss 192.0.2.1");
    QCOMPARE(anna.client()->user->mask, "anna!boss@192.0.2.1");
}

void TestOperators::hostErrors_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nobody") << QByteArray("CHGHOST wer x") << QByteArray("401 root wer :No such nick");
    QTest::newRow("no host") << QByteArray("CHGHOST root") << QByteArray("461 root CHGHOST :Not enough parameters");
    QTest::newRow("what splits a mask") << QByteArray("CHGHOST root a@b")
                                        << QByteArray("FAIL CHGHOST INVALID_HOST a@b :That is no host");
    QTest::newRow("a wildcard") << QByteArray("CHGHOST root *.de")
                                << QByteArray("FAIL CHGHOST INVALID_HOST *.de :That is no host");
    QTest::newRow("a name that splits a mask")
        << QByteArray("CHGIDENT root a!b") << QByteArray("FAIL CHGIDENT INVALID_NAME a!b :That is no name of a user");
    QTest::newRow("a long name") << QByteArray("CHGIDENT root " + QByteArray(21, 'x'))
                                 << QByteArray("FAIL CHGIDENT INVALID_NAME " + QByteArray(21, 'x')
                                               + " :That is no name of a user");
}

void TestOperators::hostErrors()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, answer);
    Stage stage(withOperator());
    Party root(stage, "root");
    promote(stage, root);
    QCOMPARE(root.ask(line), QByteArrayList{":irc.test " + answer});
    QCOMPARE(root.client()->user->mask, "root!~root@192.0.2.1");
}

/// Another host is no way around a ban.
void TestOperators::realHostStaysBanned()
{
    Stage stage(withOperator());
    Party root(stage, "root");
    promote(stage, root);
    Party anna(stage, "anna", {}, Party::from("198.51.100.7"));
    Party ben(stage, "ben");
    root.send("CHGHOST anna staff.example");
    ben.send("JOIN #a");
    ben.send("MODE #a +b *!*@198.51.100.7");
    QVERIFY(anna.ask("JOIN #a").value(0).contains(" 474 "));
    ben.send("MODE #a -b+b *!*@198.51.100.7 *!*@staff.example");
    QVERIFY(anna.ask("JOIN #a").value(0).contains(" 474 "));
    root.send("KLINE *!*@198.51.100.7 :gone");
    QVERIFY(anna.closed);
}

void TestOperators::onlyForOperators_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"KILL ben :weg", "WALLOPS :hallo", "REHASH", "KLINE 198.51.100.7", "UNKLINE 198.51.100.7",
                             "CHGHOST ben x", "CHGIDENT ben x"})
        QTest::newRow(line) << QByteArray(line);
}

void TestOperators::onlyForOperators()
{
    QFETCH(QByteArray, line);
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    QCOMPARE(anna.ask(line), QByteArrayList{":irc.test 481 anna :Permission Denied- You're not an IRC operator"});
    QVERIFY(!ben.closed);
    QCOMPARE(stage.rehashes, 0);
}

/// https://modern.ircdocs.horse/#pass-message
void TestOperators::serverPassword()
{
    server::Settings settings = Stage::named();
    settings.passwordHash = "hash of sesam";
    Stage stage(settings);
    Party anna(stage);
    anna.send("PASS sesam");
    anna.send("NICK anna");
    QVERIFY(anna.ask("USER a 0 * :A").isEmpty());
    QCOMPARE(stage.checksWaiting(), 1);
    QVERIFY(anna.ask("NICK annette").isEmpty()); // is no second check
    QCOMPARE(stage.checksWaiting(), 1);
    stage.answerChecks();
    QVERIFY(anna.lines.value(0).contains(" 001 annette "));
}

void TestOperators::serverPasswordWrong()
{
    server::Settings settings = Stage::named();
    settings.passwordHash = "hash of sesam";
    Stage stage(settings);
    for (const char *pass : {"PASS falsch", "PING x"}) { // or none at all
        Party anna(stage);
        anna.send(pass);
        anna.send("NICK anna");
        anna.send("USER a 0 * :A");
        anna.take();
        stage.answerChecks();
        QCOMPARE(anna.take(),
                 (QByteArrayList{":irc.test 464 anna :Password incorrect",
                                 "ERROR :Closing link: (192.0.2.1) [Password incorrect]"}));
        QVERIFY(anna.closed);
    }
    QVERIFY(stage.realm.world().users().isEmpty());
}

void TestOperators::serverPasswordIsThrottled()
{
    server::Settings settings = Stage::named();
    settings.passwordHash = "hash of sesam";
    Stage stage(settings);
    for (int i = 0; i < server::Attempts::Most; ++i) {
        Party anna(stage, "anna");
        stage.answerChecks();
    }
    Party anna(stage);
    anna.send("PASS sesam");
    anna.send("NICK anna");
    anna.send("USER a 0 * :A");
    QCOMPARE(stage.checksWaiting(), 0);
    QVERIFY(anna.closed);
    Party elsewhere(stage, Party::from("198.51.100.7"));
    elsewhere.send("PASS sesam");
    elsewhere.send("NICK anna");
    elsewhere.send("USER a 0 * :A");
    stage.answerChecks();
    QVERIFY(!elsewhere.closed);
}

void TestOperators::ceilingOfConnections()
{
    Stage stage;
    stage.realm.world().settings.limits.connections = 1;
    Party anna(stage, "anna");
    Party ben(stage, Party::from("198.51.100.7"));
    QVERIFY(ben.closed);
    QCOMPARE(ben.take(), QByteArrayList{"ERROR :Closing link: (198.51.100.7) [The server is full, try again later]"});
    anna.vanish();
    Party carl(stage, "carl");
    QVERIFY(!carl.closed);
}

void TestOperators::ceilingOfAnAddress()
{
    Stage stage;
    stage.realm.world().settings.limits.perAddress = 2;
    Party anna(stage, "anna");
    Party unregistered(stage); // counts as well
    Party third(stage);
    QCOMPARE(third.take(), QByteArrayList{"ERROR :Closing link: (192.0.2.1) [Too many connections from your address]"});
    Party mapped(stage, Party::from("::ffff:192.0.2.1")); // the same by a listener for both families
    QVERIFY(mapped.closed);
    Party elsewhere(stage, Party::from("192.0.2.2"));
    QVERIFY(!elsewhere.closed);
    unregistered.vanish();
    Party again(stage);
    QVERIFY(!again.closed);
    stage.realm.world().settings.limits.perAddress = 0;
    Party free(stage);
    QVERIFY(!free.closed);
}

void TestOperators::householdsCountTogether()
{
    Stage stage;
    stage.realm.world().settings.limits.perAddress = 1;
    Party one(stage, Party::from("2001:db8:1:2::1"));
    Party neighbour(stage, Party::from("2001:db8:1:2:ffff::1"));
    Party other(stage, Party::from("2001:db8:1:3::1"));
    QVERIFY(!one.closed);
    QVERIFY(neighbour.closed);
    QVERIFY(!other.closed);
}

/// They count, too, when they have gone again.
void TestOperators::manyConnectionsInAMinute()
{
    server::Settings settings = Stage::named();
    settings.limits.flood = true;
    settings.limits.arrivalsPerMinute = 3;
    Stage stage(settings);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!Party(stage).closed);
    Party late(stage);
    QVERIFY(late.closed);
    QCOMPARE(
        late.take(),
        QByteArrayList{"ERROR :Closing link: (192.0.2.1) [Too many connections from your address, wait a minute]"});
    QVERIFY(!Party(stage, Party::from("192.0.2.2")).closed);
    stage.advance(server::Attempts::WindowMsecs);
    QVERIFY(!Party(stage).closed);
    settings.limits.flood = false;
    Stage open(settings);
    for (int i = 0; i < 10; ++i)
        QVERIFY(!Party(open).closed);
}

PLAUSCH_TEST_MAIN(TestOperators)
#include "tst_operators.moc"
