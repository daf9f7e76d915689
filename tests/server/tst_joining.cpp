// https://modern.ircdocs.horse/#channel-operations: JOIN, PART, KICK and INVITE
#include "server/room.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

class TestChannels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoMakesAChannelOperatesIt();
    void joinTellsTopicThenNames();
    void joinTakesLists();
    void joinAgainIsSilent();
    void joinZeroLeavesAll();
    void badNames_data();
    void badNames();
    void namesAreEqualByCase();
    void tooManyChannels();
    void banKeepsOut();
    void inviteOnly();
    void key();
    void limit();
    void accountsOnly();
    void founderAlwaysGetsIn();
    void extendedJoin();
    void joiningAwayIsTold();
    void noImplicitNames();
    void everySessionOfAUserJoins();
    void part();
    void partErrors();
    void emptyChannelEnds();
    void persistentChannelStays();
    void kick();
    void kickTargets();
    void kickErrors();
    void kickByRank();
    void invite();
    void inviteErrors();
    void inviteNotify();
    void inviteListsAndForgets();
    void invitationsHaveACeiling();
    void listsCostAsTheirItems();
};

void TestChannels::whoMakesAChannelOperatesIt()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("JOIN #tisch"),
             (QByteArrayList{Anna + " JOIN #tisch", ":irc.test 353 anna = #tisch :@anna",
                             ":irc.test 366 anna #tisch :End of /NAMES list"}));
    QCOMPARE(anna.ask("MODE #tisch").value(0), ":irc.test 324 anna #tisch +nt");
}

// #join-message: "the server MUST send, in this order": JOIN, topic, names with the one who joined
void TestChannels::joinTellsTopicThenNames()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#tisch", {&anna});
    anna.send("TOPIC #tisch :Heute: Suppe");
    QCOMPARE(ben.ask("JOIN #Tisch"),
             (QByteArrayList{Ben + " JOIN #tisch", ":irc.test 332 ben #tisch :Heute: Suppe",
                             ":irc.test 333 ben #tisch anna!~anna@192.0.2.1 1767268800",
                             ":irc.test 353 ben = #tisch :@anna ben", ":irc.test 366 ben #tisch :End of /NAMES list"}));
}

// "the first <key> being used for the first <channel>, the second <key> for the second"
void TestChannels::joinTakesLists()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a,#b,#c", {&anna});
    anna.send("MODE #b +k eins");
    anna.send("MODE #c +k zwei");
    QCOMPARE(commandsOf(ben.ask("JOIN #a,#b,#c x,zwei,zwei")),
             (QByteArrayList{"JOIN", "353", "366", "475", "JOIN", "353", "366"}));
    QCOMPARE(commandsOf(ben.ask("JOIN #b")), QByteArrayList{"475"});
    QCOMPARE(commandsOf(ben.ask("JOIN ,#b ,eins")), (QByteArrayList{"JOIN", "353", "366"}));
}

void TestChannels::joinAgainIsSilent()
{
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    QVERIFY(anna.ask("JOIN #A").isEmpty());
    QCOMPARE(commandsOf(anna.ask("JOIN")), QByteArrayList{"461"});
}

void TestChannels::joinZeroLeavesAll()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a,#b", {&anna, &ben});
    QCOMPARE(commandsOf(anna.ask("JOIN 0")), (QByteArrayList{"PART", "PART"}));
    QCOMPARE(ben.take().size(), 2);
    QCOMPARE(commandsOf(anna.ask("PART #a")), QByteArrayList{"442"});
    QVERIFY(anna.ask("JOIN 0").isEmpty());
}

void TestChannels::badNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("no #") << QByteArray("tisch");
    QTest::newRow("local") << QByteArray("&tisch");
    QTest::newRow("BEL") << QByteArray("#ti\x07sch");
    QTest::newRow("blank") << QByteArray(":#ti sch");
    QTest::newRow("too long") << "#" + QByteArray(64, 'a');
}

