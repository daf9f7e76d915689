// tests/bench, one thread. Measured messages between registered clients, booked in a ledger: as many as a window lets
// through, at a fixed rate, or one by one.
//
// The window: a sender has at most W messages of its own that have not reached the last of their listeners. So what is
// under way is bounded at every listener, a slow one slows its senders, and a server cannot shine by serving first the
// one listener that a narrower definition would look at. New messages leave at the end of a turn of the generator, all
// of one sender in one write.
#pragma once

#include "serverload/clients.h"
#include "serverload/ledger.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plausch::bench {

inline constexpr std::string_view Channel = "#load";

class Talk
{
public:
    /// The clients of the cast have entered and, for a room, joined. A window of 0 is none.
    Talk(Clients &clients, const Cast &cast, std::uint32_t window);
    Talk(const Talk &) = delete;
    Talk &operator=(const Talk &) = delete;
    ~Talk();

    /// New messages for so long, then until the last has arrived, or nothing more comes: from silence to silence.
    void fillWindows(std::chrono::nanoseconds length);
    /// All senders in turn; a delay is counted from when the message was due, so that no lag hides another.
    void keepPace(unsigned perSecond, std::chrono::nanoseconds length);
    /// The senders in turn, the next message when everybody has the last one.
    void oneByOne(unsigned count);

    const Ledger &ledger() const { return m_ledger; }
    /// Of the deliveries since keepPace() or oneByOne() began, in the order they came.
    std::vector<Clock::duration> takeDelays() { return std::exchange(m_delays, {}); }

private:
    bool onLine(std::uint32_t client, std::string_view line);
    void send(std::uint32_t sender);
    void sendDue(std::uint32_t sender, Clock::time_point due);
    void refill();
    void drain();

    Clients &m_clients;
    Cast m_cast;
    Ledger m_ledger;
    std::string m_line;
    std::vector<std::vector<Clock::time_point>> m_due; // by sender and sequence, where delays are wanted
    std::vector<Clock::duration> m_delays;
};

} // namespace plausch::bench
