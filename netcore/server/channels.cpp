// JOIN and PART: https://modern.ircdocs.horse/#channel-operations
#include "server/call.h"
#include "server/commands.h"

namespace plausch::server {
namespace {

using namespace session;

void sendNames(Call &call, const Channel &channel)
{
    QByteArray names;
    for (const Member &member : channel.members) {
        if (!names.isEmpty())
            names.append(' ');
        names.append(member.ranks.testFlag(Rank::Operator) ? "@" : "").append(member.user->nick);
    }
    call.numeric(RPL_NAMREPLY, {"=", channel.name}, names);
    call.numeric(RPL_ENDOFNAMES, {channel.name}, "End of /NAMES list");
}

void onJoin(Call &call)
{
    const QByteArrayView name = call.param(0);
    if (!name.startsWith('#'))
        return call.numeric(ERR_NOSUCHCHANNEL, {name}, "No such channel");
    Channel *channel = call.world.channelNamed(name);
    const bool fresh = !channel;
    if (fresh)
        channel = &call.world.create(name.toByteArray());
    if (call.world.memberOf(*channel, call.user()))
        return;
    call.world.enter(*channel, call.user(), fresh ? Ranks(Rank::Operator) : Ranks());
    Relay line = call.world.relay(call.user(), "JOIN", {channel->name});
    call.world.deliver(*channel, line);
    sendNames(call, *channel);
}

void onPart(Call &call)
{
    Channel *channel = call.world.channelNamed(call.param(0));
    if (!channel || !call.world.memberOf(*channel, call.user()))
        return call.numeric(ERR_NOTONCHANNEL, {call.param(0)}, "You're not on that channel");
    Relay line = call.world.relay(call.user(), "PART", {channel->name});
    call.world.deliver(*channel, line);
    call.world.leave(*channel, call.user());
}

} // namespace

Commands channelCommands()
{
    static constexpr Command table[] = {{"JOIN", onJoin, 1}, {"PART", onPart, 1}};
    return table;
}

} // namespace plausch::server
