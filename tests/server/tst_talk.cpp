// https://modern.ircdocs.horse/#sending-messages, https://ircv3.net/specs/extensions/message-tags,
// https://ircv3.net/specs/extensions/echo-message
#include "server/room.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

class TestTalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void toAChannel();
    void toANick();
    void errors();
    void noticeIsNeverAnswered();
    void severalTargets();
    void outsiders();
    void moderated();
    void moderatedForStrangers();
    void bannedMayNotSpeak();
    void ctcpInAChannel_data();
    void ctcpInAChannel();
    void ctcpToAUser();
    void accountsOnly();
    void awayAnswers();
    void status_data();
    void status();
    void statusIsEchoed();
    void echo();
    void labeledEcho();
    void otherSessionsSeeWhatOneSaid();
    void toOneself();
    void toOneselfLabeled();
    void clientTags();
    void tagmsg();
    void tagsOfTheServer();
    void idsGrow();
    void longTextIsCut();
    void longerLinesWhereTheOperatorAllowsThem();
    void speakingIsActivity();
};

void TestTalk::toAChannel()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#Tisch", {&anna, &ben});
    QVERIFY(anna.ask("PRIVMSG #tisch :Hallo zusammen").isEmpty());
    QCOMPARE(ben.take(), QByteArrayList{Anna + " PRIVMSG #Tisch :Hallo zusammen"});
    QVERIFY(anna.ask("NOTICE #tisch ::)").isEmpty());
    QCOMPARE(ben.take(), QByteArrayList{Anna + " NOTICE #Tisch ::)"});
    QVERIFY(carl.take().isEmpty());
}

void TestTalk::toANick()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "Ben");
    QVERIFY(anna.ask("privmsg ben hallo").isEmpty());
    QCOMPARE(ben.take(), QByteArrayList{Anna + " PRIVMSG Ben hallo"});
}

void TestTalk::errors()
{
    Stage stage;
    Party anna(stage, "anna", "message-tags");
    QCOMPARE(anna.ask("PRIVMSG"), QByteArrayList{":irc.test 411 anna :No recipient given (PRIVMSG)"});
    QCOMPARE(anna.ask("PRIVMSG ben"), QByteArrayList{":irc.test 412 anna :No text to send"});
    QCOMPARE(anna.ask("PRIVMSG ben :"), QByteArrayList{":irc.test 412 anna :No text to send"});
    QCOMPARE(anna.ask("PRIVMSG nobody x"), QByteArrayList{":irc.test 401 anna nobody :No such nick/channel"});
    QCOMPARE(anna.ask("PRIVMSG #none x"), QByteArrayList{":irc.test 403 anna #none :No such channel"});
    QCOMPARE(anna.ask("PRIVMSG @#none x"), QByteArrayList{":irc.test 403 anna #none :No such channel"});
    QCOMPARE(commandsOf(anna.ask("PRIVMSG @ x")), QByteArrayList{"403"});
    QCOMPARE(anna.ask("TAGMSG"), QByteArrayList{":irc.test 411 anna :No recipient given (TAGMSG)"});
    QCOMPARE(commandsOf(anna.ask("@+a=b TAGMSG nobody")), QByteArrayList{"401"});
}

// #notice-message: "they must not send any error back to the client on receipt of a NOTICE command"
void TestTalk::noticeIsNeverAnswered()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&ben});
    ben.send("MODE #a +C");
    stage.realm.world().userNamed("ben")->away = "weg";
    stage.realm.world().userNamed("ben")->modes = server::UserMode::RegisteredOnly;
    for (const char *line : {"NOTICE", "NOTICE ben", "NOTICE ben :", "NOTICE nobody x", "NOTICE #none x", "NOTICE #a x",
                             "NOTICE ben x", "NOTICE a,b,c,d,e,f x", "NOTICE #a :\x01VERSION\x01"})
        QVERIFY2(anna.ask(line).isEmpty(), line);
}

