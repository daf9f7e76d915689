#include "chat/doublelink.h"

namespace plausch::chat {

Keep chooseLink(const ReadyLink &older, const ReadyLink &newer, bool ownIdentityIsSmaller)
{
    if (older.outbound == newer.outbound)
        return Keep::Newer;
    if (newer.readyAt - older.readyAt > SettledMsecs)
        return Keep::Newer;
    const bool winnerIsOutbound = ownIdentityIsSmaller;
    return newer.outbound == winnerIsOutbound ? Keep::Newer : Keep::Older;
}

} // namespace plausch::chat
