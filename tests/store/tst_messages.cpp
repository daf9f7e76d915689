// Messages, chats, buddies and chat servers on a real file: unique, in order, found again, states forwards only.
#include "store/buddyplaces.h"
#include "store/chats.h"
#include "store/database.h"
#include "store/messages.h"
#include "store/networks.h"
#include "store/searchwords.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace plausch::store;

namespace {

const ChatId Anna = QStringLiteral("buddy:anna");
const ChatId Ben = QStringLiteral("buddy:ben");

MessageRow received(const ChatId &chat, const QByteArray &id, const QString &text, qint64 time = 1'000)
{
    MessageRow message;
    message.chat = chat;
    message.sender = QByteArray(32, 'a');
    message.id = id;
    message.text = text;
    message.time = time;
    message.sentAt = time - 1;
    return message;
}

MessageRow own(const ChatId &chat, const QByteArray &id, const QString &text, qint64 time = 1'000)
{
    MessageRow message = received(chat, id, text, time);
    message.sender = QByteArray(32, 'm');
    message.mine = true;
    message.state = MessageState::Queued;
    return message;
}

const ChatId Room = QStringLiteral("net:1f:#tisch");

MessageRow said(const QByteArray &msgid, const QString &text, qint64 time)
{
    MessageRow message = received(Room, "row of " + msgid, text, time);
    message.sender = "net:1f:anna";
    message.speaker = QStringLiteral("Anna");
    message.msgid = msgid;
    message.sentAt = time;
    return message;
}

SearchQuery searchFor(const QString &text, const ChatId &chat = {}, int limit = 50, qint64 beforeRow = 0)
{
    SearchQuery query;
    query.text = text;
    query.chat = chat;
    query.limit = limit;
    query.beforeRow = beforeRow;
    return query;
}

/// "a|b" as a list; empty: an empty list.
QStringList list(const char *texts)
{
    return QString::fromUtf8(texts).split(QLatin1Char('|'), Qt::SkipEmptyParts);
}

QStringList texts(const QList<MessageRow> &rows)
{
    QStringList list;
    for (const MessageRow &row : rows)
        list.append(row.text);
    return list;
}

} // namespace

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_database = std::make_unique<Database>(m_dir->filePath(QStringLiteral("history.db")));
        QVERIFY2(m_database->open(), qPrintable(m_database->error()));
        m_messages = std::make_unique<Messages>(*m_database);
        m_chats = std::make_unique<Chats>(*m_database);
    }

    void cleanup()
    {
        QVERIFY2(!m_database->failed(), qPrintable(m_database->error()));
        m_database.reset();
        m_dir.reset();
    }

    void aMessageComesBackWhole()
    {
        MessageRow message = received(Anna, QByteArray("\0\xff\n", 3), QStringLiteral("Grüße 🙂\nzwei Zeilen"));
        message.kind = MessageKind::Action;
        QVERIFY(m_messages->add(message));
        QVERIFY(message.row > 0);
        QCOMPARE(m_messages->find(message.sender, message.id), std::optional(message));
        QCOMPARE(m_messages->pageBefore(Anna, {}, 10), QList{message});
    }

    void emptyTextAndIdsAreNotNull()
    {
        MessageRow message;
        message.chat = Anna;
        QVERIFY(m_messages->add(message));
        QCOMPARE(m_messages->pageBefore(Anna, {}, 10), QList{message});
    }

