// Several clients of one account are one user; the channels that stay, and what their members are in them.
#include "server/accountstage.h"
#include "server/keptchannels.h"
#include "store/metadata.h"
#include "store/readmarkers.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;
using server::ChannelMode;
using server::Rank;

class TestSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_file = std::make_unique<AccountFile>();
        m_file->add("anna");
        m_file->add("ben");
        m_stage = std::make_unique<AccountStage>(*m_file);
    }
    void cleanup() { m_stage.reset(); }

    void secondSessionIsShownWhereItIs();
    void quitOnlyWithTheLast();
    void nickChangeReachesAll();
    void joinReachesAll();
    void takingTheNickOfOnesOtherUserMoves();
    void otherSessionsStayWhenOneMoves();
    void severalSessionsKeepTheirAccount();
    void otherAccountsDoNotAttach();
    void nobodyComesInBeforeTheAccountsAreKnown();
    void channelsStay();
    void changesOfChannelsAreKept();
    void renamedAndForgotten();
    void whatCouldNotBeWrittenIsTriedAgain();
    void readMarkersAreTriedAgain();
    void ranksByAccount();
    void signingInGivesRanks();

private:
    server::Channel &persistent(const QByteArray &name, const QByteArray &founder)
    {
        server::Channel *channel = m_stage->realm.world().channelNamed(name);
        channel->modes |= ChannelMode::Persistent;
        channel->founder = founder;
        server::noteChange(m_stage->realm.world(), *channel);
        return *channel;
    }
    QList<store::ChannelRow> kept()
    {
        m_stage->advance(1000);
        m_stage->settle();
        return store::Channels(m_file->database).all();
    }
    void restart()
    {
        m_stage->realm.shutDown("bye", m_stage->now());
        m_stage = std::make_unique<AccountStage>(*m_file);
    }

    std::unique_ptr<AccountFile> m_file;
    std::unique_ptr<AccountStage> m_stage;
};

void TestSessions::secondSessionIsShownWhereItIs()
{
    Party one(*m_stage);
    signIn(one, "anna", "Anna");
    one.send("JOIN #tisch");
    Party ben(*m_stage, "benno");
    ben.send("JOIN #tisch");
    ben.take();
    one.take();
    Party two(*m_stage);
    signIn(two, "ANNA", "anna");
    QCOMPARE(having(two.lines, "001").value(0).split(' ').value(2), "Anna"); // the nick as it is
    QCOMPARE(having(two.lines, "JOIN"), QByteArrayList{":Anna!~anna@192.0.2.1 JOIN #tisch"});
    QCOMPARE(having(two.lines, "353").size(), 1);
    QCOMPARE(having(two.lines, "366").size(), 1);
    QVERIFY(one.take().isEmpty());
    QVERIFY(ben.take().isEmpty());
    QCOMPARE(m_stage->realm.world().census.users, 2);
    ben.send("PRIVMSG Anna :hallo");
    QCOMPARE(one.take().size(), 1);
    QCOMPARE(having(two.take(), "PRIVMSG").size(), 1);
}

void TestSessions::quitOnlyWithTheLast()
{
    Party one(*m_stage);
    signIn(one, "anna", "anna");
    Party two(*m_stage);
    signIn(two, "anna", "anna");
    Party ben(*m_stage, "benno");
    for (Party *party : {&one, &ben})
        party->send("JOIN #tisch");
    ben.take();
    one.send("QUIT");
    QVERIFY(one.closed);
    QVERIFY(ben.take().isEmpty());
    two.vanish();
    QCOMPARE(ben.take(), QByteArrayList{":anna!~anna@192.0.2.1 QUIT :Connection closed"});
}

void TestSessions::nickChangeReachesAll()
{
    Party one(*m_stage);
    signIn(one, "anna", "anna");
    Party two(*m_stage);
    signIn(two, "anna", "anna");
    two.take();
    QCOMPARE(one.ask("NICK lena"), QByteArrayList{":anna!~anna@192.0.2.1 NICK lena"});
    QCOMPARE(two.take(), QByteArrayList{":anna!~anna@192.0.2.1 NICK lena"});
}

void TestSessions::joinReachesAll()
{
    Party one(*m_stage);
    signIn(one, "anna", "anna");
    Party two(*m_stage);
    signIn(two, "anna", "anna");
    two.take();
    one.send("JOIN #tisch");
    const QByteArrayList lines = two.take();
    QCOMPARE(having(lines, "JOIN").size(), 1);
    QCOMPARE(having(lines, "353").size(), 1);
    QCOMPARE(having(lines, "366").size(), 1);
}

