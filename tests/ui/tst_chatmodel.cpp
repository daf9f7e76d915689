#include "conversation.h"
#include "support/testmain.h"
#include "ui/models/messagetext.h"

#include <QAbstractItemModelTester>
#include <QLocale>

using namespace plausch;
using namespace plausch::test;
using store::MessageKind;
using store::MessageState;
using ui::ChatModel;

class TestChatModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany)); }
    void init();
    void cleanup();

    void showsTheNewestPageFirst();
    void pagesUpToTheOldest();
    void staysBoundedAndPagesBothWays();
    void keepsWhatIsRead();
    void onePileIsOneInsert();
    void aPileLargerThanTheModel();
    void dropsWhatIsThereAlready();
    void countsButDoesNotShowWhileOlderPartIsLoaded();
    void unsavedMessagesAreShown();
    void statesChangeOneRow();
    void groupsByAuthorAndTime();
    void wireRowsHangTogether();
    void daysAndTheirTouch();
    void newLineAfterTheLastReadRow();
    void newLineFurtherUpThanThePage();
    void newLineStaysWhileAttended();
    void newLineComesWithTheFirstUnattended();
    void jumpsAnywhere();
    void jumpToSomethingGone();
    void lateAnswersOfAnotherConversationAreDropped();
    void answersAfterTheEndAreHarmless();
    void lateNotes();
    void sentences();
    void copyLines();
    void dayTexts();

