#include "server/serverquery.h"

#include "server/call.h"
#include "server/wildcard.h"

namespace plausch::server {

using namespace session;

bool isThisServer(Call &call, QByteArrayView target)
{
    if (target.isEmpty() || matchesWildcard(target, call.world.settings.name) || call.world.userNamed(target))
        return true;
    call.numeric(ERR_NOSUCHSERVER, {target}, "No such server");
    return false;
}

bool isOperator(Call &call)
{
    if (call.user().is(UserMode::Operator))
        return true;
    call.numeric(ERR_NOPRIVILEGES, {}, "Permission Denied- You're not an IRC operator");
    return false;
}

} // namespace plausch::server
