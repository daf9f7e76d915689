// A link under test and a raw socket at its other end.
#pragma once

#include "io/qtlink.h"
#include "support/eventually.h"
#include "support/linkparty.h"
#include "support/rawsocket.h"

namespace plausch::test {

constexpr qint64 Mega = 1024 * 1024;

struct RawPair
{
    explicit RawPair(const io::LinkOptions &options = {}) : RawPair(options, connectedPair()) { }
    RawPair(const io::LinkOptions &options, std::pair<RawSocket, RawSocket> sockets)
        : peer(std::move(sockets.first)), party(io::adoptLink(sockets.second.takeDescriptor(), options))
    {
        party.start();
    }

    RawSocket peer;
    LinkParty party;
};

/// Bytes of which a lost, doubled or moved piece is seen.
inline QByteArray pattern(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i % 251);
    return bytes;
}

inline void someTurns()
{
    for (int turn = 0; turn < 50; ++turn)
        QCoreApplication::processEvents();
}

} // namespace plausch::test
