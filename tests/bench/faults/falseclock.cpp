// The machine's clock as a server sees it that was started with LD_PRELOAD=libfalseclock.so FALSECLOCK=FILE: the file
// holds eight bytes, seconds to add to the real time, and may change at any moment. The monotonic clock stays true.
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

using Offset = std::atomic<std::int64_t>;
static_assert(Offset::is_always_lock_free);

/// Mapped, so that to look is no call to the kernel. Null: there is no such file.
const Offset *mappedOffset()
{
    const char *path = std::getenv("FALSECLOCK");
    const int file = path ? ::open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0)
        return nullptr;
    void *map = ::mmap(nullptr, sizeof(Offset), PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    return map == MAP_FAILED ? nullptr : static_cast<const Offset *>(map);
}

std::int64_t offset()
{
    static const Offset *const map = mappedOffset();
    return map ? map->load(std::memory_order_relaxed) : 0;
}

bool isWallClock(clockid_t clock)
{
    return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const long result = ::syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && isWallClock(clock))
        time->tv_sec += offset();
    return int(result);
}

int gettimeofday(timeval *time, void *) noexcept
{
    timespec now{};
    const int result = clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return result;
}

time_t time(time_t *seconds) noexcept
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (seconds)
        *seconds = now.tv_sec;
    return now.tv_sec;
}

} // extern "C"
