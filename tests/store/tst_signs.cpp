// Replies, reactions and messages taken back on a real file: where they belong, once, and gone when they are gone.
#include "store/chats.h"
#include "store/database.h"
#include "store/messages.h"
#include "store/networks.h"
#include "store/signs.h"
#include "support/testmain.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace plausch::store;

namespace {

const ChatId Anna = QStringLiteral("buddy:anna");
const ChatId Room = QStringLiteral("net:1f:#tisch");
const QByteArray Me(32, 'm');
const QByteArray Her(32, 'a');

MessageRow said(const ChatId &chat, const QByteArray &sender, const QByteArray &id, const QString &text, qint64 time)
{
    MessageRow message;
    message.chat = chat;
    message.sender = sender;
    message.id = id;
    message.mine = sender == Me;
    message.state = message.mine ? MessageState::Delivered : MessageState::Received;
    message.text = text;
    message.time = time;
    return message;
}

MessageRow inRoom(const QByteArray &msgid, const QString &speaker, const QString &text, qint64 time)
{
    MessageRow message = said(Room, "net:1f:" + speaker.toUtf8(), "id of " + msgid, text, time);
    message.msgid = msgid;
    message.speaker = speaker;
    return message;
}

ReactionRow reaction(const ChatId &chat, const MessageName &to, const QByteArray &sender, const char *text,
                     qint64 time = 1, bool on = true)
{
    ReactionRow row;
    row.chat = chat;
    row.to = to;
    row.sender = sender;
    row.who = sender == Me ? QStringLiteral("me") : QString::fromUtf8(sender.mid(sender.lastIndexOf(':') + 1));
    row.reaction = QString::fromUtf8(text);
    row.time = time;
    row.on = on;
    row.mine = sender == Me;
    return row;
}

SearchQuery searchFor(const QString &text)
{
    SearchQuery query;
    query.text = text;
    return query;
}

} // namespace

