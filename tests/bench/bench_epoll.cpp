// EpollLink beside QtLink on the same work, in turns, in processes of their own: the links on one core, the clients on
// another. Figures are per CPU second of the links' process. Linux. Again: ./dev bench epoll; an argument chooses cells
// by a part of their name.
#include "io/epollport.h"
#include "io/listener.h"
#include "io/qtlink.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace plausch;

namespace {

constexpr qsizetype LineBytes = 128;
constexpr int Rounds = 3;
constexpr int InFlight = 128; // connections that wait for the links' greeting

enum class Kind { Qt, Epoll };

struct Cell
{
    const char *name;
    bool toAll; // else back to the sender
    int links;
    int senders;
    int window; // lines of one sender that it has not heard yet
    int lines; // of all senders
};

struct Figures
{
    double deliveriesPerCpuSecond = 0;
    double deliveriesPerSecond = 0;
    double connectsPerSecond = 0;
    double connectsPerCpuSecond = 0;
    double residentPerLink = 0;
    double heapPerLink = 0;
    bool complete = false;
};

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    ::_exit(1);
}

void pinTo(int core)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    ::sched_setaffinity(0, sizeof set, &set); // where there is one core only it stays where it is
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double residentBytes()
{
    long pages = 0;
    if (FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%*s %ld", &pages) != 1)
            pages = 0;
        std::fclose(file);
    }
    return double(pages) * double(::sysconf(_SC_PAGESIZE));
}

double heapBytes()
{
    return double(::mallinfo2().uordblks);
}

// ---------------------------------------------------------------- the links' process

/// Cuts what comes into lines and hands them to all, or back.
class Hall
{
public:
    static constexpr std::size_t FirstGuests = 50; // what is loaded and allocated once is not counted

    Hall(Kind kind, bool toAll, int size) : m_toAll(toAll)
    {
        if (kind == Kind::Epoll)
            m_port = std::make_unique<io::EpollPort>();
        m_guests.reserve(std::size_t(size));
        m_listener.listen(QHostAddress::LocalHost, 0);
    }

    quint16 port() const { return m_listener.port(); }
    double residentPerLink() const
    {
        return (residentBytes() - m_residentBefore) / double(m_guests.size() - FirstGuests);
    }
    double heapPerLink() const { return (heapBytes() - m_heapBefore) / double(m_guests.size() - FirstGuests); }

private:
    struct Guest final : io::LinkObserver
    {
        explicit Guest(Hall &hall) : m_hall(hall) { }
        void onOpened() override { m_link->write(QByteArray(LineBytes, '+')); }
        void onBytes(QByteArrayView bytes) override
        {
            m_rest += bytes;
            qsizetype at = 0;
            for (; m_rest.size() - at >= LineBytes; at += LineBytes)
                m_hall.say(m_rest.mid(at, LineBytes), *this);
            m_rest = at == m_rest.size() ? QByteArray() : m_rest.mid(at);
        }
        void onClosed(io::CloseReason, const QString &) override { }

        Hall &m_hall;
        io::LinkPtr m_link;
        QByteArray m_rest;
    };

    void onAccepted(qintptr descriptor)
    {
        if (m_guests.size() == FirstGuests) {
            m_heapBefore = heapBytes();
            m_residentBefore = residentBytes();
        }
        io::LinkOptions options;
        options.highMark = 64 * 1024 * 1024;
        auto guest = std::make_unique<Guest>(*this);
        guest->m_link = m_port ? m_port->adopt(descriptor, options) : io::adoptLink(descriptor, options);
        guest->m_link->start(*guest);
        m_guests.push_back(std::move(guest));
    }

    void say(const QByteArray &line, Guest &from)
    {
        if (!m_toAll)
            return from.m_link->write(line);
        for (const auto &guest : m_guests)
            guest->m_link->write(line);
    }