    void oneSenderAndIdIsStoredOnce()
    {
        MessageRow first = received(Anna, "1", QStringLiteral("first"));
        QVERIFY(m_messages->add(first));
        MessageRow again = received(Ben, "1", QStringLiteral("forged"), 9'000);
        QVERIFY(!m_messages->add(again));
        QCOMPARE(again, first);
        QVERIFY(!m_database->failed());

        MessageRow sameIdOfAnother = own(Anna, "1", QStringLiteral("mine"));
        QVERIFY(m_messages->add(sameIdOfAnother));
        QCOMPARE(texts(m_messages->pageBefore(Anna, {}, 10)), list("first|mine"));
        QVERIFY(m_messages->pageBefore(Ben, {}, 10).isEmpty());
    }

    void timeNeverGoesBackwardsInsideAChat()
    {
        MessageRow late = received(Anna, "1", QStringLiteral("one"), 5'000);
        MessageRow clockSetBack = received(Anna, "2", QStringLiteral("two"), 10);
        MessageRow other = received(Ben, "3", QStringLiteral("three"), 10);
        QVERIFY(m_messages->add(late) && m_messages->add(clockSetBack) && m_messages->add(other));
        QCOMPARE(clockSetBack.time, 5'000);
        QCOMPARE(clockSetBack.sentAt, 9); // what the sender said stays what he said
        QCOMPARE(other.time, 10);
        QCOMPARE(texts(m_messages->pageBefore(Anna, {}, 10)), list("one|two"));
    }

    void pagesMeetWithoutGapOrDouble()
    {
        for (int i = 0; i < 250; ++i) { // three of each time
            MessageRow message = received(Anna, QByteArray::number(i), QString::number(i), 1'000 + i / 3);
            QVERIFY(m_messages->add(message));
            MessageRow noise = received(Ben, "b" + QByteArray::number(i), QStringLiteral("noise"), 1'000);
            QVERIFY(m_messages->add(noise));
        }
        QStringList upwards;
        std::optional<Cursor> place;
        while (true) {
            const QList<MessageRow> page = m_messages->pageBefore(Anna, place, 100);
            if (page.isEmpty())
                break;
            upwards = texts(page) + upwards;
            place = Cursor{page.first().time, page.first().row};
        }
        QCOMPARE(upwards.size(), 250);
        QCOMPARE(upwards.first(), QStringLiteral("0"));
        QCOMPARE(upwards.last(), QStringLiteral("249"));
        QCOMPARE(QSet<QString>(upwards.begin(), upwards.end()).size(), 250);

        QStringList downwards;
        Cursor from;
        while (true) {
            const QList<MessageRow> page = m_messages->pageAfter(Anna, from, 33);
            if (page.isEmpty())
                break;
            downwards += texts(page);
            from = {page.last().time, page.last().row};
        }
        QCOMPARE(downwards, upwards);
    }

    void states_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<QString>("allowed"); // by number of MessageState
        QTest::newRow("received") << 0 << QString();
        QTest::newRow("queued") << 1 << QStringLiteral("23456");
        QTest::newRow("sent") << 2 << QStringLiteral("345");
        QTest::newRow("delivered") << 3 << QStringLiteral("4");
        QTest::newRow("read") << 4 << QStringLiteral("");
        QTest::newRow("failed") << 5 << QStringLiteral("34"); // a receipt after all
        QTest::newRow("withdrawn") << 6 << QStringLiteral("34"); // it was on its way already
    }
    void states()
    {
        QFETCH(int, from);
        QFETCH(QString, allowed);
        QString accepted;
        for (int to = 0; to <= 6; ++to) {
            MessageRow message = own(Anna, QByteArray::number(to), QStringLiteral("x"));
            message.state = MessageState(from);
            QVERIFY(m_messages->add(message));
            const bool changed = m_messages->setState(Anna, message.sender, message.id, MessageState(to));
            if (changed)
                accepted += QString::number(to);
            QCOMPARE(m_messages->find(message.sender, message.id)->state, MessageState(changed ? to : from));
        }
        QCOMPARE(accepted, allowed);
    }

    void stateOfAnUnknownMessageIsNoError()
    {
        QVERIFY(!m_messages->setState(Anna, "nobody", "nothing", MessageState::Read));
        QVERIFY(!m_database->failed());
    }

    void outboxHoldsWhatIsQueuedInOrder()
    {
        const auto id = [](int i) { return QByteArray::number(i); };
        for (int i = 0; i < 8; ++i) {
            MessageRow message = own(i == 7 ? Ben : Anna, id(i), QString::number(i), 1'000 - i);
            QVERIFY(m_messages->add(message));
        }
        MessageRow theirs = received(Anna, "r", QStringLiteral("theirs"));
        QVERIFY(m_messages->add(theirs));
        const QByteArray me(32, 'm');
        QVERIFY(m_messages->setState(Anna, me, id(1), MessageState::Delivered));
        QVERIFY(m_messages->setState(Anna, me, id(2), MessageState::Read));
        QVERIFY(m_messages->setState(Anna, me, id(3), MessageState::Sent));
        QVERIFY(m_messages->setState(Anna, me, id(4), MessageState::Failed));
        QVERIFY(m_messages->setState(Anna, me, id(5), MessageState::Withdrawn));
        QCOMPARE(texts(m_messages->outbox(Anna)), list("0|6"));
        QCOMPARE(texts(m_messages->outbox(Ben)), list("7"));

        QVERIFY(!m_messages->setState(Anna, me, id(7), MessageState::Delivered)); // a receipt from the wrong chat
        QCOMPARE(texts(m_messages->outbox(Ben)), list("7"));
        QCOMPARE(m_chats->summaries().first().queued, 2);
    }

    void searchFindsWords_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        const QString zurich = QStringLiteral("Zug nach Zürich um 7");
        const QString straight = QStringLiteral("der nächste Zug");
        const QString quote = QStringLiteral("sie sagte \"NEAR\" und AND");
        QTest::newRow("plain") << QStringLiteral("zug") << QStringList{straight, zurich};
        QTest::newRow("without diacritics") << QStringLiteral("zuri") << QStringList{zurich};
        QTest::newRow("with diacritics") << QStringLiteral("ZÜRICH") << QStringList{zurich};
        QTest::newRow("decomposed") << QStringLiteral("Zu\u0308rich") << QStringList{zurich};
        QTest::newRow("all words") << QStringLiteral("zug zur") << QStringList{zurich};
        QTest::newRow("any order") << QStringLiteral("zurich zug") << QStringList{zurich};
        QTest::newRow("prefix is for the last word only") << QStringLiteral("zur zug") << QStringList{};
        QTest::newRow("not inside words") << QStringLiteral("rich") << QStringList{};
        QTest::newRow("operators are words") << QStringLiteral("near and") << QStringList{quote};
        QTest::newRow("a quote") << QStringLiteral("\"near") << QStringList{quote};
        QTest::newRow("quotes in a word") << QStringLiteral("sie\"\"sagte") << QStringList{quote};
        QTest::newRow("parentheses, stars, columns") << QStringLiteral("(zug* OR text:") << QStringList{};
        QTest::newRow("caret and minus") << QStringLiteral("^zug -um") << QStringList{zurich};
        QTest::newRow("emoji beside a word") << QStringLiteral("🙂 zurich 🙂") << QStringList{zurich};
        QTest::newRow("only emoji") << QStringLiteral("🙂") << QStringList{};
        QTest::newRow("only punctuation") << QStringLiteral("\"'*()-+:") << QStringList{};
        QTest::newRow("empty") << QStringLiteral("") << QStringList{};
        QTest::newRow("blank") << QStringLiteral(" \t\n") << QStringList{};
        QTest::newRow("NUL") << QString(QLatin1String("zu\0rich", 7)) << QStringList{zurich};
        QTest::newRow("many words") << QStringLiteral("zug ").repeated(5'000) << QStringList{straight, zurich};
        QTest::newRow("a long word") << QString(100'000, u'z') << QStringList{};
    }
    void searchFindsWords()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        for (const QString &text : {QStringLiteral("Zug nach Zürich um 7"), QStringLiteral("der nächste Zug"),
                                    QStringLiteral("sie sagte \"NEAR\" und AND")}) {
            MessageRow message = received(Anna, text.toUtf8(), text);
            QVERIFY(m_messages->add(message));
        }
        QCOMPARE(texts(m_messages->search(searchFor(typed))), found);
        QVERIFY2(!m_database->failed(), qPrintable(m_database->error()));
    }

    void searchByWhoAndWhere_data()
    {
        QTest::addColumn<SearchQuery>("query");
        QTest::addColumn<QStringList>("found");
        const auto asked = [](const QString &text, const QString &from, const QList<ChatId> &within) {
            SearchQuery query;
            query.text = text;
            query.from = from;
            query.within = within;
            query.fromChats = from == QLatin1String("anna") ? QList<ChatId>{Anna} : QList<ChatId>{};
            query.fromSelf = from == QLatin1String("me");
            return query;
        };
        const ChatId room = QStringLiteral("net:x:#room");
        QTest::newRow("in a room") << asked(QStringLiteral("sheet"), {}, {room})
                                   << QStringList{QStringLiteral("sheet of clara"), QStringLiteral("sheet of a_b")};
        QTest::newRow("all of a room") << asked({}, {}, {room})
                                       << QStringList{QStringLiteral("sheet of clara"), QStringLiteral("sheet of a_b")};
        QTest::newRow("a nick") << asked(QStringLiteral("sheet"), QStringLiteral("CLA"), {})
                                << QStringList{QStringLiteral("sheet of clara")};
        QTest::newRow("a buddy") << asked(QStringLiteral("sheet"), QStringLiteral("anna"), {})
                                 << QStringList{QStringLiteral("sheet of anna")};
        QTest::newRow("we") << asked(QStringLiteral("sheet"), QStringLiteral("me"), {})
                            << QStringList{QStringLiteral("sheet of mine")};
        QTest::newRow("without words") << asked({}, QStringLiteral("clara"), {})
                                       << QStringList{QStringLiteral("sheet of clara")};
        QTest::newRow("without words, elsewhere") << asked({}, QStringLiteral("clara"), {Anna}) << QStringList{};
        QTest::newRow("no pattern") << asked(QStringLiteral("sheet"), QStringLiteral("a_b"), {})
                                    << QStringList{QStringLiteral("sheet of a_b")};
        QTest::newRow("no pattern either") << asked(QStringLiteral("sheet"), QStringLiteral("%"), {}) << QStringList{};
        QTest::newRow("an unknown place")
            << asked(QStringLiteral("sheet"), {}, {QStringLiteral("buddy:nobody")}) << QStringList{};
        QTest::newRow("nothing at all") << asked({}, {}, {}) << QStringList{};
    }

    void searchByWhoAndWhere()
    {
        QFETCH(const SearchQuery, query);
        const auto add = [this](const ChatId &chat, const QByteArray &id, const QString &speaker, bool mine,
                                const QString &text) {
            MessageRow row;
            row.chat = chat;
            row.sender = mine ? QByteArray(32, 'o') : QByteArray("someone");
            row.id = id;
            row.mine = mine;
            row.speaker = speaker;
            row.text = text;
            row.time = 1'000;
            QVERIFY(m_messages->add(row));
        };
        const ChatId room = QStringLiteral("net:x:#room");
        add(room, "s1", QStringLiteral("a_b"), false, QStringLiteral("sheet of a_b"));
        add(room, "s2", QStringLiteral("clara"), false, QStringLiteral("sheet of clara"));
        add(Anna, "s3", {}, false, QStringLiteral("sheet of anna"));
        add(Anna, "s4", {}, true, QStringLiteral("sheet of mine"));
        QTEST(texts(m_messages->search(query)), "found");
    }

    void searchInOneChatAndPageByPage()
    {
        for (int i = 0; i < 20; ++i) {
            MessageRow message = received(i % 2 ? Anna : Ben, QByteArray::number(i), QStringLiteral("tor %1").arg(i));
            QVERIFY(m_messages->add(message));
        }
        const QList<MessageRow> first = m_messages->search(searchFor(QStringLiteral("tor"), Anna, 3));
        QCOMPARE(texts(first), list("tor 19|tor 17|tor 15"));
        const QList<MessageRow> next = m_messages->search(searchFor(QStringLiteral("tor"), Anna, 3, first.last().row));
        QCOMPARE(texts(next), list("tor 13|tor 11|tor 9"));
        QCOMPARE(m_messages->search(searchFor(QStringLiteral("tor"))).size(), 20);
        QVERIFY(m_messages->search(searchFor(QStringLiteral("tor"), QStringLiteral("buddy:nobody"))).isEmpty());
        // The number of a chat is no word of its messages.
        QCOMPARE(texts(m_messages->search(searchFor(QStringLiteral("1"), Ben))),
                 list("tor 18|tor 16|tor 14|tor 12|tor 10"));
    }

    void summariesCountWhatIsUnread()
    {
        QList<MessageRow> rows;
        for (int i = 0; i < 5; ++i) {
            rows.append(received(Anna, QByteArray::number(i), QString::number(i)));
            QVERIFY(m_messages->add(rows.last()));
        }
        MessageRow mine = own(Anna, "m", QStringLiteral("mine"));
        MessageRow info = received(Anna, "i", QStringLiteral("info"));
        info.kind = MessageKind::Info;
        QVERIFY(m_messages->add(mine) && m_messages->add(info));
        m_chats->saveDraft(Ben, QStringLiteral("half a"));

        QList<ChatSummary> list = m_chats->summaries();
        QCOMPARE(list.size(), 2);
        QCOMPARE(list.at(0).unread, 5);
        QCOMPARE(list.at(0).queued, 1);
        QCOMPARE(list.at(0).last, info);
        QCOMPARE(list.at(1).draft, QStringLiteral("half a"));
        QCOMPARE(list.at(1).last, MessageRow{});

        m_chats->markRead(Anna, rows.at(2).row);
        QCOMPARE(m_chats->summaries().at(0).unread, 2);
        m_chats->markRead(Anna, rows.at(0).row); // the mark never moves back
        m_chats->markRead(Ben, rows.at(4).row); // nor to another chat's message
        m_chats->markRead(Anna, 12'345);
        QCOMPARE(m_chats->summaries().at(0).readUpTo, rows.at(2).row);
        QCOMPARE(m_chats->summaries().at(1).readUpTo, 0);
        m_chats->markRead(Anna, info.row);
        QCOMPARE(m_chats->summaries().at(0).unread, 0);
        m_chats->saveDraft(Ben, {});
        QCOMPARE(m_chats->summaries().at(1).draft, QString());
    }

    void thePastStandsAtItsOwnTime()
    {
        MessageRow live = said("b", QStringLiteral("live"), 2'000);
        MessageRow past = said("a", QStringLiteral("past"), 1'000);
        MessageRow late = said("c", QStringLiteral("late"), 1'500);
        QVERIFY(m_messages->add(live) && m_messages->addPast(past) && m_messages->add(late));
        QCOMPARE(past.time, 1'000);
        QCOMPARE(late.time, 2'000); // live never goes backwards
        QCOMPARE(texts(m_messages->pageBefore(Room, std::nullopt, 10)), list("past|live|late"));
        QCOMPARE(m_messages->pageBefore(Room, std::nullopt, 10).first(), past); // whole, the speaker too
    }

    void oneMsgidIsOneMessage()
    {
        MessageRow live = said("a", QStringLiteral("once"), 1'000);
        QVERIFY(m_messages->add(live));
        MessageRow again = said("a", QStringLiteral("once"), 1'000);
        again.id = "another row";
        QVERIFY(!m_messages->addPast(again));
        QCOMPARE(again, live);
        MessageRow elsewhere = again;
        elsewhere.chat = QStringLiteral("net:1f:#fenster");
        elsewhere.id = "elsewhere";
        QVERIFY(m_messages->addPast(elsewhere));
        MessageRow nameless = said({}, QStringLiteral("no name"), 1'000);
        MessageRow nameless2 = nameless;
        nameless2.id = "2";
        QVERIFY(m_messages->add(nameless) && m_messages->add(nameless2));
        QCOMPARE(m_messages->pageBefore(Room, std::nullopt, 10).size(), 3);
    }

    void anOwnMessageGetsItsNameFromTheServer()
    {
        MessageRow mine = own(Room, "m", QStringLiteral("mine"));
        QVERIFY(m_messages->add(mine));
        QVERIFY(m_messages->confirm(Room, mine.sender, mine.id, "x"));
        QVERIFY(m_messages->outbox(Room).isEmpty());
        QCOMPARE(m_messages->find(mine.sender, mine.id)->msgid, QByteArray("x"));
        QCOMPARE(m_messages->find(mine.sender, mine.id)->state, MessageState::Delivered);
        MessageRow again = said("x", QStringLiteral("mine"), 1'000);
        QVERIFY(!m_messages->addPast(again));
        QVERIFY(again.mine);

        MessageRow other = own(Room, "n", QStringLiteral("other"));
        QVERIFY(m_messages->add(other));
        QVERIFY(m_messages->confirm(Room, other.sender, other.id, "x")); // the name is taken: none, but delivered
        QVERIFY(m_messages->find(other.sender, other.id)->msgid.isEmpty());
        QVERIFY(!m_messages->confirm(Anna, mine.sender, mine.id, "y"));
        QVERIFY(!m_messages->confirm(Room, mine.sender, "nobody's", "y"));
    }

    void placesAreTheEndsOfWhatTheServerNamed()
    {
        QVERIFY(m_messages->places(Room).oldest.msgid.isEmpty());
        QList<MessageRow> rows{said({}, QStringLiteral("0"), 500), said("a", QStringLiteral("1"), 1'000),
                               said("b", QStringLiteral("2"), 2'000), said({}, QStringLiteral("3"), 3'000)};
        rows.last().id = "other";
        for (MessageRow &row : rows)
            QVERIFY(m_messages->addPast(row));
        const Places places = m_messages->places(Room);
        QCOMPARE(places.oldest.msgid, QByteArray("a"));
        QCOMPARE(places.newest.msgid, QByteArray("b"));
        QCOMPARE(places.newest.time, 2'000);
    }

    void whoCameAndWentIsNeitherUnreadNorTheLastMessage()
    {
        MessageRow hello = said("a", QStringLiteral("hello"), 1'000);
        MessageRow call = said("b", QStringLiteral("max: hello"), 1'001);
        call.mention = true;
        MessageRow parted = said({}, {}, 1'002);
        parted.kind = MessageKind::Parted;
        QVERIFY(m_messages->add(hello) && m_messages->add(call) && m_messages->add(parted));
        const ChatSummary before = m_chats->summaries().first();
        QCOMPARE(before.unread, 2);
        QCOMPARE(before.mentions, 1);
        QCOMPARE(before.last, call);
        m_chats->markReadUpTo(Room, 999);
        QCOMPARE(m_chats->summaries().first().unread, 2);
        m_chats->markReadUpTo(Room, 1'000); // read in another program
        QCOMPARE(m_chats->summaries().first().unread, 1);
        MessageRow late = said("c", QStringLiteral("pushed back by what came at 1,002"), 1'001);
        QVERIFY(m_messages->add(late));
        QCOMPARE(late.time, 1'002);
        m_chats->markReadUpTo(Room, 1'001); // by the time the server knows
        QCOMPARE(m_chats->summaries().first().unread, 0);
        m_chats->markReadUpTo(Room, 9'999);
        m_chats->markReadUpTo(Room, 1'000);
        QCOMPARE(m_chats->summaries().first().unread, 0);
        QCOMPARE(m_chats->summaries().first().mentions, 0);
    }

    void chatServersAreSavedChangedAndRemoved()
    {
        Networks networks(*m_database);
        NetworkRow first{.id = QStringLiteral("1f"),
                         .name = QStringLiteral("School"),
                         .host = QStringLiteral("irc.example"),
                         .port = 6667,
                         .tls = false,
                         .nick = QStringLiteral("max"),
                         .realName = QStringLiteral("Max"),
                         .account = QStringLiteral("max"),
                         .serverPassword = true,
                         .autoConnect = false,
                         .pinnedKey = QByteArray(32, '')};
        NetworkRow second;
        second.id = QStringLiteral("1");
        second.host = QStringLiteral("::1");
        networks.saveNetwork(first);
        networks.saveNetwork(second);
        first.nick = QStringLiteral("moritz");
        networks.saveNetwork(first);
        QCOMPARE(networks.networks(), (QList{first, second}));

        NetworkChatRow room{.chat = Room,
                            .network = first.id,
                            .kind = NetworkChatKind::Room,
                            .name = QStringLiteral("#Tisch"),
                            .key = QStringLiteral("k"),
                            .account = {},
                            .joined = true,
                            .notify = NotifyLevel::Mentions,
                            .mutedUntil = 77};
        const NetworkChatRow person{.chat = QStringLiteral("net:1f:anna"),
                                    .network = first.id,
                                    .kind = NetworkChatKind::Person,
                                    .name = QStringLiteral("Anna"),
                                    .key = {},
                                    .account = QStringLiteral("anna")};
        const NetworkChatRow other{.chat = QStringLiteral("net:1"),
                                   .network = second.id,
                                   .kind = NetworkChatKind::Server,
                                   .name = {},
                                   .key = {},
                                   .account = {}};
        for (const NetworkChatRow &chat : {room, person, other})
            networks.saveChat(chat);
        room.joined = false;
        networks.saveChat(room);
        QCOMPARE(networks.chats(), (QList{room, person, other}));

        MessageRow message = said("a", QStringLiteral("hello"), 1'000);
        QVERIFY(m_messages->add(message));
        networks.removeChat(person.chat, false);
        QCOMPARE(networks.chats(), (QList{room, other}));
        networks.removeNetwork(first.id, false);
        QCOMPARE(networks.networks(), QList{second});
        QCOMPARE(networks.chats(), QList{other});
        QCOMPARE(m_messages->search(searchFor(QStringLiteral("hello"))).size(), 1); // the words stay
        QCOMPARE(m_chats->summaries().size(), 2);
        networks.saveNetwork(first);
        networks.saveChat(room);
        networks.removeNetwork(first.id, true);
        QVERIFY(m_messages->search(searchFor(QStringLiteral("hello"))).isEmpty());
        QCOMPARE(networks.networks(), QList{second});
        QCOMPARE(networks.chats(), QList{other}); // "net:1" is not a part of "net:1f"
    }

    void unreadHasACeiling()
    {
        QVERIFY(m_database->begin());
        for (int i = 0; i < Chats::MaxUnread + 50; ++i) {
            MessageRow message = received(Anna, QByteArray::number(i), QStringLiteral("x"));
            QVERIFY(m_messages->add(message));
        }
        QVERIFY(m_database->commit());
        QCOMPARE(m_chats->summaries().first().unread, Chats::MaxUnread);
    }

    void buddiesAreSavedChangedAndRemoved()
    {
        BuddyRow anna{.chat = Anna,
                      .fingerprint = QByteArray(32, '\xff'),
                      .name = QStringLiteral("Anna"),
                      .alias = {},
                      .standing = BuddyStanding::Known,
                      .verified = true,
                      .pinnedAt = 42,
                      .lastSeen = 43,
                      .addresses = {QStringLiteral("10.0.0.7:50001"), QStringLiteral("[fe80::1%2]:50001")},
                      .notify = NotifyLevel::None,
                      .mutedUntil = 0,
                      .route = {}};
        m_chats->saveBuddy(anna);
        QCOMPARE(m_chats->buddies(), QList{anna});
        anna.alias = QStringLiteral("Änni");
        anna.standing = BuddyStanding::Blocked;
        m_chats->saveBuddy(anna);
        QCOMPARE(m_chats->buddies(), QList{anna});

        for (int i = 0; i < 20; ++i)
            anna.addresses.append(QString::number(i));
        m_chats->saveBuddy(anna);
        QCOMPARE(m_chats->buddies().first().addresses, anna.addresses.mid(0, Chats::MaxAddresses));

        MessageRow message = received(Anna, "1", QStringLiteral("vergissmeinnicht"));
        QVERIFY(m_messages->add(message));
        m_chats->removeBuddy(Anna, false);
        QVERIFY(m_chats->buddies().isEmpty());
        QCOMPARE(m_chats->summaries().size(), 1);
        QCOMPARE(m_messages->search(searchFor(QStringLiteral("vergiss"))).size(), 1);

        m_chats->saveBuddy(anna);
        m_chats->removeBuddy(Anna, true);
        QVERIFY(m_chats->summaries().isEmpty());
        QVERIFY(m_messages->search(searchFor(QStringLiteral("vergiss"))).isEmpty()); // from the full text too

        m_chats->saveBuddy(anna); // nothing was ever said: nothing stays
        m_chats->removeBuddy(Anna, false);
        QVERIFY(m_chats->summaries().isEmpty());
    }

    void whereBuddiesAreMetGoesWithThemAndWithTheServer()
    {
        Networks networks(*m_database);
        BuddyPlaces places(*m_database);
        for (const char *id : {"one", "two"}) {
            NetworkRow network;
            network.id = QString::fromLatin1(id);
            network.host = QStringLiteral("irc.test");
            networks.saveNetwork(network);
        }
        BuddyRow anna;
        anna.chat = Anna;
        anna.fingerprint = QByteArray(32, 'a');
        anna.route = QStringLiteral("one");
        m_chats->saveBuddy(anna);
        QCOMPARE(m_chats->buddies(), QList{anna});

        PlaceRow one{QStringLiteral("one"), QStringLiteral("Anna"), {}, Anna};
        const PlaceRow two{QStringLiteral("two"), QStringLiteral("anna"), QStringLiteral("acc"), Anna};
        const PlaceRow asked{QStringLiteral("one"), QStringLiteral("Ben"), {}, {}};
        const PlaceRow nowhere{QStringLiteral("three"), QStringLiteral("Ben"), {}, {}};
        for (const PlaceRow &place : {one, two, asked, asked, nowhere})
            places.save(place);
        QCOMPARE(places.all(), (QList{one, two, asked}));
        one.nick = QStringLiteral("Anna2"); // one place on a server: the newest
        places.save(one);
        QCOMPARE(places.all(), (QList{one, two, asked}));
        places.removeAsked(asked.network, asked.nick);
        QCOMPARE(places.all(), (QList{one, two}));
        networks.removeNetwork(QStringLiteral("two"), false);
        QCOMPARE(places.all(), QList{one});

        MessageRow message = received(Anna, "1", QStringLiteral("bleibt"));
        message.via = QStringLiteral("one");
        QVERIFY(m_messages->add(message));
        MessageRow later = received(Anna, "2", QStringLiteral("auch"));
        QVERIFY(m_messages->add(later));
        QVERIFY(m_messages->setVia(Anna, later.sender, later.id, QStringLiteral("two")));
        QVERIFY(!m_messages->setVia(QStringLiteral("buddy:other"), later.sender, later.id, {}));
        later.via = QStringLiteral("two");
        QCOMPARE(m_messages->pageBefore(Anna, {}, 10), (QList{message, later}));
        m_chats->removeBuddy(Anna, false);
        QVERIFY(places.all().isEmpty());
        QCOMPARE(m_chats->summaries().size(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Messages> m_messages;
    std::unique_ptr<Chats> m_chats;
};

PLAUSCH_TEST_MAIN(TestMessages)
#include "tst_messages.moc"
