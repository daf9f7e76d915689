// Replies, reactions, typing, receipts and messages taken back: over a real chat server, and between two buddies.
#include "chat/networkhome.h"
#include "chat/signoutbox.h"
#include "chat/typing.h"
#include "chatserver/visitor.h"
#include "support/certificates.h"
#include "support/person.h"
#include "support/testmain.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace plausch;
using namespace plausch::test;
using session::TypingState;
using store::ChatId;
using store::MessageKind;
using store::MessageRow;
using store::MessageState;
using store::ReactionSum;

namespace {

const QString Thumb = QStringLiteral("\U0001F44D");

/// Two profiles in one room of a server, and alone with each other.
struct Table
{
    TestServer server;
    NetworkHome mia{QStringLiteral("mia")};
    NetworkHome ole{QStringLiteral("ole")};
    QString miaId;
    QString oleId;
    ChatId room; // mia's
    ChatId oleRoom;

    /// Signed in, if they are to be known under other names, too.
    bool lay(bool withAccounts = false)
    {
        if (!server.start() || !mia.start() || !ole.start())
            return false;
        const chat::NetworkCredentials secret{QStringLiteral("geheim123"), false, true, {}};
        miaId = withAccounts ? mia.add(server.port, secret, QStringLiteral("mia")) : mia.add(server.port);
        oleId = withAccounts ? ole.add(server.port, secret, QStringLiteral("ole")) : ole.add(server.port);
        room = mia.networks().join(miaId, QStringLiteral("#tisch"));
        if (!QTest::qWaitFor([&] { return mia.info(room).joined; }, 60'000)) // who comes first keeps order
            return false;
        oleRoom = ole.networks().join(oleId, QStringLiteral("#tisch"));
        return QTest::qWaitFor(
            [&] { return mia.networks().members(room).size() == 2 && ole.networks().members(oleRoom).size() == 2; },
            60'000);
    }
};

MessageRow last(NetworkHome &home, const ChatId &chat)
{
    const QList<MessageRow> rows = home.rowsOf(chat, MessageKind::Text);
    return rows.isEmpty() ? MessageRow() : rows.constLast();
}

/// The newest of what is stored of a conversation.
MessageRow last(Person &person, const ChatId &chat)
{
    std::optional<QList<MessageRow>> rows;
    person.board().archive().pageBefore(chat, std::nullopt, 1,
                                        [&](const chat::Archive::Page &page) { rows = page.rows; });
    if (!QTest::qWaitFor([&] { return rows.has_value(); }, 60'000) || rows->isEmpty())
        return {};
    return rows->constLast();
}

int waitingSigns(Person &person, const ChatId &chat)
{
    std::optional<int> count;
    person.board().archive().signsOf(chat, [&](const QList<store::SignRow> &rows) { count = int(rows.size()); });
    return QTest::qWaitFor([&] { return count.has_value(); }, 60'000) ? *count : -1;
}

} // namespace

class TestTalkSigns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // over a chat server
    void aReplyInARoom();
    void reactionsInARoom();
    void aReactionWaitsForItsServer();
    void aRefusedReactionGoesAgain();
    void whatIsSaidAgainIsAsItWas();
    void typingInARoom();
    void takenBackInARoom();
    void anOperatorTakesBackWhatOthersSaid();
    void whatHappenedToMessagesIsReadFromTheHistory();
    void deliveredAndReadByAPerson();
    void aServerThatKnowsNoneOfIt();
    void aTalkFollowsItsNick();
    void aTalkFollowsItsAccount();
    void theRulesOfARoom();
    void anEncryptedLinkIsWanted();
    void signalsToAPerson();
    void signsInByItsCertificate();
    // between buddies
    void buddiesReplyAndReact();
    void buddiesTakeBack();
    void signsWaitForTheBuddy();
    void nobodyTakesBackWhatIsOurs();
    void buddiesSeeEachOtherType();
    void visitorsKnowNoSigns();
    // parts
    void typistsLeaveByThemselves();
    void signOutbox();
};

void TestTalkSigns::aReplyInARoom()
{
    Table table;
    QVERIFY(table.lay());
    table.ole.networks().say(table.oleRoom, QStringLiteral("kommst du?"), MessageKind::Text);
    EVENTUALLY(table.mia.texts(table.room).size() == 1);
    const MessageRow question = last(table.mia, table.room);
    QVERIFY(table.mia.info(table.room).replies);
    table.mia.networks().reply(table.room, question, QStringLiteral("ja"), MessageKind::Text);
    EVENTUALLY(table.ole.texts(table.oleRoom).size() == 2);
    const MessageRow there = last(table.ole, table.oleRoom);
    QCOMPARE(there.quote.text, QStringLiteral("kommst du?"));
    QVERIFY(there.quote.mine);
    QCOMPARE(there.quote.row, table.ole.rowsOf(table.oleRoom, MessageKind::Text).constFirst().row);
    const MessageRow here = last(table.mia, table.room);
    QCOMPARE(here.quote.row, question.row);
    QCOMPARE(here.quote.speaker, QStringLiteral("ole"));
    EVENTUALLY(std::any_of(table.ole.shown.cbegin(), table.ole.shown.cend(), [&](const MessageRow &row) {
        return row.text == u"ja" && row.quote.mine; // live, too
    }));
}

void TestTalkSigns::reactionsInARoom()
{
    Table table;
    QVERIFY(table.lay());
    QList<MessageRow> changed;
    connect(&table.ole.networks(), &chat::Networks::messageChanged, this,
            [&](const ChatId &, const MessageRow &row) { changed.append(row); });
    table.ole.networks().say(table.oleRoom, QStringLiteral("Kuchen!"), MessageKind::Text);
    EVENTUALLY(table.mia.texts(table.room).size() == 1);
    const MessageRow cake = last(table.mia, table.room);
    QVERIFY(table.mia.info(table.room).reacts);
    QCOMPARE(table.mia.networks().react(table.room, cake, Thumb, true), QString());
    EVENTUALLY(last(table.ole, table.oleRoom).reactions
               == (QList{ReactionSum{Thumb, 1, false, {QStringLiteral("mia")}}}));
    QCOMPARE(last(table.mia, table.room).reactions, (QList{ReactionSum{Thumb, 1, true, {}}}));
    EVENTUALLY(!changed.isEmpty() && changed.constLast().reactions.size() == 1);

    // One's own message has a name, too, once the server has it.
    EVENTUALLY(!last(table.ole, table.oleRoom).msgid.isEmpty());
    QCOMPARE(table.ole.networks().react(table.oleRoom, last(table.ole, table.oleRoom), Thumb, true), QString());
    EVENTUALLY(last(table.mia, table.room).reactions == (QList{ReactionSum{Thumb, 2, true, {QStringLiteral("ole")}}}));
    QCOMPARE(table.mia.networks().react(table.room, cake, Thumb, false), QString());
    EVENTUALLY(last(table.ole, table.oleRoom).reactions == (QList{ReactionSum{Thumb, 1, true, {}}}));

    QVERIFY(!table.mia.networks().react(table.room, cake, QString(40, u'x'), true).isEmpty());
    QVERIFY(!table.mia.networks().react(table.mia.networks().serverChat(table.miaId), cake, Thumb, true).isEmpty());
}

void TestTalkSigns::aReactionWaitsForItsServer()
{
    Table table;
    QVERIFY(table.lay());
    table.ole.networks().say(table.oleRoom, QStringLiteral("Kuchen!"), MessageKind::Text);
    EVENTUALLY(table.mia.texts(table.room).size() == 1);
    const MessageRow cake = last(table.mia, table.room);
    table.mia.networks().disconnectFrom(table.miaId);
    EVENTUALLY(!table.mia.info(table.room).joined);
    QCOMPARE(table.mia.networks().react(table.room, cake, Thumb, true), QString());
    QCOMPARE(last(table.mia, table.room).reactions.size(), 1); // seen at once
    QVERIFY(table.mia.stop() && table.mia.start()); // and kept
    EVENTUALLY(last(table.ole, table.oleRoom).reactions.size() == 1);
}

/// A moderated room: what was shown already is taken back, and said why.
void TestTalkSigns::aRefusedReactionGoesAgain()
{
    Table table;
    QVERIFY(table.lay());
    table.mia.networks().say(table.room, QStringLiteral("Kuchen!"), MessageKind::Text);
    EVENTUALLY(table.ole.texts(table.oleRoom).size() == 1);
    table.mia.networks().setModes(table.room, QStringLiteral("+m"), {});
    EVENTUALLY(table.ole.info(table.oleRoom).modes.contains(u'm'));
    QCOMPARE(table.ole.networks().react(table.oleRoom, last(table.ole, table.oleRoom), Thumb, true), QString());
    EVENTUALLY(!table.ole.failures.isEmpty());
    EVENTUALLY(last(table.ole, table.oleRoom).reactions.isEmpty());
    QVERIFY(last(table.mia, table.room).reactions.isEmpty());
}

/// A moderated room: what failed there keeps its kind and what it answers.
void TestTalkSigns::whatIsSaidAgainIsAsItWas()
{
    Table table;
    QVERIFY(table.lay());
    table.mia.networks().say(table.room, QStringLiteral("Kuchen?"), MessageKind::Text);
    EVENTUALLY(table.ole.texts(table.oleRoom).size() == 1);
    table.mia.networks().setModes(table.room, QStringLiteral("+m"), {});
    EVENTUALLY(table.ole.info(table.oleRoom).modes.contains(u'm'));
    const MessageRow question = last(table.ole, table.oleRoom);
    table.ole.networks().reply(table.oleRoom, question, QStringLiteral("nickt"), MessageKind::Action);
    const auto failed = [&] {
        QList<MessageRow> rows = table.ole.rows(table.oleRoom);
        rows.removeIf([](const MessageRow &row) { return row.state != MessageState::Failed; });
        return rows;
    };
    EVENTUALLY(failed().size() == 1);
    QCOMPARE(failed().constFirst().quote.row, question.row);
    table.mia.networks().setModes(table.room, QStringLiteral("-m"), {});
    EVENTUALLY(!table.ole.info(table.oleRoom).modes.contains(u'm'));
    table.ole.networks().sayAgain(table.oleRoom, failed().constFirst());
    EVENTUALLY(table.mia.texts(table.room).size() == 2);
    const MessageRow there = table.mia.rowsOf(table.room, MessageKind::Action).constFirst();
    QCOMPARE(there.text, QStringLiteral("nickt"));
    QCOMPARE(there.quote.text, QStringLiteral("Kuchen?"));
    QCOMPARE(table.ole.rowsOf(table.oleRoom, MessageKind::Action).constLast().quote.row, question.row);
    MessageRow empty = question;
    empty.text = QStringLiteral(" ");
    table.ole.networks().sayAgain(table.oleRoom, empty); // there is nothing to say
    QCOMPARE(table.ole.info(table.oleRoom).queued, 0);
}

void TestTalkSigns::typingInARoom()
{
    Table table;
    QVERIFY(table.lay());
    QList<QStringList> told;
    connect(&table.ole.networks(), &chat::Networks::typingChanged, this,
            [&](const ChatId &, const QStringList &names) { told.append(names); });
    QVERIFY(table.mia.info(table.room).typing);
    table.mia.networks().setTyping(table.room, TypingState::Active);
    EVENTUALLY(table.ole.networks().typing(table.oleRoom) == QStringList{QStringLiteral("mia")});
    table.mia.networks().say(table.room, QStringLiteral("da"), MessageKind::Text);
    EVENTUALLY(table.ole.networks().typing(table.oleRoom).isEmpty());
    const QList<QStringList> both{{QStringLiteral("mia")}, {}};
    QCOMPARE(told, both);

    table.mia.networks().setManners(false, true); // then nobody is told
    table.mia.networks().setTyping(table.room, TypingState::Active);
    table.ole.networks().setTyping(table.oleRoom, TypingState::Active);
    EVENTUALLY(table.mia.networks().typing(table.room).size() == 1);
    QVERIFY(table.ole.networks().typing(table.oleRoom).isEmpty());
    table.ole.networks().leave(table.oleRoom);
    EVENTUALLY(table.mia.networks().typing(table.room).isEmpty());
}

void TestTalkSigns::takenBackInARoom()
{
    Table table;
    QVERIFY(table.lay());
    table.mia.networks().say(table.room, QStringLiteral("falscher Raum"), MessageKind::Text);
    EVENTUALLY(table.ole.texts(table.oleRoom).size() == 1);
    EVENTUALLY(!last(table.mia, table.room).msgid.isEmpty());
    const MessageRow wrong = last(table.mia, table.room);
    QVERIFY(table.mia.networks().canWithdraw(table.room, wrong));
    QVERIFY(!table.ole.networks().canWithdraw(table.oleRoom, last(table.ole, table.oleRoom)));
    QCOMPARE(table.mia.networks().withdraw(table.room, wrong, {}), QString());
    EVENTUALLY(last(table.ole, table.oleRoom).withdrawnAt > 0);
    EVENTUALLY(last(table.mia, table.room).withdrawnAt > 0);
    QCOMPARE(last(table.ole, table.oleRoom).text, QString());
    QCOMPARE(last(table.ole, table.oleRoom).withdrawnBy, QString()); // by who said it
    EVENTUALLY(table.ole.info(table.oleRoom).last.withdrawnAt > 0);
    QVERIFY(!table.mia.networks().canWithdraw(table.room, last(table.mia, table.room)));
    QVERIFY(!table.mia.networks().withdraw(table.room, last(table.mia, table.room), {}).isEmpty());

    // What has not left needs nobody's leave; what has, needs the server.
    table.mia.networks().say(table.room, QStringLiteral("eins"), MessageKind::Text);
    EVENTUALLY(!last(table.mia, table.room).msgid.isEmpty());
    const MessageRow sent = last(table.mia, table.room);
    table.mia.networks().disconnectFrom(table.miaId);
    EVENTUALLY(!table.mia.info(table.room).joined);
    QVERIFY(!table.mia.networks().withdraw(table.room, sent, {}).isEmpty());
    table.mia.networks().say(table.room, QStringLiteral("zwei"), MessageKind::Text);
    EVENTUALLY(last(table.mia, table.room).text == u"zwei");
    QVERIFY(table.mia.networks().canWithdraw(table.room, last(table.mia, table.room)));
    QCOMPARE(table.mia.networks().withdraw(table.room, last(table.mia, table.room), {}), QString());
    EVENTUALLY(last(table.mia, table.room).state == MessageState::Withdrawn);
}

void TestTalkSigns::anOperatorTakesBackWhatOthersSaid()
{
    Table table;
    QVERIFY(table.lay());
    table.ole.networks().say(table.oleRoom, QStringLiteral("spam"), MessageKind::Text);
    EVENTUALLY(table.mia.texts(table.room).size() == 1);
    QVERIFY(table.mia.networks().canWithdraw(table.room, last(table.mia, table.room)));
    QCOMPARE(table.mia.networks().withdraw(table.room, last(table.mia, table.room), QStringLiteral("spam")), QString());
    EVENTUALLY(last(table.ole, table.oleRoom).withdrawnAt > 0);
    QCOMPARE(last(table.ole, table.oleRoom).withdrawnBy, QStringLiteral("mia"));
}

void TestTalkSigns::whatHappenedToMessagesIsReadFromTheHistory()
{
    Table table;
    QVERIFY(table.lay());
    table.mia.networks().say(table.room, QStringLiteral("eins"), MessageKind::Text);
    table.mia.networks().say(table.room, QStringLiteral("zwei"), MessageKind::Text);
    EVENTUALLY(table.ole.texts(table.oleRoom).size() == 2);
    EVENTUALLY(!last(table.mia, table.room).msgid.isEmpty());
    table.ole.networks().disconnectFrom(table.oleId);
    EVENTUALLY(!table.ole.info(table.oleRoom).joined);
    const QList<MessageRow> rows = table.mia.rowsOf(table.room, MessageKind::Text);
    QCOMPARE(table.mia.networks().react(table.room, rows.at(1), Thumb, true), QString());
    // Comings and goings, more than a page of them.
    Visitor anna(table.server.port, "anna");
    for (int i = 0; i < 60; ++i)
        anna.send("JOIN #tisch\r\nPART #tisch");
    anna.send("JOIN #tisch\r\nPRIVMSG #tisch :drei");
    EVENTUALLY(table.mia.texts(table.room).size() == 3);
    table.ole.networks().connectTo(table.oleId);
    EVENTUALLY(table.ole.texts(table.oleRoom).size() == 3);
    EVENTUALLY(table.ole.rowsOf(table.oleRoom, MessageKind::Text).at(1).reactions.size() == 1);
    QCOMPARE(table.ole.rowsOf(table.oleRoom, MessageKind::Text).at(0).text, QStringLiteral("eins"));
}

void TestTalkSigns::deliveredAndReadByAPerson()
{
    Table table;
    QVERIFY(table.lay());
    const ChatId ole = table.mia.networks().openPerson(table.miaId, QStringLiteral("ole"));
    table.mia.networks().say(ole, QStringLiteral("nur du"), MessageKind::Text);
    EVENTUALLY(last(table.mia, ole).state == MessageState::Delivered); // his Plausch has it
    const ChatId mia = QStringLiteral("net:%1:mia").arg(table.oleId);
    EVENTUALLY(table.ole.info(mia).unread == 1);
    table.ole.networks().markRead(mia, table.ole.info(mia).last.row);
    EVENTUALLY(last(table.mia, ole).state == MessageState::Read);

    table.ole.networks().setManners(true, false);
    table.mia.networks().say(ole, QStringLiteral("und das?"), MessageKind::Text);
    EVENTUALLY(last(table.mia, ole).state == MessageState::Delivered);
    EVENTUALLY(table.ole.info(mia).unread == 1);
    table.ole.networks().markRead(mia, table.ole.info(mia).last.row);
    table.ole.networks().say(mia, QStringLiteral("ja"), MessageKind::Text);
    EVENTUALLY(last(table.mia, ole).text == u"ja");
    QCOMPARE(table.mia.rowsOf(ole, MessageKind::Text).at(1).state, MessageState::Delivered); // not told

    // Who is no Plausch confirms nothing: the server has it, no more is known.
    Visitor anna(table.server.port, "anna");
    QVERIFY(anna.hears(" 001 anna "));
    const ChatId annas = table.mia.networks().openPerson(table.miaId, QStringLiteral("anna"));
    table.mia.networks().say(annas, QStringLiteral("hallo du"), MessageKind::Text);
    QVERIFY(anna.hears("PRIVMSG anna :hallo du"));
    EVENTUALLY(last(table.mia, annas).state == MessageState::Sent);
    EVENTUALLY(table.mia.info(annas).queued == 0);
}

/// No tags, no redaction: it says so, and a reply is a message.
void TestTalkSigns::aServerThatKnowsNoneOfIt()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    QByteArray heard;
    connect(&listener, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = listener.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&heard, socket] {
            while (socket->canReadLine()) {
                const QByteArray line = socket->readLine();
                heard += line;
                if (line.startsWith("USER "))
                    socket->write(":old 001 mia :Hi\r\n:old 422 mia :none\r\n");
                if (line.startsWith("JOIN "))
                    socket->write(":mia!u@h JOIN #a\r\n:old 366 mia #a :End\r\n:bo!b@h PRIVMSG #a :na?\r\n");
            }
        });
    });
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    const QString id = mia.add(listener.serverPort());
    const ChatId room = mia.networks().join(id, QStringLiteral("#a"));
    EVENTUALLY(mia.texts(room).size() == 1);
    const MessageRow row = last(mia, room);
    const chat::ChatInfo info = mia.info(room);
    QVERIFY(!info.replies && !info.reacts && !info.typing);
    QVERIFY(!mia.networks().react(room, row, Thumb, true).isEmpty());
    QVERIFY(!mia.networks().canWithdraw(room, row));
    QVERIFY(!mia.networks().withdraw(room, row, {}).isEmpty());
    QVERIFY(!mia.networks().signal(id, QStringLiteral("bo"), {{"+x", "y"}}));
    mia.networks().setTyping(room, TypingState::Active);
    mia.networks().reply(room, row, QStringLiteral("ja"), MessageKind::Text);
    EVENTUALLY(heard.contains("PRIVMSG #a ja"));
    QCOMPARE(last(mia, room).quote.row, row.row); // here it is one
    EVENTUALLY(last(mia, room).state == MessageState::Delivered);
    const MessageRow mine = last(mia, room);
    QVERIFY(!mia.networks().canWithdraw(room, mine));
    QVERIFY(!heard.contains("TAGMSG") && !heard.contains("REDACT"));
}

void TestTalkSigns::aTalkFollowsItsNick()
{
    TestServer server;
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(server.start() && mia.start());
    const QString id = mia.add(server.port);
    const ChatId room = mia.networks().join(id, QStringLiteral("#tisch"));
    EVENTUALLY(mia.info(room).joined);
    Visitor anna(server.port, "anna");
    anna.send("JOIN #tisch\r\nPRIVMSG mia :hallo");
    const ChatId talk = QStringLiteral("net:%1:anna").arg(id);
    EVENTUALLY(mia.texts(talk).size() == 1);
    anna.send("NICK annika");
    EVENTUALLY(mia.info(talk).name == u"annika");
    anna.send("PRIVMSG mia :wieder ich");
    EVENTUALLY(mia.texts(talk).size() == 2);
    mia.networks().say(talk, QStringLiteral("Hallo Annika"), MessageKind::Text);
    QVERIFY(anna.hears("PRIVMSG annika :Hallo Annika"));
    EVENTUALLY(mia.info(talk).presence == chat::Presence::Online);

    // Whoever takes the old name is another one.
    Visitor other(server.port, "anna");
    other.send("PRIVMSG mia :ich bin neu");
    const ChatId others = QStringLiteral("net:%1:anna 2").arg(id);
    EVENTUALLY(mia.texts(others) == QStringList{QStringLiteral("ich bin neu")});
    QCOMPARE(mia.texts(talk).size(), 3);
    QVERIFY(mia.stop() && mia.start()); // and that is kept
    QCOMPARE(mia.info(talk).name, QStringLiteral("annika"));
    QCOMPARE(mia.info(others).name, QStringLiteral("anna"));
}

void TestTalkSigns::aTalkFollowsItsAccount()
{
    Table table;
    QVERIFY(table.lay(true));
    const ChatId ole = table.mia.networks().openPerson(table.miaId, QStringLiteral("ole"));
    const ChatId mia = table.ole.networks().openPerson(table.oleId, QStringLiteral("mia"));
    table.ole.networks().say(mia, QStringLiteral("ich bin's"), MessageKind::Text);
    EVENTUALLY(table.mia.info(ole).account == u"ole");
    // He comes back by another name, and nobody has seen him change it.
    table.ole.networks().disconnectFrom(table.oleId);
    EVENTUALLY(table.mia.info(ole).presence == chat::Presence::Offline);
    store::NetworkRow row = table.ole.networks().network(table.oleId)->row;
    row.nick = QStringLiteral("olaf");
    table.ole.networks().edit(row);
    table.ole.networks().leave(table.oleRoom);
    table.ole.networks().connectTo(table.oleId);
    EVENTUALLY(table.ole.isOnline(table.oleId));
    const QString nick = table.ole.networks().network(table.oleId)->nick;
    table.ole.networks().say(mia, QStringLiteral("immer noch"), MessageKind::Text);
    EVENTUALLY(table.mia.texts(ole).size() == 2);
    QCOMPARE(table.mia.info(ole).name, nick);
}

void TestTalkSigns::theRulesOfARoom()
{
    Table table;
    QVERIFY(table.lay());
    table.mia.networks().setModes(table.room, QStringLiteral("+lm"), {QStringLiteral("20")});
    EVENTUALLY(table.mia.info(table.room).modes.contains(u'l') && table.ole.info(table.oleRoom).modes.contains(u'm'));
    QCOMPARE(table.mia.info(table.room).modeArguments.value(u'l'), QStringLiteral("20"));
    QVERIFY(!table.mia.info(table.room).modes.contains(u'o'));
    table.mia.networks().setModes(table.room, QStringLiteral("-l"), {});
    EVENTUALLY(!table.mia.info(table.room).modes.contains(u'l'));
    // Told on entering, too.
    NetworkHome eva(QStringLiteral("eva"));
    QVERIFY(eva.start());
    const ChatId evas = eva.networks().join(eva.add(table.server.port), QStringLiteral("#tisch"));
    EVENTUALLY(eva.info(evas).modes.contains(u'm'));
}

/// https://ircv3.net/specs/extensions/sts
void TestTalkSigns::anEncryptedLinkIsWanted()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    QTcpServer secure; // whoever knocks here has understood
    QVERIFY(secure.listen(QHostAddress::LocalHost));
    bool knocked = false;
    connect(&secure, &QTcpServer::newConnection, this, [&] { knocked = true; });
    connect(&listener, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = listener.nextPendingConnection();
        socket->write(":s CAP * LS :sts=duration=100,port=" + QByteArray::number(secure.serverPort())
                      + " message-tags\r\n");
    });
    NetworkHome mia(QStringLiteral("mia"));
    QVERIFY(mia.start());
    const QString id = mia.add(listener.serverPort());
    EVENTUALLY(knocked);
    const store::NetworkRow row = mia.networks().network(id)->row;
    QVERIFY(row.tls);
    QCOMPARE(row.port, secure.serverPort());
    mia.networks().disconnectFrom(id);
}