    bool m_toAll;
    std::unique_ptr<io::EpollPort> m_port;
    std::vector<std::unique_ptr<Guest>> m_guests;
    double m_heapBefore = 0;
    double m_residentBefore = 0;
    io::Listener m_listener{[this](qintptr descriptor) { onAccepted(descriptor); }};
};

/// Answers each byte of `orders` with the CPU time so far and the memory per link, until its end.
void serve(Kind kind, const Cell &cell, int orders, int answers)
{
    pinTo(0);
    int argc = 1;
    std::array<char, 12> name{"bench_epoll"};
    std::array<char *, 2> argv{name.data(), nullptr};
    QCoreApplication app(argc, argv.data());
    Hall hall(kind, cell.toAll, cell.links);
    const quint16 port = hall.port();
    if (::write(answers, &port, sizeof port) != sizeof port)
        fail("write");
    QSocketNotifier notifier(orders, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &app, [&] {
        char order = 0;
        if (::read(orders, &order, 1) != 1)
            ::_exit(0); // with ten thousand links, taking down takes its time
        const std::array<double, 3> state{cpuSeconds(), hall.residentPerLink(), hall.heapPerLink()};
        if (::write(answers, state.data(), sizeof state) != sizeof state)
            fail("write");
    });
    QCoreApplication::exec();
}

// ---------------------------------------------------------------- the clients' process

class Clients
{
public:
    Clients(const Cell &cell, quint16 port)
        : m_cell(cell), m_epoll(::epoll_create1(0)), m_clients(std::size_t(cell.links))
    {
        for (int next = 0; next < cell.links; ++next) {
            connect(next, port);
            while (next + 1 - m_greeted >= InFlight)
                turn();
        }
        while (m_greeted < cell.links)
            turn();
    }

    /// True: everybody heard everything, each sender its own lines in order.
    bool run()
    {
        m_left = m_cell.lines;
        for (int sender = 0; sender < m_cell.senders; ++sender)
            speak(sender, m_cell.window);
        const qint64 each = qint64(m_cell.lines) * LineBytes;
        const qint64 total = m_cell.toAll ? each * m_cell.links : each;
        while (m_heard < total && m_inOrder)
            turn();
        const auto isWhole = [&](const Client &client) { return client.heard == each; };
        return m_inOrder && m_heard == total
            && (!m_cell.toAll || std::all_of(m_clients.begin(), m_clients.end(), isWhole));
    }

    double connectSeconds() const { return m_connectSeconds; }
    qint64 deliveries() const { return m_heard / LineBytes; }

private:
    struct Client
    {
        int descriptor = -1;
        bool isGreeted = false;
        qint64 heard = 0;
        int said = 0;
        int heardOwn = 0;
        QByteArray rest; // of a line; senders only
    };

    void connect(int index, quint16 port)
    {
        if (index == 0)
            m_clock.start();
        Client &client = m_clients[std::size_t(index)];
        client.descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(client.descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            fail("connect");
        const int on = 1;
        ::setsockopt(client.descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u32 = quint32(index);
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, client.descriptor, &event);
    }

    void turn()
    {
        std::array<epoll_event, 256> events;
        const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), 20'000);
        if (count == 0) {
            errno = ETIMEDOUT;
            fail("the links are silent");
        }
        for (int i = 0; i < count; ++i)
            hear(int(events[std::size_t(i)].data.u32));
    }

    void hear(int index)
    {
        Client &client = m_clients[std::size_t(index)];
        const ssize_t count = ::recv(client.descriptor, m_buffer.data(), m_buffer.size(), MSG_DONTWAIT);
        if (count == 0)
            fail("a link has closed");
        if (count < 0)
            return;
        if (!client.isGreeted) { // the greeting comes alone, nobody speaks yet
            client.isGreeted = true;
            if (++m_greeted == m_cell.links)
                m_connectSeconds = double(m_clock.nsecsElapsed()) / 1e9;
            return;
        }
        client.heard += count;
        m_heard += count;
        if (index < m_cell.senders)
            hearOwn(index, QByteArrayView(m_buffer.data(), count));
    }

