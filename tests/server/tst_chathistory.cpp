// https://ircv3.net/specs/extensions/chathistory
#include "server/historystage.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

namespace {

/// "a0", "a1"... one a second, the first one second after what was before.
void talk(Stage &stage, Party &party, const QByteArray &target, int count)
{
    for (int i = 0; i < count; ++i) {
        stage.advance(1'000);
        party.send("PRIVMSG " + target + " :a" + QByteArray::number(i));
    }
}

/// The last words of the lines of a batch: "a0 a1".
QByteArray wordsOf(const QByteArrayList &lines)
{
    QByteArrayList words;
    for (const QByteArray &line : inBatch(lines))
        words.append(line.mid(line.lastIndexOf(' ') + 1));
    return words.join(' ');
}

QByteArray at(int seconds)
{
    return "timestamp=2026-01-01T12:00:" + QByteArray::number(seconds).rightJustified(2, '0') + ".000Z";
}

/// A room with a1 to a9, one in each second from noon on, read by anna.
struct Room
{
    Room() : stage(file), anna(stage, "anna", FullCaps)
    {
        gather("#Tisch", {&anna});
        talk(stage, anna, "#tisch", 9);
        anna.take();
    }
    QByteArray idOf(int place) { return file.all("#tisch").at(place).msgid; } // 0: the JOIN
    QByteArray words(const QByteArray &question) { return wordsOf(anna.ask("CHATHISTORY " + question)); }

    HistoryFile file;
    HistoryStage stage;
    Party anna;
};

} // namespace

class TestChatHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAnnounced();
    void isNotAnnouncedWithoutHistory();
    void needsTheCapability();
    void batchOfTheTarget();
    void nothingIsAnEmptyBatch();
    void linesAsTheyWere();
    void withoutBatches();
    void pages_data();
    void pages();
    void byMsgid();
    void limitHasACeiling();
    void faults_data();
    void faults();
    void labeled();
    void seesWhatWasSaidJustNow();
    void membersOnly();
    void privateConversation();
    void guestsReadSinceTheyHaveTheirNick();
    void laterGuestsReadNothing();
    void accountsReadForGood();
    void whoRegistersANickReadsNothingOfTheGuest();
    void eventsOnlyWithPlayback();
    void events();
    void tagmsg();
    void targets();
    void targetsBackwards();
    void pagesHaveACeilingInBytes();
    void askerMayBeGone();
};

void TestChatHistory::isAnnounced()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party party(stage);
    const QByteArray caps = party.ask("CAP LS 302").join(' ');
    for (const QByteArray cap : {"draft/chathistory", "draft/event-playback", "draft/message-redaction"})
        QVERIFY(caps.contains(cap));
    party.send("NICK anna");
    party.send("USER anna 0 * :anna");
    const QByteArray support = party.ask("CAP END").join(' ');
    QVERIFY(support.contains(" CHATHISTORY=500 "));
    QVERIFY(support.contains(" MSGREFTYPES=msgid,timestamp "));
}

void TestChatHistory::isNotAnnouncedWithoutHistory()
{
    Stage stage;
    Party party(stage);
    const QByteArray caps = party.ask("CAP LS 302").join(' ');
    QVERIFY(!caps.contains("chathistory") && !caps.contains("playback") && !caps.contains("redaction"));
    party.send("NICK anna");
    party.send("USER anna 0 * :anna");
    QVERIFY(!party.ask("CAP END").join(' ').contains("CHATHISTORY="));
}

void TestChatHistory::needsTheCapability()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "batch");
    gather("#a", {&anna});
    QCOMPARE(anna.ask("CHATHISTORY LATEST #a * 10"), QByteArrayList{":irc.test 421 anna CHATHISTORY :Unknown command"});
}

void TestChatHistory::batchOfTheTarget()
{
    Room room;
    const QByteArrayList lines = room.anna.ask("CHATHISTORY LATEST #tISCH * 1");
    QCOMPARE(lines.size(), 3);
    const QByteArray reference = bodyOf(lines.first()).split(' ').value(2).mid(1);
    QCOMPARE(bodyOf(lines.first()), ":irc.test BATCH +" + reference + " chathistory #Tisch");
    QCOMPARE(tagOf(lines.at(1), "batch"), reference);
    QCOMPARE(bodyOf(lines.last()), ":irc.test BATCH -" + reference);
}

