#include "io/link.h"

#include <atomic>

namespace plausch::io {

quint64 nextLinkId()
{
    static std::atomic<quint64> s_last{0};
    return ++s_last;
}

QString nameOf(CloseReason reason)
{
    switch (reason) {
    case CloseReason::PeerClosed:
        return QStringLiteral("PeerClosed");
    case CloseReason::LocalClose:
        return QStringLiteral("LocalClose");
    case CloseReason::Timeout:
        return QStringLiteral("Timeout");
    case CloseReason::Refused:
        return QStringLiteral("Refused");
    case CloseReason::HostNotFound:
        return QStringLiteral("HostNotFound");
    case CloseReason::NetworkError:
        return QStringLiteral("NetworkError");
    case CloseReason::TlsError:
        return QStringLiteral("TlsError");
    case CloseReason::IdentityMismatch:
        return QStringLiteral("IdentityMismatch");
    case CloseReason::UntrustedPeer:
        return QStringLiteral("UntrustedPeer");
    case CloseReason::OwnIdentity:
        return QStringLiteral("OwnIdentity");
    case CloseReason::WriteLimit:
        return QStringLiteral("WriteLimit");
    case CloseReason::ReadLimit:
        return QStringLiteral("ReadLimit");
    case CloseReason::ProtocolError:
        return QStringLiteral("ProtocolError");
    }
    Q_UNREACHABLE();
}

} // namespace plausch::io
