// JOIN and PART: https://modern.ircdocs.horse/#channel-operations
#include "server/channels.h"

#include "server/call.h"
#include "server/commands.h"
#include "server/keptchannels.h"
#include "server/metadata.h"
#include "server/readmarker.h"

namespace plausch::server {
namespace {

using namespace session;

void sendState(World &world, Client &client, const Channel &channel)
{
    QByteArray names;
    for (const Member &member : channel.members) {
        if (!names.isEmpty())
            names.append(' ');
        names.append(member.ranks.testFlag(Rank::Operator) ? "@" : "").append(member.user->nick);
    }
    const QByteArray &nick = client.user->nick;
    sendMarker(world, client, channel.name);
    Relay list = world.relay(':' + world.settings.name + " 353 " + nick + " = " + channel.name + " :" + names);
    world.deliver(client, list);
    Relay end = world.relay(':' + world.settings.name + " 366 " + nick + ' ' + channel.name + " :End of /NAMES list");
    world.deliver(client, end);
    syncMetadata(world, client, channel);
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
    call.world.enter(*channel, call.user(), fresh ? Ranks(Rank::Operator) : keptRanks(*channel, call.user()));
    Relay line = call.world.relay(call.user(), "JOIN", {channel->name});
    call.world.deliver(*channel, line);
    for (Client *client : call.user().clients)
        sendState(call.world, *client, *channel);
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

void showJoined(World &world, Client &client, const Channel &channel)
{
    Relay line = world.relay(*client.user, "JOIN", {channel.name});
    world.deliver(client, line);
    sendState(world, client, channel);
}

Commands channelCommands()
{
    static constexpr Command table[] = {{"JOIN", onJoin, 1}, {"PART", onPart, 1}};
    return table;
}

} // namespace plausch::server