void TestTalkSigns::signalsToAPerson()
{
    Table table;
    QVERIFY(table.lay());
    QList<session::Signalled> heard;
    connect(&table.ole.networks(), &chat::Networks::signalled, this,
            [&](const QString &, const session::Signalled &signal) { heard.append(signal); });
    const QList<wire::Tag> tags{{"+plausch.chat/introduction", "abc"}};
    QVERIFY(table.mia.networks().signal(table.miaId, QStringLiteral("ole"), tags));
    EVENTUALLY(heard.size() == 1);
    QCOMPARE(heard.constFirst().tags, tags);
    QCOMPARE(heard.constFirst().speaker, QByteArray("mia"));
    QVERIFY(!table.mia.networks().signal(QStringLiteral("nowhere"), QStringLiteral("ole"), tags));
}

/// The first time it still takes the password, from then on the profile's key is enough.
void TestTalkSigns::signsInByItsCertificate()
{
    TestServer server;
    server.withTls = true;
    NetworkHome mia(QStringLiteral("mia"));
    const TestIdentity identity = makeIdentity("mia");
    mia.certificate = identity.certificate;
    mia.key = identity.key;
    QVERIFY(server.start() && mia.start());
    const QString account = QStringLiteral("mia");
    store::NetworkRow row = mia.rowFor(server.tlsPort, account);
    row.tls = true;
    const QString id = mia.networks().add(row, {QStringLiteral("geheim123"), false, true, {}});
    EVENTUALLY(mia.state(id) == chat::NetworkState::AskingTrust);
    mia.networks().trust(id);
    EVENTUALLY(mia.isOnline(id) && mia.networks().network(id)->account == account);
    row = mia.networks().network(id)->row;
    row.external = true;
    mia.networks().edit(row);
    const auto added = [&] {
        const QList<MessageRow> rows = mia.rowsOf(mia.networks().serverChat(id), MessageKind::Server);
        return std::any_of(rows.cbegin(), rows.cend(),
                           [](const MessageRow &one) { return one.text.contains(u"signs you in by EXTERNAL"); });
    };
    EVENTUALLY(added());
    QVERIFY(mia.stop() && mia.start()); // the password is forgotten
    EVENTUALLY(mia.isOnline(id) && mia.networks().network(id)->account == account);
}