void TestChatHistory::nothingIsAnEmptyBatch()
{
    Room room;
    QCOMPARE(room.anna.ask("CHATHISTORY AFTER #tisch " + at(30) + " 10").size(), 2);
    QCOMPARE(room.anna.ask("CHATHISTORY LATEST nobody * 10").size(), 2);
}

void TestChatHistory::linesAsTheyWere()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", FullCaps);
    Party ben(stage, "ben", FullCaps);
    gather("#a", {&anna, &ben});
    signIn(stage, "ben", "Benjamin");
    stage.advance(2'345);
    ben.send("@+draft/reply=abc\\s PRIVMSG #a ::-)");
    const QByteArray live = anna.take().value(0);
    stage.advance(10'000);
    const QByteArray kept = anna.ask("CHATHISTORY LATEST #a * 1").value(1);
    QCOMPARE(bodyOf(kept), Ben + " PRIVMSG #a ::-)");
    QCOMPARE(bodyOf(kept), bodyOf(live));
    for (const QByteArray key : {"time", "msgid", "account", "+draft/reply"}) {
        QVERIFY(!tagOf(live, key).isEmpty());
        QCOMPARE(tagOf(kept, key), tagOf(live, key));
    }
}

void TestChatHistory::withoutBatches()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "draft/chathistory");
    gather("#a", {&anna});
    anna.send("PRIVMSG #a :hallo");
    QCOMPARE(anna.ask("CHATHISTORY LATEST #a * 10"), QByteArrayList{Anna + " PRIVMSG #a hallo"});
    QVERIFY(anna.ask("CHATHISTORY TARGETS timestamp=1970-01-01T00:00:00.000Z timestamp=2027-01-01T00:00:00.000Z 9")
                .value(0)
                .startsWith(":irc.test CHATHISTORY TARGETS #a 2026-01-01T12:00:00.000Z"));
}

void TestChatHistory::pages_data()
{
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<QByteArray>("words");
    // a0 is at second 1, a8 at second 9
    QTest::newRow("latest") << QByteArray("LATEST #tisch * 2") << QByteArray("a7 a8");
    QTest::newRow("latest since") << "LATEST #tisch " + at(7) + " 9" << QByteArray("a7 a8");
    QTest::newRow("latest since, fewer") << "LATEST #tisch " + at(2) + " 1" << QByteArray("a8");
    QTest::newRow("before") << "BEFORE #tisch " + at(4) + " 2" << QByteArray("a1 a2");
    QTest::newRow("after") << "AFTER #tisch " + at(4) + " 2" << QByteArray("a4 a5");
    QTest::newRow("after, any case") << "after #TISCH " + at(4) + " 2" << QByteArray("a4 a5");
    QTest::newRow("around") << "AROUND #tisch " + at(4) + " 3" << QByteArray("a2 a3 a4");
    QTest::newRow("between") << "BETWEEN #tisch " + at(2) + ' ' + at(6) + " 9" << QByteArray("a2 a3 a4");
    QTest::newRow("between, fewer") << "BETWEEN #tisch " + at(2) + ' ' + at(6) + " 2" << QByteArray("a2 a3");
    QTest::newRow("between, backwards") << "BETWEEN #tisch " + at(6) + ' ' + at(2) + " 2" << QByteArray("a3 a4");
}

void TestChatHistory::pages()
{
    QFETCH(QByteArray, question);
    QFETCH(QByteArray, words);
    Room room;
    QCOMPARE(room.words(question), words);
}

void TestChatHistory::byMsgid()
{
    Room room;
    QCOMPARE(room.words("BEFORE #tisch msgid=" + room.idOf(4) + " 2"), QByteArray("a1 a2"));
    QCOMPARE(room.words("AFTER #tisch msgid=" + room.idOf(4) + " 2"), QByteArray("a4 a5"));
    QCOMPARE(room.words("BETWEEN #tisch msgid=" + room.idOf(2) + ' ' + at(5) + " 9"), QByteArray("a2 a3"));
}

void TestChatHistory::limitHasACeiling()
{
    HistoryFile file;
    server::Settings settings = HistoryStage::settings();
    settings.limits.maxReplay = 3;
    HistoryStage stage(file, settings);
    Party anna(stage, "anna", PlainCaps);
    gather("#a", {&anna});
    talk(stage, anna, "#a", 6);
    QCOMPARE(wordsOf(anna.ask("CHATHISTORY LATEST #a * 100")), QByteArray("a3 a4 a5"));
}

