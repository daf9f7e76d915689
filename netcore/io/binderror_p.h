// Layer: io, private to it.
#pragma once

#include "io/listener.h"

#include <QAbstractSocket>

namespace plausch::io {

inline BindError bindError(QAbstractSocket::SocketError error, const QString &text)
{
    using Kind = BindError::Kind;
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return {Kind::InUse, text};
    case QAbstractSocket::SocketAccessError:
        return {Kind::NotPermitted, text};
    case QAbstractSocket::SocketAddressNotAvailableError:
        return {Kind::NoSuchAddress, text};
    default:
        return {Kind::Other, text};
    }
}

} // namespace plausch::io
