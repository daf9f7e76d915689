// One chat with many buddies, as the window sees it: from say() to the other end's main thread, and from there to
// messagesAdded(), with outbox and history on the way. The buddies live in a second process, one identity and one TLS
// link each. Printed per number of buddies and loop policy; the limit beside it is one echo over a bare TCP socket.
#include "chat/archive.h"
#include "chat/identity.h"
#include "chat/switchboard.h"
#include "connection/connectionpool.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <sys/resource.h>
#include <unistd.h>

using namespace plausch;

namespace {

qint64 nowNanos() // the same clock in every process of the machine
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

qint64 residentKiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

qsizetype threadCount()
{
    return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

bool waitFor(const std::function<bool()> &done, int msecs)
{
    QEventLoop loop;
    QTimer poll, limit;
    limit.setSingleShot(true);
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    poll.start(2);
    limit.start(msecs);
    loop.exec();
    return done();
}

class Samples
{
public:
    void add(qint64 nanos) { m_nanos.push_back(nanos); }
    void clear() { m_nanos.clear(); }
    std::size_t size() const { return m_nanos.size(); }
    double quantile(double part)
    {
        if (m_nanos.empty())
            return 0;
        std::sort(m_nanos.begin(), m_nanos.end());
        return double(m_nanos[std::min(m_nanos.size() - 1, std::size_t(part * double(m_nanos.size())))]) / 1e6;
    }

private:
    std::vector<qint64> m_nanos;
};

QString identityDir(const QString &root, int number)
{
    return root + QStringLiteral("/%1").arg(number);
}

// The second process: n buddies that dial, say what they are told to, and measure what they hear.
class Buddies : public QObject
{
public:
    Buddies(const QString &root, int count, quint16 port)
        : m_loops(io::LoopPool::Policy::Shared, 2)
        , m_pool(m_loops, this, [this](auto events) { onEvents(std::move(events)); })
        , m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        connect(&m_input, &QSocketNotifier::activated, this, [this] { onCommand(); });
        connect(&m_pace, &QTimer::timeout, this, [this] { onPace(); });
        m_pace.setTimerType(Qt::PreciseTimer);
        for (int number = 0; number < count; ++number) {
            const auto loaded = chat::loadOrCreateIdentity(identityDir(root, number));
            io::LinkOptions options;
            options.encryption = io::Encryption::Tls;
            options.tls.certificate = loaded.identity.certificate;
            options.tls.key = loaded.identity.key;
            session::Self self;
            self.nick = "b" + QByteArray::number(number);
            self.name = QString::fromLatin1(self.nick);
            m_ids.push_back(m_pool.dial({QStringLiteral("127.0.0.1"), port, self}, options, {}, self.name));
        }
    }

private:
    void onEvents(std::vector<connection::ConnectionEvent> events)
    {
        const qint64 now = nowNanos();
        for (const auto &event : events) {
            const auto *what = std::get_if<session::Event>(&event.what);
            if (!what)
                continue;
            if (std::holds_alternative<session::Ready>(*what) && ++m_ready == m_ids.size())
                print("ready");
            if (const auto *said = std::get_if<session::Said>(what)) {
                m_heard.add(now - said->text.toLongLong());
                m_pool.perform(event.id, session::Receipt{said->id, session::ReceiptKind::Delivered});
            }
        }
    }

    void onCommand()
    {
        char buffer[256];
        const auto got = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (got <= 0) {
            QCoreApplication::quit();
            return;
        }
        for (const QByteArray &line : QByteArray(buffer, qsizetype(got)).split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            if (words.constFirst() == "say") { // say TOTAL PER_SECOND
                m_left = words.value(1).toInt();
                m_perTick = std::max(1, words.value(2).toInt() / 200);
                m_pace.start(5);
            } else if (words.constFirst() == "report") {
                std::printf("heard %zu %.3f %.3f\n", m_heard.size(), m_heard.quantile(0.5), m_heard.quantile(0.99));
                std::fflush(stdout);
                m_heard.clear();
            }
        }
    }

    void onPace()
    {
        for (int i = 0; i < m_perTick && m_left > 0; ++i, --m_left) {
            session::Say say;
            say.id = "m" + QByteArray::number(++m_said);
            say.text = QString::number(nowNanos());
            m_pool.perform(m_ids[std::size_t(m_said) % m_ids.size()], say);
        }
        if (m_left == 0)
            m_pace.stop();
    }

    static void print(const char *line)
    {
        std::puts(line);
        std::fflush(stdout);
    }

    io::LoopPool m_loops;
    connection::ConnectionPool m_pool;
    QSocketNotifier m_input;
    QTimer m_pace;
    std::vector<connection::ConnectionId> m_ids;
    std::size_t m_ready = 0;
    int m_left = 0;
    int m_perTick = 1;
    int m_said = 0;
    Samples m_heard;
};

/// The chat itself, and what is measured of it.
class Hub : public QObject
{
public:
    Hub(const QString &root, int buddies, bool shared)
        : m_profile(QDir(root).filePath(QStringLiteral("hub-%1-%2").arg(buddies).arg(shared))), m_archive(path())
    {
        QList<chat::ChatId> chats;
        for (int number = 0; number < buddies; ++number) {
            store::BuddyRow row;
            row.fingerprint = chat::loadOrCreateIdentity(identityDir(root, number)).identity.fingerprint;
            row.chat = QStringLiteral("buddy:") + QString::fromLatin1(row.fingerprint.toHex());
            row.standing = store::BuddyStanding::Known;
            m_rows.append(row);
        }
        chat::Switchboard::Options options;
        options.profileDir = m_profile;
        options.discoveryPort = 0;
        options.thisMachineOnly = true;
        options.maxOwnLoops = shared ? 0 : 256;
        chat::Settings settings;
        settings.name = QStringLiteral("Hub");
        settings.port = 0;
        bool known = false;
        m_archive.open([&](const auto &) {
            for (const store::BuddyRow &row : m_rows)
                m_archive.saveBuddy(row);
            m_archive.outbox(m_rows.constFirst().chat, [&](const auto &) { known = true; });
        });
        waitFor([&] { return known; }, 60'000);
        m_board = std::make_unique<chat::Switchboard>(options, chat::loadOrCreateIdentity(m_profile).identity, settings,
                                                      m_archive);
        connect(m_board.get(), &chat::Switchboard::messagesAdded, this, [this](const auto &, const auto &rows) {
            const qint64 now = nowNanos();
            for (const store::MessageRow &row : rows) {
                if (!row.mine)
                    m_heard.add(now - row.text.toLongLong());
            }
        });
        bool loaded = false;
        connect(m_board.get(), &chat::Switchboard::loaded, this, [&] { loaded = true; });
        m_board->start();
        waitFor([&] { return loaded; }, 60'000);
    }

    quint16 port() const { return m_board->listenPort(); }
    Samples &heard() { return m_heard; }
    int online() const
    {
        const auto chats = m_board->chats();
        return int(std::count_if(chats.cbegin(), chats.cend(), [](const chat::ChatInfo &info) { return info.direct; }));
    }
    void say(int number) { m_board->say(m_rows.at(number % m_rows.size()).chat, QString::number(nowNanos())); }

private:
    QString path() const
    {
        QDir().mkpath(m_profile);
        return m_profile + QStringLiteral("/history.sqlite");
    }

    QString m_profile;
    chat::Archive m_archive;
    QList<store::BuddyRow> m_rows;
    std::unique_ptr<chat::Switchboard> m_board;
    Samples m_heard;
};

/// The longest time the main loop did not come round, beyond the 1 ms it was asked for.
class LoopGap
{
public:
    LoopGap()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_last = nowNanos();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const qint64 now = nowNanos();
            m_longest = std::max(m_longest, now - m_last - 1'000'000);
            m_last = now;
        });
        m_timer.start(1);
    }
    double longestMsecs() const { return double(m_longest) / 1e6; }

private:
    QTimer m_timer;
    qint64 m_last = 0;
    qint64 m_longest = 0;
};

