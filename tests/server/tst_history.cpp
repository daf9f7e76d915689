// What is kept, and that an echo waits for it.
#include "server/historystage.h"
#include "server/stamp.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;
using store::HistoryCommand;

namespace {

QByteArrayList textsOf(const QList<store::HistoryRow> &rows, HistoryCommand command)
{
    QByteArrayList texts;
    for (const store::HistoryRow &row : rows) {
        if (row.command == command)
            texts.append(row.text);
    }
    return texts;
}

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The store finds a message by the time that its id tells.
    void idsTellTheirTime()
    {
        server::MessageIds ids;
        for (const qint64 time : {qint64(1), qint64(1), qint64(2), qint64(1'800'000'000'123), qint64(1) << 47})
            QCOMPARE(store::timeOfMsgid(ids.next(time)), time);
        for (const QByteArray &other : QByteArrayList{"", "abc", "0000000000000x", "000000000000I", "00000000000 0"})
            QCOMPARE(store::timeOfMsgid(other), -1);
    }

    void nothingWithoutHistory();
    void talkInAChannel();
    void privateTalk();
    void guestsAndAccountsApart();
    void statusMessagesAreNotKept();
    void passingTagsAreNotKept();
    void events();
    void nickAndQuitAreInEveryChannel();
    void onePileATurn();
    void echoWaits();
    void echoWaitsInLargeRooms();
    void echoesKeepTheirOrder();
    void othersHearAtOnce();
    void withoutEchoNothingWaits();
    void notKeptIsSaid();
    void nothingOvertakesAnEcho();
    void nothingOvertakesAnEchoInLargeRooms();
    void notKeptIsSaidInItsPlace();
    void whoHasMuchWaitingIsReadNoFurther();
    void whoHasGoneIsNotAnswered();
    void closedRoomsAreForgotten();
    void openRoomsAreNot();
    void renaming();
    void clockGoesOn();
};

void TestHistory::nothingWithoutHistory()
{
    HistoryFile file;
    server::Settings settings = HistoryStage::settings();
    settings.hasHistory = false;
    HistoryStage stage(file, settings);
    Party anna(stage, "anna", "echo-message");
    gather("#a", {&anna});
    QCOMPARE(anna.ask("PRIVMSG #a :hallo"), QByteArrayList{Anna + " PRIVMSG #a hallo"});
    QVERIFY(file.all("#a").isEmpty());
}

void TestHistory::talkInAChannel()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "message-tags");
    signIn(stage, "anna", "Anna");
    gather("#Tisch", {&anna});
    stage.advance(1'500);
    anna.send("@+draft/reply=abc;x=y PRIVMSG #tisch :hallo zusammen");
    anna.send("NOTICE #tisch :so");
    const auto rows = file.all("#tisch");
    QCOMPARE(textsOf(rows, HistoryCommand::Notice), QByteArrayList{"so"});
    QCOMPARE(textsOf(rows, HistoryCommand::Privmsg), QByteArrayList{"hallo zusammen"});
    const auto said = std::find_if(rows.begin(), rows.end(),
                                   [](const store::HistoryRow &row) { return row.command == HistoryCommand::Privmsg; });
    QCOMPARE(said->source, Anna.mid(1));
    QCOMPARE(said->account, QByteArray("Anna"));
    QCOMPARE(said->tags, QByteArray("+draft/reply=abc"));
    QCOMPARE(said->time, Stage::Noon + 1'500);
    QVERIFY(!said->msgid.isEmpty());
}

void TestHistory::privateTalk()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna");
    Party ben(stage, "Ben");
    anna.send("PRIVMSG ben :hallo");
    ben.send("PRIVMSG Anna :selber hallo");
    QCOMPARE(textsOf(file.all(store::privateTarget("~ben", "~anna")), HistoryCommand::Privmsg),
             (QByteArrayList{"hallo", "selber hallo"}));
}

void TestHistory::guestsAndAccountsApart()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    signIn(stage, "anna", "Anna");
    anna.send("PRIVMSG ben :hallo");
    QCOMPARE(file.all(store::privateTarget("~ben", "anna")).size(), 1);
    QVERIFY(file.all(store::privateTarget("~ben", "~anna")).isEmpty());
}

