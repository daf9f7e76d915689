// The history with 1,000,000 messages: opening, paging, searching, adding. Every reading is printed with its ratio to
// the cheapest statement that brings as many rows through the same driver in the same run, so that another machine, or
// a busy one, can be compared. The big file is made once beside the program; remove it to make it anew.
#include "store/chats.h"
#include "store/database.h"
#include "store/messages.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

using namespace plausch::store;

namespace {

constexpr int Messages1M = 1'000'000;
constexpr int ChatCount = 200;
constexpr int Repeats = 51;
constexpr int PageRows = 100;

ChatId chatName(int number)
{
    return QStringLiteral("buddy:%1").arg(number, 64, 16, QLatin1Char('0'));
}

/// Words as frequent as words are: few often, most seldom (Zipf). The first syllables make short prefixes common.
QString word(QRandomGenerator &random)
{
    static const QStringList syllables =
        QStringLiteral("ba de fi go hu ka le mi no pu ra se ti vo zü sch an er un en").split(u' ');
    quint32 rank = quint32(20'000 * std::pow(random.generateDouble(), 4));
    QString made = syllables.at(int(rank % 20));
    while (rank /= 20)
        made += syllables.at(int(rank % 20));
    return made + syllables.at(int(made.size() % 20));
}

MessageRow message(int number, QRandomGenerator &random)
{
    MessageRow row;
    row.chat = chatName(int(ChatCount * std::pow(random.generateDouble(), 3)));
    row.sender = QByteArray(31, 's') + char(number % ChatCount);
    row.id = QByteArray::number(random.generate64(), 36) + QByteArray::number(number);
    row.mine = number % 2 == 0;
    row.state = row.mine ? MessageState::Read : MessageState::Received;
    row.time = row.sentAt = 1'600'000'000'000 + qint64(number) * 60'000;
    for (int words = 1 + int(random.bounded(15)); words > 0; --words)
        row.text += word(random) + QLatin1Char(' ');
    if (number % 250'000 == 7)
        row.text += QStringLiteral("nadelimheuhaufen");
    return row;
}

void fill(Database &database)
{
    QRandomGenerator random(1);
    Messages messages(database);
    QElapsedTimer clock;
    clock.start();
    for (int number = 0; number < Messages1M;) {
        database.begin();
        for (const int end = number + 10'000; number < end; ++number) {
            MessageRow row = message(number, random);
            messages.add(row);
        }
        if (!database.commit())
            qFatal("%s", qPrintable(database.error()));
    }
    std::printf("made 1,000,000 messages in %.1f s, %.0f per second\n", double(clock.elapsed()) / 1e3,
                1e3 * Messages1M / double(clock.elapsed()));
}

struct Times
{
    double median;
    double worst;
};

Times measure(const std::function<void()> &work, int repeats = Repeats)
{
    std::vector<double> millis;
    for (int i = 0; i < repeats; ++i) {
        QElapsedTimer clock;
        clock.start();
        work();
        millis.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(millis.begin(), millis.end());
    return {millis[millis.size() / 2], millis.back()};
}

/// Rows by their number, one after the other: nothing that reads messages is cheaper.
double bareStatement(const QString &path)
{
    const QString name = QStringLiteral("bare");
    double median = 0;
    {
        QSqlDatabase bare = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        bare.setDatabaseName(path);
        if (!bare.open())
            qFatal("cannot open %s", qPrintable(path));
        QSqlQuery query(bare);
        query.setForwardOnly(true);
        query.prepare(QStringLiteral("SELECT row, chat, sender, id, mine, kind, state, text, time, sent_at "
                                     "FROM messages WHERE row >= ? LIMIT 100"));
        median = measure([&] {
                     query.bindValue(0, Messages1M / 2);
                     query.exec();
                     while (query.next()) {
                         for (int column = 0; column < 10; ++column)
                             query.value(column);
                     }
                     query.finish();
                 }).median;
    }
    QSqlDatabase::removeDatabase(name);
    return median;
}

class Report
{
public:
    explicit Report(double bare) : m_bare(bare)
    {
        std::printf("%-44s %10s %10s %8s\n", "", "median ms", "worst ms", "ratio");
        std::printf("%-44s %10.3f\n", "bare statement, 100 rows by number", bare);
    }
    void add(const char *what, const Times &times) const
    {
        std::printf("%-44s %10.3f %10.3f %8.1f\n", what, times.median, times.worst, times.median / m_bare);
    }

private:
    double m_bare;
};

void readings(Database &database, const Report &report)
{
    Messages messages(database);
    const ChatId largest = chatName(0);
    const auto search = [&](const char *what, const QString &text, const ChatId &chat = {}) {
        qsizetype hits = 0;
        SearchQuery query;
        query.text = text;
        query.chat = chat;
        const Times times = measure([&] { hits = messages.search(query).size(); });
        report.add(qPrintable(QStringLiteral("search %1 (%2 hits)").arg(QString::fromUtf8(what)).arg(hits)), times);
    };
    report.add("summaries of 200 chats, all unread", measure([&] { Chats(database).summaries(); }));
    report.add("page, newest", measure([&] { messages.pageBefore(largest, {}, PageRows); }));
    report.add("page, oldest", measure([&] { messages.pageAfter(largest, {}, PageRows); }));
    report.add("page, middle", measure([&] {
                   messages.pageBefore(largest, Cursor{1'600'000'000'000 + 500'000 * qint64(60'000), 0}, PageRows);
               }));
    search("frequent word", QStringLiteral("bade"));
    search("rare word", QStringLiteral("nadelimheuhaufen"));
    search("no such word", QStringLiteral("qqqqq"));
    search("one letter", QStringLiteral("b"));
    search("three letters", QStringLiteral("zur"));
    search("four letters", QStringLiteral("zuer"));
    search("two words", QStringLiteral("bade zu"));
    search("frequent and rare", QStringLiteral("bade nadel"));
    search("one letter, largest chat", QStringLiteral("b"), largest);
    search("one letter, smallest chat", QStringLiteral("b"), chatName(ChatCount - 1));
    search("rare word, smallest chat", QStringLiteral("nadelimheuhaufen"), chatName(ChatCount - 1));
}

/// What is added stays: a few thousand more do not change the file's nature.
void writings(Database &database, const Report &report)
{
    QRandomGenerator random(quint32(QRandomGenerator::global()->generate()));
    Messages messages(database);
    int number = Messages1M;
    const auto add = [&](int count) {
        database.begin();
        for (int i = 0; i < count; ++i) {
            MessageRow row = message(number++, random);
            messages.add(row);
        }
        if (!database.commit())
            qFatal("%s", qPrintable(database.error()));
    };
    report.add("add, one message and its commit", measure([&] { add(1); }, 501));
    report.add("add, a pile of 100", measure([&] { add(100); }));
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/bench_store.sqlite");
    const bool isThere = QFileInfo::exists(path);
    {
        Database making(path);
        if (!making.open())
            qFatal("%s", qPrintable(making.error()));
        if (!isThere)
            fill(making);
    }
    std::printf("%s, %.0f MiB\n", qPrintable(path), double(QFileInfo(path).size()) / 1024 / 1024);
    const Report report(bareStatement(path));
    report.add("open, with the summaries of 200 chats", measure([&] {
                   Database database(path);
                   if (!database.open() || Chats(database).summaries().isEmpty())
                       qFatal("%s", qPrintable(database.error()));
               }));
    Database database(path);
    database.open();
    readings(database, report);
    writings(database, report);
    return 0;
}
