// What a channel shows of itself: https://modern.ircdocs.horse/#topic-message, #names-message, #list-message; and its
// name: https://ircv3.net/specs/extensions/channel-rename
#include "server/room.h"
#include "support/testmain.h"

#include <algorithm>

using namespace plausch;
using namespace plausch::test;

namespace {

QByteArrayList listed(Party &party, const QByteArray &params)
{
    QByteArrayList names;
    for (const QByteArray &line : party.ask("LIST " + params)) {
        if (commandOf(line) == "322")
            names.append(line.split(' ').value(3));
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

class TestRooms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void topic();
    void topicErrors();
    void topicIsCut();
    void topicOfASecretChannel();
    void names();
    void namesOfASecretChannel();
    void namesHideTheInvisible();
    void multiPrefix();
    void userhostInNames();
    void namesFillLines();
    void list();
    void listHidesSecrets();
    void listByNames();
    void listConditions_data();
    void listConditions();
    void listHasACeiling();
    void rename();
    void renameByCaseOnly();
    void renameFallback();
    void renameErrors();
    void renameKeepsState();
    void numericsFitTheirLine();
};

void TestRooms::topic()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    QCOMPARE(anna.ask("TOPIC #a"), QByteArrayList{":irc.test 331 anna #a :No topic is set"});
    stage.advance(60'000);
    QCOMPARE(anna.ask("TOPIC #A :Heute Suppe"), QByteArrayList{Anna + " TOPIC #a :Heute Suppe"});
    QCOMPARE(ben.take(), QByteArrayList{Anna + " TOPIC #a :Heute Suppe"});
    const QByteArrayList told{":irc.test 332 ben #a :Heute Suppe",
                              ":irc.test 333 ben #a anna!~anna@192.0.2.1 1767268860"};
    QCOMPARE(ben.ask("TOPIC #a"), told);
    QCOMPARE(anna.ask("TOPIC #a :"), QByteArrayList{Anna + " TOPIC #a :"}); // "the topic will be cleared"
    QCOMPARE(commandsOf(ben.ask("TOPIC #a")).last(), "331");
}

void TestRooms::topicErrors()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    QCOMPARE(commandsOf(ben.ask("TOPIC")), QByteArrayList{"461"});
    QCOMPARE(ben.ask("TOPIC #none"), QByteArrayList{":irc.test 403 ben #none :No such channel"});
    QCOMPARE(ben.ask("TOPIC #none :x"), QByteArrayList{":irc.test 403 ben #none :No such channel"});
    QCOMPARE(ben.ask("TOPIC #a :x"), QByteArrayList{":irc.test 442 ben #a :You're not on that channel"});
    gather("#a", {&ben});
    QCOMPARE(ben.ask("TOPIC #a :x"), QByteArrayList{":irc.test 482 ben #a :You're not channel operator"}); // +t
    anna.send("MODE #a +h ben");
    ben.take();
    QCOMPARE(commandsOf(ben.ask("TOPIC #a :x")), QByteArrayList{"TOPIC"});
    anna.send("MODE #a -ht ben");
    ben.take();
    QCOMPARE(commandsOf(ben.ask("TOPIC #a :y")), QByteArrayList{"TOPIC"}); // without +t anyone
}

void TestRooms::topicIsCut()
{
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    const QByteArrayList lines = anna.ask("TOPIC #a :" + QByteArray(389, 'x') + "üy");
    QCOMPARE(lines, QByteArrayList{Anna + " TOPIC #a " + QByteArray(389, 'x')});
}

void TestRooms::topicOfASecretChannel()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("TOPIC #a :psst");
    QCOMPARE(commandsOf(ben.ask("TOPIC #a")), (QByteArrayList{"332", "333"}));
    anna.send("MODE #a +s");
    QCOMPARE(commandsOf(ben.ask("TOPIC #a")), QByteArrayList{"442"});
}

void TestRooms::names()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    anna.send("MODE #a +v ben");
    const QByteArray end = " :End of /NAMES list";
    QCOMPARE(anna.ask("NAMES #A,#none"),
             (QByteArrayList{":irc.test 353 anna = #a :@anna +ben", ":irc.test 366 anna #a" + end,
                             ":irc.test 366 anna #none" + end}));
    QCOMPARE(anna.ask("NAMES"), QByteArrayList{":irc.test 366 anna *" + end});
    QCOMPARE(anna.ask("NAMES #1,#2,#3,#4,#5").size(), 4); // TARGMAX
}

