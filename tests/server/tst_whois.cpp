// https://modern.ircdocs.horse/#whois-message, #whowas-message, #userhost-message, #ison-message
#include "server/party.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;
using server::ChannelMode;
using server::Rank;
using server::UserMode;

class TestWhois : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordinaryUser();
    void everythingThereIsToSay();
    void ownPrivateLines();
    void channelsOneMaySee();
    void errors();
    void serverInFront();
    void severalNicks();
    void whowasLatestFirst();
    void whowasCount();
    void whowasForgetsTheOldest();
    void whowasErrors();
    void userhost();
    void ison();
};

namespace {

server::User &userOf(const Party &party)
{
    return *party.client()->user;
}

bool holds(const QByteArrayList &lines, const QByteArray &line)
{
    return lines.contains(line);
}

} // namespace

void TestWhois::ordinaryUser()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    stage.advance(5'000);
    QCOMPARE(anna.ask("WHOIS Ben"),
             (QByteArrayList{":irc.test 311 anna ben ~ben 192.0.2.1 * :ben",
                             ":irc.test 312 anna ben irc.test :A Plausch chat server",
                             ":irc.test 317 anna ben 5 1767268800 :seconds idle, signon time",
                             ":irc.test 318 anna Ben :End of /WHOIS list"}));
}

void TestWhois::everythingThereIsToSay()
{
    Stage stage;
    server::Arrival secure = Party::from("198.51.100.7");
    secure.secure = true;
    secure.fingerprint = "c0ffee";
    Party anna(stage, "anna");
    Party ben(stage, secure);
    ben.send("NICK ben");
    ben.send("USER ben 0 * :Ben");
    ben.send("JOIN #tisch");
    ben.send("AWAY :beim Essen");
    server::World &world = stage.realm.world();
    world.setMode(userOf(ben), UserMode::Bot, true);
    world.setMode(userOf(ben), UserMode::Operator, true);
    userOf(ben).account = "benny";
    const QByteArrayList open{":irc.test 311 anna ben ~ben 198.51.100.7 * :Ben",
                              ":irc.test 319 anna ben :@#tisch",
                              ":irc.test 312 anna ben irc.test :A Plausch chat server",
                              ":irc.test 301 anna ben :beim Essen",
                              ":irc.test 313 anna ben :is an IRC operator",
                              ":irc.test 335 anna ben :is a bot",
                              ":irc.test 671 anna ben :is using a secure connection",
                              ":irc.test 330 anna ben benny :is logged in as"};
    const QByteArrayList end{":irc.test 317 anna ben 0 1767268800 :seconds idle, signon time",
                             ":irc.test 318 anna ben :End of /WHOIS list"};
    QCOMPARE(anna.ask("WHOIS ben"), open + end);
    world.setMode(userOf(anna), UserMode::Operator, true);
    const QByteArrayList hidden{":irc.test 378 anna ben :is connecting from *@198.51.100.7 198.51.100.7",
                                ":irc.test 379 anna ben :is using modes +Bo",
                                ":irc.test 276 anna ben :has client certificate fingerprint c0ffee"};
    QCOMPARE(anna.ask("WHOIS ben"), open + hidden + end);
}

void TestWhois::ownPrivateLines()
{
    Stage stage;
    Party anna(stage, "anna");
    QVERIFY(holds(anna.ask("WHOIS anna"), ":irc.test 378 anna anna :is connecting from *@192.0.2.1 192.0.2.1"));
    Party second(stage);
    stage.realm.world().attach(*second.client(), userOf(anna));
    QVERIFY(holds(anna.ask("WHOIS anna"), ":irc.test 320 anna anna :has 2 sessions"));
}

void TestWhois::channelsOneMaySee()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    server::World &world = stage.realm.world();
    ben.send("JOIN #geheim");
    ben.send("JOIN #offen");
    world.channelNamed("#geheim")->modes |= ChannelMode::Secret;
    QVERIFY(holds(anna.ask("WHOIS ben"), ":irc.test 319 anna ben :@#offen"));
    QVERIFY(holds(ben.ask("WHOIS ben"), ":irc.test 319 ben ben :@#geheim @#offen"));
    anna.send("JOIN #geheim");
    QVERIFY(holds(anna.ask("WHOIS ben"), ":irc.test 319 anna ben :@#geheim @#offen"));
    world.setMode(userOf(ben), UserMode::Invisible, true);
    QVERIFY(holds(anna.ask("WHOIS ben"), ":irc.test 319 anna ben :@#geheim"));
    world.memberOf(*world.channelNamed("#geheim"), userOf(ben))->ranks |= Rank::Voice;
    anna.client()->caps |= session::Cap::MultiPrefix;
    QVERIFY(holds(anna.ask("WHOIS ben"), ":irc.test 319 anna ben :@+#geheim"));
}

