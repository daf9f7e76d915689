// Layer: io, private to it. Pure, any thread.
#pragma once

#include <QtGlobal>

namespace plausch::io {

/// What a turn knows after a round of reading and before it sends.
struct ReadRound
{
    int rounds = 0; // so far in this turn
    bool foundSome = false;
    bool wasFull = false; // as many events as one call brings: there are more
    qint64 dirtyLinks = 0; // with something to send
    qint64 pieces = 0; // queued for all of them
};

/// Sending is most of the cost of a delivery, and a call that takes sixteen pieces costs little more than one that
/// takes one. So where a turn is about to make many calls of few pieces each, it first looks for more to read, which
/// costs a thousandth of those calls. Where the calls are few or well filled, to wait only keeps the readers idle.
constexpr bool shouldReadAgain(const ReadRound &round)
{
    constexpr int MaxFullRounds = 64; // timers and mailboxes of the loop wait meanwhile
    constexpr int MaxRounds = 8;
    constexpr qint64 ManyLinks = 128;
    constexpr qint64 FewPieces = 16;
    if (round.wasFull)
        return round.rounds < MaxFullRounds;
    return round.foundSome && round.rounds < MaxRounds && round.dirtyLinks >= ManyLinks
        && round.pieces < round.dirtyLinks * FewPieces;
}

} // namespace plausch::io