private:
    void open(Conversation &conversation, qint64 readUpTo = 1'000'000'000)
    {
        m_model->open(conversation.source(), {QStringLiteral("Timo"), QStringLiteral("Anna")}, readUpTo);
    }
    qint64 number(int row) const { return m_model->at(row).row; }
    qint64 lastNumber() const { return number(m_model->rowCount() - 1); }

    std::unique_ptr<ChatModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestChatModel::init()
{
    m_model = std::make_unique<ChatModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestChatModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestChatModel::showsTheNewestPageFirst()
{
    Conversation conversation(1'000'000);
    open(conversation);
    QCOMPARE(m_model->rowCount(), ChatModel::PageRows);
    QCOMPARE(lastNumber(), 1'000'000);
    QVERIFY(m_model->hasOlder());
    QVERIFY(!m_model->hasNewer());
    QCOMPARE(conversation.asked, 1);
}

void TestChatModel::pagesUpToTheOldest()
{
    Conversation conversation(250);
    open(conversation);
    m_model->fetchOlder();
    m_model->fetchOlder();
    QCOMPARE(m_model->rowCount(), 250);
    QVERIFY(!m_model->hasOlder());
    m_model->fetchOlder();
    QCOMPARE(conversation.asked, 3);
    for (int row = 0; row < 250; ++row)
        QCOMPARE(number(row), row + 1);
}

void TestChatModel::staysBoundedAndPagesBothWays()
{
    Conversation conversation(10'000);
    open(conversation);
    for (int i = 0; i < 60; ++i) {
        m_model->setReading(0, 10);
        m_model->fetchOlder();
        QVERIFY(m_model->rowCount() <= ChatModel::MaxRows);
    }
    QCOMPARE(number(0), 10'000 - 61 * 100 + 1);
    QVERIFY(m_model->hasNewer());
    while (m_model->hasNewer()) {
        m_model->setReading(m_model->rowCount() - 10, m_model->rowCount() - 1);
        m_model->fetchNewer();
        QVERIFY(m_model->rowCount() <= ChatModel::MaxRows);
    }
    QCOMPARE(lastNumber(), 10'000);
    for (int row = 1; row < m_model->rowCount(); ++row)
        QCOMPARE(number(row), number(row - 1) + 1);
}

void TestChatModel::keepsWhatIsRead()
{
    Conversation conversation(5'000);
    open(conversation);
    while (m_model->rowCount() < ChatModel::MaxRows)
        m_model->fetchOlder();
    const qint64 oldest = number(0);
    m_model->setReading(0, 10);
    QSignalSpy arrived(m_model.get(), &ChatModel::arrived);
    m_model->append(conversation.grow(10));
    QCOMPARE(number(0), oldest);
    QVERIFY(m_model->hasNewer());
    QCOMPARE(arrived.size(), 1);

    m_model->showNewest();
    for (int i = 0; i < 25; ++i) { // at the bottom, the top goes
        m_model->setReading(m_model->rowCount() - 10, m_model->rowCount() - 1);
        m_model->append(conversation.grow(100));
    }
    QCOMPARE(lastNumber(), conversation.count());
    QVERIFY(m_model->rowCount() <= ChatModel::MaxRows);
}

void TestChatModel::onePileIsOneInsert()
{
    Conversation conversation(10);
    open(conversation);
    QSignalSpy inserted(m_model.get(), &ChatModel::rowsInserted);
    QSignalSpy reset(m_model.get(), &ChatModel::modelReset);
    m_model->append(conversation.grow(500));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][1].toInt(), 10);
    QCOMPARE(inserted[0][2].toInt(), 509);
    QCOMPARE(reset.size(), 0);
}

void TestChatModel::aPileLargerThanTheModel()
{
    Conversation conversation(10);
    open(conversation);
    QSignalSpy inserted(m_model.get(), &ChatModel::rowsInserted);
    m_model->append(conversation.grow(20'000));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(m_model->rowCount(), ChatModel::MaxRows);
    QCOMPARE(lastNumber(), 20'010);
    QVERIFY(m_model->hasOlder());
    m_model->setReading(0, 0);
    m_model->fetchOlder();
    QCOMPARE(number(0), 20'010 - ChatModel::MaxRows - 100 + 1);
}

void TestChatModel::dropsWhatIsThereAlready()
{
    Conversation conversation(10);
    conversation.holdAnswers = true;
    open(conversation);
    // A pile that overtakes the first page is on that page too.
    m_model->append({conversation.make(9), conversation.make(10)});
    conversation.answer();
    QCOMPARE(m_model->rowCount(), 10);
    m_model->append({conversation.make(10)});
    QCOMPARE(m_model->rowCount(), 10);
}

void TestChatModel::countsButDoesNotShowWhileOlderPartIsLoaded()
{
    Conversation conversation(10'000);
    open(conversation);
    m_model->showOldest();
    QCOMPARE(number(0), 1);
    QSignalSpy arrived(m_model.get(), &ChatModel::arrived);
    m_model->append({message(10'001, QStringLiteral("a")), message(10'002, QStringLiteral("b"), true)});
    QCOMPARE(m_model->rowCount(), ChatModel::PageRows);
    QCOMPARE(arrived.size(), 1);
    QCOMPARE(arrived[0][0].toInt(), 1);
}

void TestChatModel::unsavedMessagesAreShown()
{
    Conversation conversation(3);
    open(conversation);
    store::MessageRow lost = message(0, QStringLiteral("not saved"), false, noon() + 60'000);
    lost.id = "lost";
    m_model->append({lost});
    QCOMPARE(m_model->rowCount(), 4);
    m_model->append({lost});
    QCOMPARE(m_model->rowCount(), 4);
    m_model->append({message(5, QStringLiteral("saved again"), false, noon() + 61'000)});
    QCOMPARE(m_model->rowCount(), 5);
}

void TestChatModel::statesChangeOneRow()
{
    Conversation conversation(20);
    open(conversation);
    QSignalSpy changed(m_model.get(), &ChatModel::dataChanged);
    m_model->setState("m14", MessageState::Read);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 13);
    QCOMPARE(m_model->index(13).data(ChatModel::StateRole).toInt(), static_cast<int>(MessageState::Read));
    m_model->setState("m14", MessageState::Read);
    m_model->setState("m13", MessageState::Read); // not ours
    m_model->setState("unknown", MessageState::Read);
    QCOMPARE(changed.size(), 1);
}

void TestChatModel::groupsByAuthorAndTime()
{
    Conversation conversation;
    open(conversation);
    const qint64 t = noon();
    m_model->append({message(1, QStringLiteral("a"), false, t), message(2, QStringLiteral("b"), false, t + 299'000),
                     message(3, QStringLiteral("c"), false, t + 299'000 + 300'001),
                     message(4, QStringLiteral("d"), true, t + 600'000)});
    QVERIFY(m_model->startsGroup(0));
    QVERIFY(!m_model->startsGroup(1));
    QVERIFY(m_model->endsGroup(1));
    QVERIFY(m_model->startsGroup(2)); // a moment more than five minutes
    QVERIFY(m_model->startsGroup(3)); // another author
    QSignalSpy changed(m_model.get(), &ChatModel::dataChanged);
    m_model->append({message(5, QStringLiteral("e"), true, t + 600'500)});
    QVERIFY(!m_model->endsGroup(3));
    QCOMPARE(changed.size(), 1); // the row that was the last of its group
    QCOMPARE(changed[0][0].toModelIndex().row(), 3);
}

void TestChatModel::wireRowsHangTogether()
{
    Conversation conversation;
    open(conversation);
    auto out = message(1, QStringLiteral("U:a"), true);
    out.kind = MessageKind::WireOut;
    auto in = message(2, QStringLiteral("A"));
    in.kind = MessageKind::WireIn;
    m_model->append({out, in, message(3, QStringLiteral("hello"))});
    QVERIFY(!m_model->startsGroup(1));
    QVERIFY(m_model->startsGroup(2));
}

void TestChatModel::daysAndTheirTouch()
{
    Conversation conversation(101);
    const qint64 midnight = QDateTime(QDate(2026, 11, 23), QTime(0, 0)).toMSecsSinceEpoch();
    conversation.make = [midnight](qint64 n) {
        return message(n, QStringLiteral("x"), false, midnight + (n - 2) * 60'000);
    };
    open(conversation);
    QCOMPARE(number(0), 2);
    QVERIFY(m_model->startsDay(0));
    QVERIFY(!m_model->startsDay(1));
    QSignalSpy changed(m_model.get(), &ChatModel::dataChanged);
    m_model->fetchOlder(); // one minute earlier, and the day before
    QCOMPARE(number(0), 1);
    QVERIFY(m_model->startsDay(1));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
}

void TestChatModel::newLineAfterTheLastReadRow()
{
    Conversation conversation(20);
    open(conversation, 13); // 14 is ours, so the line stands above 15
    QCOMPARE(m_model->firstNewRow(), 14);
    QVERIFY(m_model->index(14).data(ChatModel::FirstNewRole).toBool());
    QVERIFY(m_model->startsGroup(14));
    open(conversation, 20);
    QCOMPARE(m_model->firstNewRow(), -1);
}

void TestChatModel::newLineFurtherUpThanThePage()
{
    Conversation conversation(300);
    open(conversation, 150);
    QCOMPARE(m_model->firstNewRow(), -1);
    m_model->fetchOlder();
    QCOMPARE(m_model->at(m_model->firstNewRow()).row, 151);
}

void TestChatModel::newLineStaysWhileAttended()
{
    Conversation conversation(20);
    open(conversation, 15);
    const int line = m_model->firstNewRow();
    QCOMPARE(line, 15);
    m_model->append(conversation.grow(30));
    QCOMPARE(m_model->firstNewRow(), line);
    open(conversation, 50);
    m_model->append(conversation.grow(30));
    QCOMPARE(m_model->firstNewRow(), -1); // seen as they came
}

void TestChatModel::newLineComesWithTheFirstUnattended()
{
    Conversation conversation(20);
    open(conversation, 15);
    m_model->setAttended(false);
    QCOMPARE(m_model->firstNewRow(), 15);
    m_model->append({message(21, QStringLiteral("from me"), true)});
    QCOMPARE(m_model->firstNewRow(), 15);
    m_model->append({message(22, QStringLiteral("first")), message(23, QStringLiteral("second"))});
    QCOMPARE(m_model->at(m_model->firstNewRow()).row, 22);
    m_model->append({message(24, QStringLiteral("third"))});
    m_model->setAttended(true);
    QCOMPARE(m_model->at(m_model->firstNewRow()).row, 22);
}

void TestChatModel::jumpsAnywhere()
{
    Conversation conversation(1'000'000);
    open(conversation);
    QSignalSpy placed(m_model.get(), &ChatModel::placed);
    QSignalSpy reset(m_model.get(), &ChatModel::modelReset);
    const auto place = [&conversation](qint64 n) { return store::Cursor{conversation.make(n).time, n}; };
    m_model->showAround(place(500'000));
    QCOMPARE(m_model->at(placed.takeLast()[0].toInt()).row, 500'000);
    m_model->fetchOlder();
    QCOMPARE(number(0), 499'900);
    m_model->showAround(place(499'950)); // loaded already
    QCOMPARE(m_model->at(placed.takeLast()[0].toInt()).row, 499'950);
    m_model->showOldest();
    QCOMPARE(number(placed.takeLast()[0].toInt()), 1);
    QVERIFY(!m_model->hasOlder());
    m_model->showNewest();
    QCOMPARE(number(placed.takeLast()[0].toInt()), 1'000'000);
    QVERIFY(!m_model->hasNewer());
    QCOMPARE(reset.size(), 0);
}

void TestChatModel::jumpToSomethingGone()
{
    Conversation conversation(50);
    open(conversation);
    QSignalSpy placed(m_model.get(), &ChatModel::placed);
    m_model->showAround({noon() + 99'000'000, 99'000});
    QCOMPARE(placed.size(), 1);
    QCOMPARE(lastNumber(), 50);

    Conversation empty;
    open(empty);
    m_model->showNewest();
    QCOMPARE(placed.last()[0].toInt(), -1);
}

void TestChatModel::lateAnswersOfAnotherConversationAreDropped()
{
    Conversation slow(50);
    slow.holdAnswers = true;
    open(slow);
    QVERIFY(m_model->isLoading());
    Conversation other(3);
    open(other);
    slow.answer();
    QCOMPARE(m_model->rowCount(), 3);
    m_model->close();
    QCOMPARE(m_model->rowCount(), 0);
    m_model->fetchOlder();
    m_model->showOldest();
    QVERIFY(!m_model->isLoading());
}

void TestChatModel::answersAfterTheEndAreHarmless()
{
    Conversation slow(50);
    slow.holdAnswers = true;
    open(slow);
    cleanup();
    slow.answer();
}

void TestChatModel::lateNotes()
{
    auto row =
        message(1, QStringLiteral("x"), false, QDateTime(QDate(2026, 11, 23), QTime(11, 40)).toMSecsSinceEpoch());
    row.sentAt = QDateTime(QDate(2026, 11, 23), QTime(9, 12)).toMSecsSinceEpoch();
    QCOMPARE(ui::lateNote(row), QStringLiteral("sent 09:12, arrived 11:40"));
    row.sentAt = QDateTime(QDate(2026, 11, 20), QTime(9, 12)).toMSecsSinceEpoch();
    QCOMPARE(ui::lateNote(row), QStringLiteral("sent 20.11.26 09:12, arrived 11:40"));
    row.sentAt = row.time - ui::LateMsecs;
    QVERIFY(ui::lateNote(row).isEmpty());
    row.sentAt = row.time + 3'600'000; // a clock that is ahead
    QVERIFY(ui::lateNote(row).isEmpty());
    row.sentAt = 0;
    QVERIFY(ui::lateNote(row).isEmpty());
    row.mine = true;
    row.sentAt = row.time - 3'600'000;
    QVERIFY(ui::lateNote(row).isEmpty());
}

void TestChatModel::sentences()
{
    const QString anna = QStringLiteral("Anna");
    const qint64 time = QDateTime(QDate(2026, 11, 23), QTime(14, 3)).toMSecsSinceEpoch();
    auto row = message(1, QStringLiteral("Hallo"), true, time);
    QCOMPARE(ui::sentence(row, anna), QStringLiteral("Anna, 14:03, delivered: Hallo"));
    row.state = MessageState::Withdrawn;
    QCOMPARE(ui::sentence(row, anna), QStringLiteral("Anna, 14:03: You withdrew this message"));
    row.mine = false;
    QCOMPARE(ui::bodyText(row, anna), QStringLiteral("Message withdrawn by Anna"));
    row.state = MessageState::Received;
    row.kind = MessageKind::Action;
    row.text = QStringLiteral("waves");
    QCOMPARE(ui::sentence(row, anna), QStringLiteral("Anna, 14:03: Anna waves"));
    row.kind = MessageKind::WireIn;
    QCOMPARE(ui::sentence(row, anna), QStringLiteral("Came over the wire, 14:03: waves"));
    // A text with place markers of its own stays as it is.
    row.kind = MessageKind::Info;
    row.text = QStringLiteral("%1 %2");
    QCOMPARE(ui::sentence(row, anna), QStringLiteral("14:03: %1 %2"));
    for (const auto state : {MessageState::Queued, MessageState::Sent, MessageState::Delivered, MessageState::Read,
                             MessageState::Failed, MessageState::Withdrawn})
        QVERIFY(!ui::stateText(state).isEmpty());
}

void TestChatModel::copyLines()
{
    auto row =
        message(1, QStringLiteral("Hallo"), false, QDateTime(QDate(2026, 11, 23), QTime(14, 3)).toMSecsSinceEpoch());
    const auto line = [&row] { return ui::copyLine(row, QStringLiteral("Anna"), row.text); };
    QCOMPARE(line(), QStringLiteral("[14:03] <Anna> Hallo"));
    row.kind = MessageKind::Info;
    QCOMPARE(line(), QStringLiteral("[14:03] Hallo"));
    row.kind = MessageKind::WireOut;
    QCOMPARE(line(), QStringLiteral("[14:03] \u2192 Hallo"));
    row.kind = MessageKind::WireIn;
    QCOMPARE(line(), QStringLiteral("[14:03] \u2190 Hallo"));
}

void TestChatModel::dayTexts()
{
    const QDate today(2026, 11, 23);
    QCOMPARE(ui::dayText(today, today), QStringLiteral("Today"));
    QCOMPARE(ui::dayText(today.addDays(-1), today), QStringLiteral("Yesterday"));
    QCOMPARE(ui::dayText(QDate(2026, 5, 3), today), QStringLiteral("Sonntag, 3. Mai"));
    QCOMPARE(ui::dayText(QDate(2025, 5, 3), today), QStringLiteral("Samstag, 3. Mai 2025"));
    const qint64 now = noon();
    QCOMPARE(ui::shortTimeText(now - 3'600'000, now), QStringLiteral("11:00"));
    QCOMPARE(ui::shortTimeText(now - 86'400'000, now), QStringLiteral("So"));
    QCOMPARE(ui::shortTimeText(now - 30 * qint64(86'400'000), now), QStringLiteral("24 Okt."));
}

PLAUSCH_TEST_MAIN(TestChatModel)
#include "tst_chatmodel.moc"
