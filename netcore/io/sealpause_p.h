// Layer: io, private to it. Pure, any thread.
#pragma once

#include <QtGlobal>

namespace plausch::io {

/// What waits at the end of a turn to be sealed by TLS and sent.
struct Unsealed
{
    qint64 links = 0;
    qint64 sharing = 0; // pieces that are the same bytes as the one before, as what is said in a room is
    qint64 bytes = 0; // for all links
    qint64 sinceMany = 0; // milliseconds since many were sealed
};

constexpr bool isManyToSeal(qint64 links)
{
    return links >= 64;
}

/// A record and a call for each line and member is what a busy room costs, and through TLS half as much again as
/// without. So when a room of many had something a moment ago and has little now, it waits for more until that moment
/// is over: two lines in one record and one call cost hardly more than one. What is said after a silence, to few, or is
/// much, is not kept waiting. Milliseconds, 0: now.
constexpr int msecsToWait(const Unsealed &unsealed)
{
    constexpr qint64 Moment = 3; // nobody reads that fast
    constexpr qint64 LittleForOne = 1024; // bytes
    const bool isRoom = isManyToSeal(unsealed.links) && unsealed.sharing >= unsealed.links / 2;
    if (!isRoom || unsealed.bytes >= unsealed.links * LittleForOne)
        return 0;
    return static_cast<int>(qBound<qint64>(0, Moment - unsealed.sinceMany, Moment));
}

} // namespace plausch::io
