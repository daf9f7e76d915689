// https://modern.ircdocs.horse/#mode-message
#include "server/room.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

class TestModes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsModesAndCreation();
    void hidesTheKey();
    void changesAreOneLine();
    void nothingChangedIsSilent();
    void unknownLetters();
    void unknownChannel();
    void ordinaryMembersChangeNothing();
    void key_data();
    void key();
    void keyGoes();
    void limit_data();
    void limit();
    void limitGoes();
    void ranks();
    void rankErrors();
    void halfOperators();
    void founderRank();
    void givingUp();
    void lists_data();
    void lists();
    void listsForThoseWhoMay();
    void listEntriesOnce();
    void listIsFull();
    void badMask();
    void banByAccount();
    void tooManyModes();
    void longChangesAreSeveralLines();
    void persistence();
    void serverOperatorsMayAll();
    void userModesAreElsewhere();
    void supportTokensAreTrue();
};

void TestModes::tellsModesAndCreation()
{
    Stage stage;
    stage.advance(5'000);
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    const QByteArrayList told{":irc.test 324 ben #a +nt", ":irc.test 329 ben #a 1767268805"};
    QCOMPARE(ben.ask("MODE #A"), told);
    anna.send("MODE #a -nt+CMRims");
    QCOMPARE(anna.ask("MODE #a").value(0), ":irc.test 324 anna #a +CMRims");
    QCOMPARE(ben.ask("MODE #a"), QByteArrayList{":irc.test 442 ben #a :You're not on that channel"}); // +s
}

void TestModes::hidesTheKey()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("MODE #a +kl geheim 7");
    anna.take();
    QCOMPARE(anna.ask("MODE #a").value(0), ":irc.test 324 anna #a +ntkl geheim 7");
    QCOMPARE(ben.ask("MODE #a").value(0), ":irc.test 324 ben #a +ntkl * 7");
}

void TestModes::changesAreOneLine()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    const QByteArrayList told{Anna + " MODE #a +ob-n+kl ben carl!*@* schluessel 5"};
    QCOMPARE(anna.ask("MODE #a +o+b-n+k+l BEN carl schluessel 5"), told);
    QCOMPARE(ben.take(), told);
}

void TestModes::nothingChangedIsSilent()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    QVERIFY(anna.ask("MODE #a +nt-i").isEmpty());
    QVERIFY(anna.ask("MODE #a +o anna").isEmpty());
    QVERIFY(anna.ask("MODE #a -l").isEmpty());
    QVERIFY(anna.ask("MODE #a +").isEmpty());
    QVERIFY(anna.ask("MODE #a :").isEmpty());
    QVERIFY(ben.take().isEmpty());
    QCOMPARE(anna.ask("MODE #a i"), QByteArrayList{Anna + " MODE #a +i"}); // without a sign: +
}

void TestModes::unknownLetters()
{
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    QCOMPARE(anna.ask("MODE #a +iZ"),
             (QByteArrayList{":irc.test 472 anna Z :is unknown mode char to me", Anna + " MODE #a +i"}));
    QCOMPARE(anna.ask("MODE #a +:").value(0), ":irc.test 472 anna * :is unknown mode char to me");
    QVERIFY(anna.ask("MODE #a +ü").isEmpty());
    QCOMPARE(anna.ask("MODE #a +" + QByteArray(400, 'Z')).size(), 8); // enough is enough
}

void TestModes::unknownChannel()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("MODE #none"), QByteArrayList{":irc.test 403 anna #none :No such channel"});
    QCOMPARE(anna.ask("MODE #none +i"), QByteArrayList{":irc.test 403 anna #none :No such channel"});
    QCOMPARE(commandsOf(anna.ask("MODE")), QByteArrayList{"461"});
}