void TestChannels::badNames()
{
    QFETCH(const QByteArray, name);
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(commandsOf(anna.ask("JOIN " + name)), QByteArrayList{"403"});
    QVERIFY(stage.realm.world().channels().isEmpty());
    QCOMPARE(commandOf(anna.ask("JOIN #" + QByteArray(63, 'a')).value(0)), "JOIN");
}

void TestChannels::namesAreEqualByCase()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#Tisch[]", {&anna});
    QCOMPARE(ben.ask("JOIN #tISCH[]").value(0), Ben + " JOIN #Tisch[]");
    ben.take();
    QCOMPARE(commandsOf(ben.ask("JOIN #tisch{}")), (QByteArrayList{"JOIN", "353", "366"})); // ascii: another one
    QCOMPARE(stage.realm.world().channels().size(), 2);
}

void TestChannels::tooManyChannels()
{
    server::Settings settings = Stage::named();
    settings.limits.channelsPerUser = 2;
    Stage stage(settings);
    Party anna(stage, "anna");
    const QByteArrayList lines = anna.ask("JOIN #a,#b,#c");
    QCOMPARE(lines.last(), ":irc.test 405 anna #c :You have joined too many channels");
    QVERIFY(!stage.realm.world().channelNamed("#c"));
    anna.send("PART #a");
    QCOMPARE(commandOf(anna.ask("JOIN #c").value(0)), "JOIN");
}

// #ban-channel-mode, #exception-channel-mode
void TestChannels::banKeepsOut()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("MODE #a +b ben");
    QCOMPARE(ben.ask("JOIN #a"), QByteArrayList{":irc.test 474 ben #a :Cannot join channel (+b)"});
    anna.send("MODE #a +e *!*@192.0.2.1");
    QCOMPARE(commandOf(ben.ask("JOIN #a").value(0)), "JOIN");
}

// #invite-only-channel-mode, #invite-exception-channel-mode
void TestChannels::inviteOnly()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("MODE #a +i");
    QCOMPARE(ben.ask("JOIN #a"), QByteArrayList{":irc.test 473 ben #a :Cannot join channel (+i)"});
    anna.send("INVITE ben #a");
    ben.send("NICK benno"); // an invitation is the user's, not the nick's
    ben.take();
    QCOMPARE(commandOf(ben.ask("JOIN #a").value(0)), "JOIN");
    ben.send("PART #a");
    QCOMPARE(commandsOf(ben.ask("JOIN #a")), QByteArrayList{"473"}); // it was for once
    anna.send("MODE #a +I benno");
    QCOMPARE(commandOf(ben.ask("JOIN #a").value(0)), "JOIN");
}

void TestChannels::key()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("MODE #a +k Geheim");
    QCOMPARE(ben.ask("JOIN #a geheim"), QByteArrayList{":irc.test 475 ben #a :Cannot join channel (+k)"});
    QCOMPARE(commandOf(ben.ask("JOIN #a Geheim").value(0)), "JOIN");
}

void TestChannels::limit()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna});
    anna.send("MODE #a +l 2");
    QCOMPARE(commandOf(ben.ask("JOIN #a").value(0)), "JOIN");
    QCOMPARE(carl.ask("JOIN #a"), QByteArrayList{":irc.test 471 carl #a :Cannot join channel (+l)"});
    ben.send("PART #a");
    QCOMPARE(commandOf(carl.ask("JOIN #a").value(0)), "JOIN");
}

void TestChannels::accountsOnly()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("MODE #a +R");
    QCOMPARE(commandsOf(ben.ask("JOIN #a")), QByteArrayList{"477"});
    signIn(stage, "ben", "ben");
    QCOMPARE(commandOf(ben.ask("JOIN #a").value(0)), "JOIN");
}

