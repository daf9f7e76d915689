// Layer: chat. Pure, any thread.
#pragma once

#include <QtGlobal>

namespace plausch::chat {

/// A link of a line that is ready, as the rule for two of them sees it.
struct ReadyLink
{
    bool outbound = false;
    qint64 readyAt = 0; // monotonic ms
};

inline constexpr qint64 SettledMsecs = 30'000;

enum class Keep { Older, Newer };

/// Two links to one buddy: both ends come to the same answer without talking about it (after Ricochet's written rule,
/// doc/protocol.md there). Same direction: the newer wins. The older one is settled: the newer wins, since its far end
/// must have lost the older one. Else they crossed: the link dialled by the smaller identity wins.
Keep chooseLink(const ReadyLink &older, const ReadyLink &newer, bool ownIdentityIsSmaller);

} // namespace plausch::chat
