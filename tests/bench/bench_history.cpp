// The server's history with 1,000,000 messages in 200 rooms, one of which has half of them: pages, listings, adding in
// groups, retention. The big file is made once beside the program; remove it to make it anew. What is added and removed
// afterwards happens to a copy.
#include "store/database.h"
#include "store/historyretention.h"
#include "store/serverhistory.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace plausch::store;

namespace {

constexpr int Messages1M = 1'000'000;
constexpr int Rooms = 200;
constexpr int PageRows = 100;
constexpr int Repeats = 1'001;
constexpr qint64 Start = 1'600'000'000'000;
constexpr qint64 Step = 1'000; // ms between two messages
constexpr qint64 EndTime = Start + Messages1M * Step;

QByteArray room(int number)
{
    return "#room-" + QByteArray::number(number);
}

/// Every other message is the largest room's, every eighth an event, every twentieth between two people.
HistoryRow message(int number, QRandomGenerator &random)
{
    HistoryRow row;
    row.target = room(number % 2 ? 0 : 1 + int(random.bounded(Rooms - 1)));
    if (number % 20 == 2)
        row.target = privateTarget("user0", "user" + QByteArray::number(random.bounded(300)));
    row.msgid = QByteArray::number(random.generate64(), 36) + '-' + QByteArray::number(number, 36);
    row.time = Start + number * Step;
    row.account = "user" + QByteArray::number(random.bounded(300));
    row.source = row.account + "!~" + row.account + "@host-" + row.account + ".example.org";
    row.command = number % 8 == 3 ? HistoryCommand::Join : HistoryCommand::Privmsg;
    row.text = QByteArray(20 + int(random.bounded(120)), char('a' + number % 26));
    return row;
}

QList<HistoryRow> pile(int first, int count, QRandomGenerator &random)
{
    QList<HistoryRow> rows;
    for (int i = 0; i < count; ++i)
        rows.append(message(first + i, random));
    return rows;
}

void keep(Database &database, const QList<HistoryRow> &rows)
{
    ServerHistory history(database);
    if (!database.transact([&] { history.add(rows); }))
        qFatal("%s", qPrintable(database.error()));
}

void fill(const QString &path)
{
    Database database(path, HistorySchema, Durability::Process);
    if (!database.open())
        qFatal("%s", qPrintable(database.error()));
    QRandomGenerator random(1);
    QElapsedTimer clock;
    clock.start();
    for (int number = 0; number < Messages1M; number += 10'000)
        keep(database, pile(number, 10'000, random));
    std::printf("made 1,000,000 messages in %.1f s\n", double(clock.elapsed()) / 1e3);
}

class Times
{
public:
    void measure(const std::function<void()> &work)
    {
        QElapsedTimer clock;
        clock.start();
        work();
        m_millis.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    void print(const char *what, double perSecond = 0)
    {
        std::sort(m_millis.begin(), m_millis.end());
        std::printf("%-44s %10.3f %10.3f %10.3f", what, at(0.5), at(0.99), m_millis.back());
        if (perSecond > 0)
            std::printf(" %10.0f", perSecond);
        std::printf("\n");
        std::fflush(stdout);
    }
    double sum() const
    {
        double all = 0;
        for (const double millis : m_millis)
            all += millis;
        return all;
    }
    size_t count() const { return m_millis.size(); }

private:
    double at(double share) const { return m_millis[size_t(share * double(m_millis.size() - 1))]; }
    std::vector<double> m_millis;
};

void heading(const char *what, const char *last = "")
{
    std::printf("\n%-44s %10s %10s %10s %10s\n", what, "median ms", "p99 ms", "worst ms", last);
}

/// Places are anywhere in the file, so that pages are seldom in SQLite's cache.
void pages(Database &database, const char *where, const std::function<QByteArray(QRandomGenerator &)> &target,
           bool events)
{
    using Kind = HistoryQuery::Kind;
    static const struct
    {
        const char *name;
        Kind kind;
        bool byMsgid;
    } readings[] = {
        {"LATEST", Kind::Latest, false},         {"BEFORE time", Kind::Before, false},
        {"BEFORE msgid", Kind::Before, true},    {"AFTER msgid", Kind::After, true},
        {"AROUND msgid", Kind::Around, true},    {"BETWEEN times", Kind::Between, false},
        {"BETWEEN msgids", Kind::Between, true},
    };
    ServerHistory history(database);
    QRandomGenerator random(7);
    for (const auto &reading : readings) {
        Times times;
        for (int i = 0; i < Repeats; ++i) {
            HistoryQuery query;
            query.kind = reading.kind;
            query.target = target(random);
            query.limit = PageRows;
            query.events = events;
            const auto place = [&] {
                const HistoryPoint moment{Start + qint64(random.bounded(quint32(Messages1M))) * Step, {}};
                if (!reading.byMsgid)
                    return moment;
                HistoryQuery one = query;
                one.kind = Kind::Around;
                one.from = moment;
                one.limit = 1;
                const auto found = history.page(one);
                return found && !found->isEmpty() ? HistoryPoint{0, found->first().msgid} : moment;
            };
            if (reading.kind != Kind::Latest)
                query.from = place();
            query.to = place();
            times.measure([&] {
                if (!history.page(query))
                    qFatal("a msgid that was there is gone");
            });
        }
        times.print(qPrintable(QStringLiteral("%1, %2%3")
                                   .arg(QLatin1String(reading.name), QLatin1String(where),
                                        events ? QStringLiteral(", events") : QString())));
    }
}

void listings(Database &database)
{
    ServerHistory history(database);
    TargetsQuery query;
    for (int i = 0; i < Rooms; ++i)
        query.channels.append(room(i));
    query.self = "user0";
    query.from = EndTime;
    query.to = Start;
    query.limit = PageRows;
    Times times;
    for (int i = 0; i < Repeats; ++i)
        times.measure([&] { history.targets(query); });
    times.print("TARGETS, 200 rooms and 300 conversations");
    Times newest;
    for (int i = 0; i < 51; ++i)
        newest.measure([&] { history.newestTime(); });
    newest.print("newest time, at the start");
}

void adding(const QString &path, Durability durability, const char *name)
{
    Database database(path, HistorySchema, durability);
    if (!database.open())
        qFatal("%s", qPrintable(database.error()));
    QRandomGenerator random(QRandomGenerator::global()->generate());
    int number = Messages1M;
    for (const int group : {1, 16, 256}) {
        Times times;
        for (int i = 0; i < 500; ++i) {
            const QList<HistoryRow> rows = pile(number, group, random);
            number += group;
            times.measure([&] { keep(database, rows); });
        }
        times.print(qPrintable(QStringLiteral("add and commit %1, %2").arg(group).arg(QLatin1String(name))),
                    1e3 * group * double(times.count()) / times.sum());
    }
}

void removing(const QString &path, const char *what, const HistoryKeep &bounds)
{
    Database database(path, HistorySchema, Durability::Power);
    if (!database.open())
        qFatal("%s", qPrintable(database.error()));
    HistoryRetention retention(database);
    Times times;
    bool more = true;
    while (more && times.count() < 400)
        times.measure([&] { database.transact([&] { more = retention.slice(bounds, EndTime); }); });
    times.print(what, 1e3 * HistoryRetention::SliceRows * double(times.count()) / times.sum());
    Times idle;
    for (int i = 0; i < 51; ++i)
        idle.measure([&] { database.transact([&] { retention.slice({}, EndTime); }); });
    idle.print("a slice with nothing to remove");
}

QString freshCopy(const QString &path)
{
    const QString copy = path + QStringLiteral(".copy");
    for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::remove(copy + suffix);
    if (!QFile::copy(path, copy))
        qFatal("cannot write %s", qPrintable(copy));
    return copy;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/bench_history.sqlite");
    if (!QFile::exists(path))
        fill(path);
    std::printf("%s, %.0f MiB\n", qPrintable(path), double(QFile(path).size()) / 1024 / 1024);
    {
        Database database(path, HistorySchema, Durability::Power);
        if (!database.open())
            qFatal("%s", qPrintable(database.error()));
        heading("pages of 100");
        for (const bool events : {false, true}) {
            pages(
                database, "largest room", [](QRandomGenerator &) { return room(0); }, events);
            pages(
                database, "any other",
                [](QRandomGenerator &random) { return room(1 + int(random.bounded(Rooms - 1))); }, events);
        }
        listings(database);
    }
    heading("adding", "messages/s");
    adding(freshCopy(path), Durability::Power, "FULL");
    adding(freshCopy(path), Durability::Process, "NORMAL");
    heading("retention, FULL, slices of 500", "messages/s");
    removing(freshCopy(path), "by age, half of all", {EndTime - (Start + EndTime) / 2, 0});
    removing(freshCopy(path), "by count, 1,000 a target", {0, 1'000});
    QFile::remove(path + QStringLiteral(".copy"));
    return 0;
}