void TestTalkSigns::buddiesReplyAndReact()
{
    Person anna(QStringLiteral("Anna"));
    Person ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    const ChatId bens = anna.chatWith(ben);
    const ChatId annas = ben.chatWith(anna);
    QList<MessageRow> changed;
    connect(&ben.board(), &chat::Switchboard::messageChanged, this,
            [&](const ChatId &, const MessageRow &row) { changed.append(row); });
    ben.board().say(annas, QStringLiteral("kommst du?"));
    EVENTUALLY(anna.textsFrom(bens).size() == 1);
    const MessageRow question = last(anna, bens);
    QVERIFY(anna.info(ben)->replies && anna.info(ben)->reacts && anna.info(ben)->typing);
    anna.board().reply(bens, question, QStringLiteral("ja\nklar"));
    EVENTUALLY(ben.textsFrom(annas).size() == 1);
    QCOMPARE(last(ben, annas).quote.text, QStringLiteral("kommst du?"));
    QVERIFY(last(ben, annas).quote.mine);
    QVERIFY(!last(anna, bens).quote.mine);
    QCOMPARE(last(anna, bens).quote.row, question.row);

    QCOMPARE(ben.board().react(annas, last(ben, annas), Thumb), QString());
    EVENTUALLY(last(anna, bens).reactions == (QList{ReactionSum{Thumb, 1, false, {}}}));
    QCOMPARE(last(ben, annas).reactions, (QList{ReactionSum{Thumb, 1, true, {}}}));
    EVENTUALLY(!changed.isEmpty());
    QCOMPARE(anna.board().react(bens, last(anna, bens), Thumb), QString());
    EVENTUALLY(last(ben, annas).reactions == (QList{ReactionSum{Thumb, 2, true, {}}}));
    QCOMPARE(ben.board().react(annas, last(ben, annas), Thumb, false), QString());
    EVENTUALLY(last(anna, bens).reactions == (QList{ReactionSum{Thumb, 1, true, {}}}));
    EVENTUALLY(waitingSigns(anna, bens) == 0 && waitingSigns(ben, annas) == 0); // confirmed
    QVERIFY(!anna.board().react(bens, question, QStringLiteral("much too long")).isEmpty());
}

