// Layer: io, private to it. What Qt has no words for, about one TCP descriptor.
#pragma once

#include "io/link.h"

#include <array>
#include <sys/types.h>

namespace plausch::io {

/// In as few bytes as it takes: a server keeps two of them per link.
struct Endpoint
{
    std::array<quint8, 16> address{}; // IPv4 is mapped (RFC 4291 section 2.5.5.2)
    quint32 scope = 0;
    quint16 port = 0; // 0: unknown
};
struct Endpoints
{
    Endpoint peer;
    Endpoint local;
};

/// Non-blocking, TCP_NODELAY, SO_KEEPALIVE, and TCP_USER_TIMEOUT where there is one. False, and errno: no descriptor of
/// a socket.
bool prepareDescriptor(qintptr descriptor, int userTimeoutMsecs);
Endpoints readEndpoints(qintptr descriptor);
/// Both ends' addresses and ports, where known; IPv4 that came through a dual-stack socket is IPv4.
void describe(const Endpoints &ends, LinkInfo &info);
/// A descriptor of its own for the same socket, -1 when there are none left.
qintptr duplicateDescriptor(qintptr descriptor);
/// accept(2) without the interruptions and without those who have gone again; -1 and errno.
qintptr acceptDescriptor(qintptr listening);
/// recv(2) without the interruptions; -1 and errno.
ssize_t receive(qintptr descriptor, char *data, qint64 size);
/// Try again when it is ready.
bool isNotNow(int error);
/// What has gone wrong since it was last asked, 0 for nothing.
int takeError(qintptr descriptor);
/// From now on close() sends RST and drops what the kernel still holds (socket(7), SO_LINGER).
void resetWhenClosed(qintptr descriptor);
void closeDescriptor(qintptr descriptor);
/// What an errno of a TCP call means.
CloseReason reasonOf(int error);
/// As `ps -T` shows it.
QString currentThreadName();

} // namespace plausch::io
