#include "chat/outbox.h"
#include "support/testmain.h"

using namespace plausch;
using chat::Outbox;

namespace {

store::MessageRow message(int number, qint64 row)
{
    store::MessageRow made;
    made.row = row;
    made.id = "m" + QByteArray::number(number);
    made.text = QString::number(number);
    made.mine = true;
    return made;
}

QList<store::MessageRow> messages(int from, int to)
{
    QList<store::MessageRow> made;
    for (int number = from; number <= to; ++number)
        made.append(message(number, number));
    return made;
}

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_outbox = Outbox();
        m_window = {};
        m_sent.clear();
    }
    void waitsForALink();
    void sendsWhatTheStoreHasThenWhatComes();
    void newLinkStartsFromTheOldest();
    void staleAnswerIsIgnored();
    void windowIsBounded();
    void windowIsBoundedInBytes();
    void foreignClientsEndWithTheLink();
    void receiptOfAStrangerIdIsNothing();
    void withdrawnWhileLoading();
    void withdrawOnlyBeforeItLeft();
    void unsavedMessagesSurviveLinks();
    void unsavedMessagesHaveACeiling();
    void whatDoesNotFitTheWayWaits();

private:
    quint64 ready(bool receipts = true)
    {
        return m_outbox.onLinkReady(
            receipts, [this](const session::Say &say) { m_sent.append(say.id); }, m_window);
    }

    Outbox m_outbox;
    Outbox::Window m_window;
    QList<QByteArray> m_sent;
};

void TestOutbox::waitsForALink()
{
    QVERIFY(m_outbox.onStored(message(1, 1)));
    QVERIFY(m_sent.isEmpty());
    QCOMPARE(m_outbox.phase(), Outbox::Phase::NoLink);
}

void TestOutbox::sendsWhatTheStoreHasThenWhatComes()
{
    const quint64 generation = ready();
    m_outbox.onStored(message(1, 1)); // the store's answer below has it
    m_outbox.onLoaded(generation, messages(1, 2));
    m_outbox.onStored(message(3, 3));
    QCOMPARE(m_sent, QList<QByteArray>({"m1", "m2", "m3"}));
    QCOMPARE(m_outbox.underWay(), 3);
}

void TestOutbox::newLinkStartsFromTheOldest()
{
    m_outbox.onLoaded(ready(), messages(1, 3));
    QVERIFY(m_outbox.onDelivered("m1"));
    m_outbox.onLinkGone();
    QCOMPARE(m_outbox.underWay(), 0);
    m_sent.clear();
    m_outbox.onLoaded(ready(), messages(2, 3));
    QCOMPARE(m_sent, QList<QByteArray>({"m2", "m3"}));
}

void TestOutbox::staleAnswerIsIgnored()
{
    const quint64 first = ready();
    const quint64 second = ready();
    m_outbox.onLoaded(first, messages(1, 3));
    QVERIFY(m_sent.isEmpty());
    m_outbox.onLoaded(second, messages(1, 3));
    QCOMPARE(m_sent.size(), 3);
    m_outbox.onLoaded(second, messages(1, 3));
    QCOMPARE(m_sent.size(), 3);
}

void TestOutbox::windowIsBounded()
{
    m_outbox.onLoaded(ready(), messages(1, 200));
    QCOMPARE(m_sent.size(), Outbox::WindowMessages);
    QVERIFY(m_outbox.onDelivered("m7"));
    QCOMPARE(m_sent.size(), Outbox::WindowMessages + 1);
    for (int number = 1; number <= 200; ++number)
        m_outbox.onDelivered("m" + QByteArray::number(number));
    QCOMPARE(m_sent.size(), 200);
    QCOMPARE(m_sent.constLast(), "m200");
    QCOMPARE(m_outbox.underWay(), 0);
}