// #targmax-parameter
void TestTalk::severalTargets()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben});
    QCOMPARE(anna.ask("PRIVMSG carl,#a,nobody,ben :x"),
             QByteArrayList{":irc.test 401 anna nobody :No such nick/channel"});
    QCOMPARE(ben.take(), (QByteArrayList{Anna + " PRIVMSG #a x", Anna + " PRIVMSG ben x"}));
    QCOMPARE(carl.take().size(), 1);
    QCOMPARE(anna.charged, 3); // as much as four lines
    QCOMPARE(anna.ask("PRIVMSG carl,carl,carl,carl,ben,ben :y"),
             QByteArrayList{":irc.test 407 anna ben :Too many targets"});
    QCOMPARE(carl.take().size(), 4);
    QVERIFY(ben.take().isEmpty());
}

// #no-external-messages-mode
void TestTalk::outsiders()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna});
    QCOMPARE(ben.ask("PRIVMSG #a :x"), QByteArrayList{":irc.test 404 ben #a :Cannot send to channel (+n)"});
    anna.send("MODE #a -n");
    anna.take();
    QVERIFY(ben.ask("PRIVMSG #a :x").isEmpty());
    QCOMPARE(anna.take(), QByteArrayList{Ben + " PRIVMSG #a x"});
    anna.send("MODE #a +m");
    QCOMPARE(commandsOf(ben.ask("PRIVMSG #a :x")), QByteArrayList{"404"});
}

// #moderated-channel-mode
void TestTalk::moderated()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    anna.send("MODE #a +m");
    ben.take();
    QCOMPARE(ben.ask("PRIVMSG #a :x"), QByteArrayList{":irc.test 404 ben #a :Cannot send to channel (+m)"});
    for (const char *rank : {"v", "h", "o", "q"}) {
        server::World &world = stage.realm.world();
        makeOperator(stage, "anna"); // who may give any of them
        anna.send(QByteArray("MODE #a +") + rank + " ben");
        ben.take();
        QVERIFY2(ben.ask("PRIVMSG #a :x").isEmpty(), rank);
        world.memberOf(*world.channelNamed("#a"), *world.userNamed("ben"))->ranks = {};
    }
    QCOMPARE(commandsOf(ben.ask("PRIVMSG #a :x")), QByteArrayList{"404"});
}

void TestTalk::moderatedForStrangers()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    anna.send("MODE #a +M");
    ben.take();
    QCOMPARE(commandsOf(ben.ask("PRIVMSG #a :x")), QByteArrayList{"404"});
    signIn(stage, "ben", "ben");
    QVERIFY(ben.ask("PRIVMSG #a :x").isEmpty());
    signIn(stage, "ben", "");
    anna.send("MODE #a +v ben");
    ben.take();
    QVERIFY(ben.ask("PRIVMSG #a :x").isEmpty());
}

// #ban-channel-mode: "'banned' from joining or speaking"
void TestTalk::bannedMayNotSpeak()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    anna.send("MODE #a +b ben");
    ben.take();
    QCOMPARE(ben.ask("PRIVMSG #a :x"), QByteArrayList{":irc.test 404 ben #a :Cannot send to channel (+b)"});
    anna.send("MODE #a +v ben");
    ben.take();
    QVERIFY(ben.ask("PRIVMSG #a :x").isEmpty());
    anna.send("MODE #a -v+e ben ben");
    ben.take();
    QVERIFY(ben.ask("PRIVMSG #a :x").isEmpty());
    anna.send("MODE #a -e ben");
    ben.take();
    QCOMPARE(commandsOf(ben.ask("PRIVMSG #a :x")), QByteArrayList{"404"});
    ben.send("NICK benno");
    ben.take();
    QVERIFY(ben.ask("PRIVMSG #a :x").isEmpty());
}