// #secret-channel-mode
void TestRooms::namesOfASecretChannel()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("MODE #a +s");
    anna.take();
    QCOMPARE(commandsOf(ben.ask("NAMES #a")), QByteArrayList{"366"});
    QCOMPARE(anna.ask("NAMES #a").value(0), ":irc.test 353 anna @ #a :@anna");
    makeOperator(stage, "ben");
    QCOMPARE(ben.ask("NAMES #a").value(0), ":irc.test 353 ben @ #a :@anna");
}

// #invisible-user-mode
void TestRooms::namesHideTheInvisible()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben});
    stage.realm.world().userNamed("ben")->modes |= server::UserMode::Invisible;
    QCOMPARE(carl.ask("NAMES #a").value(0), ":irc.test 353 carl = #a :@anna");
    QCOMPARE(anna.ask("NAMES #a").value(0), ":irc.test 353 anna = #a :@anna ben");
    stage.realm.world().userNamed("anna")->modes |= server::UserMode::Invisible;
    QCOMPARE(commandsOf(carl.ask("NAMES #a")), QByteArrayList{"366"});
    gather("#b", {&ben, &carl}); // who shares a channel with him sees him everywhere
    QCOMPARE(carl.ask("NAMES #a").value(0), ":irc.test 353 carl = #a :ben");
}

// https://ircv3.net/specs/extensions/multi-prefix: "all possible prefixes", the highest first
void TestRooms::multiPrefix()
{
    Stage stage;
    Party anna(stage, "anna", "multi-prefix");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    anna.send("MODE #a +vhh anna anna ben");
    anna.take();
    QCOMPARE(anna.ask("NAMES #a").value(0), ":irc.test 353 anna = #a :@%+anna %ben");
    ben.take();
    QCOMPARE(ben.ask("NAMES #a").value(0), ":irc.test 353 ben = #a :@anna %ben");
}

// https://ircv3.net/specs/extensions/userhost-in-names
void TestRooms::userhostInNames()
{
    Stage stage;
    Party anna(stage, "anna", "userhost-in-names");
    QCOMPARE(anna.ask("JOIN #a").value(1), ":irc.test 353 anna = #a :@anna!~anna@192.0.2.1");
}

void TestRooms::namesFillLines()
{
    Stage stage;
    std::vector<std::unique_ptr<Party>> crowd;
    for (int i = 0; i < 100; ++i) {
        crowd.push_back(std::make_unique<Party>(stage, "somebody" + QByteArray::number(i)));
        crowd.back()->send("JOIN #a");
    }
    const QByteArrayList lines = crowd.back()->ask("NAMES #a");
    QSet<QByteArray> names;
    for (const QByteArray &line : lines.mid(0, lines.size() - 1)) {
        QVERIFY(line.size() <= 510);
        QCOMPARE(commandOf(line), "353");
        for (const QByteArray &name : line.mid(line.indexOf(" :") + 2).split(' '))
            names.insert(name);
    }
    QCOMPARE(names.size(), 100);
    QCOMPARE(lines.size(), 3 + 1); // 1,100 bytes of names
}

void TestRooms::list()
{
    Stage stage;
    Party anna(stage, "anna");
    gather("#a", {&anna});
    anna.send("TOPIC #a :Heute Suppe");
    QCOMPARE(anna.ask("LIST"),
             (QByteArrayList{":irc.test 321 anna Channel :Users  Name", ":irc.test 322 anna #a 1 :Heute Suppe",
                             ":irc.test 323 anna :End of /LIST"}));
    anna.send("TOPIC #a :");
    QCOMPARE(anna.ask("LIST").value(1), ":irc.test 322 anna #a 1 :");
}

void TestRooms::listHidesSecrets()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("MODE #a +s");
    QCOMPARE(listed(ben, ""), QByteArrayList{});
    QCOMPARE(listed(ben, "#a"), QByteArrayList{});
    QCOMPARE(listed(anna, ""), QByteArrayList{"#a"});
}

void TestRooms::listByNames()
{
    Stage stage;
    Party anna(stage, "anna");
    gather("#a,#b,#c", {&anna});
    QCOMPARE(listed(anna, "#A,#c,#none"), (QByteArrayList{"#a", "#c"}));
    QCOMPARE(listed(anna, "#a,#c <1"), QByteArrayList{});
}