void TestHistory::statusMessagesAreNotKept()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message");
    gather("#a", {&anna});
    QCOMPARE(anna.ask("PRIVMSG @#a :leise").size(), 1);
    QVERIFY(textsOf(file.all("#a"), HistoryCommand::Privmsg).isEmpty());
}

void TestHistory::passingTagsAreNotKept()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "message-tags");
    gather("#a", {&anna});
    anna.send("@+typing=active TAGMSG #a");
    anna.send("@+plausch.chat/read=1 TAGMSG #a");
    anna.send("TAGMSG #a");
    QVERIFY(textsOf(file.all("#a"), HistoryCommand::Tagmsg).isEmpty());
    anna.send("@+typing=done;+draft/react=x TAGMSG #a");
    QCOMPARE(textsOf(file.all("#a"), HistoryCommand::Tagmsg).size(), 1);
}

void TestHistory::events()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    anna.send("TOPIC #a :Neues von heute");
    anna.send("MODE #a +v ben");
    anna.send("KICK #a ben :genug jetzt");
    ben.send("JOIN #a");
    ben.send("PART #a :bis dann");
    const auto rows = file.all("#a");
    QCOMPARE(textsOf(rows, HistoryCommand::Join), (QByteArrayList{"* anna", "* ben", "* ben"}));
    QCOMPARE(textsOf(rows, HistoryCommand::Topic), QByteArrayList{":Neues von heute"});
    QCOMPARE(textsOf(rows, HistoryCommand::Mode), QByteArrayList{"+v ben"});
    QCOMPARE(textsOf(rows, HistoryCommand::Kick), QByteArrayList{"ben :genug jetzt"});
    QCOMPARE(textsOf(rows, HistoryCommand::Part), QByteArrayList{":bis dann"});
}

void TestHistory::nickAndQuitAreInEveryChannel()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna");
    Party ben(stage, "ben", "message-tags");
    gather("#a", {&ben, &anna});
    gather("#b", {&ben, &anna});
    anna.send("NICK annika");
    anna.send("QUIT :nun fort");
    QByteArrayList ids;
    for (const QByteArray channel : {"#a", "#b"}) {
        const auto rows = file.all(channel);
        QCOMPARE(textsOf(rows, HistoryCommand::Nick), QByteArrayList{"annika"});
        QCOMPARE(textsOf(rows, HistoryCommand::Quit), QByteArrayList{":Quit: nun fort"});
        ids.append(rows.last().msgid);
    }
    QCOMPARE(ids.first(), ids.last());
    QCOMPARE(tagOf(ben.take().last(), "msgid"), ids.first());
}

void TestHistory::onePileATurn()
{
    HistoryFile file;
    HistoryStage stage(file);
    int commits = 0;
    stage.transact = [&](const std::function<void()> &work) {
        ++commits;
        return file.database.transact(work);
    };
    Party anna(stage, "anna");
    gather("#a", {&anna});
    commits = 0;
    for (int i = 0; i < 10; ++i)
        stage.realm.onLine(*anna.client(), "PRIVMSG #a :hallo", stage.now());
    QCOMPARE(commits, 0);
    stage.settle();
    QCOMPARE(commits, 1);
    QCOMPARE(textsOf(file.all("#a"), HistoryCommand::Privmsg).size(), 10);
    // While one is written the next ones gather.
    stage.holding = true;
    anna.send("PRIVMSG #a :eins");
    anna.send("PRIVMSG #a :zwei");
    anna.send("PRIVMSG #a :drei");
    QCOMPARE(commits, 2);
    stage.holding = false;
    stage.settle();
    QCOMPARE(commits, 3);
    QCOMPARE(textsOf(file.all("#a"), HistoryCommand::Privmsg).size(), 13);
}

void TestHistory::echoWaits()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message labeled-response batch");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    stage.holding = true;
    QVERIFY(anna.ask("PRIVMSG #a :hallo").isEmpty());
    QVERIFY(anna.ask("@label=x PRIVMSG ben :hallo").isEmpty());
    QCOMPARE(ben.take().size(), 2);
    stage.holding = false;
    stage.settle();
    QCOMPARE(anna.take(), (QByteArrayList{Anna + " PRIVMSG #a hallo", "@label=x " + Anna + " PRIVMSG ben hallo"}));
}

