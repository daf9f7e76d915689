// Lines that wait for the end of a turn: everybody hears all of them, once, in the order they were said.
#include "server/party.h"
#include "support/testmain.h"

#include <memory>

using namespace plausch;
using namespace plausch::test;

namespace {

constexpr int Many = 20;

/// A room with enough members for lines to wait. Every third one has tags.
struct Room
{
    Room()
    {
        for (int i = 0; i < Many; ++i) {
            const QByteArray nick = 'n' + QByteArray::number(i);
            people.push_back(std::make_unique<Party>(stage, nick, i % 3 ? QByteArray() : "message-tags server-time"));
            people.back()->send("JOIN #big");
        }
        for (const auto &one : people)
            one->take();
    }
    /// As if it came in the same turn: nothing is flushed.
    void say(int who, const QByteArray &line) { stage.realm.onLine(*people[size_t(who)]->client(), line, stage.now()); }
    QByteArrayList texts(int who)
    {
        QByteArrayList said;
        for (const QByteArray &line : people[size_t(who)]->take())
            said.append(line.mid(line.lastIndexOf(' ') + 1 + (line[line.lastIndexOf(' ') + 1] == ':' ? 1 : 0)));
        return said;
    }

    Stage stage;
    std::vector<std::unique_ptr<Party>> people;
};

} // namespace

class TestFanout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForTheEndOfTheTurn();
    void sendersHearTheOthersOnly();
    void aPrivateLineComesAfterWhatWasSaidBefore();
    void whoJoinsHearsNothingOfBefore();
    void whoLeavesHasHeardAll();
    void whoVanishesIsNotWrittenTo();
    void echoKeepsItsPlace();
    void labelledEchoIsAnAnswer();
    void moreThanATurnHolds();
};

void TestFanout::waitsForTheEndOfTheTurn()
{
    Room room;
    room.say(1, "PRIVMSG #big :a");
    room.say(2, "PRIVMSG #big :b");
    QVERIFY(room.people[5]->lines.isEmpty());
    QCOMPARE(room.stage.realm.waiting(), Many);
    room.stage.realm.flush();
    QCOMPARE(room.stage.realm.waiting(), 0);
    QCOMPARE(room.texts(5), (QByteArrayList{"a", "b"}));
    QVERIFY(room.people[6]->lines.value(0).startsWith("@time="));
    QCOMPARE(room.texts(6), (QByteArrayList{"a", "b"}));
}

void TestFanout::sendersHearTheOthersOnly()
{
    Room room;
    room.say(1, "PRIVMSG #big :a");
    room.say(2, "PRIVMSG #big :b");
    room.say(1, "PRIVMSG #big :c");
    room.stage.realm.flush();
    QCOMPARE(room.texts(1), QByteArrayList{"b"});
    QCOMPARE(room.texts(2), (QByteArrayList{"a", "c"}));
    QCOMPARE(room.texts(3), (QByteArrayList{"a", "b", "c"}));
}

void TestFanout::aPrivateLineComesAfterWhatWasSaidBefore()
{
    Room room;
    room.say(1, "PRIVMSG #big :a");
    room.say(1, "PRIVMSG n4 :b");
    room.say(1, "PRIVMSG #big :c");
    room.say(4, "PING d");
    room.stage.realm.flush();
    QCOMPARE(room.texts(4), (QByteArrayList{"a", "b", "c", "d"}));
}

void TestFanout::whoJoinsHearsNothingOfBefore()
{
    Room room;
    Party late(room.stage, "late");
    room.say(1, "PRIVMSG #big :a");
    late.send("JOIN #big");
    QCOMPARE(room.texts(3).value(0), "a");
    for (const QByteArray &line : late.take())
        QVERIFY2(!line.contains("PRIVMSG"), line.constData());
}

void TestFanout::whoLeavesHasHeardAll()
{
    Room room;
    room.say(1, "PRIVMSG #big :a");
    room.say(3, "PART #big");
    room.say(1, "PRIVMSG #big :b");
    room.stage.realm.flush();
    const QByteArrayList lines = room.people[3]->take();
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].endsWith("a"));
    QVERIFY(lines[1].contains(" PART #big"));
}

void TestFanout::whoVanishesIsNotWrittenTo()
{
    Room room;
    room.say(1, "PRIVMSG #big :a");
    room.people[1]->vanish();
    room.stage.realm.flush();
    const QByteArrayList lines = room.people[4]->take();
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].endsWith("a"));
    QVERIFY(lines[1].contains(" QUIT "));
}

void TestFanout::echoKeepsItsPlace()
{
    Room room;
    Party echo(room.stage, "echo", "echo-message");
    echo.send("JOIN #big");
    echo.take();
    room.say(1, "PRIVMSG #big :a");
    room.stage.realm.onLine(*echo.client(), "PRIVMSG #big :b", room.stage.now());
    room.say(1, "PRIVMSG #big :c");
    room.stage.realm.flush();
    const QByteArrayList lines = echo.take();
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].endsWith("a") && lines[1].endsWith("b") && lines[2].endsWith("c"));
}

void TestFanout::labelledEchoIsAnAnswer()
{
    Room room;
    Party echo(room.stage, "echo", "echo-message labeled-response batch message-tags");
    echo.send("JOIN #big");
    echo.take();
    room.say(1, "PRIVMSG #big :a");
    room.stage.realm.onLine(*echo.client(), "@label=x7 PRIVMSG #big :b", room.stage.now());
    room.stage.realm.flush();
    const QByteArrayList lines = echo.take();
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].endsWith(":a") || lines[0].endsWith(" a"), lines[0].constData());
    QVERIFY2(lines[1].startsWith("@label=x7;"), lines[1].constData());
    QCOMPARE(room.texts(4), (QByteArrayList{"#big", "a", "b"})); // the first is the JOIN
}

void TestFanout::moreThanATurnHolds()
{
    Room room;
    constexpr int Lines = 1'500;
    for (int i = 0; i < Lines; ++i)
        room.say(1 + i % 3, "PRIVMSG #big :" + QByteArray::number(i));
    room.stage.realm.flush();
    const QByteArrayList heard = room.texts(10);
    QCOMPARE(heard.size(), Lines);
    for (int i = 0; i < Lines; ++i)
        QCOMPARE(heard[i].mid(heard[i].lastIndexOf(' ') + 1), QByteArray::number(i));
    QCOMPARE(room.texts(1).size(), Lines - Lines / 3);
}

PLAUSCH_TEST_MAIN(TestFanout)
#include "tst_fanout.moc"