// #elist-parameter
void TestRooms::listConditions_data()
{
    QTest::addColumn<QByteArray>("conditions");
    QTest::addColumn<QByteArrayList>("names");
    // #old: made an hour ago, two users; #mid: half an hour, with a topic 20 minutes old; #new: now
    QTest::newRow("all") << QByteArray() << QByteArrayList{"#mid", "#new", "#old"};
    QTest::newRow("U more") << QByteArray(">1") << QByteArrayList{"#old"};
    QTest::newRow("U less") << QByteArray("<2") << QByteArrayList{"#mid", "#new"};
    QTest::newRow("U both") << QByteArray(">1,<2") << QByteArrayList{};
    QTest::newRow("M") << QByteArray("#*d") << QByteArrayList{"#mid", "#old"};
    QTest::newRow("M case") << QByteArray("#O*") << QByteArrayList{"#old"};
    QTest::newRow("M any of two") << QByteArray("#n*,#o*") << QByteArrayList{"#new", "#old"};
    QTest::newRow("N") << QByteArray("!*d") << QByteArrayList{"#new"};
    QTest::newRow("M and N") << QByteArray("*d*,!*o*") << QByteArrayList{"#mid"};
    QTest::newRow("C made less than 45 minutes ago") << QByteArray("C<45") << QByteArrayList{"#mid", "#new"};
    QTest::newRow("C made more than 45 minutes ago") << QByteArray("c>45") << QByteArrayList{"#old"};
    QTest::newRow("T set less than 25 minutes ago") << QByteArray("T<25") << QByteArrayList{"#mid"};
    QTest::newRow("T set more than 25 minutes ago") << QByteArray("t>25") << QByteArrayList{};
    QTest::newRow("in the second place") << QByteArray("#*d >1") << QByteArrayList{"#old"};
    QTest::newRow("no number") << QByteArray(">x") << QByteArrayList{};
}

