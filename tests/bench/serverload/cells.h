// tests/bench, one thread. The cells of the comparison of chat servers: what is done to a server, and what comes out.
#pragma once

#include "serverload/ledger.h"

#include <chrono>
#include <netinet/in.h>
#include <string>
#include <sys/types.h>
#include <vector>

namespace plausch::bench {

enum class Kind {
    Windows, // deliveries per second of the server's processor time, the windows always full
    Pace, // the same at a fixed rate, and the delays
    Idle, // connections per second, memory of each, and the delay of a message without and with them
};

struct Cell
{
    const char *name;
    Kind kind;
    Cast cast;
    std::uint32_t window;
};

const std::vector<Cell> &cells();

struct Effort
{
    std::chrono::milliseconds length{4'000};
    std::uint32_t idleClients = 10'000;
    unsigned singleMessages = 2'000;
    std::uint32_t atOnce = 512; // connections, or other requests, that wait for an answer
};

struct Figure
{
    std::string name;
    double value = 0;
};

struct Outcome
{
    std::vector<Figure> figures;
    Faults faults;
};

struct Target
{
    sockaddr_in address{};
    bool throughTls = false;
    pid_t pid = 0;
};

Outcome measure(const Cell &cell, const Target &server, const Effort &effort);

} // namespace plausch::bench