void TestTalkSigns::buddiesTakeBack()
{
    Person anna(QStringLiteral("Anna"));
    Person ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    const ChatId bens = anna.chatWith(ben);
    const ChatId annas = ben.chatWith(anna);
    anna.board().say(bens, QStringLiteral("falsches Fenster"));
    EVENTUALLY(last(anna, bens).state == MessageState::Delivered);
    QVERIFY(anna.board().canWithdraw(bens, last(anna, bens)));
    QVERIFY(!ben.board().canWithdraw(annas, last(ben, annas)));
    QVERIFY(!ben.board().withdraw(annas, last(ben, annas)).isEmpty());
    QCOMPARE(anna.board().withdraw(bens, last(anna, bens), QStringLiteral("falsch")), QString());
    EVENTUALLY(last(ben, annas).withdrawnAt > 0);
    QCOMPARE(last(ben, annas).text, QString());
    QVERIFY(last(anna, bens).withdrawnAt > 0);
    EVENTUALLY(waitingSigns(anna, bens) == 0);
    EVENTUALLY(ben.info(anna)->last.withdrawnAt > 0);
    QVERIFY(!anna.board().react(bens, last(anna, bens), Thumb).isEmpty());
}

/// Nothing is lost while the other one is not there, nor by a restart.
void TestTalkSigns::signsWaitForTheBuddy()
{
    Person anna(QStringLiteral("Anna"));
    Person ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    const ChatId bens = anna.chatWith(ben);
    const ChatId annas = ben.chatWith(anna);
    anna.board().say(bens, QStringLiteral("eins"));
    EVENTUALLY(last(anna, bens).state == MessageState::Delivered);
    const MessageRow mine = last(anna, bens);
    ben.board().say(annas, QStringLiteral("zwei"));
    EVENTUALLY(last(anna, bens).text == u"zwei");
    QVERIFY(ben.stop());
    EVENTUALLY(!anna.info(ben)->direct);
    QCOMPARE(anna.board().react(bens, last(anna, bens), Thumb), QString());
    QCOMPARE(anna.board().withdraw(bens, mine), QString());
    EVENTUALLY(waitingSigns(anna, bens) == 2);
    QVERIFY(anna.stop() && anna.start());
    QVERIFY(ben.start());
    EVENTUALLY(last(ben, annas).reactions.size() == 1);
    EVENTUALLY(waitingSigns(anna, bens) == 0);
    std::optional<QList<MessageRow>> rows;
    ben.board().archive().pageBefore(annas, std::nullopt, 9, [&](const auto &page) { rows = page.rows; });
    EVENTUALLY(rows.has_value());
    QVERIFY(rows->constFirst().withdrawnAt > 0);
    QVERIFY(rows->constFirst().text.isEmpty());
}