void TestRooms::listConditions()
{
    QFETCH(const QByteArray, conditions);
    QFETCH(const QByteArrayList, names);
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    const auto pass = [&stage, &anna, &ben](int minutes) {
        for (int i = 0; i < minutes; ++i) {
            stage.advance(60'000);
            anna.send("PONG x"); // or both would be taken for dead
            ben.send("PONG x");
        }
    };
    gather("#old", {&anna, &ben});
    pass(30);
    gather("#mid", {&anna});
    pass(10);
    anna.send("TOPIC #mid :x");
    pass(20);
    gather("#new", {&anna});
    QCOMPARE(listed(anna, conditions), names);
}

void TestRooms::listHasACeiling()
{
    server::Settings settings = Stage::named();
    settings.limits.sendq = 16 * 1024;
    settings.limits.channelsPerUser = 1'000;
    Stage stage(settings);
    Party anna(stage, "anna");
    for (int i = 0; i < 200; ++i)
        anna.send("JOIN #channel" + QByteArray::number(i));
    const QByteArrayList lines = anna.ask("LIST");
    qsizetype bytes = 0;
    for (const QByteArray &line : lines)
        bytes += line.size();
    QVERIFY(bytes < 5'000);
    QVERIFY(lines.size() > 50);
    QCOMPARE(lines.value(lines.size() - 2), ":irc.test NOTICE anna :There are more channels: ask for some of them");
    QCOMPARE(commandOf(lines.last()), "323");
    QCOMPARE(anna.charged, 9);
}

void TestRooms::rename()
{
    Stage stage;
    Party anna(stage, "anna", "draft/channel-rename");
    Party ben(stage, "ben", "draft/channel-rename");
    gather("#boaring", {&anna, &ben});
    QCOMPARE(anna.ask("RENAME #boaring #boring :Typo fix"),
             QByteArrayList{Anna + " RENAME #boaring #boring :Typo fix"});
    QCOMPARE(ben.take(), QByteArrayList{Anna + " RENAME #boaring #boring :Typo fix"});
    // "MUST always include the third parameter, an empty string MAY be used"
    QCOMPARE(anna.ask("RENAME #boring #coding"), QByteArrayList{Anna + " RENAME #boring #coding :"});
    QVERIFY(!stage.realm.world().channelNamed("#boaring"));
    QCOMPARE(commandsOf(ben.take()), QByteArrayList{"RENAME"});
    ben.send("PRIVMSG #coding :da");
    QCOMPARE(anna.take(), QByteArrayList{Ben + " PRIVMSG #coding da"});
}

// "MUST allow channels to be renamed while only changing the casing"; the fallback SHOULD NOT be used then
void TestRooms::renameByCaseOnly()
{
    Stage stage;
    Party anna(stage, "anna", "draft/channel-rename");
    Party ben(stage, "ben");
    gather("#tisch", {&anna, &ben});
    QCOMPARE(anna.ask("RENAME #tisch #Tisch"), QByteArrayList{Anna + " RENAME #tisch #Tisch :"});
    QVERIFY(ben.take().isEmpty());
    QCOMPARE(stage.realm.world().channelNamed("#tisch")->name, "#Tisch");
}

void TestRooms::renameFallback()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#foo", {&anna, &ben});
    anna.send("TOPIC #foo :Thema");
    ben.take();
    const auto rejoined = [](const QByteArray &who, const QByteArray &nick) {
        return QByteArrayList{who + " PART #foo :Changing the name",
                              who + " JOIN #bar",
                              ":irc.test 332 " + nick + " #bar :Thema",
                              ":irc.test 333 " + nick + " #bar anna!~anna@192.0.2.1 1767268800",
                              ":irc.test 353 " + nick + " = #bar :@anna ben",
                              ":irc.test 366 " + nick + " #bar :End of /NAMES list"};
    };
    QCOMPARE(anna.ask("RENAME #foo #bar :Changing the name"), rejoined(Anna, "anna"));
    QCOMPARE(ben.take(), rejoined(Ben, "ben"));
}

void TestRooms::renameErrors()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    gather("#taken", {&ben});
    QCOMPARE(commandsOf(anna.ask("RENAME #a")), QByteArrayList{"461"});
    QCOMPARE(commandsOf(anna.ask("RENAME #none #b")), QByteArrayList{"403"});
    QCOMPARE(commandsOf(anna.ask("RENAME #taken #b")), QByteArrayList{"442"});
    QCOMPARE(ben.ask("RENAME #a #b"), QByteArrayList{":irc.test 482 ben #a :You're not channel operator"});
    QCOMPARE(anna.ask("RENAME #a #Taken"),
             QByteArrayList{":irc.test FAIL RENAME CHANNEL_NAME_IN_USE #a #Taken :The channel name is already taken"});
    QCOMPARE(anna.ask("RENAME #a %a"),
             QByteArrayList{":irc.test FAIL RENAME CANNOT_RENAME #a %a :That is not a channel name"});
    QVERIFY(anna.ask("RENAME #a #a").value(0).contains("CANNOT_RENAME"));
    stage.realm.world().channelNamed("#a")->founder = "carl";
    QCOMPARE(commandsOf(anna.ask("RENAME #a #b")), QByteArrayList{"482"}); // its founder's to decide
    makeOperator(stage, "anna");
    QCOMPARE(commandOf(anna.ask("RENAME #a #b").value(0)), "PART");
}

// "A channel rename preserves all channel state, such as membership, mode and topic"
void TestRooms::renameKeepsState()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    anna.send("MODE #a +ikb schluessel carl");
    anna.send("INVITE ben #a");
    anna.send("RENAME #a #b");
    anna.take();
    QCOMPARE(anna.ask("MODE #b").value(0), ":irc.test 324 anna #b +intk schluessel");
    QCOMPARE(commandsOf(anna.ask("MODE #b b")), (QByteArrayList{"367", "368"}));
    ben.take();
    QCOMPARE(ben.ask("INVITE").value(0), ":irc.test 336 ben #b");
    QCOMPARE(commandOf(ben.ask("JOIN #b schluessel").value(0)), "JOIN");
}

void TestRooms::numericsFitTheirLine()
{
    server::Settings settings = Stage::named();
    settings.limits.topic = 480;
    Stage stage(settings);
    Party anna(stage, "anna");
    const QByteArray name = "#" + QByteArray(63, 'c');
    gather(name, {&anna});
    anna.send("TOPIC " + name + " :" + QByteArray("ü").repeated(210));
    for (const QByteArray &line : anna.take() + anna.ask("TOPIC " + name) + anna.ask("LIST")) {
        QVERIFY(line.size() <= 510);
        QVERIFY(QString::fromUtf8(line).toUtf8() == line
                && !QString::fromUtf8(line).contains(QChar::ReplacementCharacter));
    }
}

PLAUSCH_TEST_MAIN(TestRooms)
#include "tst_rooms.moc"