void TestChannels::founderAlwaysGetsIn()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&ben});
    stage.realm.world().channelNamed("#a")->founder = "Anna";
    ben.send("MODE #a +ikbl x anna 1");
    QCOMPARE(commandsOf(anna.ask("JOIN #a")), QByteArrayList{"474"});
    signIn(stage, "anna", "anna");
    QCOMPARE(anna.ask("JOIN #a").value(1), ":irc.test 353 anna = #a :@ben ~anna");
}

// https://ircv3.net/specs/extensions/extended-join
void TestChannels::extendedJoin()
{
    Stage stage;
    Party anna(stage, "anna", "extended-join");
    Party ben(stage, "ben");
    QCOMPARE(anna.ask("JOIN #a").value(0), Anna + " JOIN #a * anna");
    ben.send("JOIN #a");
    QCOMPARE(anna.take(), QByteArrayList{Ben + " JOIN #a * ben"});
    signIn(stage, "ben", "Ben");
    stage.realm.world().userNamed("ben")->realName = "Ben Olsen";
    ben.send("PART #a");
    anna.take();
    ben.take();
    QCOMPARE(ben.ask("JOIN #a").value(0), Ben + " JOIN #a");
    QCOMPARE(anna.take(), QByteArrayList{Ben + " JOIN #a Ben :Ben Olsen"});
}

// https://ircv3.net/specs/extensions/away-notify: also "when a user joins a channel and has an away message set"
void TestChannels::joiningAwayIsTold()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    anna.client()->caps |= session::Cap::AwayNotify;
    ben.client()->caps |= session::Cap::AwayNotify;
    gather("#a", {&anna, &carl});
    stage.realm.world().userNamed("ben")->away = "beim Essen";
    QCOMPARE(commandsOf(ben.ask("JOIN #a")), (QByteArrayList{"JOIN", "353", "366"}));
    QCOMPARE(anna.take(), (QByteArrayList{Ben + " JOIN #a", Ben + " AWAY :beim Essen"}));
    QCOMPARE(commandsOf(carl.take()), QByteArrayList{"JOIN"});
}

// https://ircv3.net/specs/extensions/no-implicit-names
void TestChannels::noImplicitNames()
{
    Stage stage;
    Party anna(stage, "anna", "draft/no-implicit-names");
    QCOMPARE(anna.ask("JOIN #a"), QByteArrayList{Anna + " JOIN #a"});
    QCOMPARE(commandsOf(anna.ask("NAMES #a")), (QByteArrayList{"353", "366"}));
}

void TestChannels::everySessionOfAUserJoins()
{
    Stage stage;
    Party desk(stage, "anna");
    Party phone(stage);
    attach(phone, stage, "anna", session::Cap::ExtendedJoin);
    QCOMPARE(commandsOf(desk.ask("JOIN #a")), (QByteArrayList{"JOIN", "353", "366"}));
    QCOMPARE(phone.take(),
             (QByteArrayList{Anna + " JOIN #a * anna", ":irc.test 353 anna = #a :@anna",
                             ":irc.test 366 anna #a :End of /NAMES list"}));
    phone.send("PART #a");
    QCOMPARE(desk.take(), QByteArrayList{Anna + " PART #a"});
}

void TestChannels::part()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a,#b", {&anna, &ben});
    const QByteArrayList told{Anna + " PART #a :bis morgen", Anna + " PART #b :bis morgen"};
    QCOMPARE(anna.ask("PART #A,#b :bis morgen"), told);
    QCOMPARE(ben.take(), told); // "<reason> should be on each of these messages"
    ben.send("PART #a :" + QByteArray(299, 'x') + "üü");
    QCOMPARE(ben.take(), QByteArrayList{Ben + " PART #a " + QByteArray(299, 'x')}); // KICKLEN, at a character
}

void TestChannels::partErrors()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    gather("#b", {&ben});
    QCOMPARE(anna.ask("PART #none,#b,#a"),
             (QByteArrayList{":irc.test 403 anna #none :No such channel",
                             ":irc.test 442 anna #b :You're not on that channel", Anna + " PART #a"}));
}