    void hearOwn(int index, QByteArrayView bytes)
    {
        Client &client = m_clients[std::size_t(index)];
        client.rest += bytes;
        int own = 0;
        qsizetype at = 0;
        for (; client.rest.size() - at >= LineBytes; at += LineBytes) {
            std::array<int, 2> stamp;
            std::memcpy(stamp.data(), client.rest.constData() + at, sizeof stamp);
            if (stamp[0] != index)
                continue;
            m_inOrder = m_inOrder && stamp[1] == client.heardOwn;
            ++client.heardOwn;
            ++own;
        }
        client.rest = client.rest.mid(at);
        // A window is refilled by halves, so that a burst stays one.
        if (client.said - client.heardOwn <= m_cell.window / 2)
            speak(index, m_cell.window - (client.said - client.heardOwn));
    }

    void speak(int index, int lines)
    {
        Client &client = m_clients[std::size_t(index)];
        lines = std::min(lines, m_left);
        m_left -= lines;
        QByteArray burst;
        for (int i = 0; i < lines; ++i) {
            QByteArray line(LineBytes, '.');
            const std::array<int, 2> stamp{index, client.said++};
            std::memcpy(line.data(), stamp.data(), sizeof stamp);
            burst += line;
        }
        if (!burst.isEmpty() && ::send(client.descriptor, burst.constData(), size_t(burst.size()), 0) != burst.size())
            fail("send");
    }

    Cell m_cell;
    int m_epoll;
    std::vector<Client> m_clients;
    std::vector<char> m_buffer = std::vector<char>(256 * 1024);
    QElapsedTimer m_clock;
    double m_connectSeconds = 0;
    int m_greeted = 0;
    int m_left = 0;
    qint64 m_heard = 0;
    bool m_inOrder = true;
};

// ---------------------------------------------------------------- a cell

std::array<double, 3> ask(int orders, int answers)
{
    std::array<double, 3> state{};
    if (::write(orders, "?", 1) != 1 || ::read(answers, state.data(), sizeof state) != sizeof state)
        fail("the links' process is gone");
    return state;
}

Figures measure(Kind kind, const Cell &cell)
{
    std::array<int, 2> orders;
    std::array<int, 2> answers;
    if (::pipe(orders.data()) != 0 || ::pipe(answers.data()) != 0)
        fail("pipe");
    const pid_t links = ::fork();
    if (links == 0) {
        ::close(orders[1]);
        serve(kind, cell, orders[0], answers[1]);
    }
    quint16 port = 0;
    if (::read(answers[0], &port, sizeof port) != sizeof port)
        fail("read");
    Figures figures;
    {
        Clients clients(cell, port);
        const auto before = ask(orders[1], answers[0]);
        QElapsedTimer clock;
        clock.start();
        figures.complete = clients.run();
        const double seconds = double(clock.nsecsElapsed()) / 1e9;
        const auto after = ask(orders[1], answers[0]);
        figures.connectsPerSecond = cell.links / clients.connectSeconds();
        figures.connectsPerCpuSecond = cell.links / before[0];
        figures.residentPerLink = before[1];
        figures.heapPerLink = before[2];
        figures.deliveriesPerCpuSecond = double(clients.deliveries()) / (after[0] - before[0]);
        figures.deliveriesPerSecond = double(clients.deliveries()) / seconds;
    }
    ::close(orders[1]);
    ::waitpid(links, nullptr, 0);
    for (const int descriptor : {orders[0], answers[0], answers[1]})
        ::close(descriptor);
    return figures;
}

