// tests/bench, one thread. The table of connections: one epoll set, lines in, lines out. It registers, joins and
// answers PING by itself; whatever it did not expect, such as an error numeric or the end of a stream, is a Failure.
#pragma once

#include "serverload/stream.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plausch::bench {

using Clock = std::chrono::steady_clock;

/// With nothing heard for so long, nothing more will come.
inline constexpr std::chrono::seconds Stall{5};
/// The same for answers: a connection the server had no room for is tried again by the kernel, later each time.
inline constexpr std::chrono::seconds AnswerStall{30};

class Clients
{
public:
    /// True: the line was a measured message.
    using Hearing = std::function<bool(std::uint32_t client, std::string_view line)>;

    /// At most so many questions, such as connections under way, wait for an answer.
    Clients(const sockaddr_in &server, bool throughTls, std::uint32_t atOnce);
    Clients(const Clients &) = delete;
    Clients &operator=(const Clients &) = delete;
    ~Clients();

    void hear(Hearing hearing) { m_hearing = std::move(hearing); }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_clients.size()); }
    std::string nick(std::uint32_t client) const;

    /// So many more, each until its 001.
    void enter(std::uint32_t count);
    /// All that are there, each until its 366.
    void join(std::string_view channel);
    /// Each asks and is answered: what the server had to say before, everybody has heard.
    void settle();

    /// Queued; what is queued during a turn leaves with its end, one write per client.
    void say(std::uint32_t client, std::string_view line);
    void flush();
    /// One wait, one read of each client that has something, one flush. False: the time passed and nothing came.
    bool turn(std::chrono::nanoseconds atMost);

private:
    struct Client
    {
        Stream stream;
        std::string in; // the beginning of a line
        std::string out;
        bool waitsForRoom = true; // until it is connected
        bool isDirty = false;
        bool isAwaited = false;
    };

    void dial();
    void ask(std::uint32_t from, std::uint32_t to, const std::function<void(std::uint32_t)> &question,
             std::string_view answer);
    void readFrom(std::uint32_t client);
    void takeBytes(std::uint32_t client, std::string_view bytes);
    void takeLine(std::uint32_t client, std::string_view line);
    void answer(std::uint32_t client, std::string_view line);
    void writeTo(std::uint32_t client);
    void watch(std::uint32_t client, int operation, bool writing) const;

    sockaddr_in m_server;
    std::unique_ptr<TlsClient> m_tls; // null: plain
    std::uint32_t m_atOnce;
    int m_epoll;
    std::vector<Client> m_clients;
    std::vector<std::uint32_t> m_dirty; // have something queued
    std::vector<char> m_buffer;
    Hearing m_hearing;
    std::string m_answer; // the command that is waited for
    std::uint32_t m_unanswered = 0;
};

} // namespace plausch::bench