void TestHistory::echoWaitsInLargeRooms()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message");
    gather("#a", {&anna});
    std::vector<std::unique_ptr<Party>> crowd;
    for (int i = 0; i < 20; ++i) {
        crowd.push_back(std::make_unique<Party>(stage, "gast" + QByteArray::number(i)));
        crowd.back()->send("JOIN #a");
    }
    crowd.back()->take();
    anna.take();
    stage.holding = true;
    QVERIFY(anna.ask("PRIVMSG #a :hallo").isEmpty());
    QCOMPARE(crowd.back()->take(), QByteArrayList{Anna + " PRIVMSG #a hallo"});
    stage.holding = false;
    stage.settle();
    QCOMPARE(anna.take(), QByteArrayList{Anna + " PRIVMSG #a hallo"});
}

void TestHistory::echoesKeepTheirOrder()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message");
    gather("#a", {&anna});
    stage.holding = true;
    for (const QByteArray word : {"eins", "zwei", "drei"})
        anna.send("PRIVMSG #a :" + word);
    QVERIFY(anna.take().isEmpty());
    stage.holding = false;
    stage.settle();
    QCOMPARE(anna.take(),
             (QByteArrayList{Anna + " PRIVMSG #a eins", Anna + " PRIVMSG #a zwei", Anna + " PRIVMSG #a drei"}));
}

void TestHistory::othersHearAtOnce()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message");
    Party second(stage);
    attach(second, stage, "anna", session::Cap::EchoMessage);
    Party ben(stage, "ben");
    second.take();
    stage.holding = true;
    QVERIFY(anna.ask("PRIVMSG ben :hallo").isEmpty());
    QCOMPARE(ben.take().size(), 1);
    QCOMPARE(second.take().size(), 1);
}

void TestHistory::withoutEchoNothingWaits()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "labeled-response batch");
    gather("#a", {&anna});
    stage.holding = true;
    QCOMPARE(anna.ask("@label=x PRIVMSG #a :hallo"), QByteArrayList{"@label=x :irc.test ACK"});
}

void TestHistory::notKeptIsSaid()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message labeled-response batch");
    Party ben(stage, "ben");
    stage.transact = [](const std::function<void()> &) { return false; };
    QCOMPARE(anna.ask("@label=x PRIVMSG ben :hallo"),
             QByteArrayList{"@label=x :irc.test FAIL * NOT_KEPT :Your message was delivered, but could not be kept in "
                            "the history"});
    QCOMPARE(ben.take().size(), 1);
}

void TestHistory::nothingOvertakesAnEcho()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message labeled-response batch");
    Party ben(stage, "ben");
    gather("#a", {&anna, &ben});
    stage.holding = true;
    for (const char *line : {"PRIVMSG #a :eins", "PING p", "PRIVMSG #a :zwei", "@label=l PING q", "PART #a"})
        anna.send(line);
    QVERIFY(anna.take().isEmpty());
    QCOMPARE(ben.take().size(), 3); // others need not wait
    ben.send("PRIVMSG anna :hallo");
    QCOMPARE(anna.take().size(), 1); // and are not waited for
    stage.holding = false;
    stage.settle();
    QCOMPARE(anna.take(),
             (QByteArrayList{Anna + " PRIVMSG #a eins", ":irc.test PONG irc.test :p", Anna + " PRIVMSG #a zwei",
                             "@label=l :irc.test PONG irc.test :q", Anna + " PART #a"}));
    QCOMPARE(anna.ask("PING r"), QByteArrayList{":irc.test PONG irc.test :r"});
}

