#include "app/sdnotify.h"

#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace plausch::app {

bool notifyServiceManager(const QByteArray &state)
{
    QByteArray name = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const bool known = name.startsWith('/') || name.startsWith('@');
    if (!known || name.size() >= qsizetype(sizeof address.sun_path))
        return false;
    if (name.startsWith('@'))
        name[0] = '\0'; // unix(7): an abstract name
    std::memcpy(address.sun_path, name.constData(), std::size_t(name.size()));
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return false;
    // The length is part of an abstract name.
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(name.size()));
    const ssize_t sent = ::sendto(descriptor, state.constData(), std::size_t(state.size()), MSG_NOSIGNAL,
                                  reinterpret_cast<const sockaddr *>(&address), length);
    ::close(descriptor);
    return sent == state.size();
}

} // namespace plausch::app
