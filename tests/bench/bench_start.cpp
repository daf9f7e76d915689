// From the start of the process to the first window and to a conversation one can write in, with an empty history and
// with 1,000,000 messages in it; then what the program takes while ten buddies are connected and nothing happens. The
// second process is the whole program, so the figures are those of `plausch`. The long history is made once beside the
// program; remove the folder to make it anew.
#include "app/application.h"
#include "app/options.h"
#include "app/unixsignals.h"
#include "chat/archive.h"
#include "chat/identity.h"
#include "connection/connectionpool.h"
#include "store/chats.h"
#include "store/database.h"
#include "store/messages.h"
#include "ui/composer.h"
#include "ui/mainwindow.h"
#include "ui/view/messageview.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QTcpServer>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <map>
#include <unistd.h>

using namespace plausch;

namespace {

constexpr int BuddyCount = 10;
constexpr int Patience = 120'000;
constexpr int IdleMsecs = 10'000;

// ---------------------------------------------------------------- the second process: the program, watched

/// Says when something is on the screen for the first time.
class Watcher : public QObject
{
public:
    explicit Watcher(bool withMessages) : m_withMessages(withMessages) { }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || !watched->isWidgetType())
            return false;
        if (auto *window = qobject_cast<ui::MainWindow *>(static_cast<QWidget *>(watched)->window())) {
            say("window", m_window);
            if (isUsable(*window))
                say("usable", m_usable);
        }
        return false;
    }

private:
    bool isUsable(const ui::MainWindow &window) const
    {
        const auto *composer = window.findChild<ui::Composer *>();
        const auto *view = window.findChild<ui::MessageView *>();
        return composer && composer->isVisible() && composer->isEnabled() && view && view->isVisible()
            && (!m_withMessages || (view->model() && view->model()->rowCount() > 0));
    }

    /// When this turn is over, and with it the painting.
    void say(const char *word, bool &said)
    {
        if (std::exchange(said, true))
            return;
        QMetaObject::invokeMethod(
            this,
            [word] {
                std::puts(word);
                std::fflush(stdout);
            },
            Qt::QueuedConnection);
    }

    bool m_withMessages;
    bool m_window = false;
    bool m_usable = false;
};

int runProgram(int argc, char *argv[], bool withMessages)
{
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Watcher watcher(withMessages);
    application.installEventFilter(&watcher);
    const app::UnixSignals signals;
    app::Application program(application, app::parseCommandLine(QCoreApplication::arguments()).options);
    QObject::connect(&signals, &app::UnixSignals::endWanted, &program, &app::Application::quit);
    return program.run();
}

// ---------------------------------------------------------------- profiles

QString folder(const QString &name)
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/bench_start.profiles/") + name;
}

chat::Identity buddy(int number)
{
    return chat::loadOrCreateIdentity(folder(QStringLiteral("buddy-%1").arg(number))).identity;
}

store::ChatId chatOf(int number)
{
    return QStringLiteral("buddy:") + QString::fromLatin1(buddy(number).fingerprint.toHex());
}

