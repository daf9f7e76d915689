// The server's history with 1,000,000 messages in 200 rooms, one of which has half of them: pages, listings, adding in
// groups, retention. The big file is made once beside the program; remove it to make it anew. What is added and removed
// afterwards happens to a copy.
#include "store/checkpointer.h"
#include "store/database.h"
#include "store/historyretention.h"
#include "store/serverhistory.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <numeric>
#include <thread>

using namespace plausch::store;

namespace {

constexpr int Messages1M = 1'000'000;
constexpr int Rooms = 200;
constexpr int PageRows = 100;
constexpr int Repeats = 1'001;
constexpr qint64 Start = 1'600'000'000'000;
constexpr qint64 Step = 1'000; // ms between two messages
constexpr qint64 EndTime = Start + Messages1M * Step;

/// One that tells the time, as the realm's do.
QByteArray realmId(qint64 time)
{
    QByteArray id(13, '0');
    quint64 rest = quint64(time) << 16;
    for (qsizetype at = id.size(); at-- > 0; rest >>= 5)
        id[at] = "0123456789abcdefghjkmnpqrstvwxyz"[rest & 31];
    return id;
}

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
    row.time = Start + number * Step;
    row.msgid = realmId(row.time);
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

void keep(Database &database, ServerHistory &history, const QList<HistoryRow> &rows)
{
    if (!database.transact([&] { history.add(rows); }))
        qFatal("%s", qPrintable(database.error()));
}

void fill(const QString &path)
{
    Database database(path, HistorySchema, Durability::Process);
    if (!database.open())
        qFatal("%s", qPrintable(database.error()));
    ServerHistory history(database);
    QRandomGenerator random(1);
    QElapsedTimer clock;
    clock.start();
    for (int number = 0; number < Messages1M; number += 1'000)
        keep(database, history, pile(number, 1'000, random));
    std::printf("made 1,000,000 messages in %.1f s\n", double(clock.elapsed()) / 1e3);
}

class Times
{
public:
    void measure(const std::function<void()> &work)
    {
        QElapsedTimer clock;
        clock.start();
        const double before = cpuMillis();
        work();
        m_cpuMillis.push_back(cpuMillis() - before);
        m_millis.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    /// `messages`: how many there were in each measured piece of work.
    void print(const char *what, int messages = 0)
    {
        for (std::vector<double> *millis : {&m_millis, &m_cpuMillis})
            std::sort(millis->begin(), millis->end());
        std::printf("%-44s %10.3f %10.3f %10.3f %10.3f", what, at(m_millis, 0.5), at(m_millis, 0.99), m_millis.back(),
                    at(m_cpuMillis, 0.99));
        if (messages > 0) {
            const double all = messages * double(m_millis.size());
            std::printf(" %10.0f %10.1f", 1e3 * all / sum(m_millis), 1e3 * sum(m_cpuMillis) / all);
        }
        std::printf("\n");
        std::fflush(stdout);
    }
    size_t count() const { return m_millis.size(); }

private:
    static double at(const std::vector<double> &millis, double share)
    {
        return millis[size_t(share * double(millis.size() - 1))];
    }
    static double sum(const std::vector<double> &millis) { return std::accumulate(millis.begin(), millis.end(), 0.0); }
    /// Of this thread: what a busy machine takes away in between is not in it.
    static double cpuMillis()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    }

    std::vector<double> m_millis;
    std::vector<double> m_cpuMillis;
};

void heading(const char *what, const char *perSecond = "", const char *each = "")
{
    std::printf("\n%-44s %10s %10s %10s %10s %10s %10s\n", what, "median ms", "p99 ms", "worst ms", "p99 cpu ms",
                perSecond, each);
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
    query.self = "user0";
    query.from = EndTime;
    query.to = Start;
    query.limit = PageRows;
    Times conversations;
    for (int i = 0; i < Repeats; ++i)
        conversations.measure([&] { history.targets(query); });
    conversations.print("TARGETS, 300 conversations");
    for (int i = 0; i < Rooms; ++i)
        query.channels.append(room(i));
    Times all;
    for (int i = 0; i < Repeats; ++i)
        all.measure([&] { history.targets(query); });
    all.print("TARGETS, 300 conversations and 200 rooms");
    Times newest;
    for (int i = 0; i < 51; ++i)
        newest.measure([&] { history.newestTime(); });
    newest.print("newest time, at the start");
}

/// As the server has it (chatserver/checkpoints.cpp): after 64 commits what is in the log is brought over, on a thread
/// beside; a long log is begun anew by who writes.
class Checkpoints
{
public:
    explicit Checkpoints(const QString &path) : m_thread([this, path] { work(path); }) { }
    ~Checkpoints()
    {
        m_over = true;
        m_thread.join();
    }

    void onCommitted() { ++m_commits; }
    bool takeLong() { return m_long.exchange(false); }

private:
    void work(const QString &path)
    {
        Checkpointer checkpointer(path);
        while (!m_over) {
            if (m_commits < 64) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                continue;
            }
            m_commits = 0;
            m_long = checkpointer.run() >= 4'096;
        }
    }

    std::atomic<int> m_commits{0};
    std::atomic<bool> m_long{false};
    std::atomic<bool> m_over{false};
    std::thread m_thread;
};

void adding(const QString &path, Durability durability, const char *name)
{
    Database database(path, HistorySchema, durability);
    if (!database.open())
        qFatal("%s", qPrintable(database.error()));
    QRandomGenerator random(QRandomGenerator::global()->generate());
    ServerHistory history(database);
    int number = Messages1M;
    Checkpoints checkpoints(path);
    for (const int group : {1, 16, 256}) {
        Times times;
        for (int i = 0; i < 500; ++i) {
            const QList<HistoryRow> rows = pile(number, group, random);
            number += group;
            times.measure([&] {
                if (checkpoints.takeLong())
                    database.emptyLog();
                keep(database, history, rows);
            });
            checkpoints.onCommitted();
        }
        times.print(qPrintable(QStringLiteral("add and commit %1, %2").arg(group).arg(QLatin1String(name))), group);
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
    times.print(what, HistoryRetention::SliceRows);
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
    heading("adding", "messages/s", "cpu us each");
    adding(freshCopy(path), Durability::Power, "FULL");
    adding(freshCopy(path), Durability::Process, "NORMAL");
    heading("retention, FULL, slices of 500", "messages/s", "cpu us each");
    removing(freshCopy(path), "by age, half of all", {EndTime - (Start + EndTime) / 2, 0});
    removing(freshCopy(path), "by count, 1,000 a target", {0, 1'000});
    QFile::remove(path + QStringLiteral(".copy"));
    return 0;
}