void TestSessions::takingTheNickOfOnesOtherUserMoves()
{
    Party phone(*m_stage);
    signIn(phone, "anna", "phone");
    Party desk(*m_stage);
    signIn(desk, "anna", "desk");
    Party ben(*m_stage, "benno");
    for (const char *channel : {"#both", "#phone"})
        phone.send(QByteArray("JOIN ") + channel);
    for (const char *channel : {"#both", "#desk"})
        desk.send(QByteArray("JOIN ") + channel);
    ben.send("JOIN #both");
    ben.take();
    desk.take();
    phone.take();
    const QByteArrayList lines = phone.ask("NICK desk");
    QCOMPARE(having(lines, "PART"), QByteArrayList{":phone!~phone@192.0.2.1 PART #phone"});
    QCOMPARE(having(lines, "NICK"), QByteArrayList{":phone!~phone@192.0.2.1 NICK desk"});
    QCOMPARE(having(lines, "JOIN"), QByteArrayList{":desk!~desk@192.0.2.1 JOIN #desk"});
    QVERIFY(having(lines, "QUIT").isEmpty());
    QCOMPARE(ben.take(), QByteArrayList{":phone!~phone@192.0.2.1 QUIT :Now known as desk"});
    QCOMPARE(desk.take(), QByteArrayList{":phone!~phone@192.0.2.1 QUIT :Now known as desk"});
    QVERIFY(!m_stage->realm.world().userNamed("phone"));
    QVERIFY(!m_stage->realm.world().channelNamed("#phone"));
    QCOMPARE(m_stage->realm.world().userNamed("desk")->clients.size(), 2u);
    desk.send("QUIT");
    QVERIFY(!phone.ask("PING 1").isEmpty());
}

void TestSessions::otherSessionsStayWhenOneMoves()
{
    Party one(*m_stage);
    signIn(one, "anna", "one");
    Party two(*m_stage);
    signIn(two, "anna", "one");
    Party three(*m_stage);
    signIn(three, "anna", "three");
    two.take();
    one.send("NICK three");
    QVERIFY(two.take().isEmpty());
    QCOMPARE(m_stage->realm.world().userNamed("one")->clients.size(), 1u);
    QCOMPARE(m_stage->realm.world().userNamed("three")->clients.size(), 2u);
}

void TestSessions::severalSessionsKeepTheirAccount()
{
    Party one(*m_stage);
    signIn(one, "anna", "gast");
    Party two(*m_stage);
    signIn(two, "anna", "gast");
    one.send("AUTHENTICATE PLAIN");
    QCOMPARE(having(one.ask(plain("ben")), "907").size(), 1);
    QCOMPARE(m_stage->realm.world().userNamed("gast")->account, "anna");
    QCOMPARE(having(one.ask("LOGOUT"), "SEVERAL_SESSIONS").size(), 1);
    // The same account again changes nothing.
    one.send("AUTHENTICATE PLAIN");
    QCOMPARE(having(one.ask(plain("anna")), "903").size(), 1);
}

void TestSessions::otherAccountsDoNotAttach()
{
    Party one(*m_stage);
    signIn(one, "anna", "gast");
    Party ben(*m_stage);
    signIn(ben, "ben", "gast");
    QVERIFY(having(ben.lines, "001").isEmpty());
    QCOMPARE(having(ben.ask("NICK gast"), "433").size(), 1);
    QCOMPARE(having(ben.ask("NICK ben"), "001").size(), 1);
    Party nobody(*m_stage);
    nobody.send("NICK gast");
    QCOMPARE(having(nobody.ask("USER x 0 * :X"), "433").size(), 1);
}

void TestSessions::nobodyComesInBeforeTheAccountsAreKnown()
{
    Stage stage(AccountStage::settings());
    stage.accounts = &m_file->accounts;
    stage.holding = true;
    stage.realm.loadAccounts();
    Party gast(stage);
    gast.send("NICK gast");
    QVERIFY(gast.ask("USER x 0 * :X").isEmpty());
    Party thief(stage);
    thief.send("NICK anna");
    QVERIFY(thief.ask("USER x 0 * :X").isEmpty());
    stage.holding = false;
    stage.settle();
    QCOMPARE(having(gast.take(), "001").size(), 1);
    QCOMPARE(having(thief.take(), "433").size(), 1);
}

