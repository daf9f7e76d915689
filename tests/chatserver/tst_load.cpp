// Many guests who come, talk and go on a server whose clients live on four loops: each hears what another says to him
// in its order, and nothing is lost. Under the thread sanitizer this is what finds a race: `./dev tsan load [seconds]`
// (PLAUSCH_LOAD_SECONDS).
#include "chatserver/chatserver.h"
#include "support/rawsocket.h"
#include "support/testmain.h"

#include <QElapsedTimer>
#include <QHash>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <future>
#include <memory>
#include <optional>
#include <poll.h>
#include <vector>

using namespace plausch;
using namespace plausch::test;
using chatserver::ChatServer;
using chatserver::Plan;

namespace {

constexpr int FewSeconds = 2;
constexpr int Threads = 4;
constexpr int GuestsPerThread = 12;
constexpr int Rooms = 4;

int loadSeconds()
{
    bool isNumber = false;
    const int seconds = qEnvironmentVariableIntValue("PLAUSCH_LOAD_SECONDS", &isNumber);
    return isNumber && seconds > 0 ? seconds : FewSeconds;
}

/// One client on a blocking socket, with a nick that nobody had before.
class Guest
{
public:
    Guest(quint16 port, QByteArray nick, quint32 seed)
        : m_socket(RawSocket::connectedTo(port)), m_nick(std::move(nick)), m_random(seed)
    {
        m_socket.setNoDelay();
        m_socket.send("CAP REQ :batch server-time message-tags echo-message draft/chathistory away-notify\r\nNICK "
                      + m_nick + "\r\nUSER u 0 * :U\r\nCAP END\r\nJOIN #r" + QByteArray::number(number(Rooms))
                      + "\r\n");
    }

    void act()
    {
        QByteArray lines;
        for (int left = 1 + number(8); left > 0; --left)
            lines += line() + "\r\n";
        if (m_socket.send(lines) != lines.size())
            m_flaw = "what was sent did not go out";
    }
    void read()
    {
        pollfd ready{m_socket.descriptor(), POLLIN, 0};
        while (::poll(&ready, 1, 0) > 0 && take()) { }
    }
    /// All that was said to this one until now has come.
    void finish()
    {
        m_socket.send("PING :the end\r\n");
        while (!m_finished && take()) { }
        if (!m_finished)
            m_flaw = "the last answer did not come";
        if (number(2))
            m_socket.reset();
        else
            m_socket.send("QUIT :gone\r\n");
    }
    QByteArray flaw() const { return m_flaw.isEmpty() ? QByteArray() : m_nick + ": " + m_flaw; }
    qint64 heard() const { return m_heard; }

private:
    int number(int below) { return int(m_random.bounded(below)); }
    QByteArray room() { return "#r" + QByteArray::number(number(Rooms)); }
    QByteArray somebody() { return m_last.isEmpty() ? m_nick : m_last.keys().at(number(int(m_last.size()))); }

