// Layer: io. Thread: the loop it was made on. Owner: Connection or a service.
#pragma once

#include "io/link.h"
#include "io/tls.h"

#include <memory>
#include <optional>

namespace plausch::io {

class TlsServer;
class TraceSink;

enum class Encryption {
    Plain,
    Tls,
    Detect, // accepted links: the first byte decides, 0x16 is a TLS ClientHello (RFC 8446 section 5.1)
};

struct LinkOptions
{
    Encryption encryption = Encryption::Plain;
    TlsOptions tls;
    std::shared_ptr<const TlsServer> tlsServer; // in its place for Tls on an EpollPort
    /// Connect and handshake together, from start(). Detect: three times that for the first byte (a peer that waits for
    /// us to speak), then once for the handshake. Past it: Timeout.
    int openMsecs = 10'000;
    int closeMsecs = 5'000; // how long close() flushes
    qint64 highMark = 1024 * 1024; // bytes queued for writing: past it the link closes with WriteLimit
    qint64 lowMark = 64 * 1024;
    qint64 readBudget = 64 * 1024; // bytes per turn; the rest re-posts itself
    int userTimeoutMsecs = 90'000; // TCP_USER_TIMEOUT, 0: the system's
    /// A link stays when the peer has ended its half (`nc -q 5` with its input used up): it is told by
    /// onPeerFinished(), and who answers decides how long to wait. Off: it closes once the queue is sent. Through TLS
    /// on an EpollPort only.
    bool halfOpen = false;
    TraceSink *trace = nullptr;
};

/// A socket that was accepted elsewhere; takes over the descriptor, also when it fails (then onClosed comes in a later
/// turn).
LinkPtr adoptLink(qintptr descriptor, const LinkOptions &options);
/// Host name or address; resolving belongs to openMsecs.
LinkPtr dialLink(const QString &host, quint16 port, const LinkOptions &options);

} // namespace plausch::io