void TestSessions::channelsStay()
{
    {
        Party anna(*m_stage);
        signIn(anna, "anna", "anna");
        anna.send("JOIN #Tisch");
        anna.send("MODE #tisch +Pklb geheim 7 *!*@evil");
        anna.send("MODE #tisch +I *!*@good");
        anna.send("TOPIC #tisch :Was es gibt");
        anna.send("METADATA #tisch SET url https://example.org");
        QCOMPARE(kept().size(), 1);
    }
    restart();
    const server::Channel *channel = m_stage->realm.world().channelNamed("#tisch");
    QVERIFY(channel);
    QCOMPARE(channel->name, "#Tisch");
    QCOMPARE(channel->founder, "anna");
    QVERIFY(channel->is(ChannelMode::Persistent) && channel->is(ChannelMode::TopicLocked));
    QCOMPARE(channel->topic.text, "Was es gibt");
    QCOMPARE(channel->topic.setter, "anna!~anna@192.0.2.1");
    QCOMPARE(channel->topic.setUtc, Stage::Noon);
    QCOMPARE(channel->key, "geheim");
    QCOMPARE(channel->limit, 7);
    QCOMPARE(channel->createdUtc, Stage::Noon);
    QCOMPARE(channel->bans.size(), 1u);
    QCOMPARE(channel->bans.front().mask, "*!*@evil");
    QCOMPARE(channel->invitations.front().setUtc, Stage::Noon);
    QCOMPARE(channel->metadata.value("url"), "https://example.org");
}

void TestSessions::changesOfChannelsAreKept()
{
    Party anna(*m_stage);
    signIn(anna, "anna", "anna");
    anna.send("JOIN #tisch");
    server::Channel &channel = persistent("#tisch", "anna");
    channel.bans = {{"*!*@a", "x", 1}, {"*!*@b", "x", 1}};
    channel.metadata = {{"url", "u"}, {"icon", "i"}};
    server::noteChange(m_stage->realm.world(), channel);
    QCOMPARE(kept().value(0).masks.size(), 2);
    channel.bans = {{"*!*@b", "x", 1}, {"*!*@c", "x", 1}};
    channel.metadata = {{"icon", "j"}};
    channel.topic.text = "anders";
    server::noteChange(m_stage->realm.world(), channel);
    const store::ChannelRow row = kept().value(0);
    QCOMPARE(row.topic, "anders");
    QCOMPARE(row.masks, (QList<store::MaskRow>{{'b', "*!*@b", "x", 1}, {'b', "*!*@c", "x", 1}}));
    QCOMPARE(store::Metadata(m_file->database).all("#tisch"), (QList<store::MetadataRow>{{"icon", "j"}}));
}

void TestSessions::renamedAndForgotten()
{
    Party anna(*m_stage);
    signIn(anna, "anna", "anna");
    anna.send("JOIN #alt");
    anna.send("MODE #alt +P");
    QCOMPARE(kept().value(0).name, "#alt");
    anna.send("METADATA #alt SET url u");
    anna.send("RENAME #alt #neu");
    QCOMPARE(kept().value(0).name, "#neu");
    QCOMPARE(kept().size(), 1);
    QCOMPARE(store::Metadata(m_file->database).all("#neu").size(), 1);
    // Made an ordinary one, and gone before it was written.
    anna.send("MODE #neu -P");
    anna.send("PART #neu");
    QVERIFY(!m_stage->realm.world().channelNamed("#neu"));
    QVERIFY(kept().isEmpty());
}