void fill(store::Database &database, int messages)
{
    QList<store::BuddyRow> buddies;
    for (int number = 0; number < BuddyCount; ++number) {
        store::BuddyRow row;
        row.chat = chatOf(number);
        row.fingerprint = buddy(number).fingerprint;
        row.name = QStringLiteral("Buddy %1").arg(number);
        row.standing = store::BuddyStanding::Known;
        buddies.append(row);
    }
    store::Messages all(database);
    for (int number = 0; number < qMax(messages, 1);) {
        database.begin();
        if (number == 0) {
            for (const store::BuddyRow &row : std::as_const(buddies))
                store::Chats(database).saveBuddy(row);
        }
        const int end = qMin(messages, number + 10'000);
        for (; number < end; ++number) {
            const store::BuddyRow &from = buddies.at(number % BuddyCount);
            store::MessageRow row;
            row.chat = from.chat;
            row.sender = from.fingerprint;
            row.id = QByteArray::number(number);
            row.text = QStringLiteral("message %1, of which there are very many in here").arg(number);
            row.time = row.sentAt = 1'600'000'000'000 + qint64(number) * 60'000;
            all.add(row);
        }
        if (!database.commit())
            qFatal("%s", qPrintable(database.error()));
        number += messages == 0 ? 1 : 0;
    }
}

/// A profile whose newest conversation is the one that is open at the start.
QString makeProfile(const QString &name, int messages)
{
    const QString dir = folder(name);
    if (QFile::exists(dir + QStringLiteral("/window.ini")))
        return dir;
    QDir().mkpath(dir);
    {
        store::Database database(dir + QStringLiteral("/history.sqlite"));
        if (!database.open())
            qFatal("%s", qPrintable(database.error()));
        fill(database, messages);
    }
    chat::Settings settings;
    settings.name = QStringLiteral("Bench");
    settings.closeToTray = false;
    chat::saveSettings(dir, settings);
    QSettings(dir + QStringLiteral("/window.ini"), QSettings::IniFormat)
        .setValue(QStringLiteral("chat"), chatOf(BuddyCount - 1));
    return dir;
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

// ---------------------------------------------------------------- the first process: the clock

class Program
{
public:
    Program(const QString &profile, bool withMessages) : port(freePort())
    {
        m_clock.start();
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(),
                        {withMessages ? QStringLiteral("with") : QStringLiteral("without"), QStringLiteral("--profile"),
                         profile, QStringLiteral("--port"), QString::number(port), QStringLiteral("--this-machine")});
    }
    ~Program()
    {
        ::kill(pid_t(m_process.processId()), SIGTERM);
        m_process.waitForFinished(Patience);
    }

    /// Milliseconds from the start until it said so.
    double until(const QByteArray &word)
    {
        while (!m_said.count(word)) {
            if (!m_process.canReadLine() && !m_process.waitForReadyRead(Patience))
                qFatal("the program did not say %s", word.constData());
            while (m_process.canReadLine())
                m_said[m_process.readLine().trimmed()] = double(m_clock.nsecsElapsed()) / 1e6;
        }
        return m_said[word];
    }
    qint64 id() const { return m_process.processId(); }

    const quint16 port;

private:
    QElapsedTimer m_clock;
    QProcess m_process;
    std::map<QByteArray, double> m_said;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void measureStart(const char *what, const QString &profile, bool withMessages, int rounds)
{
    std::vector<double> window, usable;
    for (int round = 0; round < rounds; ++round) {
        Program program(profile, withMessages);
        window.push_back(program.until("window"));
        usable.push_back(program.until("usable"));
    }
    std::printf("%-22s %9.0f %9.0f %9.0f %9.0f\n", what, median(window),
                *std::max_element(window.begin(), window.end()), median(usable),
                *std::max_element(usable.begin(), usable.end()));
    std::fflush(stdout);
}

double mebibytes(qint64 process, const QByteArray &key)
{
    QFile file(QStringLiteral("/proc/%1/smaps_rollup").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

double cpuSeconds(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = file.readAll();
    const QByteArrayList fields = all.mid(all.lastIndexOf(')') + 2).split(' '); // from field 3 on (proc(5))
    return (fields.value(11).toDouble() + fields.value(12).toDouble()) / double(::sysconf(_SC_CLK_TCK));
}

void wait(
    int msecs, const std::function<bool()> &done = [] { return false; })
{
    QElapsedTimer clock;
    for (clock.start(); clock.elapsed() < msecs && !done();)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
}

void measureIdle(const QString &profile)
{
    Program program(profile, true);
    program.until("usable");
    io::LoopPool loops(io::LoopPool::Policy::Shared, 1);
    QObject context;
    int ready = 0;
    connection::ConnectionPool pool(loops, &context, [&ready](const auto &events) {
        for (const connection::ConnectionEvent &event : events) {
            const auto *what = std::get_if<session::Event>(&event.what);
            ready += what && std::holds_alternative<session::Ready>(*what) ? 1 : 0;
        }
    });
    for (int number = 0; number < BuddyCount; ++number) {
        const chat::Identity identity = buddy(number);
        io::LinkOptions options;
        options.encryption = io::Encryption::Tls;
        options.tls.certificate = identity.certificate;
        options.tls.key = identity.key;
        session::Self self;
        self.nick = "buddy" + QByteArray::number(number);
        self.name = QStringLiteral("Buddy %1").arg(number);
        pool.dial({QStringLiteral("127.0.0.1"), program.port, self}, options, {}, self.name);
    }
    wait(Patience, [&ready] { return ready == BuddyCount; });
    wait(2'000); // the welcome is over
    const double before = cpuSeconds(program.id());
    wait(IdleMsecs);
    const double cpu = (cpuSeconds(program.id()) - before) * 1'000 / IdleMsecs;
    std::printf("idle with %d buddies: %.1f MB resident, %.1f MB PSS, %.2f %% CPU\n", ready,
                mebibytes(program.id(), "Rss:"), mebibytes(program.id(), "Pss:"), cpu * 100);
}

} // namespace

int main(int argc, char *argv[])
{
    const QByteArray first = argc > 1 ? QByteArray(argv[1]) : QByteArray();
    if (first == "with" || first == "without") {
        argv[1] = argv[0];
        return runProgram(argc - 1, argv + 1, first == "with");
    }
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    const int messages = argc > 2 ? std::max(1, std::atoi(argv[2])) : 1'000'000;
    std::printf("bench_start %d %d (rounds, messages), on %s\n", rounds, messages,
                qPrintable(qEnvironmentVariable("QT_QPA_PLATFORM")));
    std::fflush(stdout);
    const QString empty = makeProfile(QStringLiteral("empty"), 0);
    const QString full = makeProfile(QStringLiteral("full-%1").arg(messages), messages);
    std::printf("%-22s %9s %9s %9s %9s\n", "ms since the start", "window", "worst", "usable", "worst");
    measureStart("no messages", empty, false, rounds);
    measureStart(qPrintable(QStringLiteral("%1 messages").arg(messages)), full, true, rounds);
    measureIdle(full);
    return 0;
}