void TestChatHistory::faults_data()
{
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<QByteArray>("failure");
    const auto row = [](const char *name, const QByteArray &question, const QByteArray &failure) {
        QTest::newRow(name) << question << "FAIL CHATHISTORY " + failure;
    };
    row("command", "NEWEST #tisch * 2", "INVALID_PARAMS NEWEST :Unknown command");
    row("few", "LATEST #tisch *", "INVALID_PARAMS LATEST :Insufficient parameters");
    row("many", "LATEST #tisch * * 3", "INVALID_PARAMS LATEST :Too many parameters");
    row("between needs two", "BETWEEN #tisch " + at(1) + " 3", "INVALID_PARAMS BETWEEN :Insufficient parameters");
    row("timestamp", "BEFORE #tisch timestamp=yesterday 3",
        "INVALID_PARAMS BEFORE timestamp=yesterday :Invalid timestamp");
    row("no reference", "BEFORE #tisch yesterday 3", "INVALID_PARAMS BEFORE yesterday :Invalid message reference");
    row("star", "BEFORE #tisch * 3", "INVALID_PARAMS BEFORE * :Invalid message reference");
    row("empty id", "BEFORE #tisch msgid= 3", "INVALID_PARAMS BEFORE msgid= :Invalid message reference");
    row("limit", "LATEST #tisch * many", "INVALID_PARAMS LATEST many :Invalid limit");
    row("no limit", "LATEST #tisch * 0", "INVALID_PARAMS LATEST 0 :Invalid limit");
    row("below", "LATEST #tisch * -1", "INVALID_PARAMS LATEST -1 :Invalid limit");
    row("channel", "LATEST #other * 3", "INVALID_TARGET LATEST #other :Messages could not be retrieved");
    row("everything", "LATEST * * 3", "INVALID_TARGET LATEST * :Messages could not be retrieved");
    row("id", "BEFORE #tisch msgid=none 3", "MESSAGE_ERROR BEFORE #Tisch :There is no such message");
    row("targets by id", "TARGETS msgid=a " + at(1) + " 3", "INVALID_PARAMS TARGETS msgid=a :Invalid timestamp");
}

void TestChatHistory::faults()
{
    QFETCH(QByteArray, question);
    QFETCH(QByteArray, failure);
    Room room;
    QCOMPARE(failureIn(room.anna.ask("CHATHISTORY " + question)), failure);
}

void TestChatHistory::labeled()
{
    Room room;
    room.stage.holding = true;
    QVERIFY(room.anna.ask("@label=x CHATHISTORY LATEST #tisch * 1").isEmpty());
    QCOMPARE(commandsOf(room.anna.ask("PING :y")), QByteArrayList{"PONG"});
    room.stage.holding = false;
    room.stage.settle();
    const QByteArrayList lines = room.anna.take();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(tagOf(lines.first(), "label"), QByteArray("x"));
    QVERIFY(tagOf(lines.at(1), "label").isNull());
}

void TestChatHistory::seesWhatWasSaidJustNow()
{
    Room room;
    room.stage.holding = true;
    room.anna.send("PRIVMSG #tisch :eins");
    room.anna.send("PRIVMSG #tisch :zwei"); // waits for the first to be kept
    room.anna.send("CHATHISTORY LATEST #tisch * 2");
    room.anna.take();
    room.stage.holding = false;
    room.stage.settle();
    const QByteArrayList lines = room.anna.take();
    QCOMPARE(wordsOf(lines.mid(lines.size() - 4)), QByteArray("eins zwei"));
}

void TestChatHistory::membersOnly()
{
    Room room;
    Party ben(room.stage, "ben", PlainCaps);
    QCOMPARE(failureIn(ben.ask("CHATHISTORY LATEST #tisch * 3")),
             QByteArray("FAIL CHATHISTORY INVALID_TARGET LATEST #tisch :Messages could not be retrieved"));
    ben.send("JOIN #tisch");
    QCOMPARE(wordsOf(ben.ask("CHATHISTORY LATEST #tisch * 2")), QByteArray("a7 a8"));
    ben.send("PART #tisch");
    QVERIFY(!failureIn(ben.ask("CHATHISTORY LATEST #tisch * 3")).isEmpty());
}