void TestTalk::ctcpInAChannel_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("passes");
    QTest::newRow("text") << QByteArray("VERSION") << true;
    QTest::newRow("action") << QByteArray("\x01"
                                          "ACTION winkt\x01")
                            << true;
    QTest::newRow("empty action") << QByteArray("\x01"
                                                "ACTION")
                                  << true;
    QTest::newRow("query") << QByteArray("\x01VERSION\x01") << false;
    QTest::newRow("without its end") << QByteArray("\x01PING 1") << false;
    QTest::newRow("begins like action") << QByteArray("\x01"
                                                      "ACTIONS x\x01")
                                        << false;
}

void TestTalk::ctcpInAChannel()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, passes);
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    QVERIFY(anna.ask("PRIVMSG #a :" + text).isEmpty());
    ben.take();
    anna.send("MODE #a +C");
    ben.take();
    const QByteArrayList refused{":irc.test 404 anna #a :Cannot send to channel (+C)"}; // operators too
    QCOMPARE(anna.ask("PRIVMSG #a :" + text), passes ? QByteArrayList{} : refused);
    QCOMPARE(ben.take().size(), passes ? 1 : 0);
}

void TestTalk::ctcpToAUser()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    stage.realm.world().userNamed("ben")->modes = server::UserMode::NoCtcp;
    QCOMPARE(commandsOf(anna.ask("PRIVMSG ben :\x01VERSION\x01")), QByteArrayList{"531"});
    QVERIFY(ben.take().isEmpty());
    QVERIFY(anna.ask("PRIVMSG ben :\x01"
                     "ACTION winkt\x01")
                .isEmpty());
    QCOMPARE(ben.take().size(), 1);
}

// user mode R
void TestTalk::accountsOnly()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    stage.realm.world().userNamed("ben")->modes = server::UserMode::RegisteredOnly;
    QCOMPARE(commandsOf(anna.ask("PRIVMSG ben :x")), QByteArrayList{"477"});
    QVERIFY(ben.ask("PRIVMSG ben :zu mir").size() == 1);
    makeOperator(stage, "anna");
    QVERIFY(anna.ask("PRIVMSG ben :x").isEmpty());
    stage.realm.world().userNamed("anna")->modes = {};
    signIn(stage, "anna", "anna");
    QVERIFY(anna.ask("PRIVMSG ben :x").isEmpty());
    QCOMPARE(ben.take().size(), 2);
}

// #privmsg-message: "the server may reply with an RPL_AWAY numeric and the command will continue"
void TestTalk::awayAnswers()
{
    Stage stage;
    Party anna(stage, "anna", "message-tags");
    Party ben(stage, "ben", "message-tags");
    stage.realm.world().userNamed("ben")->away = "beim Essen";
    QCOMPARE(anna.ask("PRIVMSG ben :x"), QByteArrayList{":irc.test 301 anna ben :beim Essen"});
    QVERIFY(anna.ask("@+typing=active TAGMSG ben").isEmpty());
    QCOMPARE(ben.take().size(), 2);
}

// #statusmsg-parameter: "delivered only to the members of that channel with the given or higher status"
void TestTalk::status_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("hearers");
    QTest::newRow("all") << QByteArray() << QByteArray("qohvn");
    QTest::newRow("voice") << QByteArray("+") << QByteArray("qohv");
    QTest::newRow("half-operators") << QByteArray("%") << QByteArray("qoh");
    QTest::newRow("operators") << QByteArray("@") << QByteArray("qo");
    QTest::newRow("founders") << QByteArray("~") << QByteArray("q");
    QTest::newRow("the lowest counts") << QByteArray("@%") << QByteArray("qoh");
    QTest::newRow("in any order") << QByteArray("%~") << QByteArray("qoh");
}

void TestTalk::status()
{
    QFETCH(const QByteArray, prefix);
    QFETCH(const QByteArray, hearers);
    Stage stage;
    Party anna(stage, "anna");
    makeOperator(stage, "anna");
    gather("#a", {&anna});
    std::vector<std::unique_ptr<Party>> members;
    for (const char rank : QByteArray("qohvn")) {
        members.push_back(std::make_unique<Party>(stage, QByteArray("rank_") + rank));
        members.back()->send("JOIN #a");
        if (rank != 'n')
            anna.send(QByteArray("MODE #a +") + rank + " rank_" + rank);
    }
    for (const auto &member : members)
        member->take();
    anna.send("PRIVMSG " + prefix + "#a :x");
    QByteArray heard;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const QByteArrayList lines = members[i]->take();
        if (!lines.isEmpty())
            heard += QByteArray("qohvn")[qsizetype(i)];
        QVERIFY(lines.isEmpty() || lines == QByteArrayList{Anna + " PRIVMSG " + prefix + "#a x"});
    }
    QCOMPARE(heard, hearers);
}

