#include "serverload/talk.h"

#include <algorithm>

namespace plausch::bench {
namespace {

constexpr std::chrono::milliseconds Glance{10}; // how late the end of a length may be noticed

bool isMessage(std::string_view line)
{
    return line.find(" PRIVMSG ") != std::string_view::npos;
}

} // namespace

Talk::Talk(Clients &clients, const Cast &cast, std::uint32_t window)
    : m_clients(clients), m_cast(cast), m_ledger(cast, window), m_due(cast.senders)
{
    m_clients.hear([this](std::uint32_t client, std::string_view line) { return onLine(client, line); });
}

Talk::~Talk()
{
    m_clients.hear({});
}

bool Talk::onLine(std::uint32_t client, std::string_view line)
{
    const auto mark = markOf(line);
    if (!mark) {
        const bool isGarbled = isMessage(line);
        if (isGarbled)
            m_ledger.receiveGarbled();
        return isGarbled;
    }
    if (m_ledger.receive(client, *mark) && mark->sequence < m_due[mark->sender].size())
        m_delays.push_back(Clock::now() - m_due[mark->sender][mark->sequence]);
    return true;
}

void Talk::send(std::uint32_t sender)
{
    const auto text = payload(m_ledger.send(sender));
    m_line = "PRIVMSG ";
    m_line += m_cast.room ? Channel : m_clients.nick(Cast::partnerOf(sender));
    m_line += " :";
    m_line.append(text.data(), text.size());
    m_clients.say(sender, m_line);
}

void Talk::sendDue(std::uint32_t sender, Clock::time_point due)
{
    m_due[sender].push_back(due);
    send(sender);
}

void Talk::refill()
{
    for (std::uint32_t sender = 0; sender < m_cast.senders; ++sender) {
        while (m_ledger.maySend(sender))
            send(sender);
    }
    m_clients.flush();
}

void Talk::fillWindows(std::chrono::nanoseconds length)
{
    const auto end = Clock::now() + length;
    while (Clock::now() < end) {
        refill();
        m_clients.turn(Glance);
    }
    drain();
}

void Talk::keepPace(unsigned perSecond, std::chrono::nanoseconds length)
{
    const std::chrono::nanoseconds step = std::chrono::nanoseconds(std::chrono::seconds(1)) / perSecond;
    const auto end = Clock::now() + length;
    std::uint32_t sender = 0;
    for (auto due = Clock::now(); due < end;) {
        for (; due <= Clock::now(); due += step, sender = (sender + 1) % m_cast.senders)
            sendDue(sender, due);
        m_clients.flush();
        m_clients.turn(std::max(due - Clock::now(), Clock::duration::zero()));
    }
    drain();
}

void Talk::oneByOne(unsigned count)
{
    for (unsigned i = 0; i < count && m_ledger.owed() == 0; ++i) {
        sendDue(i % m_cast.senders, Clock::now());
        m_clients.flush();
        drain();
    }
}

/// What comes too much, comes before the answers of settle().
void Talk::drain()
{
    std::uint64_t heard = m_ledger.deliveries();
    auto last = Clock::now();
    while (m_ledger.owed() > 0 && Clock::now() - last < Stall) {
        m_clients.turn(Glance);
        if (m_ledger.deliveries() != heard) {
            heard = m_ledger.deliveries();
            last = Clock::now();
        }
    }
}

} // namespace plausch::bench