void TestChatHistory::privateConversation()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", PlainCaps);
    Party ben(stage, "ben", PlainCaps);
    Party carl(stage, "carl", PlainCaps);
    anna.send("PRIVMSG ben :hallo");
    ben.send("PRIVMSG anna :selber");
    const QByteArrayList said{Anna + " PRIVMSG ben hallo", Ben + " PRIVMSG anna selber"};
    const QByteArrayList lines = anna.ask("CHATHISTORY LATEST BEN * 5");
    QVERIFY(lines.first().endsWith(" chathistory ben"));
    QCOMPARE(inBatch(lines), said);
    QCOMPARE(inBatch(ben.ask("CHATHISTORY LATEST anna * 5")), said);
    QVERIFY(inBatch(carl.ask("CHATHISTORY LATEST anna * 5")).isEmpty());
    QVERIFY(inBatch(carl.ask("CHATHISTORY LATEST ben * 5")).isEmpty());
}

void TestChatHistory::guestsReadSinceTheyHaveTheirNick()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", PlainCaps);
    {
        Party ben(stage, "ben");
        ben.send("PRIVMSG anna :geheim");
        ben.vanish();
    }
    stage.advance(1'000);
    Party other(stage, "otto", PlainCaps);
    stage.advance(1'000);
    other.send("NICK ben");
    anna.send("PRIVMSG ben :wer bist du");
    const QByteArrayList said{Anna + " PRIVMSG ben :wer bist du"};
    QCOMPARE(inBatch(other.ask("CHATHISTORY LATEST anna * 5")), said);
    QCOMPARE(inBatch(other.ask("CHATHISTORY AFTER anna timestamp=2020-01-01T00:00:00.000Z 1")), said);
    QCOMPARE(inBatch(anna.ask("CHATHISTORY LATEST ben * 5")).size(), 2);
}

void TestChatHistory::laterGuestsReadNothing()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", PlainCaps);
    {
        Party ben(stage, "ben");
        ben.send("PRIVMSG anna :geheim");
        ben.vanish();
    }
    stage.advance(1'000);
    Party ben(stage, "ben", PlainCaps);
    QVERIFY(inBatch(ben.ask("CHATHISTORY LATEST anna * 5")).isEmpty());
    QVERIFY(inBatch(ben.ask("CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00.000Z "
                            "timestamp=2027-01-01T00:00:00.000Z 5"))
                .isEmpty());
}

void TestChatHistory::accountsReadForGood()
{
    HistoryFile file;
    HistoryStage stage(file);
    {
        Party anna(stage, "anna");
        Party ben(stage, "ben");
        signIn(stage, "anna", "Anna");
        signIn(stage, "ben", "Ben");
        ben.send("PRIVMSG anna :frueher");
        ben.vanish();
        anna.vanish();
    }
    stage.advance(1'000);
    stage.realm.world().accountNames.add("ben");
    Party anna(stage, "annika", PlainCaps);
    signIn(stage, "annika", "Anna");
    QCOMPARE(inBatch(anna.ask("CHATHISTORY LATEST Ben * 5")), QByteArrayList{Ben + " PRIVMSG annika frueher"});
}

void TestChatHistory::whoRegistersANickReadsNothingOfTheGuest()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", PlainCaps);
    {
        Party ben(stage, "ben");
        ben.send("PRIVMSG anna :geheim");
        ben.vanish();
    }
    Party ben(stage, "ben", PlainCaps);
    signIn(stage, "ben", "ben");
    QVERIFY(inBatch(ben.ask("CHATHISTORY LATEST anna * 5")).isEmpty());
}

void TestChatHistory::eventsOnlyWithPlayback()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "message-tags " + PlainCaps);
    gather("#a", {&anna});
    anna.send("TOPIC #a :Thema");
    anna.send("@+draft/react=x TAGMSG #a");
    anna.send("NOTICE #a :hallo");
    QCOMPARE(inBatch(anna.ask("CHATHISTORY LATEST #a * 9")), QByteArrayList{Anna + " NOTICE #a hallo"});
}

