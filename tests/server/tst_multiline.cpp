// https://ircv3.net/specs/extensions/multiline
#include "server/historystage.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

namespace {

const QByteArray Caps = "batch message-tags draft/multiline";

/// Anna, who sends batches, ben, who takes them, and carl, who does not.
struct Room
{
    explicit Room(const server::Settings &settings = HistoryStage::settings(), const QByteArray &more = {})
        : stage(file, settings), anna(stage, "anna", Caps + more), ben(stage, "ben", Caps), carl(stage, "carl")
    {
        gather("#a", {&anna, &ben, &carl});
    }
    /// What comes of the batch for who sends it.
    QByteArrayList send(const QByteArrayList &lines)
    {
        anna.take();
        for (const QByteArray &line : lines)
            anna.send(line);
        return anna.take();
    }

    HistoryFile file;
    HistoryStage stage;
    Party anna;
    Party ben;
    Party carl;
};

const QByteArrayList Poem{"@+draft/reply=q BATCH +1 draft/multiline #a",
                          "@batch=1 PRIVMSG #a hello",
                          "@batch=1 PRIVMSG #a :",
                          "@batch=1 privmsg #a :how is ",
                          "@batch=1;draft/multiline-concat PRIVMSG #a :everyone?",
                          "BATCH -1"};

} // namespace

class TestMultiline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAnnouncedWithItsCeilings();
    void needsTheCapability();
    void isABatchForWhoKnowsIt();
    void isLinesForTheOthers();
    void isSilentUntilItsEnd();
    void toANick();
    void notice();
    void faults_data();
    void faults();
    void tooManyBytes();
    void tooManyLines();
    void afterAFaultTheRestIsPassedOver();
    void lineOfNoBatch();
    void endOfNoBatch();
    void leftOpen();
    void echoIsLabeled();
    void faultIsLabeled();
    void isOneRowOfTheHistory();
    void isReplayed();
    void isReplayedAsLines();
};

void TestMultiline::isAnnouncedWithItsCeilings()
{
    Stage stage;
    Party party(stage);
    QVERIFY(party.ask("CAP LS 302").join(' ').contains("draft/multiline=max-bytes=65536,max-lines=512"));
}

void TestMultiline::needsTheCapability()
{
    Room room;
    QCOMPARE(room.carl.ask("BATCH +1 draft/multiline #a"), QByteArrayList{":irc.test 421 carl BATCH :Unknown command"});
}

void TestMultiline::isABatchForWhoKnowsIt()
{
    Room room;
    QVERIFY(room.send(Poem).isEmpty());
    const QByteArrayList lines = room.ben.take();
    QCOMPARE(lines.size(), 6);
    const QByteArray reference = bodyOf(lines.first()).split(' ').value(2).mid(1);
    QCOMPARE(bodiesOf(lines),
             (QByteArrayList{Anna + " BATCH +" + reference + " draft/multiline #a", Anna + " PRIVMSG #a hello",
                             Anna + " PRIVMSG #a :", Anna + " PRIVMSG #a :how is ", Anna + " PRIVMSG #a everyone?",
                             Anna + " BATCH -" + reference}));
    QVERIFY(!tagOf(lines.first(), "msgid").isEmpty());
    QCOMPARE(tagOf(lines.first(), "+draft/reply"), QByteArray("q"));
    for (int i = 1; i <= 4; ++i) {
        QCOMPARE(tagOf(lines.at(i), "batch"), reference);
        QVERIFY(tagOf(lines.at(i), "msgid").isNull());
        QCOMPARE(tagOf(lines.at(i), "draft/multiline-concat").isNull(), i != 4);
    }
}

/// #fallback
void TestMultiline::isLinesForTheOthers()
{
    Room room;
    Party dora(room.stage, "dora", "message-tags");
    dora.send("JOIN #a");
    dora.take();
    room.carl.take();
    room.send(Poem);
    QCOMPARE(
        room.carl.take(),
        (QByteArrayList{Anna + " PRIVMSG #a hello", Anna + " PRIVMSG #a :how is ", Anna + " PRIVMSG #a everyone?"}));
    const QByteArrayList tagged = dora.take();
    QVERIFY(!tagOf(tagged.value(0), "msgid").isEmpty());
    QVERIFY(tagOf(tagged.value(1), "msgid").isNull());
}

void TestMultiline::isSilentUntilItsEnd()
{
    Room room;
    room.send(Poem.mid(0, 5));
    QVERIFY(room.ben.take().isEmpty());
    QVERIFY(room.carl.take().isEmpty());
}

