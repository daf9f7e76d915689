// One framer, two ways to cut the same bytes: the answers have to be the same.
#pragma once

#include "invariant.h"
#include "wire/lineframer.h"

#include <QByteArrayList>

namespace plausch::fuzz {

struct Framed
{
    QByteArrayList messages;
    wire::FrameStatus status = wire::FrameStatus::Ok;
    qsizetype pending = 0;
    bool operator==(const Framed &) const = default;
};

/// Pieces of 1 to 8 bytes, their sizes read from the bits of `pattern` over and over; 0 is one piece.
template <class Framer> Framed feedIn(Framer framer, QByteArrayView bytes, std::uint8_t pattern, qsizetype maxPending)
{
    Framed framed;
    const auto sink = [&](QByteArrayView message) {
        framed.messages.append(message.toByteArray());
        return true;
    };
    while (!bytes.isEmpty() && framed.status == wire::FrameStatus::Ok) {
        const qsizetype size = pattern == 0 ? bytes.size() : qMin(bytes.size(), qsizetype(1 + (pattern & 7)));
        pattern = std::uint8_t((pattern >> 3) | (pattern << 5));
        framed.status = framer.feed(bytes.first(size), sink);
        require(framer.pending() <= maxPending, "no more is kept than the ceiling says");
        bytes = bytes.sliced(size);
    }
    framed.pending = framed.status == wire::FrameStatus::Ok ? framer.pending() : 0;
    return framed;
}

} // namespace plausch::fuzz
