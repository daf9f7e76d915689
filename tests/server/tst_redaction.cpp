// https://ircv3.net/specs/extensions/message-redaction
#include "server/historystage.h"
#include "support/testmain.h"

using namespace plausch;
using namespace plausch::test;

namespace {

/// A room of anna, who is its operator, ben and carl; ben said something that all have seen.
struct Room
{
    Room() : stage(file), anna(stage, "anna", FullCaps), ben(stage, "ben", FullCaps), carl(stage, "carl", PlainCaps)
    {
        gather("#A", {&anna, &ben, &carl});
        id = tagOf(ben.ask("PRIVMSG #a :zu laut").value(0), "msgid");
        anna.take();
        carl.take();
    }

    HistoryFile file;
    HistoryStage stage;
    Party anna;
    Party ben;
    Party carl;
    QByteArray id;
};

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownMessage();
    void withAReason();
    void needsTheCapability();
    void operatorsTakeAnything();
    void othersMayNot();
    void onlyForADay();
    void unknown();
    void twice();
    void notThere();
    void privateMessage();
    void anotherGuestOfThatNick();
    void inTheHistory();
    void notKept();
    void labeled();
};

void TestRedaction::ownMessage()
{
    Room room;
    const QByteArrayList echo = room.ben.ask("REDACT #a " + room.id);
    QCOMPARE(bodiesOf(echo), QByteArrayList{Ben + " REDACT #A " + room.id});
    const QByteArrayList relayed = room.anna.take();
    QCOMPARE(bodiesOf(relayed), bodiesOf(echo));
    QVERIFY(!tagOf(relayed.first(), "msgid").isEmpty());
    QVERIFY(tagOf(relayed.first(), "msgid") != room.id);
    QVERIFY(room.carl.take().isEmpty()); // has not said that he knows it
    const auto row = room.file.history.find("#a", room.id);
    QVERIFY(row && row->redaction && row->text.isEmpty());
}

void TestRedaction::withAReason()
{
    Room room;
    room.ben.send("REDACT #a " + room.id + " :war nicht so gemeint");
    QCOMPARE(bodiesOf(room.anna.take()), QByteArrayList{Ben + " REDACT #A " + room.id + " :war nicht so gemeint"});
}

void TestRedaction::needsTheCapability()
{
    Room room;
    QCOMPARE(room.carl.ask("REDACT #a " + room.id), QByteArrayList{":irc.test 421 carl REDACT :Unknown command"});
}

void TestRedaction::operatorsTakeAnything()
{
    Room room;
    QCOMPARE(bodiesOf(room.anna.ask("REDACT #a " + room.id)), QByteArrayList{Anna + " REDACT #A " + room.id});
    const QByteArray id = tagOf(room.anna.ask("PRIVMSG #a :hallo").value(0), "msgid");
    makeOperator(room.stage, "ben");
    room.ben.take();
    QCOMPARE(bodiesOf(room.ben.ask("REDACT #a " + id)), QByteArrayList{Ben + " REDACT #A " + id});
}

void TestRedaction::othersMayNot()
{
    Room room;
    const QByteArray id = tagOf(room.anna.ask("PRIVMSG #a :hallo").value(0), "msgid");
    QCOMPARE(failureIn(room.ben.ask("REDACT #a " + id)),
             "FAIL REDACT REDACT_FORBIDDEN #A " + id + " :You are not authorised to delete this message");
    QVERIFY(!room.file.history.find("#a", id)->redaction);
}

void TestRedaction::onlyForADay()
{
    HistoryFile file;
    HistoryStage stage(file);
    Party anna(stage, "anna", FullCaps);
    const QByteArray id = tagOf(anna.ask("PRIVMSG anna :hallo").value(0), "msgid");
    for (int i = 0; i < 24 * 60; ++i) {
        stage.advance(60'000);
        anna.send("PONG x");
    }
    stage.advance(1);
    QCOMPARE(failureIn(anna.ask("REDACT anna " + id)),
             "FAIL REDACT REDACT_WINDOW_EXPIRED anna " + id + " 86400 :You can no longer delete this message");
}

void TestRedaction::unknown()
{
    Room room;
    QCOMPARE(failureIn(room.ben.ask("REDACT #a none")),
             QByteArray("FAIL REDACT UNKNOWN_MSGID #A none :This message does not exist or is too old"));
    const QByteArray join = room.file.all("#a").first().msgid;
    QVERIFY(failureIn(room.anna.ask("REDACT #a " + join)).startsWith("FAIL REDACT UNKNOWN_MSGID #A "));
}

void TestRedaction::twice()
{
    Room room;
    room.ben.send("REDACT #a " + room.id);
    QVERIFY(failureIn(room.ben.ask("REDACT #a " + room.id)).startsWith("FAIL REDACT UNKNOWN_MSGID #A "));
}

void TestRedaction::notThere()
{
    Room room;
    QCOMPARE(failureIn(room.ben.ask("REDACT #b x")),
             QByteArray("FAIL REDACT INVALID_TARGET #b :You cannot delete messages there"));
    QCOMPARE(commandsOf(room.ben.ask("REDACT #a")), QByteArrayList{"461"});
}

void TestRedaction::privateMessage()
{
    Room room;
    const QByteArray id = tagOf(room.ben.ask("PRIVMSG anna :psst").value(0), "msgid");
    room.anna.take();
    QVERIFY(failureIn(room.anna.ask("REDACT ben " + id)).startsWith("FAIL REDACT REDACT_FORBIDDEN ben "));
    room.ben.send("REDACT anna " + id);
    QCOMPARE(bodiesOf(room.anna.take()), QByteArrayList{Ben + " REDACT anna " + id});
}

void TestRedaction::anotherGuestOfThatNick()
{
    Room room;
    room.ben.vanish();
    room.stage.advance(1'000);
    Party ben(room.stage, "ben", FullCaps);
    ben.send("JOIN #a");
    QVERIFY(failureIn(ben.ask("REDACT #a " + room.id)).startsWith("FAIL REDACT REDACT_FORBIDDEN #A "));
}

void TestRedaction::inTheHistory()
{
    Room room;
    room.ben.send("REDACT #a " + room.id + " :weg");
    const QByteArrayList known = room.anna.ask("CHATHISTORY LATEST #a * 1");
    QCOMPARE(inBatch(known), QByteArrayList{Ben + " REDACT #A " + room.id + " weg"});
    QVERIFY(inBatch(room.carl.ask("CHATHISTORY LATEST #a * 1")).isEmpty());
}

void TestRedaction::notKept()
{
    Room room;
    room.stage.transact = [](const std::function<void()> &) { return false; };
    QCOMPARE(failureIn(room.ben.ask("REDACT #a " + room.id)),
             "FAIL REDACT REDACT_FAILED #A " + room.id + " :The history could not be changed");
    QVERIFY(room.anna.take().isEmpty());
}

void TestRedaction::labeled()
{
    Room room;
    const QByteArrayList lines = room.ben.ask("@label=x REDACT #a " + room.id);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(tagOf(lines.first(), "label"), QByteArray("x"));
}

PLAUSCH_TEST_MAIN(TestRedaction)
#include "tst_redaction.moc"
