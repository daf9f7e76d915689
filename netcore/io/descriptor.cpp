#include "io/descriptor_p.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plausch::io {
namespace {

void setOption(int descriptor, int level, int option, int value)
{
    // Best effort: none of them is worth losing a connection for.
    ::setsockopt(descriptor, level, option, &value, sizeof value);
}

Endpoint endpointOf(const sockaddr_storage &storage)
{
    Endpoint end;
    if (storage.ss_family == AF_INET) {
        const auto &v4 = reinterpret_cast<const sockaddr_in &>(storage);
        end.address[10] = end.address[11] = 0xff;
        std::memcpy(&end.address[12], &v4.sin_addr, sizeof v4.sin_addr);
        end.port = ntohs(v4.sin_port);
    } else if (storage.ss_family == AF_INET6) {
        const auto &v6 = reinterpret_cast<const sockaddr_in6 &>(storage);
        std::memcpy(end.address.data(), &v6.sin6_addr, sizeof v6.sin6_addr);
        end.scope = v6.sin6_scope_id;
        end.port = ntohs(v6.sin6_port);
    }
    return end;
}

void describe(const Endpoint &end, QHostAddress &address, quint16 &port)
{
    if (end.port == 0)
        return;
    port = end.port;
    address = QHostAddress(end.address.data());
    bool isMapped = false;
    const quint32 v4 = address.toIPv4Address(&isMapped);
    if (isMapped)
        address = QHostAddress(v4);
    else if (end.scope != 0)
        address.setScopeId(QString::number(end.scope));
}

} // namespace

bool prepareDescriptor(qintptr descriptor, int userTimeoutMsecs)
{
    const int fd = static_cast<int>(descriptor);
    int type = 0;
    socklen_t size = sizeof type;
    if (::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0)
        return false;
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    setOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_USER_TIMEOUT
    if (userTimeoutMsecs > 0)
        setOption(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, userTimeoutMsecs);
#else
    Q_UNUSED(userTimeoutMsecs)
#endif
    return true;
}

Endpoints readEndpoints(qintptr descriptor)
{
    const int fd = static_cast<int>(descriptor);
    Endpoints ends;
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (::getpeername(fd, reinterpret_cast<sockaddr *>(&storage), &size) == 0)
        ends.peer = endpointOf(storage);
    size = sizeof storage;
    if (::getsockname(fd, reinterpret_cast<sockaddr *>(&storage), &size) == 0)
        ends.local = endpointOf(storage);
    return ends;
}

void describe(const Endpoints &ends, LinkInfo &info)
{
    describe(ends.peer, info.peerAddress, info.peerPort);
    describe(ends.local, info.localAddress, info.localPort);
}

qintptr acceptDescriptor(qintptr listening)
{
    int descriptor = -1;
    do {
#ifdef Q_OS_LINUX
        descriptor = ::accept4(static_cast<int>(listening), nullptr, nullptr, SOCK_CLOEXEC);
#else
        descriptor = ::accept(static_cast<int>(listening), nullptr, nullptr);
        if (descriptor >= 0)
            ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
#endif
    } while (descriptor < 0 && (errno == EINTR || errno == ECONNABORTED));
    return descriptor;
}

ssize_t receive(qintptr descriptor, char *data, qint64 size)
{
    ssize_t count = 0;
    do
        count = ::recv(static_cast<int>(descriptor), data, static_cast<size_t>(size), 0);
    while (count < 0 && errno == EINTR);
    return count;
}

bool isNotNow(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

int takeError(qintptr descriptor)
{
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

qintptr duplicateDescriptor(qintptr descriptor)
{
    return ::fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0);
}

void resetWhenClosed(qintptr descriptor)
{
    const linger off{1, 0};
    ::setsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_LINGER, &off, sizeof off);
}

void closeDescriptor(qintptr descriptor)
{
    ::close(static_cast<int>(descriptor));
}

CloseReason reasonOf(int error)
{
    switch (error) {
    case ETIMEDOUT:
        return CloseReason::Timeout;
    case ECONNREFUSED:
        return CloseReason::Refused;
    default:
        return CloseReason::NetworkError;
    }
}

QString currentThreadName()
{
    char name[16] = {};
    pthread_getname_np(pthread_self(), name, sizeof name);
    return QString::fromUtf8(name);
}

} // namespace plausch::io
