#include "app/descriptors.h"

#include <algorithm>
#include <sys/resource.h>

namespace plausch::app {

void raiseDescriptorLimit()
{
    constexpr rlim_t Plenty = 65'536;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= Plenty)
        return;
    limit.rlim_cur = std::min(limit.rlim_max, Plenty); // what is refused is no reason not to start
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace plausch::app
