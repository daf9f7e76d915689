#include "server/usermodes.h"

#include "server/call.h"

namespace plausch::server {

using namespace session;

void onUserMode(Call &call)
{
    const User *user = call.world.userNamed(call.param(0));
    if (!user)
        return call.numeric(ERR_NOSUCHNICK, {call.param(0)}, "No such nick/channel");
    if (user != &call.user())
        return call.numeric(ERR_USERSDONTMATCH, {}, "Cant change mode for other users");
    call.numeric(RPL_UMODEIS, {"+"});
}

} // namespace plausch::server