/// A buddy who asks for it does not get what we have said.
void TestTalkSigns::nobodyTakesBackWhatIsOurs()
{
    Person anna(QStringLiteral("Anna"));
    Person ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    const ChatId bens = anna.chatWith(ben);
    const ChatId annas = ben.chatWith(anna);
    anna.board().say(bens, QStringLiteral("bleibt"));
    EVENTUALLY(ben.textsFrom(annas).size() == 1);
    MessageRow forged = last(ben, annas);
    forged.mine = true; // as another program would ask
    forged.state = MessageState::Delivered;
    QCOMPARE(ben.board().withdraw(annas, forged), QString());
    EVENTUALLY(waitingSigns(ben, annas) == 0); // asked, and answered
    QCOMPARE(last(anna, bens).text, QStringLiteral("bleibt"));
    QCOMPARE(last(anna, bens).withdrawnAt, 0);
}

void TestTalkSigns::buddiesSeeEachOtherType()
{
    Person anna(QStringLiteral("Anna"));
    Person ben(QStringLiteral("Ben"));
    QVERIFY(anna.start() && ben.start() && befriend(anna, ben));
    const ChatId bens = anna.chatWith(ben);
    const ChatId annas = ben.chatWith(anna);
    anna.board().setTyping(bens, TypingState::Active);
    EVENTUALLY(ben.board().typing(annas) == QStringList{QStringLiteral("Anna")});
    anna.board().say(bens, QStringLiteral("da"));
    EVENTUALLY(ben.board().typing(annas).isEmpty());
    ben.board().setTyping(annas, TypingState::Active);
    EVENTUALLY(anna.board().typing(bens).size() == 1);
    QVERIFY(ben.stop());
    EVENTUALLY(anna.board().typing(bens).isEmpty());
}