void TestModes::ordinaryMembersChangeNothing()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben});
    const QByteArrayList refused{":irc.test 482 ben #a :You're not channel operator"};
    QCOMPARE(ben.ask("MODE #a +imo-n ben"), refused); // once
    QCOMPARE(ben.ask("MODE #a +b carl"), refused);
    QCOMPARE(ben.ask("MODE #a +k x"), refused);
    QCOMPARE(ben.ask("MODE #a +l 5"), refused);
    QCOMPARE(ben.ask("MODE #a +q ben"), refused);
    QCOMPARE(ben.ask("MODE #a +P"), refused);
    QCOMPARE(carl.ask("MODE #a +i"), QByteArrayList{":irc.test 482 carl #a :You're not channel operator"});
    QVERIFY(anna.take().isEmpty());
}

// #key-channel-mode: "If the value is invalid, they SHOULD return ERR_INVALIDMODEPARAM"
void TestModes::key_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("valid");
    QTest::newRow("word") << QByteArray("geheim") << true;
    QTest::newRow("longest") << QByteArray(23, 'k') << true;
    QTest::newRow("too long") << QByteArray(24, 'k') << false;
    QTest::newRow("empty") << QByteArray(":") << false;
    QTest::newRow("blank") << QByteArray(":a b") << false;
    QTest::newRow("comma") << QByteArray("a,b") << false;
    QTest::newRow("colon") << QByteArray("::a") << false;
    QTest::newRow("control") << QByteArray("a\x02") << false;
}

void TestModes::key()
{
    QFETCH(const QByteArray, key);
    QFETCH(const bool, valid);
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    const QByteArrayList lines = anna.ask("MODE #a +k " + key);
    if (valid)
        QCOMPARE(lines, QByteArrayList{Anna + " MODE #a +k " + key});
    else
        QVERIFY2(lines.size() == 1 && lines[0].startsWith(":irc.test 696 anna #a k "), lines.value(0).constData());
    QCOMPARE(stage.realm.world().channelNamed("#a")->key.isEmpty(), !valid);
}

void TestModes::keyGoes()
{
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    QCOMPARE(anna.ask("MODE #a +k"), QByteArrayList{":irc.test 461 anna MODE :Not enough parameters"});
    anna.send("MODE #a +k eins");
    QCOMPARE(anna.ask("MODE #a +k zwei").last(), Anna + " MODE #a +k zwei");
    QCOMPARE(anna.ask("MODE #a -k drei"), QByteArrayList{Anna + " MODE #a -k *"}); // any will do
    QVERIFY(anna.ask("MODE #a -k x").isEmpty());
    anna.send("MODE #a +k eins");
    QCOMPARE(anna.ask("MODE #a -k").last(), Anna + " MODE #a -k *");
    anna.send("MODE #a +k eins");
    QCOMPARE(anna.ask("MODE #a -kl+o eins anna").last(), Anna + " MODE #a -k *"); // it has a parameter also then
}

// #client-limit-channel-mode
void TestModes::limit_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<bool>("valid");
    QTest::newRow("one") << QByteArray("1") << true;
    QTest::newRow("largest") << QByteArray("2147483647") << true;
    QTest::newRow("zero") << QByteArray("0") << false;
    QTest::newRow("negative") << QByteArray("-5") << false;
    QTest::newRow("too large") << QByteArray("2147483648") << false;
    QTest::newRow("word") << QByteArray("viele") << false;
    QTest::newRow("empty") << QByteArray(":") << false;
}

void TestModes::limit()
{
    QFETCH(const QByteArray, limit);
    QFETCH(const bool, valid);
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    const QByteArrayList lines = anna.ask("MODE #a +l " + limit);
    if (valid)
        QCOMPARE(lines, QByteArrayList{Anna + " MODE #a +l " + limit});
    else
        QVERIFY2(lines.size() == 1 && lines[0].startsWith(":irc.test 696 anna #a l "), lines.value(0).constData());
}

// "Type C: MUST have a parameter when being set, and MUST NOT have a parameter when being unset"
void TestModes::limitGoes()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    QCOMPARE(commandsOf(anna.ask("MODE #a +l")), QByteArrayList{"461"});
    anna.send("MODE #a +l 5");
    QCOMPARE(anna.ask("MODE #a -l+v ben").last(), Anna + " MODE #a -l+v ben");
}