void TestMultiline::toANick()
{
    Room room;
    room.send({"BATCH +1 draft/multiline ben", "@batch=1 PRIVMSG ben :a", "@batch=1 PRIVMSG ben :b", "BATCH -1"});
    QCOMPARE(room.ben.take().size(), 4);
    QVERIFY(room.carl.take().isEmpty());
    QCOMPARE(commandsOf(room.send({"BATCH +1 draft/multiline nobody", "@batch=1 PRIVMSG nobody :a", "BATCH -1"})),
             QByteArrayList{"401"});
}

void TestMultiline::notice()
{
    Room room;
    room.send({"BATCH +1 draft/multiline #a", "@batch=1 NOTICE #a :a", "@batch=1 NOTICE #a :b", "BATCH -1"});
    QCOMPARE(room.carl.take(), (QByteArrayList{Anna + " NOTICE #a a", Anna + " NOTICE #a b"}));
}

void TestMultiline::faults_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArray>("failure");
    const QByteArray open = "BATCH +1 draft/multiline #a";
    QTest::newRow("target") << QByteArrayList{open, "@batch=1 PRIVMSG #b :a"}
                            << QByteArray("MULTILINE_INVALID_TARGET #a #b :Invalid multiline target");
    QTest::newRow("mixed") << QByteArrayList{open, "@batch=1 PRIVMSG #a :a", "@batch=1 NOTICE #a :b"}
                           << QByteArray("MULTILINE_INVALID :Invalid multiline batch");
    QTest::newRow("blank concat") << QByteArrayList{open, "@batch=1 PRIVMSG #a :a",
                                                    "@batch=1;draft/multiline-concat PRIVMSG #a :"}
                                  << QByteArray(
                                         "MULTILINE_INVALID :Invalid multiline batch with concatenated blank line");
    QTest::newRow("blank only") << QByteArrayList{open, "@batch=1 PRIVMSG #a :", "@batch=1 PRIVMSG #a :", "BATCH -1"}
                                << QByteArray("MULTILINE_INVALID :Invalid multiline batch with blank lines only");
    QTest::newRow("empty") << QByteArrayList{open, "BATCH -1"}
                           << QByteArray("MULTILINE_INVALID :Invalid multiline batch with blank lines only");
    QTest::newRow("type") << QByteArrayList{"BATCH +1 netsplit #a"}
                          << QByteArray("MULTILINE_INVALID :Invalid multiline batch");
    QTest::newRow("no target") << QByteArrayList{"BATCH +1 draft/multiline"}
                               << QByteArray("MULTILINE_INVALID :Invalid multiline batch");
    QTest::newRow("nested") << QByteArrayList{open, "BATCH +2 draft/multiline #a"}
                            << QByteArray("MULTILINE_INVALID :Batches cannot be nested");
    QTest::newRow("no sign") << QByteArrayList{"BATCH 1"} << QByteArray("MULTILINE_INVALID :Invalid batch");
}

void TestMultiline::faults()
{
    QFETCH(QByteArrayList, lines);
    QFETCH(QByteArray, failure);
    Room room;
    QCOMPARE(failureIn(room.send(lines)), "FAIL BATCH " + failure);
    QVERIFY(room.ben.take().isEmpty());
}

void TestMultiline::tooManyBytes()
{
    server::Settings settings = HistoryStage::settings();
    settings.limits.multilineBytes = 5;
    Room room(settings);
    // the break between them counts
    room.send({"BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #a :ab", "@batch=1 PRIVMSG #a :cd", "BATCH -1"});
    QCOMPARE(room.carl.take().size(), 2);
    QCOMPARE(failureIn(room.send(
                 {"BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #a :ab", "@batch=1 PRIVMSG #a :cde", "BATCH -1"})),
             QByteArray("FAIL BATCH MULTILINE_MAX_BYTES 5 :Multiline batch max-bytes exceeded"));
    QVERIFY(room.carl.take().isEmpty());
}

void TestMultiline::tooManyLines()
{
    server::Settings settings = HistoryStage::settings();
    settings.limits.multilineLines = 1;
    Room room(settings);
    QCOMPARE(failureIn(room.send({"BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #a :a", "@batch=1 PRIVMSG #a :b"})),
             QByteArray("FAIL BATCH MULTILINE_MAX_LINES 1 :Multiline batch max-lines exceeded"));
}

void TestMultiline::afterAFaultTheRestIsPassedOver()
{
    Room room;
    const QByteArrayList lines = room.send({"BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #b :a",
                                            "@batch=1 PRIVMSG #b :b", "@batch=1 PRIVMSG #a :c", "BATCH -1"});
    QCOMPARE(lines.size(), 1);
    QVERIFY(room.carl.take().isEmpty());
    room.send(Poem);
    QCOMPARE(room.carl.take().size(), 3);
}

void TestMultiline::lineOfNoBatch()
{
    Room room;
    QCOMPARE(failureIn(room.send({"@batch=1 PRIVMSG #a :a"})),
             QByteArray("FAIL BATCH MULTILINE_INVALID :No such batch is open"));
    QVERIFY(room.carl.take().isEmpty());
}