void TestChannels::emptyChannelEnds()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("INVITE ben #a");
    anna.send("MODE #a +ik x");
    anna.send("PART #a");
    QVERIFY(stage.realm.world().channels().isEmpty());
    QCOMPARE(ben.ask("JOIN #a").last(), ":irc.test 366 ben #a :End of /NAMES list"); // a new one, without the key
}

void TestChannels::persistentChannelStays()
{
    Stage stage;
    Party anna(stage, "anna");
    signIn(stage, "anna", "anna");
    gather("#a", {&anna});
    anna.send("MODE #a +P");
    anna.send("TOPIC #a :bleibt");
    anna.send("PART #a");
    QVERIFY(stage.realm.world().channelNamed("#a"));
    Party ben(stage, "ben");
    QCOMPARE(ben.ask("JOIN #a").value(3), ":irc.test 353 ben = #a :ben"); // nobody becomes its operator by being first
    anna.take();
    QCOMPARE(anna.ask("JOIN #a").value(3), ":irc.test 353 anna = #a :ben ~anna");
    anna.send("MODE #a -P");
    anna.send("PART #a");
    ben.send("PART #a");
    QVERIFY(!stage.realm.world().channelNamed("#a"));
}

void TestChannels::kick()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    const QByteArray told = Anna + " KICK #a ben :Ruhe bitte";
    QCOMPARE(anna.ask("KICK #a BEN :Ruhe bitte"), QByteArrayList{told});
    QCOMPARE(ben.take(), QByteArrayList{told});
    QCOMPARE(commandsOf(ben.ask("PART #a")), QByteArrayList{"442"});
    gather("#a", {&ben});
    QCOMPARE(anna.ask("KICK #a ben").last(), Anna + " KICK #a ben anna"); // "SHOULD use a default message"
}

// "MUST NOT send KICK messages with multiple users"; beyond TARGMAX "silently drop targets"
void TestChannels::kickTargets()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben, &carl});
    QCOMPARE(anna.ask("KICK #a ben,carl :x"), (QByteArrayList{Anna + " KICK #a ben x", Anna + " KICK #a carl x"}));
    QCOMPARE(commandsOf(anna.ask("KICK #a n1,n2,n3,n4,n5")), (QByteArrayList{"401", "401", "401", "401"}));
    gather("#a", {&ben});
    QCOMPARE(commandsOf(anna.ask("KICK #a anna,ben")).last(), "KICK"); // oneself, and then one is not there any more
    QVERIFY(
        stage.realm.world().memberOf(*stage.realm.world().channelNamed("#a"), *stage.realm.world().userNamed("ben")));
}

void TestChannels::kickErrors()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben});
    QCOMPARE(commandsOf(anna.ask("KICK #a")), QByteArrayList{"461"});
    QCOMPARE(anna.ask("KICK #none ben"), QByteArrayList{":irc.test 403 anna #none :No such channel"});
    QCOMPARE(carl.ask("KICK #a ben"), QByteArrayList{":irc.test 442 carl #a :You're not on that channel"});
    QCOMPARE(ben.ask("KICK #a anna"), QByteArrayList{":irc.test 482 ben #a :You're not channel operator"});
    QCOMPARE(anna.ask("KICK #a carl"), QByteArrayList{":irc.test 441 anna carl #a :They aren't on that channel"});
}

void TestChannels::kickByRank()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    Party dora(stage, "dora");
    gather("#a", {&anna, &ben, &carl, &dora});
    anna.send("MODE #a +hhv ben carl dora");
    ben.take();
    QCOMPARE(commandsOf(ben.ask("KICK #a anna")), QByteArrayList{"482"});
    QCOMPARE(commandsOf(ben.ask("KICK #a carl")), QByteArrayList{"482"}); // an equal
    QCOMPARE(commandsOf(ben.ask("KICK #a dora")), QByteArrayList{"KICK"});
    anna.send("MODE #a +o carl");
    carl.take();
    QCOMPARE(commandsOf(carl.ask("KICK #a anna")), QByteArrayList{"KICK"}); // operators act on their equals
}

