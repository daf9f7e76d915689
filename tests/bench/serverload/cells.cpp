#include "serverload/cells.h"

#include "serverload/clients.h"
#include "serverload/serverprocess.h"
#include "serverload/talk.h"

#include <algorithm>

namespace plausch::bench {
namespace {

constexpr unsigned PacePerSecond = 500;
constexpr Cast Room100{100, 10, true};
constexpr Cast Room1000{1'000, 10, true};
constexpr Cast Pairs{200, 200, false}; // both sides send
/// Both speak in turn, so that each answers at once, and no acknowledgement is delayed (RFC 1122, section 4.2.3.2).
constexpr Cast Two{2, 2, true};

double secondsOf(Clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// In microseconds; `share` of 0.5 is the median.
double quantile(std::vector<Clock::duration> &delays, double share)
{
    if (delays.empty())
        return 0;
    const auto at = delays.begin() + std::ptrdiff_t(double(delays.size() - 1) * share);
    std::nth_element(delays.begin(), at, delays.end());
    return secondsOf(*at) * 1e6;
}

void bringIn(Clients &clients, const Cast &cast)
{
    clients.enter(cast.clients);
    if (cast.room)
        clients.join(Channel);
    clients.settle();
}

/// Thousands of deliveries per second of processor time, and how busy the server was meanwhile.
template <class Work>
std::vector<Figure> deliveriesPerCpuSecond(const Talk &talk, const ServerProcess &server, Work &&work)
{
    const std::uint64_t deliveriesBefore = talk.ledger().deliveries();
    const double cpuBefore = server.cpuSeconds();
    const auto begin = Clock::now();
    work();
    const double cpu = server.cpuSeconds() - cpuBefore;
    const auto deliveries = double(talk.ledger().deliveries() - deliveriesBefore);
    return {{"deliveries", deliveries / 1e3 / cpu}, {"busy", cpu / secondsOf(Clock::now() - begin)}};
}

Outcome measureWindows(const Cell &cell, Clients &clients, const ServerProcess &server, const Effort &effort)
{
    bringIn(clients, cell.cast);
    Talk talk(clients, cell.cast, cell.window);
    talk.fillWindows(effort.length / 8);
    if (talk.ledger().owed() > 0)
        return {{}, talk.ledger().faults()};
    const auto figures = deliveriesPerCpuSecond(talk, server, [&] { talk.fillWindows(effort.length); });
    clients.settle();
    return {figures, talk.ledger().faults()};
}

Outcome measurePace(const Cell &cell, Clients &clients, const ServerProcess &server, const Effort &effort)
{
    bringIn(clients, cell.cast);
    Talk talk(clients, cell.cast, 0);
    talk.keepPace(PacePerSecond, effort.length / 8);
    if (talk.ledger().owed() > 0)
        return {{}, talk.ledger().faults()};
    talk.takeDelays();
    auto figures = deliveriesPerCpuSecond(talk, server, [&] { talk.keepPace(PacePerSecond, effort.length); });
    clients.settle();
    auto delays = talk.takeDelays();
    figures.push_back({"p50", quantile(delays, 0.5)});
    figures.push_back({"p99", quantile(delays, 0.99)});
    return {figures, talk.ledger().faults()};
}

double medianOfSingles(Talk &talk, const Effort &effort)
{
    talk.oneByOne(effort.singleMessages / 10);
    talk.takeDelays();
    talk.oneByOne(effort.singleMessages);
    auto delays = talk.takeDelays();
    return quantile(delays, 0.5);
}

Outcome measureIdle(const Cell &cell, Clients &clients, const ServerProcess &server, const Effort &effort)
{
    bringIn(clients, cell.cast);
    Talk talk(clients, cell.cast, cell.window);
    const double alone = medianOfSingles(talk, effort);

    const auto memoryBefore = double(server.memoryBytes());
    const auto begin = Clock::now();
    clients.enter(effort.idleClients);
    const double entering = secondsOf(Clock::now() - begin);
    clients.settle();
    const double memory = (double(server.memoryBytes()) - memoryBefore) / effort.idleClients;

    const double among = medianOfSingles(talk, effort);
    clients.settle();
    const Outcome outcome{
        {{"connects", effort.idleClients / entering}, {"memory", memory}, {"alone", alone}, {"among", among}},
        talk.ledger().faults()};
    return outcome;
}

using Measurement = Outcome (*)(const Cell &, Clients &, const ServerProcess &, const Effort &);
constexpr Measurement Measurements[]{measureWindows, measurePace, measureIdle}; // by Kind

} // namespace

const std::vector<Cell> &cells()
{
    static const std::vector<Cell> all{
        {"room100-w4", Kind::Windows, Room100, 4},
        {"room100-w32", Kind::Windows, Room100, 32},
        {"room1000-w4", Kind::Windows, Room1000, 4},
        {"room1000-w32", Kind::Windows, Room1000, 32},
        {"private-w4", Kind::Windows, Pairs, 4},
        {"private-w32", Kind::Windows, Pairs, 32},
        {"pace", Kind::Pace, Room100, 0},
        {"idle", Kind::Idle, Two, 0},
    };
    return all;
}

Outcome measure(const Cell &cell, const Target &server, const Effort &effort)
{
    const ServerProcess process(server.pid);
    Clients clients(server.address, server.throughTls, effort.atOnce);
    return Measurements[std::size_t(cell.kind)](cell, clients, process, effort);
}

} // namespace plausch::bench
