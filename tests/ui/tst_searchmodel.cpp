#include "conversation.h"
#include "support/testmain.h"
#include "ui/models/presencetext.h"
#include "ui/models/searchmodel.h"

#include <QAbstractItemModelTester>

using namespace plausch;
using namespace plausch::test;
using chat::Presence;
using ui::SearchModel;

class TestSearchModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void findsPageByPage();
    void emptyTextAsksNothing();
    void answersToEarlierWordsAreDropped();
    void isBounded();
    void everyPresenceHasItsSentence_data();
    void everyPresenceHasItsSentence();
    void countdowns();
    void nothingTicksNeedlessly();

private:
    using Answer = std::function<void(QList<store::MessageRow>)>;
    void answer(size_t which)
    {
        const auto [query, done] = m_asked[which];
        QList<store::MessageRow> hits;
        const qint64 newest = query.beforeRow > 0 ? query.beforeRow - 1 : m_hits;
        for (qint64 n = newest; n > 0 && hits.size() < query.limit; --n)
            hits.append(message(n, query.text));
        done(hits);
    }

    qint64 m_hits = 120;
    std::vector<std::pair<store::SearchQuery, Answer>> m_asked;
    std::unique_ptr<SearchModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestSearchModel::init()
{
    m_tester.reset();
    m_asked.clear();
    m_hits = 120;
    m_model = std::make_unique<SearchModel>(
        [this](const store::SearchQuery &query, Answer done) { m_asked.emplace_back(query, std::move(done)); },
        [](const store::ChatId &) { return QStringLiteral("Anna"); },
        [](const store::MessageRow &row) { return row.mine ? QStringLiteral("Timo") : QStringLiteral("Anna"); });
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestSearchModel::findsPageByPage()
{
    m_model->search(QStringLiteral("  socket "), QStringLiteral("buddy:anna"));
    QCOMPARE(m_model->state(), SearchModel::State::Searching);
    QCOMPARE(m_asked[0].first.text, QStringLiteral("socket"));
    QCOMPARE(m_asked[0].first.chat, QStringLiteral("buddy:anna"));
    answer(0);
    QCOMPARE(m_model->state(), SearchModel::State::Done);
    QCOMPARE(m_model->rowCount(), 50);
    while (m_model->canFetchMore({})) {
        m_model->fetchMore({});
        answer(m_asked.size() - 1);
    }
    QCOMPARE(m_model->rowCount(), 120);
    for (int row = 0; row < 120; ++row)
        QCOMPARE(m_model->index(row).data(SearchModel::NumberRole).toInt(), 120 - row);
    QCOMPARE(m_model->index(0).data(SearchModel::ChatNameRole).toString(), QStringLiteral("Anna"));
}

void TestSearchModel::emptyTextAsksNothing()
{
    m_model->search(QStringLiteral("a"));
    answer(0);
    m_model->search(QStringLiteral("   "));
    QCOMPARE(m_asked.size(), 1U);
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->state(), SearchModel::State::Idle);
}

void TestSearchModel::answersToEarlierWordsAreDropped()
{
    m_model->search(QStringLiteral("a"));
    m_model->search(QStringLiteral("ab"));
    answer(0);
    QCOMPARE(m_model->rowCount(), 0);
    answer(1);
    QCOMPARE(m_model->at(0).text, QStringLiteral("ab"));
    m_model->search(QStringLiteral("abc"));
    m_tester.reset();
    m_model.reset();
    answer(2); // nobody listens any more
}

void TestSearchModel::isBounded()
{
    m_hits = 100'000;
    m_model->search(QStringLiteral("a"));
    answer(0);
    while (m_model->canFetchMore({})) {
        m_model->fetchMore({});
        answer(m_asked.size() - 1);
    }
    QCOMPARE(m_model->rowCount(), SearchModel::MaxHits);
}

void TestSearchModel::everyPresenceHasItsSentence_data()
{
    QTest::addColumn<Presence>("presence");
    QTest::addColumn<QString>("sentence");
    const auto add = [](Presence presence, const char *sentence) {
        QTest::addRow("%s", sentence) << presence << QString::fromUtf8(sentence);
    };
    add(Presence::Searching, "Searching");
    add(Presence::Nearby, "Nearby");
    add(Presence::Connecting, "Connecting (10.0.0.7:50001)");
    add(Presence::Securing, "Securing");
    add(Presence::Online, "Online, direct");
    add(Presence::Away, "Away: at lunch");
    add(Presence::Unreachable, "Unreachable, next try in 0:14");
    add(Presence::KeyChanged, "Blocked: key changed");
    add(Presence::Blocked, "Blocked");
    add(Presence::Offline, "Offline since 11:00");
}

void TestSearchModel::everyPresenceHasItsSentence()
{
    QFETCH(Presence, presence);
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    chat::ChatInfo chat;
    chat.presence = presence;
    chat.direct = true;
    chat.awayText = QStringLiteral("at lunch");
    chat.detail = QStringLiteral("10.0.0.7:50001");
    chat.nextTryAt = noon() + 13'400;
    chat.offlineSince = noon() - 3'600'000;
    QTEST(ui::presenceText(chat, noon()), "sentence");
    QVERIFY(!ui::presenceWord(chat).isEmpty());
}

void TestSearchModel::countdowns()
{
    QCOMPARE(ui::countdownText(14'000), QStringLiteral("0:14"));
    QCOMPARE(ui::countdownText(13'001), QStringLiteral("0:14"));
    QCOMPARE(ui::countdownText(-5), QStringLiteral("0:00"));
    QCOMPARE(ui::countdownText(300'000), QStringLiteral("5:00"));
    QCOMPARE(ui::countdownText(3'661'000), QStringLiteral("1:01:01"));
    chat::ChatInfo chat;
    chat.presence = Presence::Unreachable;
    QCOMPARE(ui::presenceText(chat, noon()), QStringLiteral("Unreachable"));
    chat.nextTryAt = noon() - 1;
    QCOMPARE(ui::presenceText(chat, noon()), QStringLiteral("Unreachable, trying again"));
    chat.presence = Presence::Online;
    QCOMPARE(ui::presenceText(chat, noon()), QStringLiteral("Online, via server"));
}

void TestSearchModel::nothingTicksNeedlessly()
{
    chat::ChatInfo chat;
    for (int i = 0; i <= static_cast<int>(Presence::Blocked); ++i) {
        chat.presence = static_cast<Presence>(i);
        QVERIFY(!ui::msecsToNextPresenceText(chat, noon()));
    }
    chat.presence = Presence::Unreachable;
    chat.nextTryAt = noon() + 13'400;
    const auto wait = ui::msecsToNextPresenceText(chat, noon());
    QVERIFY(wait && *wait > 0 && *wait <= 1000);
    QVERIFY(ui::presenceText(chat, noon() + *wait - 1) == ui::presenceText(chat, noon()));
    QVERIFY(ui::presenceText(chat, noon() + *wait) != ui::presenceText(chat, noon()));
    chat.presence = Presence::Offline;
    chat.offlineSince = noon();
    QCOMPARE(ui::msecsToNextPresenceText(chat, noon()), 12 * 3'600'000); // at midnight "since 12:00" becomes a day
}

PLAUSCH_TEST_MAIN(TestSearchModel)
#include "tst_searchmodel.moc"