void TestChatHistory::events()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "draft/event-playback " + PlainCaps);
    gather("#a", {&anna});
    Party ben(stage, "ben");
    signIn(stage, "ben", "Ben");
    ben.send("JOIN #a");
    ben.send("NICK benno");
    anna.send("MODE #a +v benno");
    anna.send("TOPIC #a :Neues von heute");
    anna.send("KICK #a benno :genug jetzt");
    ben.send("JOIN #a");
    ben.send("PART #a");
    ben.send("JOIN #a");
    ben.send("QUIT :bis dann");
    const QByteArray benno = ":benno!~ben@192.0.2.1";
    const QByteArrayList expected{Anna + " JOIN #a",
                                  Ben + " JOIN #a",
                                  Ben + " NICK benno",
                                  Anna + " MODE #a +v benno",
                                  Anna + " TOPIC #a :Neues von heute",
                                  Anna + " KICK #a benno :genug jetzt",
                                  benno + " JOIN #a",
                                  benno + " PART #a",
                                  benno + " JOIN #a",
                                  benno + " QUIT :Quit: bis dann"};
    QCOMPARE(inBatch(anna.ask("CHATHISTORY LATEST #a * 20")), expected);
    Party carl(stage, "carl", "draft/event-playback extended-join " + PlainCaps);
    carl.send("JOIN #a");
    QCOMPARE(inBatch(carl.ask("CHATHISTORY LATEST #a * 20")).value(1), Ben + " JOIN #a Ben ben");
}

void TestChatHistory::tagmsg()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", "message-tags draft/event-playback " + PlainCaps);
    Party ben(stage, "ben", "draft/event-playback " + PlainCaps);
    gather("#a", {&anna, &ben});
    anna.send("@+draft/react=x TAGMSG #a");
    const QByteArray line = anna.ask("CHATHISTORY LATEST #a * 1").value(1);
    QCOMPARE(bodyOf(line), Anna + " TAGMSG #a");
    QCOMPARE(tagOf(line, "+draft/react"), QByteArray("x"));
    QVERIFY(inBatch(ben.ask("CHATHISTORY LATEST #a * 1")).isEmpty());
}

void TestChatHistory::targets()
{
    Room room;
    Party ben(room.stage, "Ben");
    room.stage.advance(1'000);
    ben.send("PRIVMSG anna :hallo");
    Party carl(room.stage, "carl");
    carl.send("JOIN #fremd");
    carl.send("PRIVMSG #fremd :hallo");
    const QByteArrayList lines = room.anna.ask("CHATHISTORY TARGETS " + at(0) + ' ' + at(50) + " 10");
    QVERIFY(lines.first().endsWith(" draft/chathistory-targets"));
    QCOMPARE(inBatch(lines),
             (QByteArrayList{":irc.test CHATHISTORY TARGETS #Tisch 2026-01-01T12:00:09.000Z",
                             ":irc.test CHATHISTORY TARGETS Ben 2026-01-01T12:00:10.000Z"}));
    QCOMPARE(inBatch(room.anna.ask("CHATHISTORY TARGETS " + at(9) + ' ' + at(50) + " 10")).size(), 1);
}

void TestChatHistory::targetsBackwards()
{
    Room room;
    Party ben(room.stage, "Ben");
    room.stage.advance(1'000);
    ben.send("PRIVMSG anna :hallo");
    QCOMPARE(inBatch(room.anna.ask("CHATHISTORY TARGETS " + at(50) + ' ' + at(0) + " 1")),
             QByteArrayList{":irc.test CHATHISTORY TARGETS Ben 2026-01-01T12:00:10.000Z"});
}

void TestChatHistory::pagesHaveACeilingInBytes()
{
    HistoryFile file;
    server::Settings settings = HistoryStage::settings();
    settings.limits.sendq = 2'000;
    HistoryStage stage(file, settings);
    Party anna(stage, "anna", PlainCaps);
    gather("#a", {&anna});
    talk(stage, anna, "#a", 20);
    const QByteArray latest = wordsOf(anna.ask("CHATHISTORY LATEST #a * 20"));
    QVERIFY(latest.endsWith("a18 a19"));
    QVERIFY(!latest.contains("a10"));
    const QByteArray first = wordsOf(anna.ask("CHATHISTORY AFTER #a " + at(0) + " 20"));
    QVERIFY(first.startsWith("a0 a1"));
    QVERIFY(!first.contains("a10"));
}

void TestChatHistory::askerMayBeGone()
{
    Room room;
    room.stage.holding = true;
    room.anna.send("CHATHISTORY LATEST #tisch * 5");
    room.anna.vanish();
    room.stage.holding = false;
    room.stage.settle();
    QVERIFY(room.stage.realm.mayAskHistory());
    QVERIFY(inBatch(room.anna.take()).isEmpty());
}

PLAUSCH_TEST_MAIN(TestChatHistory)
#include "tst_chathistory.moc"