/// nc and the like.
void TestTalkSigns::visitorsKnowNoSigns()
{
    Person anna(QStringLiteral("Anna"));
    QVERIFY(anna.start());
    Visitor guest(anna.board().listenPort(), "gast");
    guest.send("PRIVMSG Anna :hallo");
    EVENTUALLY(anna.people().size() == 1);
    const ChatId chat = anna.people().constFirst().id;
    EVENTUALLY(anna.textsFrom(chat).size() == 1);
    const MessageRow row = last(anna, chat);
    QVERIFY(!anna.board().react(chat, row, Thumb).isEmpty()); // a request
    anna.board().accept(chat);
    EVENTUALLY(anna.people().constFirst().kind == chat::ChatKind::Visitor);
    QVERIFY(!anna.people().constFirst().reacts && !anna.people().constFirst().replies);
    QVERIFY(!anna.board().react(chat, row, Thumb).isEmpty());
    anna.board().say(chat, QStringLiteral("hi"));
    EVENTUALLY(last(anna, chat).state == MessageState::Sent);
    QVERIFY(!anna.board().canWithdraw(chat, last(anna, chat)));
    QVERIFY(!anna.board().withdraw(chat, last(anna, chat)).isEmpty());
    anna.board().setTyping(chat, TypingState::Active);
}