void TestModes::ranks()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    QCOMPARE(anna.ask("MODE #a +vho ben ben ben"), QByteArrayList{Anna + " MODE #a +vho ben ben ben"});
    ben.take();
    QCOMPARE(ben.ask("MODE #a -o anna"), QByteArrayList{Ben + " MODE #a -o anna"});
    anna.take();
    QCOMPARE(commandsOf(anna.ask("MODE #a +i")), QByteArrayList{"482"});
}

void TestModes::rankErrors()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    QCOMPARE(anna.ask("MODE #a +o"), QByteArrayList{":irc.test 461 anna MODE :Not enough parameters"});
    QCOMPARE(anna.ask("MODE #a +o nobody"), QByteArrayList{":irc.test 401 anna nobody :No such nick/channel"});
    QCOMPARE(anna.ask("MODE #a +o Ben"), QByteArrayList{":irc.test 441 anna ben #a :They aren't on that channel"});
}

void TestModes::halfOperators()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben, &carl});
    anna.send("MODE #a +hhv ben carl anna");
    ben.take();
    QCOMPARE(commandsOf(ben.ask("MODE #a +v ben")), QByteArrayList{"MODE"});
    QCOMPARE(commandsOf(ben.ask("MODE #a +b dora")), QByteArrayList{"MODE"});
    for (const char *change : {"+i", "+h carl", "-h carl", "+o ben", "+k x", "-v anna"})
        QCOMPARE(commandsOf(ben.ask(QByteArray("MODE #a ") + change)), QByteArrayList{"482"});
    QCOMPARE(ben.ask("MODE #a +im-b dora"),
             (QByteArrayList{":irc.test 482 ben #a :You're not channel operator", Ben + " MODE #a -b dora!*@*"}));
}

// #founder-prefix
void TestModes::founderRank()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben, &carl});
    server::World &world = stage.realm.world();
    world.memberOf(*world.channelNamed("#a"), *world.userNamed("ben"))->ranks = server::Rank::Founder;
    QCOMPARE(commandsOf(anna.ask("MODE #a -q ben")), QByteArrayList{"482"});
    QCOMPARE(commandsOf(anna.ask("KICK #a ben")), QByteArrayList{"482"});
    ben.take();
    QCOMPARE(ben.ask("MODE #a +q carl"), QByteArrayList{Ben + " MODE #a +q carl"});
    QCOMPARE(commandsOf(ben.ask("MODE #a +i-o anna")), QByteArrayList{"MODE"});
    anna.take();
    QCOMPARE(anna.ask("NAMES #a").value(0), ":irc.test 353 anna = #a :anna ~ben ~carl");
}

void TestModes::givingUp()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    anna.send("MODE #a +v ben");
    ben.take();
    QCOMPARE(ben.ask("MODE #a -v ben"), QByteArrayList{Ben + " MODE #a -v ben"});
    QCOMPARE(anna.ask("MODE #a -o anna").last(), Anna + " MODE #a -o anna");
}

void TestModes::lists_data()
{
    QTest::addColumn<QByteArray>("letter");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("ban") << QByteArray("b") << QByteArray("367") << QByteArray("368 anna #a :End of channel ban list");
    QTest::newRow("exception") << QByteArray("e") << QByteArray("348")
                               << QByteArray("349 anna #a :End of channel exception list");
    QTest::newRow("invitation") << QByteArray("I") << QByteArray("346")
                                << QByteArray("347 anna #a :End of Channel Invite Exception List");
}

void TestModes::lists()
{
    QFETCH(const QByteArray, letter);
    QFETCH(const QByteArray, row);
    QFETCH(const QByteArray, end);
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    QCOMPARE(anna.ask("MODE #a " + letter), QByteArrayList{":irc.test " + end});
    QCOMPARE(anna.ask("MODE #a +" + letter + " ben"), QByteArrayList{Anna + " MODE #a +" + letter + " ben!*@*"});
    const QByteArrayList shown{":irc.test " + row + " anna #a ben!*@* anna!~anna@192.0.2.1 1767268800",
                               ":irc.test " + end};
    QCOMPARE(anna.ask("MODE #a +" + letter), shown);
    QCOMPARE(anna.ask("MODE #a " + letter + letter + letter), shown); // once
    QCOMPARE(anna.ask("MODE #a -" + letter + " BEN"), QByteArrayList{Anna + " MODE #a -" + letter + " ben!*@*"});
    QCOMPARE(anna.ask("MODE #a " + letter), QByteArrayList{":irc.test " + end});
}