void TestHistory::nothingOvertakesAnEchoInLargeRooms()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message message-tags");
    gather("#a", {&anna});
    std::vector<std::unique_ptr<Party>> crowd;
    for (int i = 0; i < 20; ++i) {
        crowd.push_back(std::make_unique<Party>(stage, "gast" + QByteArray::number(i)));
        crowd.back()->send("JOIN #a");
    }
    crowd.back()->take();
    anna.take();
    stage.holding = true;
    anna.send("PRIVMSG #a :eins");
    anna.send("PART #a");
    QVERIFY(anna.take().isEmpty());
    QCOMPARE(crowd.back()->take().size(), 2);
    stage.holding = false;
    stage.settle();
    const QByteArrayList lines = bodiesOf(anna.take());
    QCOMPARE(lines, (QByteArrayList{Anna + " PRIVMSG #a eins", Anna + " PART #a"}));
}

void TestHistory::notKeptIsSaidInItsPlace()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message");
    Party ben(stage, "ben");
    stage.transact = [](const std::function<void()> &) { return false; };
    stage.holding = true;
    anna.send("PRIVMSG ben :hallo");
    anna.send("PING p");
    stage.holding = false;
    stage.settle();
    const QByteArrayList lines = anna.take();
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].contains("NOT_KEPT"));
    QCOMPARE(lines[1], ":irc.test PONG irc.test :p");
}

void TestHistory::whoHasMuchWaitingIsReadNoFurther()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message");
    Party ben(stage, "ben");
    stage.holding = true;
    anna.send("PRIVMSG ben :hallo");
    for (int i = 0; i < 10'000 && !stage.realm.isBehind(*anna.client()); ++i)
        anna.send("HELP");
    QVERIFY(stage.realm.isBehind(*anna.client()));
    QVERIFY(!stage.realm.isBehind(*ben.client()));
    stage.holding = false;
    stage.settle();
    QVERIFY(!stage.realm.isBehind(*anna.client()));
}

void TestHistory::whoHasGoneIsNotAnswered()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "echo-message");
    Party ben(stage, "ben");
    stage.holding = true;
    anna.send("PRIVMSG ben :hallo");
    anna.vanish();
    anna.take(); // the farewell
    stage.holding = false;
    stage.settle();
    QVERIFY(anna.take().isEmpty());
    QCOMPARE(file.all(store::privateTarget("~anna", "~ben")).size(), 1);
}

void TestHistory::closedRoomsAreForgotten()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna");
    gather("#a", {&anna});
    anna.send("MODE #a +k geheim");
    anna.send("PRIVMSG #a :unter uns");
    anna.send("PART #a");
    QVERIFY(file.all("#a").isEmpty());
    anna.send("JOIN #a");
    QCOMPARE(file.all("#a").size(), 1);
}

void TestHistory::openRoomsAreNot()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna");
    gather("#a", {&anna});
    anna.send("PRIVMSG #a :an alle");
    anna.send("PART #a");
    QCOMPARE(textsOf(file.all("#a"), HistoryCommand::Privmsg), QByteArrayList{"an alle"});
}

void TestHistory::renaming()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna");
    gather("#b", {&anna});
    anna.send("PRIVMSG #b :frueher");
    anna.send("PART #b");
    gather("#a", {&anna});
    anna.send("PRIVMSG #a :hallo");
    anna.send("RENAME #a #b");
    anna.send("PRIVMSG #b :hier");
    QVERIFY(file.all("#a").isEmpty());
    QCOMPARE(textsOf(file.all("#b"), HistoryCommand::Privmsg), (QByteArrayList{"hallo", "hier"}));
}

void TestHistory::clockGoesOn()
{
    HistoryFile file;
    store::HistoryRow row;
    row.target = "#a";
    row.msgid = "x";
    row.time = Stage::Noon + 60'000;
    row.source = "ben!~ben@192.0.2.1";
    row.text = "aus der Zukunft";
    QVERIFY(file.database.transact([&] { file.history.add(std::span(&row, 1)); }));
    HistoryStage stage(file);
    Party anna(stage, "anna", "server-time echo-message");
    gather("#a", {&anna});
    QCOMPARE(tagOf(anna.ask("PRIVMSG #a :hallo").value(0), "time"), QByteArray("2026-01-01T12:01:00.000Z"));
    QCOMPARE(file.all("#a").last().text, QByteArray("hallo"));
}

PLAUSCH_TEST_MAIN(TestHistory)
#include "tst_history.moc"