double echoMsecs()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    QTcpSocket near;
    Samples samples;
    QTcpSocket *far = nullptr;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        far = server.nextPendingConnection();
        QObject::connect(far, &QTcpSocket::readyRead, far, [&] { far->write(far->readAll()); });
    });
    qint64 sent = 0;
    QObject::connect(&near, &QTcpSocket::readyRead, &near, [&] {
        near.readAll();
        samples.add(nowNanos() - sent);
        sent = nowNanos();
        near.write("x");
    });
    near.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
    waitFor([&] { return far != nullptr; }, 5'000);
    sent = nowNanos();
    near.write("x");
    waitFor([&] { return samples.size() >= 2'000; }, 10'000);
    return samples.quantile(0.5);
}

QByteArray lineOf(QProcess &process, const QByteArray &first)
{
    QByteArray line;
    waitFor(
        [&] {
            while (line.isEmpty() && process.canReadLine()) {
                const QByteArray read = process.readLine().trimmed();
                if (read.startsWith(first))
                    line = read;
            }
            return !line.isEmpty();
        },
        300'000);
    return line;
}

void measure(const QString &root, int count, bool shared, int rate, int seconds, double echo)
{
    for (int number = 0; number < count; ++number)
        chat::loadOrCreateIdentity(identityDir(root, number));
    Hub hub(root, count, shared);
    const qint64 memoryBefore = residentKiB();
    const qsizetype threadsBefore = threadCount();
    QElapsedTimer setup;
    setup.start();
    QProcess buddies;
    buddies.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    buddies.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--buddies"), QString::number(count), QStringLiteral("--root"), root,
                   QStringLiteral("--port"), QString::number(hub.port())});
    if (!waitFor([&] { return hub.online() == count; }, 300'000)) {
        std::printf("%5d %-7s only %d of %d came up\n", count, shared ? "shared" : "own", hub.online(), count);
        return;
    }
    const double setupMsecs = double(setup.elapsed()) / count;
    const double memory = double(residentKiB() - memoryBefore) / count;
    const double threads = double(threadCount() - threadsBefore) / count;

    const int latencyMessages = 2'000;
    for (int number = 0; number < latencyMessages; ++number) {
        hub.say(number);
        if (number % 4 == 3)
            waitFor([] { return true; }, 1);
    }
    buddies.write("report\n");
    const QList<QByteArray> out = lineOf(buddies, "heard").split(' ');

    const LoopGap gap;
    const double cpuBefore = cpuSeconds();
    const int total = rate * seconds;
    buddies.write("say " + QByteArray::number(total) + " " + QByteArray::number(rate) + "\n");
    const bool all = waitFor([&] { return hub.heard().size() >= std::size_t(total); }, seconds * 3'000 + 10'000);
    const double cpu = (cpuSeconds() - cpuBefore) / seconds;
    std::printf("%5d %-7s %8.2f %8.2f %8.2f %8.2f %7.1fx %8.2f %8.0f %7.2f %9.2f %7.1f %6.2f %s\n", count,
                shared ? "shared" : "own", out.value(2).toDouble(), out.value(3).toDouble(), hub.heard().quantile(0.5),
                hub.heard().quantile(0.99), hub.heard().quantile(0.5) / (echo / 2), setupMsecs, memory, threads,
                double(hub.heard().size()), gap.longestMsecs(), cpu, all ? "all" : "LOST");
    std::fflush(stdout);
    buddies.closeWriteChannel();
    waitFor([&] { return buddies.state() == QProcess::NotRunning; }, 10'000);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser options;
    const auto option = [&](const char *name, const char *value) {
        options.addOption({QString::fromLatin1(name), {}, QStringLiteral("value"), QString::fromLatin1(value)});
    };
    option("buddies", "0");
    option("root", "");
    option("port", "0");
    option("counts", "1,10,100,256,1000");
    option("rate", "1000");
    option("seconds", "5");
    option("long", "60");
    options.process(app);
    const auto value = [&](const char *name) { return options.value(QString::fromLatin1(name)); };
    if (value("buddies").toInt() > 0) {
        const Buddies buddies(value("root"), value("buddies").toInt(), value("port").toUShort());
        return QCoreApplication::exec();
    }
    const QTemporaryDir root;
    const double echo = echoMsecs();
    std::printf("bench_buddies --counts %s --rate %s --seconds %s --long %s; a bare TCP echo takes %.3f ms (half of it "
                "is the limit of \"x\")\n",
                qPrintable(value("counts")), qPrintable(value("rate")), qPrintable(value("seconds")),
                qPrintable(value("long")), echo);
    std::puts("buddies loops   out p50  out p99  in p50   in p99  (in x)   set-up   KiB/b. thr/b.   received  gap ms   "
              "cpu    ms");
    for (const QString &count : value("counts").split(u',')) {
        for (const bool shared : {false, true})
            measure(root.path(), count.toInt(), shared, value("rate").toInt(), value("seconds").toInt(), echo);
    }
    if (value("long").toInt() > 0) {
        std::printf("100 buddies together, %s messages a second for %s s\n", qPrintable(value("rate")),
                    qPrintable(value("long")));
        measure(root.path() + QStringLiteral("/long"), 100, false, value("rate").toInt(), value("long").toInt(), echo);
    }
    return 0;
}
