#include "server/sessions.h"

#include "server/call.h"
#include "server/channels.h"
#include "server/metadata.h"
#include "server/monitor.h"
#include "server/presence.h"
#include "server/welcome.h"

#include <algorithm>

namespace plausch::server {
namespace {

bool isIn(const User &user, const Channel *channel)
{
    return std::any_of(user.channels.begin(), user.channels.end(),
                       [channel](const Membership &one) { return one.channel == channel; });
}

} // namespace

void attach(Call &call, User &user)
{
    if (const Greeting &said = *call.client.greeting; !said.away.isEmpty())
        call.client.more().away = said.away;
    call.world.attach(call.client, user);
    settleAway(call.world, user);
    welcome(call);
    sendOwnMetadata(call.world, call.client);
    for (const Membership &one : user.channels)
        showJoined(call.world, call.client, *one.channel);
}

void moveTo(Call &call, User &user)
{
    World &world = call.world;
    Client &client = call.client;
    User &left = call.user();
    // What the client knows is brought to what it will be: away from here, the other nick, and into the rest.
    std::vector<Channel *> known;
    for (const Membership &one : left.channels) {
        if (isIn(user, one.channel)) {
            known.push_back(one.channel);
            continue;
        }
        Relay part = world.relay(left, "PART", {one.channel->name});
        world.deliver(client, part);
    }
    Relay nick = world.relay(left, "NICK", {user.nick});
    world.deliver(client, nick);
    if (left.clients.size() == 1) {
        Relay quit = world.relay(left, "QUIT", {"Now known as " + user.nick});
        keepEventAround(world, left, store::HistoryCommand::Quit, quit);
        world.visitAround(left, false, [&](User &one) { world.deliver(one, quit, &client); });
        tellOffline(world, left);
    }
    world.detach(client);
    world.attach(client, user);
    if (!left.clients.empty())
        settleAway(world, left);
    settleAway(world, user);
    for (const Membership &one : user.channels) {
        if (std::find(known.begin(), known.end(), one.channel) == known.end())
            showJoined(world, client, *one.channel);
    }
}

} // namespace plausch::server
