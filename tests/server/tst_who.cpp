// https://modern.ircdocs.horse/#who-message, https://ircv3.net/specs/extensions/whox
#include "server/party.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;
using server::Rank;
using server::UserMode;
using session::Cap;

class TestWho : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void channelMembers();
    void exactNick();
    void maskFindsEachProperty();
    void everybody_data();
    void everybody();
    void invisibleUsers();
    void secretChannels();
    void flags();
    void multiPrefix();
    void operatorsOnly();
    void whoxFieldsInOrder();
    void whoxToken_data();
    void whoxToken();
    void whoxPlaceholders();
    void whoxIgnoresUnknownFields();
    void answersHaveACeiling();
    void manyAnswersCost();
};

namespace {

const QByteArray End = ":End of WHO list";

server::User &userOf(const Party &party)
{
    return *party.client()->user;
}

void setMode(Stage &stage, const Party &party, UserMode mode)
{
    stage.realm.world().setMode(userOf(party), mode, true);
}

} // namespace

void TestWho::channelMembers()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    anna.send("JOIN #tisch");
    ben.send("JOIN #tisch");
    QCOMPARE(anna.ask("WHO #TISCH"),
             (QByteArrayList{":irc.test 352 anna #tisch ~anna 192.0.2.1 irc.test anna H@ :0 anna",
                             ":irc.test 352 anna #tisch ~ben 192.0.2.1 irc.test ben H :0 ben",
                             ":irc.test 315 anna #TISCH " + End}));
    QCOMPARE(anna.ask("WHO #nirgends"), QByteArrayList{":irc.test 315 anna #nirgends " + End});
}

void TestWho::exactNick()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    QCOMPARE(
        anna.ask("WHO BEN"),
        (QByteArrayList{":irc.test 352 anna * ~ben 192.0.2.1 irc.test ben H :0 ben", ":irc.test 315 anna BEN " + End}));
}

void TestWho::maskFindsEachProperty()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, Party::from("198.51.100.7"));
    ben.send("NICK ben");
    ben.send("USER bb 0 * :Benjamin Wald");
    const QByteArray found = ":irc.test 352 anna * ~bb 198.51.100.7 irc.test ben H :0 Benjamin Wald";
    for (const QByteArray mask : {"b?n", "~bb", "198.51.*", "benja*", "b*!*@198.51.100.7", "~b?@198*"})
        QCOMPARE(anna.ask("WHO " + mask), (QByteArrayList{found, ":irc.test 315 anna " + mask + ' ' + End}));
    QCOMPARE(anna.ask("WHO c*"), QByteArrayList{":irc.test 315 anna c* " + End});
}

void TestWho::everybody_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("absent") << QByteArray("WHO");
    QTest::newRow("0") << QByteArray("WHO 0");
    QTest::newRow("star") << QByteArray("WHO *");
}

void TestWho::everybody()
{
    QFETCH(QByteArray, line);
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    const QByteArrayList lines = anna.ask(line);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.last().contains(" 315 "));
}

void TestWho::invisibleUsers()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    setMode(stage, ben, UserMode::Invisible);
    QVERIFY(!anna.ask("WHO *").join('\n').contains(" ben "));
    QVERIFY(ben.ask("WHO *").join('\n').contains(" irc.test ben "));
    QCOMPARE(anna.ask("WHO ben").size(), 2); // who knows the nick may ask
    ben.send("JOIN #tisch");
    QCOMPARE(anna.ask("WHO #tisch").size(), 1);
    anna.send("JOIN #tisch");
    QCOMPARE(anna.ask("WHO #tisch").size(), 3);
    QVERIFY(anna.ask("WHO *").join('\n').contains(" ben "));
    setMode(stage, carl, UserMode::Operator);
    QCOMPARE(carl.ask("WHO #tisch").size(), 3);
}