void TestOutbox::windowIsBoundedInBytes()
{
    QList<store::MessageRow> large = messages(1, 10);
    for (store::MessageRow &row : large)
        row.text = QString(60'000, u'x');
    m_outbox.onLoaded(ready(), large);
    QVERIFY(m_sent.size() < 10);
    QVERIFY(m_sent.size() >= 1);
    for (int number = 1; number <= 10; ++number)
        m_outbox.onDelivered("m" + QByteArray::number(number));
    QCOMPARE(m_sent.size(), 10);
}

void TestOutbox::foreignClientsEndWithTheLink()
{
    m_outbox.onLoaded(ready(false), messages(1, 1));
    QVERIFY(m_outbox.onHanded("m1"));
    QCOMPARE(m_outbox.underWay(), 0);
    init();
    m_outbox.onLoaded(ready(true), messages(1, 1));
    QVERIFY(!m_outbox.isHanded("m1"));
    QVERIFY(!m_outbox.onHanded("m1")); // the receipt is still to come
    QCOMPARE(m_outbox.underWay(), 1);
    QVERIFY(m_outbox.isHanded("m1"));
    QCOMPARE(m_outbox.handed(), QList<QByteArray>{"m1"});
    QVERIFY(!m_outbox.onHanded("m2")); // was never given
    QVERIFY(!m_outbox.isHanded("m2"));
    m_outbox.onLinkGone();
    QVERIFY(m_outbox.handed().isEmpty()); // a new link has it all before it
}

void TestOutbox::receiptOfAStrangerIdIsNothing()
{
    m_outbox.onLoaded(ready(), messages(1, 1));
    QVERIFY(!m_outbox.onDelivered("never sent"));
    QVERIFY(m_outbox.onDelivered("m1"));
    QVERIFY(!m_outbox.onDelivered("m1"));
}

void TestOutbox::withdrawnWhileLoading()
{
    const quint64 generation = ready();
    QVERIFY(m_outbox.withdraw("m2"));
    m_outbox.onLoaded(generation, messages(1, 3));
    QCOMPARE(m_sent, QList<QByteArray>({"m1", "m3"}));
}

void TestOutbox::withdrawOnlyBeforeItLeft()
{
    m_outbox.onLoaded(ready(), messages(1, Outbox::WindowMessages + 1));
    QVERIFY(!m_outbox.withdraw("m1"));
    const QByteArray last = "m" + QByteArray::number(Outbox::WindowMessages + 1);
    QVERIFY(m_outbox.withdraw(last));
    m_outbox.onDelivered("m1");
    QVERIFY(!m_sent.contains(last));
}

void TestOutbox::unsavedMessagesSurviveLinks()
{
    m_outbox.onStored(message(1, 0));
    m_outbox.onLoaded(ready(), {});
    QCOMPARE(m_sent, QList<QByteArray>({"m1"}));
    m_outbox.onLinkGone();
    m_outbox.onLoaded(ready(), {});
    QCOMPARE(m_sent, QList<QByteArray>({"m1", "m1"}));
    QVERIFY(m_outbox.onDelivered("m1"));
    m_outbox.onLinkGone();
    m_outbox.onLoaded(ready(), {});
    QCOMPARE(m_sent.size(), 2);
}

void TestOutbox::unsavedMessagesHaveACeiling()
{
    for (int number = 0; number < Outbox::MaxUnsaved; ++number)
        QVERIFY(m_outbox.onStored(message(number, 0)));
    QVERIFY(!m_outbox.onStored(message(9'999, 0)));
}

/// A way that takes short texts only: nothing overtakes a long one, not even while the user takes it back.
void TestOutbox::whatDoesNotFitTheWayWaits()
{
    const auto isShort = [](const QString &text) { return text.size() <= 2; };
    m_window.fits = isShort;
    QList<store::MessageRow> rows = messages(1, 4);
    rows[1].text = QStringLiteral("aaa");
    m_outbox.onLoaded(ready(), rows);
    QCOMPARE(m_sent, QList<QByteArray>({"m1"}));
    QVERIFY(m_outbox.isStuck());
    m_outbox.onStored(message(5, 5));
    QVERIFY(m_outbox.onDelivered("m1"));
    QCOMPARE(m_sent.size(), 1);
    QVERIFY(m_outbox.withdraw("m2"));
    QVERIFY(!m_outbox.isStuck());
    QCOMPARE(m_sent, QList<QByteArray>({"m1", "m3", "m4", "m5"}));

    m_outbox = Outbox();
    m_sent.clear();
    m_outbox.onLoaded(ready(), rows);
    m_outbox.onLinkGone();
    QVERIFY(!m_outbox.isStuck()); // nothing is known of the next way
    m_window = {};
    m_outbox.onLoaded(ready(), rows);
    QCOMPARE(m_sent, QList<QByteArray>({"m1", "m1", "m2", "m3", "m4"}));
    rows[1].text = QStringLiteral("aa");
    m_outbox.onLinkGone();
    m_sent.clear();
    m_window.fits = isShort;
    m_outbox.onLoaded(ready(), rows);
    QCOMPARE(m_sent.size(), 4);
}

PLAUSCH_TEST_MAIN(TestOutbox)
#include "tst_outbox.moc"