    QByteArray line()
    {
        switch (number(24)) {
        case 0:
            return "JOIN " + room();
        case 1:
            return "PART " + room();
        case 2:
            return "TOPIC " + room() + " :" + QByteArray::number(number(1'000));
        case 3:
            return "NAMES " + room();
        case 4:
            return "WHOIS " + somebody();
        case 5:
            return "AWAY" + QByteArray(number(2) ? " :gone" : "");
        case 6:
            return "CHATHISTORY LATEST " + room() + " * 20";
        case 7:
            return "MONITOR + " + somebody();
        case 8:
            return "MODE " + room() + " +v " + somebody();
        case 9:
            return "@+typing=active TAGMSG " + room();
        case 10:
        case 11:
            return "PRIVMSG " + somebody() + " :" + QByteArray::number(++m_said);
        default:
            return "PRIVMSG " + room() + " :" + QByteArray::number(++m_said);
        }
    }

    bool take()
    {
        char piece[16 * 1024];
        const ssize_t count = ::recv(m_socket.descriptor(), piece, sizeof piece, 0);
        if (count <= 0) {
            m_flaw = "the server closed the link";
            return false;
        }
        m_unread.append(piece, count);
        qsizetype from = 0;
        for (qsizetype end; (end = m_unread.indexOf('\n', from)) >= 0; from = end + 1)
            hear(m_unread.mid(from, end - from).trimmed());
        m_unread.remove(0, from);
        return m_flaw.isEmpty();
    }
    void hear(const QByteArray &line)
    {
        if (line.startsWith("ERROR "))
            m_flaw = line;
        m_finished = m_finished || line.endsWith(":the end");
        const QByteArrayList words = line.split(' ');
        if (words.size() != 5 || words[2] != "PRIVMSG" || words[0].contains("batch=")) // of the history
            return;
        const QByteArray from = words[1].mid(1, words[1].indexOf('!') - 1);
        const int said = words[4].startsWith(':') ? words[4].mid(1).toInt() : words[4].toInt();
        if (said <= std::exchange(m_last[from], said) && from != m_nick) // what one says to oneself comes twice
            m_flaw = "out of order: " + line;
        ++m_heard;
    }

    RawSocket m_socket;
    QByteArray m_nick;
    QRandomGenerator m_random;
    QByteArray m_unread;
    QHash<QByteArray, int> m_last; // number of what each said last
    int m_said = 0;
    qint64 m_heard = 0;
    bool m_finished = false;
    QByteArray m_flaw;
};

struct Outcome
{
    qint64 heard = 0;
    QByteArray flaw;
};

Outcome entertain(quint16 port, int thread, int seconds)
{
    QRandomGenerator random(static_cast<quint32>(thread));
    Outcome outcome;
    std::vector<std::unique_ptr<Guest>> guests(GuestsPerThread);
    int came = 0;
    const auto leave = [&outcome](Guest &guest) {
        guest.finish();
        outcome.heard += guest.heard();
        if (outcome.flaw.isEmpty())
            outcome.flaw = guest.flaw();
    };
    QElapsedTimer clock;
    for (clock.start(); clock.elapsed() < seconds * 1'000 && outcome.flaw.isEmpty();) {
        for (std::unique_ptr<Guest> &guest : guests) {
            if (guest && random.bounded(200) == 0)
                leave(*std::exchange(guest, nullptr));
            if (!guest)
                guest = std::make_unique<Guest>(
                    port, 'g' + QByteArray::number(thread) + 'n' + QByteArray::number(++came), random.generate());
            guest->act();
            guest->read();
            if (outcome.flaw.isEmpty())
                outcome.flaw = guest->flaw();
        }
    }
    for (const std::unique_ptr<Guest> &guest : guests) {
        if (guest)
            leave(*guest);
    }
    return outcome;
}

} // namespace

class TestLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fourLoops();
};

void TestLoad::fourLoops()
{
    QTemporaryDir folder;
    Plan plan;
    plan.settings.name = "irc.test";
    plan.settings.limits.flood = false;
    plan.settings.limits.perAddress = 0;
    plan.settings.limits.sendq = 64 * 1024 * 1024; // who leaves reads late
    plan.irc = {{QHostAddress(QHostAddress::LocalHost), 0}};
    plan.loops = 4;
    plan.accountsFile = folder.filePath(QStringLiteral("accounts.sqlite"));
    plan.historyFile = folder.filePath(QStringLiteral("history.sqlite"));
    plan.settings.hasAccounts = plan.settings.hasHistory = true;
    std::optional<ChatServer::Started> started;
    ChatServer server(plan, this);
    server.start([&started](const ChatServer::Started &how) { started = how; });
    QTRY_VERIFY(started);
    QVERIFY2(started->complaint.isEmpty(), qPrintable(started->complaint));

    const int seconds = loadSeconds();
    std::vector<std::future<Outcome>> threads;
    for (int i = 0; i < Threads; ++i)
        threads.push_back(
            onThread([i, seconds, port = started->opened.first().port] { return entertain(port, i, seconds); }));
    const auto allDone = [&threads] {
        return std::all_of(threads.cbegin(), threads.cend(), [](const auto &one) { return isDone(one); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(allDone(), (seconds + 120) * 1'000);
    qint64 heard = 0;
    for (std::future<Outcome> &thread : threads) {
        const Outcome outcome = thread.get();
        QVERIFY2(outcome.flaw.isEmpty(), outcome.flaw.constData());
        heard += outcome.heard;
    }
    QVERIFY(heard > 1'000);
    qInfo("%lld messages heard in %d s", static_cast<long long>(heard), seconds);
    bool stopped = false;
    server.stop([&stopped] { stopped = true; });
    QTRY_VERIFY_WITH_TIMEOUT(stopped, 60'000);
}

PLAUSCH_TEST_MAIN(TestLoad)
#include "tst_load.moc"