void TestTalkSigns::typistsLeaveByThemselves()
{
    QList<QStringList> told;
    chat::Typing typing([&](const ChatId &, const QStringList &names) { told.append(names); });
    const ChatId chat = QStringLiteral("a");
    typing.seen(chat, QStringLiteral("Anna"), TypingState::Active);
    typing.seen(chat, QStringLiteral("Anna"), TypingState::Active);
    typing.seen(chat, QStringLiteral("Ben"), TypingState::Paused);
    const QStringList both{QStringLiteral("Anna"), QStringLiteral("Ben")};
    QCOMPARE(typing.names(chat), both);
    QCOMPARE(told.size(), 2);
    EVENTUALLY(typing.names(chat) == QStringList{QStringLiteral("Ben")}); // six seconds, not thirty
    typing.seen(chat, QStringLiteral("Ben"), TypingState::Done);
    QVERIFY(typing.names(chat).isEmpty());
    typing.gone(chat, QStringLiteral("Ben"));
    QCOMPARE(told.size(), 4);
    for (int i = 0; i < chat::Typing::MaxNames + 5; ++i)
        typing.seen(chat, QString::number(i), TypingState::Active);
    QCOMPARE(typing.names(chat).size(), chat::Typing::MaxNames);
    typing.forget(chat);
    QVERIFY(typing.names(chat).isEmpty());
}

