// Layer: io. Knows bytes, no protocol.
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QString>

#include <memory>

namespace plausch::io {

enum class CloseReason {
    PeerClosed, // orderly end of stream
    LocalClose, // we asked for it
    Timeout, // connect or handshake took too long, or TCP_USER_TIMEOUT
    Refused, // connection refused
    HostNotFound,
    NetworkError, // reset, unreachable ...: the detail says
    TlsError,
    IdentityMismatch, // another public key than the expected one; the detail is its fingerprint in hex
    UntrustedPeer, // no authority vouches for it and no key was expected; the detail is its fingerprint in hex
    OwnIdentity, // the other end is ourselves
    WriteLimit, // the peer never reads: the write queue passed its high mark
    ReadLimit, // more bytes than the protocol allows
    ProtocolError,
};

/// The enumerator's name, for traces and logs.
QString nameOf(CloseReason reason);

struct LinkInfo
{
    quint64 id = 0; // unique in the process
    QHostAddress peerAddress;
    quint16 peerPort = 0;
    QHostAddress localAddress;
    quint16 localPort = 0;
    bool outbound = false;
    bool encrypted = false;
    QByteArray peerFingerprint; // of the peer's public key, empty on plain links and without a certificate
    QString cipher; // "TLSv1.3 TLS_AES_256_GCM_SHA384", empty on plain links
};

/// Unique in the process, any thread.
quint64 nextLinkId();

/// Receiver of one link. Every call comes on the link's loop, never nested inside write() or close() of the Link,
/// and nothing follows onClosed(). The observer may delete the link only in a later turn.
class LinkObserver
{
public:
    virtual ~LinkObserver() = default;
    /// Connected, and the handshake done when there is one; info() is complete from here on.
    virtual void onOpened() = 0;
    /// Valid during the call only. At most the read budget per turn.
    virtual void onBytes(QByteArrayView bytes) = 0;
    /// The peer has ended its half of a link that outlives that (LinkOptions::halfOpen): it sends nothing more, and may
    /// still read.
    virtual void onPeerFinished() { }
    /// The write queue fell below its low mark after it had been above it.
    virtual void onWritable() { }
    /// The last call. May come without onOpened() before it.
    virtual void onClosed(CloseReason reason, const QString &detail) = 0;
};

/// One TCP byte stream, dialled or accepted, plain or TLS. Loop thread only; owned by a Connection or a service.
/// Deleting it closes at once without a call back.
class Link
{
public:
    virtual ~Link() = default;
    virtual LinkInfo info() const = 0;
    virtual void start(LinkObserver &observer) = 0;
    /// Queued before onOpened() too. Past the high mark the link closes with WriteLimit.
    virtual void write(const QByteArray &bytes) = 0;
    virtual qint64 queuedBytes() const = 0;
    /// Back-pressure: off, and the kernel's window fills.
    virtual void setReading(bool on) = 0;
    /// Flush, at most 5 s, then onClosed(reason). Further writes are ignored.
    virtual void close(CloseReason reason, const QString &detail = {}) = 0;
    /// What was written is flushed as far as the kernel takes it at once, then RST: what a socket that is closed
    /// with unread bytes sends. onClosed(reason) follows in a later turn.
    virtual void reset(CloseReason reason, const QString &detail = {}) = 0;
};
using LinkPtr = std::unique_ptr<Link>;

} // namespace plausch::io
