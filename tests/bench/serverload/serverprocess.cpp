#include "serverload/serverprocess.h"

#include "serverload/failure.h"

#include <fstream>
#include <string>

namespace plausch::bench {

ServerProcess::ServerProcess(pid_t pid) : m_pid(pid)
{
    if (::clock_getcpuclockid(pid, &m_clock) != 0)
        throw Failure("there is no process " + std::to_string(pid));
}

double ServerProcess::cpuSeconds() const
{
    timespec time{};
    if (::clock_gettime(m_clock, &time) != 0)
        throw Failure("the server is gone");
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

std::uint64_t ServerProcess::memoryBytes() const
{
    std::ifstream file("/proc/" + std::to_string(m_pid) + "/smaps_rollup");
    for (std::string word; file >> word;) {
        std::uint64_t kibibytes = 0;
        if (word == "Pss:" && file >> kibibytes)
            return kibibytes * 1024;
    }
    throw Failure("the memory of process " + std::to_string(m_pid) + " cannot be read");
}

} // namespace plausch::bench