void TestChannels::invite()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &carl});
    QCOMPARE(anna.ask("INVITE Ben #A"), QByteArrayList{":irc.test 341 anna ben #a"});
    QCOMPARE(ben.take(), QByteArrayList{Anna + " INVITE ben #a"});
    QVERIFY(carl.take().isEmpty()); // "Other channel members SHOULD NOT be notified"
}

void TestChannels::inviteErrors()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben});
    QCOMPARE(commandsOf(anna.ask("INVITE ben")), QByteArrayList{"461"});
    QCOMPARE(anna.ask("INVITE nobody #a"), QByteArrayList{":irc.test 401 anna nobody :No such nick/channel"});
    QCOMPARE(anna.ask("INVITE ben #none"), QByteArrayList{":irc.test 403 anna #none :No such channel"});
    QCOMPARE(carl.ask("INVITE carl #a"), QByteArrayList{":irc.test 442 carl #a :You're not on that channel"});
    QCOMPARE(anna.ask("INVITE ben #a"), QByteArrayList{":irc.test 443 anna ben #a :is already on channel"});
    QCOMPARE(commandsOf(ben.ask("INVITE carl #a")), QByteArrayList{"341"});
    anna.send("MODE #a +i");
    ben.take();
    QCOMPARE(ben.ask("INVITE carl #a"), QByteArrayList{":irc.test 482 ben #a :You're not channel operator"});
    carl.take();
    QCOMPARE(commandsOf(carl.ask("JOIN #a")), QByteArrayList{"473"}); // the word of an ordinary member opens nothing
}

// https://ircv3.net/specs/extensions/invite-notify
void TestChannels::inviteNotify()
{
    Stage stage;
    Party anna(stage, "anna", "invite-notify");
    Party ben(stage, "ben");
    Party carl(stage, "carl", "invite-notify");
    gather("#a", {&anna, &carl});
    QCOMPARE(commandsOf(anna.ask("INVITE ben #a")), QByteArrayList{"341"});
    QCOMPARE(carl.take(), QByteArrayList{Anna + " INVITE ben #a"});
    QCOMPARE(ben.take(), QByteArrayList{Anna + " INVITE ben #a"});
}

void TestChannels::inviteListsAndForgets()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a,#b,#c", {&anna});
    for (const char *channel : {"#a", "#b", "#c", "#a"})
        anna.send(QByteArray("INVITE ben ") + channel);
    ben.send("JOIN #b");
    anna.send("PART #c"); // ends it
    ben.take();
    QCOMPARE(ben.ask("INVITE"), (QByteArrayList{":irc.test 336 ben #a", ":irc.test 337 ben :End of /INVITE list"}));
    ben.vanish();
    QVERIFY(stage.realm.world().channelNamed("#a")->invited.empty());
}

void TestChannels::invitationsHaveACeiling()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    for (int i = 0; i < 70; ++i) {
        const QByteArray name = "#c" + QByteArray::number(i);
        anna.send("JOIN " + name);
        anna.send("INVITE ben " + name);
    }
    ben.take();
    const QByteArrayList list = ben.ask("INVITE");
    QCOMPARE(list.size(), 64 + 1);
    QCOMPARE(list.value(0), ":irc.test 336 ben #c6"); // the oldest are forgotten
}

void TestChannels::listsCostAsTheirItems()
{
    Stage stage;
    Party anna(stage, "anna");
    anna.send("JOIN #a");
    QCOMPARE(anna.charged, 0);
    anna.send("JOIN #b,#c,#d");
    QCOMPARE(anna.charged, 2);
    anna.send("PART #b,#c");
    QCOMPARE(anna.charged, 3);
}

PLAUSCH_TEST_MAIN(TestChannels)
#include "tst_joining.moc"