void TestWhois::errors()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("WHOIS"), QByteArrayList{":irc.test 431 anna :No nickname given"});
    QCOMPARE(
        anna.ask("WHOIS niemand"),
        (QByteArrayList{":irc.test 401 anna niemand :No such nick", ":irc.test 318 anna niemand :End of /WHOIS list"}));
}

void TestWhois::serverInFront()
{
    Stage stage;
    Party anna(stage, "anna");
    QVERIFY(anna.ask("WHOIS irc.test anna").value(0).contains(" 311 "));
    QVERIFY(anna.ask("WHOIS anna anna").value(0).contains(" 311 "));
    QCOMPARE(anna.ask("WHOIS irc.other anna"), QByteArrayList{":irc.test 402 anna irc.other :No such server"});
}

void TestWhois::severalNicks()
{
    Stage stage;
    stage.realm.world().settings.limits.targets = 2;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    const QByteArrayList lines = anna.ask("WHOIS ben,niemand,anna");
    QVERIFY(holds(lines, ":irc.test 318 anna ben :End of /WHOIS list"));
    QVERIFY(holds(lines, ":irc.test 318 anna niemand :End of /WHOIS list"));
    QVERIFY(!holds(lines, ":irc.test 318 anna anna :End of /WHOIS list"));
}

void TestWhois::whowasLatestFirst()
{
    Stage stage;
    Party anna(stage, "anna");
    {
        Party ben(stage, "ben");
    }
    stage.advance(1'000);
    Party other(stage, Party::from("198.51.100.7"));
    other.send("NICK Ben");
    other.send("USER b 0 * :Anderer");
    other.send("NICK benno");
    QCOMPARE(anna.ask("WHOWAS BEN"),
             (QByteArrayList{":irc.test 314 anna Ben ~b 198.51.100.7 * :Anderer",
                             ":irc.test 312 anna Ben irc.test :2026-01-01T12:00:01.000Z",
                             ":irc.test 314 anna ben ~ben 192.0.2.1 * :ben",
                             ":irc.test 312 anna ben irc.test :2026-01-01T12:00:00.000Z",
                             ":irc.test 369 anna BEN :End of WHOWAS"}));
}

void TestWhois::whowasCount()
{
    Stage stage;
    Party anna(stage, "anna");
    for (int i = 0; i < 3; ++i)
        Party ben(stage, "ben");
    QCOMPARE(anna.ask("WHOWAS ben 2").size(), 5);
    QCOMPARE(anna.ask("WHOWAS ben 0").size(), 7);
    QCOMPARE(anna.ask("WHOWAS ben -1").size(), 7);
}

void TestWhois::whowasForgetsTheOldest()
{
    Stage stage;
    stage.realm.world().settings.limits.whowas = 2;
    Party anna(stage, "anna");
    for (const char *nick : {"eins", "zwei", "drei"})
        Party gone(stage, nick);
    QVERIFY(anna.ask("WHOWAS eins").value(0).contains(" 406 "));
    QVERIFY(anna.ask("WHOWAS zwei").value(0).contains(" 314 "));
}

void TestWhois::whowasErrors()
{
    Stage stage;
    Party anna(stage, "anna");
    QCOMPARE(anna.ask("WHOWAS"), QByteArrayList{":irc.test 431 anna :No nickname given"});
    QCOMPARE(anna.ask("WHOWAS anna"),
             (QByteArrayList{":irc.test 406 anna anna :There was no such nickname",
                             ":irc.test 369 anna anna :End of WHOWAS"}));
}

void TestWhois::userhost()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    ben.send("AWAY :weg");
    stage.realm.world().setMode(userOf(ben), UserMode::Operator, true);
    QCOMPARE(anna.ask("USERHOST Anna niemand BEN"),
             QByteArrayList{":irc.test 302 anna :anna=+~anna@192.0.2.1 ben*=-~ben@192.0.2.1"});
    QCOMPARE(anna.ask("USERHOST niemand"), QByteArrayList{":irc.test 302 anna :"});
    QCOMPARE(anna.ask("USERHOST a b c d e anna"), QByteArrayList{":irc.test 302 anna :"}); // five at most
    QCOMPARE(anna.ask("USERHOST"), QByteArrayList{":irc.test 461 anna USERHOST :Not enough parameters"});
}

void TestWhois::ison()
{
    Stage stage;
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    QCOMPARE(anna.ask("ISON BEN niemand anna"), QByteArrayList{":irc.test 303 anna :ben anna"});
    QCOMPARE(anna.ask("ISON :ben  anna"), QByteArrayList{":irc.test 303 anna :ben anna"});
    QCOMPARE(anna.ask("ISON niemand"), QByteArrayList{":irc.test 303 anna :"});
    QCOMPARE(anna.ask("ISON"), QByteArrayList{":irc.test 461 anna ISON :Not enough parameters"});
}

PLAUSCH_TEST_MAIN(TestWhois)
#include "tst_whois.moc"