void TestTalk::statusIsEchoed()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben", "echo-message");
    gather("#a", {&anna, &ben});
    QCOMPARE(ben.ask("NOTICE @#a :Hilfe"), QByteArrayList{Ben + " NOTICE @#a Hilfe"});
    QCOMPARE(anna.take().size(), 1);
}

void TestTalk::echo()
{
    Stage stage;
    Party anna(stage, "anna", "echo-message");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    for (const char *line :
         {"PRIVMSG #a :Hallo zusammen", "NOTICE #a :Hallo zusammen", "PRIVMSG ben :Hallo zusammen"}) {
        QCOMPARE(anna.ask(line), QByteArrayList{Anna + ' ' + line});
        QCOMPARE(ben.take(), QByteArrayList{Anna + ' ' + line});
    }
    QCOMPARE(commandsOf(anna.ask("PRIVMSG nobody :x")), QByteArrayList{"401"}); // what was not sent is not echoed
}

// https://ircv3.net/specs/extensions/labeled-response
void TestTalk::labeledEcho()
{
    Stage stage;
    Party anna(stage, "anna", "echo-message message-tags labeled-response batch");
    Party ben(stage, "ben", "message-tags");
    QByteArrayList lines = anna.ask("@label=7;+x=1 PRIVMSG ben :x");
    QCOMPARE(lines.size(), 1);
    QCOMPARE(tagOf(lines[0], "label"), "7");
    QCOMPARE(bodyOf(lines[0]), Anna + " PRIVMSG ben x");
    const QByteArray heard = ben.take().value(0);
    QCOMPARE(tagOf(heard, "msgid"), tagOf(lines[0], "msgid"));
    QVERIFY(tagOf(heard, "label").isNull());
    lines = anna.ask("@label=8 PRIVMSG nobody :x");
    QCOMPARE(lines, QByteArrayList{"@label=8 :irc.test 401 anna nobody :No such nick/channel"});
    QCOMPARE(anna.ask("@label=9 NOTICE nobody :x"), QByteArrayList{"@label=9 :irc.test ACK"});
    anna.client()->caps &= ~session::Caps(session::Cap::EchoMessage);
    QCOMPARE(anna.ask("@label=10 PRIVMSG ben :x"), QByteArrayList{"@label=10 :irc.test ACK"});
}

void TestTalk::otherSessionsSeeWhatOneSaid()
{
    Stage stage;
    Party desk(stage, "anna");
    Party phone(stage);
    Party ben(stage, "ben");
    attach(phone, stage, "anna");
    gather("#a", {&desk, &ben});
    gather("#b", {&ben});
    ben.send("MODE #b -n");
    phone.take();
    for (const char *line : {"PRIVMSG #a x", "PRIVMSG ben x", "PRIVMSG #b x", "NOTICE @#a x"}) {
        ben.take();
        QVERIFY2(desk.ask(line).isEmpty(), line);
        QCOMPARE(phone.take(), QByteArrayList{Anna + ' ' + line});
    }
    ben.send("PRIVMSG anna :y");
    QCOMPARE(desk.take(), QByteArrayList{Ben + " PRIVMSG anna y"});
    QCOMPARE(phone.take(), QByteArrayList{Ben + " PRIVMSG anna y"});
}