void TestTalkSigns::signOutbox()
{
    const auto sign = [](const QByteArray &id) {
        store::SignRow row;
        row.id = id;
        return row;
    };
    QByteArrayList sent;
    const auto send = [&](const store::SignRow &row) { sent.append(row.id); };
    chat::SignOutbox outbox;
    outbox.add(sign("0")); // no link: the store has it
    quint64 generation = outbox.onLinkReady(send);
    outbox.add(sign("2")); // while the store reads
    outbox.onLoaded(generation, {sign("0"), sign("1")});
    outbox.add(sign("3"));
    QCOMPARE(sent, (QByteArrayList{"0", "1", "2", "3"}));
    QVERIFY(outbox.take("1") && !outbox.take("1"));
    outbox.onLinkGone();
    outbox.onLoaded(generation, {sign("9")}); // of a link that has gone
    QVERIFY(!outbox.take("0"));
    generation = outbox.onLinkReady(send);
    outbox.onLoaded(generation, {sign("0")});
    QCOMPARE(sent.size(), 5);
    for (qsizetype i = 1; i < chat::SignOutbox::MaxWaiting; ++i)
        outbox.add(sign(QByteArray::number(i)));
    QVERIFY(!outbox.hasRoom());
    QVERIFY(outbox.take("0"));
    QVERIFY(outbox.hasRoom());
}

PLAUSCH_TEST_MAIN(TestTalkSigns)
#include "tst_talksigns.moc"
