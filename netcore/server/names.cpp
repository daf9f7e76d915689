// https://modern.ircdocs.horse/#names-message
#include "server/names.h"

#include "server/call.h"
#include "server/channels.h"
#include "server/commalist.h"
#include "server/commands.h"
#include "server/ranks.h"
#include "server/sight.h"

namespace plausch::server {
namespace {

using namespace session;

constexpr int NamesCost = 3; // a channel may have thousands of members

/// As multi-prefix and userhost-in-names want them.
QByteArray entryOf(const Member &member, Caps caps)
{
    return prefixes(member.ranks, caps.testFlag(Cap::MultiPrefix))
        + (caps.testFlag(Cap::UserhostInNames) ? member.user->mask : member.user->nick);
}

void onNames(Call &call)
{
    QByteArrayView names = call.param(0);
    if (names.isEmpty())
        return sendEndOfNames(call.world, call.client, "*");
    for (int left = call.world.settings.limits.targets; left > 0 && !names.isEmpty(); --left) {
        const QByteArrayView name = takeItem(names);
        const Channel *channel = call.world.channelNamed(name);
        if (channel && !isHidden(call, *channel))
            sendMembers(call.world, call.client, *channel);
        sendEndOfNames(call.world, call.client, channel ? QByteArrayView(channel->name) : name);
    }
}

} // namespace

void sendMembers(World &world, Client &client, const Channel &channel)
{
    const QByteArrayView symbol = channel.is(ChannelMode::Secret) ? "@" : "=";
    const QByteArray head = numericBody(world, client.user->nick, RPL_NAMREPLY, {symbol, channel.name}, "");
    const bool inside = world.memberOf(channel, *client.user) || client.user->is(UserMode::Operator);
    QByteArray body = head;
    const auto send = [&] {
        Relay line = world.relay(body);
        world.deliver(client, line);
        body = head;
    };
    for (const Member &member : channel.members) {
        if (!inside && !canSee(*client.user, *member.user))
            continue;
        const QByteArray entry = entryOf(member, client.caps);
        if (body.size() > head.size() && body.size() + 1 + entry.size() > wire::MaxBodyBytes - 2)
            send();
        body.append(body.size() > head.size() ? " " : "").append(entry);
    }
    if (body.size() > head.size())
        send();
}

void sendEndOfNames(World &world, Client &client, QByteArrayView channel)
{
    Relay line = world.relay(numericBody(world, client.user->nick, RPL_ENDOFNAMES, {channel}, "End of /NAMES list"));
    world.deliver(client, line);
}

Commands namesCommands()
{
    static constexpr Command table[] = {{"NAMES", onNames, 0, false, NamesCost}};
    return table;
}

} // namespace plausch::server