void TestTalk::toOneself()
{
    Stage stage;
    Party desk(stage, "anna");
    Party phone(stage);
    attach(phone, stage, "anna", session::Cap::EchoMessage);
    const QByteArrayList once{Anna + " PRIVMSG anna :zu mir"};
    QCOMPARE(desk.ask("PRIVMSG anna :zu mir"), once);
    QCOMPARE(phone.take(), once);
    QCOMPARE(phone.ask("PRIVMSG anna :zu mir"), once);
    QCOMPARE(desk.take(), once);
}

// "MUST NOT include the label tag, except for any acknowledgment sent with the echo-message mechanism"
void TestTalk::toOneselfLabeled()
{
    Stage stage;
    Party anna(stage, "anna", "echo-message message-tags labeled-response batch");
    QByteArrayList lines = anna.ask("@label=1 PRIVMSG anna :x");
    QCOMPARE(lines.size(), 1);
    QCOMPARE(tagOf(lines[0], "label"), "1");
    anna.client()->caps &= ~session::Caps(session::Cap::EchoMessage);
    lines = anna.ask("@label=2 PRIVMSG anna :x");
    QCOMPARE(lines.size(), 2);
    QCOMPARE(bodyOf(lines[0]), Anna + " PRIVMSG anna x");
    QVERIFY(tagOf(lines[0], "label").isNull());
    QCOMPARE(lines[1], "@label=2 :irc.test ACK");
}

// #client-only-tags: "servers MUST attach as-is to any relevant message relayed"; others "MUST be removed"
void TestTalk::clientTags()
{
    Stage stage;
    Party anna(stage, "anna", "message-tags");
    Party ben(stage, "ben", "message-tags");
    Party carl(stage, "carl");
    gather("#a", {&anna, &ben, &carl});
    anna.send("@+a=1;msgid=forged;+example.com/b=x\\sy\\:;account=root;+a=2 PRIVMSG #a :x");
    const QByteArray line = ben.take().value(0);
    QVERIFY(line.startsWith("@msgid="));
    QVERIFY2(line.endsWith(";+example.com/b=x\\sy\\:;+a=2 " + Anna + " PRIVMSG #a x"), line.constData());
    QCOMPARE(line.count('='), 3);
    QCOMPARE(carl.take(), QByteArrayList{Anna + " PRIVMSG #a x"});
    carl.send("@+a=1 PRIVMSG ben :x"); // who has not asked for tags sends none
    QVERIFY(tagOf(ben.take().value(0), "+a").isNull());
}

// #the-tagmsg-tag-only-message
void TestTalk::tagmsg()
{
    Stage stage;
    Party anna(stage, "anna", "message-tags echo-message");
    Party ben(stage, "ben", "message-tags");
    Party carl(stage, "carl", "echo-message");
    gather("#a", {&anna, &ben, &carl});
    const QByteArray echoed = anna.ask("@+typing=active TAGMSG #a").value(0);
    const QByteArray heard = ben.take().value(0);
    QCOMPARE(heard, echoed);
    QCOMPARE(bodyOf(heard), Anna + " TAGMSG #a");
    QCOMPARE(tagOf(heard, "+typing"), "active");
    QVERIFY(!tagOf(heard, "msgid").isEmpty());
    QVERIFY(carl.take().isEmpty()); // "MUST NOT deliver TAGMSG to clients that haven't negotiated"
    anna.send("@unknown TAGMSG ben");
    QCOMPARE(bodyOf(ben.take().value(0)), Anna + " TAGMSG ben");
    anna.send("@+x TAGMSG @#a");
    QVERIFY(ben.take().isEmpty());
    QCOMPARE(carl.ask("@+typing=active TAGMSG #a"), QByteArrayList{":irc.test 421 carl TAGMSG :Unknown command"});
    anna.send("MODE #a +m");
    ben.take();
    QCOMPARE(bodyOf(ben.ask("@+typing=active TAGMSG #a").value(0)).split(' ').value(1), "404"); // modes count
    // #size-limit: 4094 bytes between '@' and the blank
    ben.take();
    anna.send("@+x=" + QByteArray(4091, 'x') + " TAGMSG ben");
    QCOMPARE(tagOf(ben.take().value(0), "+x").size(), 4091);
    QCOMPARE(commandsOf(anna.ask("@+x=" + QByteArray(4092, 'x') + " TAGMSG ben")), QByteArrayList{"417"});
}