void TestSessions::whatCouldNotBeWrittenIsTriedAgain()
{
    server::World &world = m_stage->realm.world();
    Party anna(*m_stage);
    signIn(anna, "anna", "anna");
    world.setMode(*world.userNamed("anna"), server::UserMode::Operator, true);
    anna.send("JOIN #tisch");
    anna.send("MODE #tisch +P");
    QCOMPARE(kept().size(), 1);
    anna.take();
    store::Database other(m_file->path(), store::AccountsSchema, store::Durability::Process);
    QVERIFY(other.open() && other.begin()); // nobody else can write
    anna.send("TOPIC #tisch :eins");
    anna.take();
    QVERIFY(kept().value(0).topic.isEmpty());
    const QByteArrayList complaint = anna.take();
    QCOMPARE(complaint.size(), 1);
    QVERIFY(complaint.value(0).contains("could not be written: it is tried again"));
    anna.send("TOPIC #tisch :zwei"); // meanwhile
    anna.send("RENAME #tisch #runde");
    anna.take();
    m_stage->advance(server::KeptChannels::RetryMsecs);
    m_stage->settle();
    QVERIFY(anna.take().isEmpty()); // said once
    other.rollback();
    kept(); // too early
    QVERIFY(store::Channels(m_file->database).all().value(0).topic.isEmpty());
    m_stage->advance(server::KeptChannels::RetryMsecs);
    m_stage->settle();
    QVERIFY(anna.take().value(0).contains("is written again"));
    const QList<store::ChannelRow> rows = kept();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.value(0).name, "#runde");
    QCOMPARE(rows.value(0).topic, "zwei");
}

void TestSessions::readMarkersAreTriedAgain()
{
    server::World &world = m_stage->realm.world();
    Party anna(*m_stage);
    signIn(anna, "anna", "anna", "draft/read-marker");
    world.setMode(*world.userNamed("anna"), server::UserMode::Operator, true);
    const auto kept = [this] { return store::ReadMarkers(m_file->database).all("anna"); };
    store::Database other(m_file->path(), store::AccountsSchema, store::Durability::Process);
    QVERIFY(other.open() && other.begin()); // nobody else can write
    anna.take();
    anna.send("MARKREAD ben timestamp=2026-01-01T10:00:00.000Z");
    QVERIFY(having(anna.take(), "NOTICE").value(0).contains("could not be written: it is tried again"));
    anna.send("MARKREAD ben timestamp=2026-01-01T11:00:00.000Z");
    QVERIFY(kept().isEmpty());
    other.rollback();
    anna.send("MARKREAD carl timestamp=2026-01-01T11:00:00.000Z"); // behind those that wait
    QVERIFY(kept().isEmpty());
    m_stage->advance(server::AccountWrites::RetryMsecs);
    m_stage->settle();
    QVERIFY(having(anna.take(), "NOTICE").value(0).contains("is written again"));
    QCOMPARE(kept().size(), 2);
    QCOMPARE(kept().constFirst(), (store::ReadMarkerRow{"ben", Stage::Noon - 3'600'000}));
    anna.send("MARKREAD dora timestamp=2026-01-01T11:00:00.000Z"); // at once, as ever
    QCOMPARE(kept().size(), 3);
}

void TestSessions::ranksByAccount()
{
    {
        Party anna(*m_stage);
        signIn(anna, "anna", "anna");
        Party ben(*m_stage);
        signIn(ben, "ben", "ben");
        anna.send("JOIN #tisch");
        ben.send("JOIN #tisch");
        anna.send("MODE #tisch +Ph ben");
        ben.send("PART #tisch"); // before it was written
        kept();
    }
    restart();
    server::World &world = m_stage->realm.world();
    Party ben(*m_stage);
    signIn(ben, "ben", "benno");
    Party guest(*m_stage, "gast");
    Party anna(*m_stage);
    signIn(anna, "anna", "anna");
    for (Party *one : {&guest, &ben, &anna})
        one->send("JOIN #tisch");
    const server::Channel &channel = *world.channelNamed("#tisch");
    QCOMPARE(world.memberOf(channel, *world.userNamed("gast"))->ranks, server::Ranks());
    QCOMPARE(world.memberOf(channel, *world.userNamed("benno"))->ranks, server::Ranks(Rank::HalfOperator));
    QVERIFY(world.memberOf(channel, *world.userNamed("anna"))->ranks.testFlag(Rank::Founder));
}

void TestSessions::signingInGivesRanks()
{
    Party guest(*m_stage, "gast", "sasl");
    Party ben(*m_stage, "benno");
    guest.send("JOIN #tisch");
    ben.send("JOIN #tisch");
    ben.take();
    server::Channel &channel = persistent("#tisch", "ben");
    channel.members.front().ranks = {};
    guest.send("AUTHENTICATE PLAIN");
    guest.send(plain("ben"));
    QCOMPARE(ben.take(), QByteArrayList{":irc.test MODE #tisch +q gast"});
    QCOMPARE(channel.members.front().ranks, server::Ranks(Rank::Founder));
}

PLAUSCH_TEST_MAIN(TestSessions)
#include "tst_sessions.moc"