class TestSigns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("history.db"));
        open();
    }
    void cleanup()
    {
        QVERIFY2(!m_database->failed(), qPrintable(m_database->error()));
        m_database.reset();
        m_dir.reset();
    }

    void aReplyShowsWhatItAnswers()
    {
        MessageRow question = inRoom("m1", QStringLiteral("Anna"), QStringLiteral("kommst du?"), 1'000);
        QVERIFY(m_messages->add(question));
        MessageRow answer = said(Room, Me, "x1", QStringLiteral("ja"), 2'000);
        answer.replyTo = {"m1", question.id, question.sender};
        QVERIFY(m_messages->add(answer));
        QCOMPARE(answer.quote, (Quote{question.row, 1'000, false, false, QStringLiteral("Anna"), question.text}));
        const QList<MessageRow> page = m_messages->pageBefore(Room, {}, 10);
        QCOMPARE(page, (QList{question, answer}));
        QCOMPARE(m_messages->pageAfter(Room, {1'500, 0}, 10), QList{answer});
        QCOMPARE(m_messages->search(searchFor(QStringLiteral("ja"))), QList{answer});
        QCOMPARE(m_messages->find(Me, "x1"), std::optional(answer));
    }

    /// Between buddies there are only ids, and whose they are is not said.
    void aReplyByIdIsOfOneOfTheTwo()
    {
        MessageRow hers = said(Anna, Her, "1", QStringLiteral("ihre"), 1'000);
        MessageRow mine = said(Anna, Me, "1", QStringLiteral("meine"), 1'001);
        MessageRow other = said(QStringLiteral("buddy:ben"), Me, "3", QStringLiteral("anderswo"), 1'002);
        QVERIFY(m_messages->add(hers) && m_messages->add(mine) && m_messages->add(other));

        MessageRow toHers = said(Anna, Me, "5", QStringLiteral("dazu"), 2'000);
        toHers.replyTo = {{}, "1", Her}; // who writes it knows
        QVERIFY(m_messages->add(toHers));
        QCOMPARE(toHers.quote.row, hers.row);

        mine.id = "2";
        mine.row = 0;
        mine.text = QStringLiteral("noch eine");
        QVERIFY(m_messages->add(mine));
        MessageRow toMine = said(Anna, Her, "6", QStringLiteral("dazu auch"), 2'001);
        toMine.replyTo = {{}, "2", {}};
        QVERIFY(m_messages->add(toMine));
        QCOMPARE(toMine.quote.row, mine.row);
        QVERIFY(toMine.quote.mine);
        QCOMPARE(toMine.replyTo.sender, Me);

        MessageRow toNothing = said(Anna, Her, "7", QStringLiteral("wozu?"), 2'002);
        toNothing.replyTo = {{}, "3", {}}; // of another conversation
        QVERIFY(m_messages->add(toNothing));
        QCOMPARE(toNothing.quote, Quote{});
        QCOMPARE(m_messages->pageBefore(Anna, {}, 1), QList{toNothing});
    }

    /// A page of older messages comes after those that answer them.
    void whatIsAnsweredMayComeLater()
    {
        MessageRow answer = inRoom("m2", QStringLiteral("Ben"), QStringLiteral("ja"), 2'000);
        answer.replyTo = {"m1", {}, {}};
        QVERIFY(m_messages->add(answer));
        QCOMPARE(answer.quote.row, 0);
        MessageRow question = inRoom("m1", QStringLiteral("Anna"), QString(500, u'x'), 1'000);
        QVERIFY(m_messages->addPast(question));
        const MessageRow later = m_messages->pageBefore(Room, {}, 10).constLast();
        QCOMPARE(later.quote.row, question.row);
        QCOMPARE(later.quote.text, QString(Quote::MaxCharacters, u'x'));
    }

    void reactionsAreSummed()
    {
        MessageRow message = inRoom("m1", QStringLiteral("Anna"), QStringLiteral("Kuchen!"), 1'000);
        QVERIFY(m_messages->add(message));
        const MessageName name{"m1", {}, {}};
        QVERIFY(m_signs->react(reaction(Room, name, "net:1f:ben", "+1", 5)));
        QVERIFY(m_signs->react(reaction(Room, name, "net:1f:cleo", "ja", 6)));
        QVERIFY(m_signs->react(reaction(Room, name, Me, "+1", 7)));
        const auto row = m_signs->react(reaction(Room, name, "net:1f:ada", "+1", 8));
        QVERIFY(row);
        const QList<ReactionSum> sums{{QStringLiteral("+1"), 3, true, {QStringLiteral("ben"), QStringLiteral("ada")}},
                                      {QStringLiteral("ja"), 1, false, {QStringLiteral("cleo")}}};
        QCOMPARE(row->reactions, sums);
        QCOMPARE(m_messages->pageBefore(Room, {}, 1).constFirst().reactions, sums);

        QVERIFY(!m_signs->react(reaction(Room, name, "net:1f:ben", "+1", 9))); // once
        QVERIFY(!m_signs->react(reaction(Room, name, "net:1f:dora", "+1", 9, false))); // never given
        QVERIFY(m_signs->react(reaction(Room, name, Me, "+1", 9, false)));
        QVERIFY(!m_messages->pageBefore(Room, {}, 1).constFirst().reactions.constFirst().mine);
        open(); // and after a restart
        QCOMPARE(m_messages->pageBefore(Room, {}, 1).constFirst().reactions.constFirst().count, 2);
    }

    void reactionsHaveACeiling()
    {
        MessageRow message = inRoom("m1", QStringLiteral("Anna"), QStringLiteral("Kuchen!"), 1'000);
        QVERIFY(m_messages->add(message));
        QVERIFY(m_database->transact([&] {
            for (int i = 0; i < Signs::MaxPerMessage + 10; ++i)
                m_signs->react(reaction(Room, {"m1", {}, {}}, "net:1f:" + QByteArray::number(i), "+1"));
        }));
        QCOMPARE(m_messages->pageBefore(Room, {}, 1).constFirst().reactions.constFirst().count, Signs::MaxPerMessage);
    }

    void whatIsTakenBackIsGone()
    {
        MessageRow message = inRoom("m1", QStringLiteral("Anna"), QStringLiteral("Geheimnisvolles"), 1'000);
        message.mention = true;
        MessageRow answer = inRoom("m2", QStringLiteral("Ben"), QStringLiteral("wie?"), 2'000);
        answer.replyTo = {"m1", {}, {}};
        QVERIFY(m_messages->add(message) && m_messages->add(answer));
        QVERIFY(m_signs->react(reaction(Room, {"m1", {}, {}}, "net:1f:ben", "+1")));

        const auto gone = m_signs->withdraw({Room, {"m1", {}, {}}, {}, QStringLiteral("Olga"), 3'000});
        QVERIFY(gone);
        QCOMPARE(gone->row, message.row);
        QCOMPARE(gone->text, QString());
        QCOMPARE(gone->withdrawnAt, 3'000);
        QCOMPARE(gone->withdrawnBy, QStringLiteral("Olga"));
        QVERIFY(gone->reactions.isEmpty() && !gone->mention);
        QVERIFY(m_messages->search(searchFor(QStringLiteral("Geheimnisvolles"))).isEmpty());
        const Quote quote = m_messages->pageBefore(Room, {}, 1).constFirst().quote;
        QVERIFY(quote.withdrawn && quote.text.isEmpty() && quote.row == message.row);

        QVERIFY(!m_signs->withdraw({Room, {"m1", {}, {}}, {}, QStringLiteral("Ben"), 4'000})); // once
        QVERIFY(!m_signs->react(reaction(Room, {"m1", {}, {}}, "net:1f:ben", "+1")));
        // A repetition does not bring it back.
        MessageRow again = inRoom("m1", QStringLiteral("Anna"), QStringLiteral("Geheimnisvolles"), 1'000);
        QVERIFY(!m_messages->add(again));
        QCOMPARE(again.text, QString());
        m_database->emptyLog();
        m_database.reset();
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("Geheimnisvolles"));
        open();
    }

    void byItsSpeakerNeedsNoName()
    {
        MessageRow message = inRoom("m1", QStringLiteral("Anna"), QStringLiteral("oh"), 1'000);
        QVERIFY(m_messages->add(message));
        const auto gone = m_signs->withdraw({Room, {"m1", {}, {}}, {}, QStringLiteral("Anna"), 3'000});
        QVERIFY(gone);
        QCOMPARE(gone->withdrawnBy, QString());
    }

    /// A buddy may take back his own messages, and no others.
    void onlyOnesOwn()
    {
        MessageRow mine = said(Anna, Me, "1", QStringLiteral("meine"), 1'000);
        QVERIFY(m_messages->add(mine));
        QVERIFY(!m_signs->withdraw({Anna, {{}, "1", {}}, Her, {}, 3'000}));
        QCOMPARE(m_messages->find(Me, "1")->text, QStringLiteral("meine"));
        QVERIFY(m_signs->withdraw({Anna, {{}, "1", Me}, Me, {}, 3'000}));
    }

    void whatComesBeforeItsMessageWaits()
    {
        QVERIFY(!m_signs->react(reaction(Room, {"m1", {}, {}}, "net:1f:ben", "+1", 5)));
        QVERIFY(!m_signs->react(reaction(Room, {"m1", {}, {}}, "net:1f:cleo", "+1", 6)));
        QVERIFY(!m_signs->react(reaction(Room, {"m1", {}, {}}, "net:1f:cleo", "+1", 7, false)));
        QVERIFY(!m_signs->withdraw({Room, {"m2", {}, {}}, {}, QStringLiteral("Anna"), 3'000}));
        MessageRow first = inRoom("m1", QStringLiteral("Anna"), QStringLiteral("eins"), 1'000);
        MessageRow second = inRoom("m2", QStringLiteral("Anna"), QStringLiteral("zwei"), 2'000);
        MessageRow elsewhere = said(Anna, Her, "9", QStringLiteral("anderswo"), 1'000);
        elsewhere.msgid = "m1";
        QVERIFY(m_messages->add(first) && m_messages->add(second) && m_messages->add(elsewhere));
        m_signs->applyEarly(elsewhere);
        QVERIFY(elsewhere.reactions.isEmpty());
        m_signs->applyEarly(first);
        QCOMPARE(first.reactions, (QList{ReactionSum{QStringLiteral("+1"), 1, false, {QStringLiteral("ben")}}}));
        m_signs->applyEarly(second);
        QCOMPARE(second.withdrawnAt, 3'000);
        QCOMPARE(second.text, QString());
        m_signs->applyEarly(first); // nothing is left of it
        QCOMPARE(first.reactions.size(), 1);
    }

    /// Of messages that never come no more is remembered than this.
    void whatWaitsHasACeiling()
    {
        for (size_t i = 0; i <= Signs::MaxEarly; ++i)
            m_signs->react(reaction(Room, {"m" + QByteArray::number(i), {}, {}}, "net:1f:ben", "+1"));
        MessageRow oldest = inRoom("m0", QStringLiteral("Anna"), QStringLiteral("eins"), 1'000);
        MessageRow next = inRoom("m1", QStringLiteral("Anna"), QStringLiteral("zwei"), 1'000);
        QVERIFY(m_messages->add(oldest) && m_messages->add(next));
        m_signs->applyEarly(oldest);
        m_signs->applyEarly(next);
        QVERIFY(oldest.reactions.isEmpty());
        QCOMPARE(next.reactions.size(), 1);
    }

    void whatHasToGoOutIsKept()
    {
        const SignRow first{Anna, "s1", SignKind::React, {{}, "p1", {}}, QStringLiteral("+1")};
        const SignRow second{Anna, "s2", SignKind::Redact, {"m1", "p2", {}}, QStringLiteral("falsch")};
        m_signs->add(first);
        m_signs->add(second);
        m_signs->add({Room, "s3", SignKind::Unreact, {"m1", {}, {}}, QStringLiteral("+1")});
        m_signs->add(first); // the same again
        QCOMPARE(m_signs->waiting(Anna), (QList{first, second}));
        open();
        m_signs->remove("s1");
        QCOMPARE(m_signs->waiting(Anna), QList{second});
        MessageRow message = said(Anna, Her, "1", QStringLiteral("da"), 1'000);
        QVERIFY(m_messages->add(message));
        m_signs->react(reaction(Anna, {{}, "1", Her}, Me, "+1"));
        Chats(*m_database).removeBuddy(Anna, true);
        QVERIFY(m_signs->waiting(Anna).isEmpty());
        QVERIFY(m_messages->pageBefore(Anna, {}, 1).isEmpty());
    }

    void versionThreeIsMigrated()
    {
        m_database.reset();
        QVERIFY(QFile::remove(m_path));
        {
            Database make(m_path, Schema{"", 3, 0}, Durability::Process);
            QVERIFY(make.open());
            Messages(make).places(Room);
        }
        exec({QStringLiteral("INSERT INTO chats (name) VALUES ('net:1f'), ('net:1f:anna')"),
              QStringLiteral(
                  "INSERT INTO networks VALUES (1, '1f', 'Uni', 'irc.test', 6697, 1, 'me', '', '', 0, 1, x'')"),
              QStringLiteral("INSERT INTO network_chats VALUES (2, 1, 2, 'Anna', '', 0, 0, 0)"),
              QStringLiteral("INSERT INTO messages (chat, sender, id, mine, kind, state, text, time, sent_at, msgid) "
                             "VALUES (2, x'61', x'31', 0, 0, 0, 'von früher', 10, 9, x'6d31')")});
        open();
        const QList<MessageRow> rows = m_messages->pageBefore(QStringLiteral("net:1f:anna"), {}, 10);
        QCOMPARE(rows.size(), 1);
        QVERIFY(rows.constFirst().replyTo.isEmpty() && rows.constFirst().withdrawnAt == 0
                && rows.constFirst().reactions.isEmpty());
        QVERIFY(m_signs->react(reaction(QStringLiteral("net:1f:anna"), {"m1", {}, {}}, Me, "+1")));
        Networks networks(*m_database);
        QVERIFY(!networks.networks().constFirst().external);
        NetworkChatRow chat = networks.chats().constFirst();
        QVERIFY(chat.account.isEmpty());
        chat.account = QStringLiteral("anna");
        networks.saveChat(chat);
        NetworkRow network = networks.networks().constFirst();
        network.external = true;
        networks.saveNetwork(network);
        open();
        QCOMPARE(Networks(*m_database).chats(), QList{chat});
        QCOMPARE(Networks(*m_database).networks(), QList{network});
    }

private:
    void open()
    {
        m_database.reset();
        m_database = std::make_unique<Database>(m_path);
        QVERIFY2(m_database->open(), qPrintable(m_database->error()));
        m_messages = std::make_unique<Messages>(*m_database);
        m_messages->setSelf(Me);
        m_signs = std::make_unique<Signs>(*m_database, *m_messages);
    }
    void exec(const QStringList &statements)
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("foreign"));
            database.setDatabaseName(m_path);
            QVERIFY(database.open());
            for (const QString &statement : statements) {
                QSqlQuery query(database);
                QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
            }
        }
        QSqlDatabase::removeDatabase(QStringLiteral("foreign"));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Messages> m_messages;
    std::unique_ptr<Signs> m_signs;
};

PLAUSCH_TEST_MAIN(TestSigns)
#include "tst_signs.moc"