void TestTalk::tagsOfTheServer()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben", "message-tags server-time account-tag");
    Party carl(stage, "carl", "account-tag");
    gather("#a", {&anna, &ben, &carl});
    signIn(stage, "anna", "Anna");
    stage.advance(1'234);
    anna.send("PRIVMSG #a :x");
    const QByteArray line = ben.take().value(0);
    QCOMPARE(tagOf(line, "time"), "2026-01-01T12:00:01.234Z");
    QCOMPARE(tagOf(line, "account"), "Anna");
    QCOMPARE(tagOf(line, "msgid").size(), 13);
    QCOMPARE(carl.take(), QByteArrayList{"@account=Anna " + Anna + " PRIVMSG #a x"});
    stage.realm.world().userNamed("anna")->modes |= server::UserMode::Bot;
    anna.send("PRIVMSG #a :x");
    QVERIFY(!tagOf(ben.take().value(0), "bot").isNull());
}

// https://ircv3.net/specs/extensions/message-ids: of each message its own, also per target
void TestTalk::idsGrow()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben", "message-tags");
    QByteArray last;
    for (int i = 0; i < 200; ++i)
        anna.send("PRIVMSG ben,ben :x");
    for (const QByteArray &line : ben.take()) {
        const QByteArray id = tagOf(line, "msgid");
        QVERIFY(id > last);
        last = id;
    }
}

// 512 bytes with CR LF, also when the speaker's mask comes in front; cut at a character
void TestTalk::longTextIsCut()
{
    Stage stage;
    Party anna(stage, "anna", "echo-message");
    Party ben(stage, "ben");
    const QByteArray line = "PRIVMSG ben :" + QByteArray("ü").repeated(248); // 509 bytes
    const QByteArray echoed = anna.ask(line).value(0);
    const QByteArray heard = ben.take().value(0);
    QCOMPARE(heard, echoed); // "MUST send the final version of the message back"
    QVERIFY(heard.size() == 510 || heard.size() == 509);
    QVERIFY(heard.endsWith("ü"));
}

// LINELEN (https://modern.ircdocs.horse/#linelen-parameter): the length of a line is the operator's to say.
void TestTalk::longerLinesWhereTheOperatorAllowsThem()
{
    server::Settings settings = Stage::named();
    settings.limits.line = 1'024;
    Stage stage(settings);
    Party anna(stage, "anna", "echo-message");
    Party ben(stage, "ben");
    QVERIFY(anna.ask("VERSION").join(' ').contains(" LINELEN=1024 "));
    const QByteArray head = "PRIVMSG ben :";
    const QByteArray text = "ein " + QByteArray(900, 'x');
    anna.send(head + text);
    QCOMPARE(ben.take(), QByteArrayList{Anna + ' ' + head + text});
    anna.take();
    const QByteArray most = "noch " + QByteArray(1'022 - head.size() - 5, 'y');
    const QByteArray heard = anna.ask(head + most).value(0); // the sender's mask makes it longer: cut to what fits
    QCOMPARE(heard.size(), 1'022);
    QCOMPARE(ben.take(), QByteArrayList{heard});
    QCOMPARE(commandsOf(anna.ask(head + most + 'y')), QByteArrayList{"417"});
    QVERIFY(ben.take().isEmpty());
}

void TestTalk::speakingIsActivity()
{
    Stage stage;
    Party anna(stage, "anna", "message-tags");
    const server::User &user = *stage.realm.world().userNamed("anna");
    stage.advance(1'000);
    anna.send("@+typing=active TAGMSG anna");
    anna.send("PING x");
    QCOMPARE(user.spokeAt, 0);
    anna.send("PRIVMSG anna :x");
    QCOMPARE(user.spokeAt, 1'000);
}

PLAUSCH_TEST_MAIN(TestTalk)
#include "tst_talk.moc"