void TestWho::secretChannels()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    anna.send("JOIN #geheim");
    stage.realm.world().channelNamed("#geheim")->modes |= server::ChannelMode::Secret;
    QCOMPARE(ben.ask("WHO #geheim"), QByteArrayList{":irc.test 315 ben #geheim " + End});
    QCOMPARE(anna.ask("WHO #geheim").size(), 2);
}

void TestWho::flags()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    setMode(stage, ben, UserMode::Bot);
    setMode(stage, ben, UserMode::Operator);
    ben.send("AWAY :bin weg");
    QCOMPARE(anna.ask("WHO ben").value(0), ":irc.test 352 anna * ~ben 192.0.2.1 irc.test ben G*B :0 ben");
}

void TestWho::multiPrefix()
{
    Stage stage;
    Party anna(stage, "anna");
    anna.send("JOIN #tisch");
    stage.realm.world().channelNamed("#tisch")->members.front().ranks |= Rank::Voice;
    QVERIFY(anna.ask("WHO #tisch").value(0).contains(" anna H@ "));
    anna.client()->caps |= Cap::MultiPrefix;
    QVERIFY(anna.ask("WHO #tisch").value(0).contains(" anna H@+ "));
}

void TestWho::operatorsOnly()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    setMode(stage, ben, UserMode::Operator);
    QCOMPARE(anna.ask("WHO * o").size(), 2);
    QVERIFY(anna.ask("WHO 0 o").value(0).contains(" ben H* "));
    QCOMPARE(anna.ask("WHO * o%n"), (QByteArrayList{":irc.test 354 anna ben", ":irc.test 315 anna * " + End}));
}

void TestWho::whoxFieldsInOrder()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    ben.send("JOIN #tisch");
    userOf(ben).account = "benny";
    stage.advance(42'000);
    QCOMPARE(anna.ask("WHO #tisch %roaldfnshiuct,7"),
             (QByteArrayList{":irc.test 354 anna 7 #tisch ~ben 192.0.2.1 192.0.2.1 irc.test ben H@ 0 42 benny n/a :ben",
                             ":irc.test 315 anna #tisch " + End}));
    QCOMPARE(anna.ask("WHO ben %na").value(0), ":irc.test 354 anna ben benny");
}

void TestWho::whoxToken_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("three digits") << QByteArray(",042") << QByteArray("042");
    QTest::newRow("too long") << QByteArray(",1234") << QByteArray("0");
    QTest::newRow("no digits") << QByteArray(",1a") << QByteArray("0");
    QTest::newRow("none") << QByteArray() << QByteArray("0");
}

void TestWho::whoxToken()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, shown);
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("WHO anna %tn" + token).value(0), ":irc.test 354 anna " + shown + " anna");
}

void TestWho::whoxPlaceholders()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("WHO anna %ca").value(0), ":irc.test 354 anna * 0");
}

void TestWho::whoxIgnoresUnknownFields()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("WHO anna %xzn").value(0), ":irc.test 354 anna anna");
}

void TestWho::answersHaveACeiling()
{
    Stage stage;
    Party anna(stage, "anna");
    std::vector<std::unique_ptr<Party>> crowd;
    stage.realm.world().settings.limits.perAddress = 0;
    for (int i = 0; i < 1'100; ++i)
        crowd.push_back(std::make_unique<Party>(stage, "n" + QByteArray::number(i)));
    const QByteArrayList lines = anna.ask("WHO *");
    QCOMPARE(lines.size(), 1'001);
    QCOMPARE(lines.last(), ":irc.test 315 anna * :End of WHO list, there may be more");
}

void TestWho::manyAnswersCost()
{
    Stage stage;
    Party anna(stage, "anna");
    std::vector<std::unique_ptr<Party>> crowd;
    for (int i = 0; i < 60; ++i)
        crowd.push_back(std::make_unique<Party>(stage, "n" + QByteArray::number(i)));
    anna.send("WHO n1");
    const int one = std::exchange(anna.charged, 0);
    anna.send("WHO *");
    QCOMPARE(anna.charged, one + 3);
}

PLAUSCH_TEST_MAIN(TestWho)
#include "tst_who.moc"