void TestMultiline::endOfNoBatch()
{
    Room room;
    QCOMPARE(failureIn(room.send({"BATCH -1"})), QByteArray("FAIL BATCH MULTILINE_INVALID :No such batch is open"));
}

/// https://ircv3.net/specs/extensions/client-batch#errors
void TestMultiline::leftOpen()
{
    Room room;
    room.send({"BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #a :a"});
    for (int i = 0; i < 5; ++i) {
        QVERIFY(room.anna.take().isEmpty());
        for (Party *party : {&room.anna, &room.ben, &room.carl})
            party->send("PONG x");
        room.stage.advance(60'000);
    }
    QCOMPARE(failureIn(room.anna.take()), QByteArray("FAIL BATCH TIMEOUT 1 :The batch was left open for too long"));
}

void TestMultiline::echoIsLabeled()
{
    Room room(HistoryStage::settings(), " echo-message labeled-response");
    QByteArrayList lines = Poem;
    lines.first() = "@label=x BATCH +1 draft/multiline #a";
    room.stage.holding = true;
    QVERIFY(room.send(lines).isEmpty());
    QCOMPARE(room.ben.take().size(), 6);
    room.stage.holding = false;
    room.stage.settle();
    const QByteArrayList echo = room.anna.take();
    QCOMPARE(echo.size(), 6);
    QCOMPARE(tagOf(echo.first(), "label"), QByteArray("x"));
    for (int i = 1; i < 6; ++i)
        QVERIFY(tagOf(echo.at(i), "label").isNull());
}

void TestMultiline::faultIsLabeled()
{
    Room room(HistoryStage::settings(), " labeled-response");
    const QByteArrayList lines = room.send({"@label=x BATCH +1 draft/multiline #a", "@batch=1 PRIVMSG #b :a"});
    QCOMPARE(lines.size(), 1);
    QCOMPARE(tagOf(lines.first(), "label"), QByteArray("x"));
}

void TestMultiline::isOneRowOfTheHistory()
{
    Room room;
    room.send(Poem);
    const store::HistoryRow row = room.file.all("#a").last();
    const QList<store::HistoryLine> lines = store::linesOf(row.text);
    QCOMPARE(lines, (QList<store::HistoryLine>{{"hello"}, {""}, {"how is "}, {"everyone?", true}}));
    QCOMPARE(row.tags, QByteArray("+draft/reply=q"));
    QCOMPARE(row.msgid, tagOf(room.ben.take().first(), "msgid"));
}

void TestMultiline::isReplayed()
{
    Room room(HistoryStage::settings(), " draft/chathistory");
    room.send(Poem);
    const QByteArrayList live = room.ben.take();
    const QByteArrayList lines = room.anna.ask("CHATHISTORY LATEST #a * 1");
    QCOMPARE(lines.size(), 8);
    const QByteArray outer = bodyOf(lines.first()).split(' ').value(2).mid(1);
    const QByteArray inner = bodyOf(lines.at(1)).split(' ').value(2).mid(1);
    QCOMPARE(bodyOf(lines.at(1)), Anna + " BATCH +" + inner + " draft/multiline #a");
    QCOMPARE(tagOf(lines.at(1), "batch"), outer);
    QCOMPARE(tagOf(lines.at(1), "msgid"), tagOf(live.first(), "msgid"));
    QCOMPARE(tagOf(lines.at(1), "+draft/reply"), QByteArray("q"));
    for (int i = 2; i <= 5; ++i) {
        QCOMPARE(tagOf(lines.at(i), "batch"), inner);
        QCOMPARE(tagOf(lines.at(i), "draft/multiline-concat").isNull(), i != 5);
    }
    QCOMPARE(bodyOf(lines.at(6)), Anna + " BATCH -" + inner);
    QCOMPARE(tagOf(lines.at(6), "batch"), outer);
}

void TestMultiline::isReplayedAsLines()
{
    Room room;
    room.send(Poem);
    Party dora(room.stage, "dora", "message-tags " + PlainCaps);
    dora.send("JOIN #a");
    const QByteArrayList lines = dora.ask("CHATHISTORY LATEST #a * 1");
    QCOMPARE(
        inBatch(lines),
        (QByteArrayList{Anna + " PRIVMSG #a hello", Anna + " PRIVMSG #a :how is ", Anna + " PRIVMSG #a everyone?"}));
    QVERIFY(!tagOf(lines.at(1), "msgid").isEmpty());
    QVERIFY(tagOf(lines.at(2), "msgid").isNull());
}

PLAUSCH_TEST_MAIN(TestMultiline)
#include "tst_multiline.moc"