void TestModes::listsForThoseWhoMay()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben});
    QCOMPARE(commandsOf(ben.ask("MODE #a +b")), QByteArrayList{"368"});
    QCOMPARE(commandsOf(carl.ask("MODE #a b")), QByteArrayList{"368"});
    QCOMPARE(commandsOf(ben.ask("MODE #a e")), QByteArrayList{"482"});
    QCOMPARE(commandsOf(ben.ask("MODE #a I")), QByteArrayList{"482"});
    anna.send("MODE #a +sh ben");
    ben.take();
    QCOMPARE(commandsOf(ben.ask("MODE #a e")), QByteArrayList{"349"});
    QVERIFY(carl.ask("MODE #a b").isEmpty());
}

void TestModes::listEntriesOnce()
{
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    QCOMPARE(anna.ask("MODE #a +bbb ben BEN ben!*@*"), QByteArrayList{Anna + " MODE #a +b ben!*@*"});
    QVERIFY(anna.ask("MODE #a -b carl").isEmpty());
}

// MAXLIST: "the maximum number of entries that all of the modes in <modes>, combined, may set"
void TestModes::listIsFull()
{
    server::Settings settings = Stage::named();
    settings.limits.listEntries = 3;
    Stage stage(settings);
    Party anna(stage, "anna");
    gather("#a", {&anna});
    QCOMPARE(
        anna.ask("MODE #a +beIb n1 n2 n3 n4"),
        (QByteArrayList{":irc.test 478 anna #a b :Channel list is full", Anna + " MODE #a +beI n1!*@* n2!*@* n3!*@*"}));
    QVERIFY(anna.ask("MODE #a +b n1").isEmpty()); // it is there
    anna.send("MODE #a -e n2");
    anna.take();
    QCOMPARE(commandsOf(anna.ask("MODE #a +I n4")), QByteArrayList{"MODE"});
}

void TestModes::badMask()
{
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    QCOMPARE(anna.ask("MODE #a +b ~q:ben"), QByteArrayList{":irc.test 696 anna #a b ~q:ben :Not a mask"});
    QCOMPARE(anna.ask("MODE #a +b :a b"), QByteArrayList{":irc.test 696 anna #a b * :Not a mask"});
    QCOMPARE(anna.ask("MODE #a +b " + QByteArray(200, 'x')).size(), 1);
    QVERIFY(stage.realm.world().channelNamed("#a")->bans.empty());
}

// https://ircv3.net/specs/extensions/account-extban
void TestModes::banByAccount()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    signIn(stage, "ben", "Ben");
    QCOMPARE(anna.ask("MODE #a +b ~account:ben"), QByteArrayList{Anna + " MODE #a +b ~a:ben"});
    QCOMPARE(commandsOf(ben.ask("JOIN #a")), QByteArrayList{"474"});
    signIn(stage, "ben", "");
    QCOMPARE(commandOf(ben.ask("JOIN #a").value(0)), "JOIN");
}

// #modes-parameter: 12
void TestModes::tooManyModes()
{
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    QByteArray masks;
    for (int i = 0; i < 13; ++i)
        masks += " n" + QByteArray::number(i);
    anna.send("MODE #a +" + QByteArray(13, 'b') + masks);
    QCOMPARE(stage.realm.world().channelNamed("#a")->bans.size(), std::size_t(12));
    QCOMPARE(commandsOf(anna.take()), QByteArrayList{"MODE"});
}

