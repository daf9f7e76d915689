// tests/bench, one thread. What the measured server costs: read from the kernel, nothing is asked of the server.
#pragma once

#include <cstdint>
#include <ctime>
#include <sys/types.h>

namespace plausch::bench {

class ServerProcess
{
public:
    explicit ServerProcess(pid_t pid);

    /// User and system time of all its threads, as utime + stime of /proc/PID/stat, but in nanoseconds
    /// (clock_getcpuclockid(3)).
    double cpuSeconds() const;
    /// Its proportional share of memory, the line Pss of /proc/PID/smaps_rollup.
    std::uint64_t memoryBytes() const;

private:
    pid_t m_pid;
    clockid_t m_clock = 0;
};

} // namespace plausch::bench
