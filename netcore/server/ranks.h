// Layer: server. Pure functions and a table, any thread (https://modern.ircdocs.horse/#channel-membership-prefixes).
#pragma once

#include "server/channel.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <bit>

namespace plausch::server {

struct RankSign
{
    Rank rank;
    char letter; // of MODE
    char prefix; // of a nick
    Rank givenBy; // at least
};
/// As PREFIX tells them, the highest first.
inline constexpr std::array<RankSign, 4> RankSigns{{
    {Rank::Founder, 'q', '~', Rank::Founder},
    {Rank::Operator, 'o', '@', Rank::Operator},
    {Rank::HalfOperator, 'h', '%', Rank::Operator},
    {Rank::Voice, 'v', '+', Rank::HalfOperator},
}};

/// The higher rank is the higher bit, so that any number with a higher one is the larger.
constexpr bool atLeast(Ranks ranks, Rank rank)
{
    return ranks.toInt() >= int(rank);
}

/// Operators act on their equals, half-operators only on those below them.
constexpr bool mayActOn(Ranks actor, Ranks target)
{
    const unsigned own = std::bit_floor(unsigned(actor.toInt()));
    const unsigned other = std::bit_floor(unsigned(target.toInt()));
    return atLeast(actor, Rank::Operator) ? other <= own : other < own;
}

/// "@+" (https://ircv3.net/specs/extensions/multi-prefix), or only the highest.
inline QByteArray prefixes(Ranks ranks, bool all)
{
    QByteArray signs;
    for (const RankSign &sign : RankSigns) {
        if (ranks.testFlag(sign.rank) && (all || signs.isEmpty()))
            signs.append(sign.prefix);
    }
    return signs;
}

/// By letter or prefix; nullptr: it is none.
constexpr const RankSign *rankSign(char RankSign::*member, char sign)
{
    const auto found = std::find_if(RankSigns.begin(), RankSigns.end(),
                                    [member, sign](const RankSign &one) { return one.*member == sign; });
    return found == RankSigns.end() ? nullptr : &*found;
}

} // namespace plausch::server
