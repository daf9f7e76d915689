// Layer: io, private to it. What Qt has no words for, about one TCP descriptor.
#pragma once

#include "io/link.h"

namespace plausch::io {

/// Non-blocking, TCP_NODELAY, SO_KEEPALIVE, and TCP_USER_TIMEOUT where there is one. False, and errno: no descriptor of
/// a socket.
bool prepareDescriptor(qintptr descriptor, int userTimeoutMsecs);
/// Both ends' addresses and ports; IPv4 that came through a dual-stack socket is IPv4.
void readEndpoints(qintptr descriptor, LinkInfo &info);
/// A descriptor of its own for the same socket, -1 when there are none left.
qintptr duplicateDescriptor(qintptr descriptor);
/// From now on close() sends RST and drops what the kernel still holds (socket(7), SO_LINGER).
void resetWhenClosed(qintptr descriptor);
void closeDescriptor(qintptr descriptor);
/// What an errno of a TCP call means.
CloseReason reasonOf(int error);
/// As `ps -T` shows it.
QString currentThreadName();

} // namespace plausch::io
