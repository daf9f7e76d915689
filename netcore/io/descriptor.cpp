#include "io/descriptor_p.h"

#include <cerrno>
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

void readAddress(const sockaddr_storage &storage, QHostAddress &address, quint16 &port)
{
    if (storage.ss_family == AF_INET) {
        const auto &v4 = reinterpret_cast<const sockaddr_in &>(storage);
        address = QHostAddress(ntohl(v4.sin_addr.s_addr));
        port = ntohs(v4.sin_port);
    } else if (storage.ss_family == AF_INET6) {
        const auto &v6 = reinterpret_cast<const sockaddr_in6 &>(storage);
        address = QHostAddress(v6.sin6_addr.s6_addr);
        port = ntohs(v6.sin6_port);
        bool isMapped = false;
        const quint32 v4 = address.toIPv4Address(&isMapped);
        if (isMapped)
            address = QHostAddress(v4);
        else if (v6.sin6_scope_id != 0)
            address.setScopeId(QString::number(v6.sin6_scope_id));
    }
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

void readEndpoints(qintptr descriptor, LinkInfo &info)
{
    const int fd = static_cast<int>(descriptor);
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (::getpeername(fd, reinterpret_cast<sockaddr *>(&storage), &size) == 0)
        readAddress(storage, info.peerAddress, info.peerPort);
    size = sizeof storage;
    if (::getsockname(fd, reinterpret_cast<sockaddr *>(&storage), &size) == 0)
        readAddress(storage, info.localAddress, info.localPort);
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