void TestModes::longChangesAreSeveralLines()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    const QByteArray name = "#" + QByteArray(63, 'c');
    gather(name, {&anna, &ben});
    QByteArray masks;
    for (char c = 'a'; c < 'a' + 12; ++c)
        masks += ' ' + QByteArray(30, c); // longer by "!*@*" when they come out
    anna.send("MODE " + name + " +" + QByteArray(12, 'b') + masks);
    const QByteArrayList lines = anna.take();
    QCOMPARE(ben.take(), lines);
    QCOMPARE(commandsOf(lines), (QByteArrayList{"MODE", "MODE"}));
    qsizetype told = 0;
    for (const QByteArray &line : lines) {
        QVERIFY(line.size() <= 510);
        QCOMPARE(line.split(' ').value(3).count('b'), line.count("!*@*"));
        told += line.count("!*@*");
    }
    QCOMPARE(told, 12);
}

void TestModes::persistence()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    QCOMPARE(commandsOf(anna.ask("MODE #a +P")), QByteArrayList{"482"}); // nobody can found it without an account
    signIn(stage, "anna", "Anna");
    QCOMPARE(anna.ask("MODE #a +P"), QByteArrayList{Anna + " MODE #a +Pq anna"});
    QCOMPARE(stage.realm.world().channelNamed("#a")->founder, "Anna");
    anna.send("MODE #a +o ben");
    signIn(stage, "ben", "Ben");
    ben.take();
    QCOMPARE(commandsOf(ben.ask("MODE #a -P")), QByteArrayList{"482"});
    anna.take();
    QCOMPARE(anna.ask("MODE #a -P"), QByteArrayList{Anna + " MODE #a -P"});
    QVERIFY(stage.realm.world().channelNamed("#a")->founder.isEmpty());
}

void TestModes::serverOperatorsMayAll()
{
    Stage stage;
    Party anna(stage, "anna");
    Party boss(stage, "boss");
    gather("#a", {&anna});
    makeOperator(stage, "boss");
    const QByteArrayList told{":boss!~boss@192.0.2.1 MODE #a +P-o anna"};
    QCOMPARE(boss.ask("MODE #a +P-o anna"), told); // also from outside, and then he is told too
    QCOMPARE(anna.take(), told);
    QVERIFY(stage.realm.world().channelNamed("#a")->founder.isEmpty());
    anna.send("PART #a");
    QVERIFY(stage.realm.world().channelNamed("#a"));
    boss.send("MODE #a -P");
    QVERIFY(!stage.realm.world().channelNamed("#a")); // nobody is in it
}

void TestModes::userModesAreElsewhere()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    QCOMPARE(commandsOf(anna.ask("MODE ANNA")), QByteArrayList{"221"});
    QCOMPARE(commandsOf(anna.ask("MODE ben")), QByteArrayList{"502"});
    QCOMPARE(commandsOf(anna.ask("MODE nobody")), QByteArrayList{"401"});
}

// #rplisupport-parameters: what they say is what happens
void TestModes::supportTokensAreTrue()
{
    Stage stage;
    Party anna(stage);
    anna.send("NICK anna");
    anna.send("USER anna 0 * :Anna");
    QByteArrayList tokens;
    for (const QByteArray &line : anna.take()) {
        if (commandOf(line) == "005")
            tokens += line.left(line.indexOf(" :are ")).split(' ').mid(3);
    }
    for (const char *token :
         {"ACCOUNTEXTBAN=a,account", "CHANLIMIT=#:100", "CHANMODES=Ibe,k,l,CMPRimnst", "CHANTYPES=#", "ELIST=CMNTU",
          "EXCEPTS=e", "EXTBAN=~,a", "INVEX=I", "KEYLEN=23", "MAXLIST=Ibe:100", "MODES=12", "PREFIX=(qohv)~@%+",
          "SAFELIST", "STATUSMSG=~@%+", "TARGMAX=JOIN:,KICK:4,LIST:,NAMES:4,NOTICE:4,PART:,PRIVMSG:4,TAGMSG:4"})
        QVERIFY2(tokens.contains(token), token);
    signIn(stage, "anna", "anna");
    gather("#a", {&anna});
    for (const char *change : {"+C", "+M", "+P", "+R", "+i", "+m", "-n", "+s", "-t"})
        QCOMPARE(commandsOf(anna.ask(QByteArray("MODE #a ") + change)), QByteArrayList{"MODE"});
}

PLAUSCH_TEST_MAIN(TestModes)
#include "tst_modes.moc"