/// In a process of its own, whose sockets go with it.
Figures measureApart(Kind kind, const Cell &cell)
{
    std::array<int, 2> result;
    if (::pipe(result.data()) != 0)
        fail("pipe");
    const pid_t clients = ::fork();
    if (clients == 0) {
        pinTo(1);
        const Figures figures = measure(kind, cell);
        ::_exit(::write(result[1], &figures, sizeof figures) == sizeof figures ? 0 : 1);
    }
    ::close(result[1]);
    Figures figures;
    if (::read(result[0], &figures, sizeof figures) != sizeof figures)
        figures = {};
    ::close(result[0]);
    ::waitpid(clients, nullptr, 0);
    return figures;
}

double median(const std::array<Figures, Rounds> &rounds, double Figures::*figure)
{
    std::array<double, Rounds> values;
    std::transform(rounds.begin(), rounds.end(), values.begin(), [&](const Figures &one) { return one.*figure; });
    std::sort(values.begin(), values.end());
    return values[Rounds / 2];
}

using Row = std::array<std::array<Figures, Rounds>, 2>; // by kind

Row rowOf(const Cell &cell, int rounds)
{
    Row row;
    for (int round = 0; round < rounds; ++round) {
        for (const Kind kind : {Kind::Qt, Kind::Epoll})
            row[std::size_t(kind)][std::size_t(round)] = measureApart(kind, cell);
    }
    return row;
}

void printDeliveries(const Cell &cell)
{
    const Row row = rowOf(cell, Rounds);
    const double ofQt = median(row[0], &Figures::deliveriesPerCpuSecond) / 1e3;
    const double ofEpoll = median(row[1], &Figures::deliveriesPerCpuSecond) / 1e3;
    const bool complete = std::all_of(row.begin(), row.end(), [](const auto &rounds) {
        return std::all_of(rounds.begin(), rounds.end(), [](const Figures &one) { return one.complete; });
    });
    std::printf("%-26s %9.0f %9.0f %7.2f %12.0f %9.0f  %s\n", cell.name, ofQt, ofEpoll, ofEpoll / ofQt,
                median(row[0], &Figures::deliveriesPerSecond) / 1e3,
                median(row[1], &Figures::deliveriesPerSecond) / 1e3, complete ? "all, in order" : "LOST");
    std::fflush(stdout);
}

void printIdle(const Cell &cell)
{
    for (const Kind kind : {Kind::Qt, Kind::Epoll}) {
        const Figures figures = measureApart(kind, cell);
        std::printf("%s: %.0f connects/s to %d (%.0f per CPU second), then %.0f bytes resident per idle link, %.0f of "
                    "them heap; an echo every %.0f us (%.0f us CPU)\n",
                    kind == Kind::Qt ? "QtLink" : "EpollLink", figures.connectsPerSecond, cell.links,
                    figures.connectsPerCpuSecond, figures.residentPerLink, figures.heapPerLink,
                    1e6 / figures.deliveriesPerSecond, 1e6 / figures.deliveriesPerCpuSecond);
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    const Cell cells[]{
        {"echo, 100 links, W 1", false, 100, 100, 1, 100'000},
        {"echo, 100 links, W 16", false, 100, 100, 16, 400'000},
        {"echo, 1,000 links, W 1", false, 1'000, 1'000, 1, 50'000},
        {"fan-out 100, W 1", true, 100, 10, 1, 6'000},
        {"fan-out 100, W 16", true, 100, 10, 16, 20'000},
        {"fan-out 1,000, W 1", true, 1'000, 10, 1, 600},
        {"fan-out 1,000, W 16", true, 1'000, 10, 16, 3'000},
    };
    std::puts("thousands of deliveries  | per CPU second of the links    | per second");
    std::puts("                            QtLink EpollLink   ratio       QtLink EpollLink");
    for (const Cell &cell : cells) {
        if (argc < 2 || std::strstr(cell.name, argv[1]))
            printDeliveries(cell);
    }
    const int most = int(std::min<rlim_t>(limit.rlim_max - 100, 10'000));
    const Cell idle{"idle", false, most, 1, 1, 500};
    if (argc < 2 || std::strstr(idle.name, argv[1]))
        printIdle(idle);
    return 0;
}
