// JOIN and PART: https://modern.ircdocs.horse/#channel-operations
#include "server/channels.h"

#include "server/call.h"
#include "server/commalist.h"
#include "server/commands.h"
#include "server/confusables.h"
#include "server/keptchannels.h"
#include "server/masks.h"
#include "server/metadata.h"
#include "server/names.h"
#include "server/presence.h"
#include "server/ranks.h"
#include "server/readmarker.h"
#include "server/sight.h"
#include "server/topic.h"
#include "session/vocabulary.h"
#include "wire/casemap.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

struct Obstacle
{
    Numeric code;
    QByteArrayView text;
};

bool isInvited(const Channel &channel, const User &user)
{
    return std::find(user.invitations.begin(), user.invitations.end(), &channel) != user.invitations.end()
        || anyMatches(channel.invitations, user);
}

bool isFounder(const Channel &channel, const User &user)
{
    return !channel.founder.isEmpty() && wire::sameName(channel.founder, user.account);
}

/// What keeps a user out of a channel (https://modern.ircdocs.horse/#channel-modes). Nothing keeps out its founder.
std::optional<Obstacle> obstacle(const Channel &channel, const User &user, QByteArrayView key)
{
    if (isFounder(channel, user))
        return std::nullopt;
    if (isBanned(channel, user))
        return Obstacle{ERR_BANNEDFROMCHAN, "Cannot join channel (+b)"};
    if (channel.is(ChannelMode::InviteOnly) && !isInvited(channel, user))
        return Obstacle{ERR_INVITEONLYCHAN, "Cannot join channel (+i)"};
    if (channel.is(ChannelMode::RegisteredOnly) && user.account.isEmpty())
        return Obstacle{ERR_NEEDREGGEDNICK, "Cannot join channel (+R): you need an account"};
    if (!channel.key.isEmpty() && key != channel.key)
        return Obstacle{ERR_BADCHANNELKEY, "Cannot join channel (+k)"};
    if (channel.limit > 0 && qsizetype(channel.members.size()) >= channel.limit)
        return Obstacle{ERR_CHANNELISFULL, "Cannot join channel (+l)"};
    return std::nullopt;
}

/// Operators of a channel that is new are those who make it, with the modes most servers begin with
/// (https://modern.ircdocs.horse/#regular-channels-).
Channel &found(World &world, QByteArrayView name)
{
    Channel &channel = world.create(name.toByteArray());
    channel.modes = ChannelMode::NoOutside | ChannelMode::TopicLocked;
    return channel;
}

/// https://ircv3.net/specs/extensions/extended-join: account or "*", and the real name.
std::pair<Relay, Relay> joinLines(World &world, const User &user, const Channel &channel)
{
    Relay plain = world.relay(user, "JOIN", {channel.name});
    plain.lacks = Cap::ExtendedJoin;
    const QByteArrayView account = user.account.isEmpty() ? QByteArrayView("*") : QByteArrayView(user.account);
    Relay extended = world.relay(user, "JOIN", {channel.name, account, user.realName});
    extended.needs = Cap::ExtendedJoin;
    plain.id = extended.id = world.nextId();
    return {plain, extended};
}

/// https://ircv3.net/specs/extensions/away-notify: who is away when joining is told as that.
void tellAway(World &world, const User &user, const Channel &channel)
{
    if (user.away.isEmpty())
        return;
    Relay line = awayLine(world, user);
    for (const Member &member : channel.members) {
        if (member.user != &user)
            world.deliver(*member.user, line);
    }
}

void sendState(World &world, Client &client, const Channel &channel)
{
    sendTopic(world, client, channel);
    sendMarker(world, client, channel.name);
    if (!client.has(Cap::NoImplicitNames)) {
        sendMembers(world, client, channel);
        sendEndOfNames(world, client, channel.name);
    }
    syncMetadata(world, client, channel);
}

void enter(Call &call, Channel &channel, Ranks ranks)
{
    World &world = call.world;
    User &user = call.user();
    world.forgetInvitation(channel, user);
    world.enter(channel, user, ranks);
    auto [plain, extended] = joinLines(world, user, channel);
    keepEvent(world, channel, store::HistoryCommand::Join, extended);
    world.deliver(channel, plain);
    world.deliver(channel, extended);
    tellAway(world, user, channel);
    for (Client *client : user.clients)
        sendState(world, *client, channel);
}

void join(Call &call, QByteArrayView name, QByteArrayView key)
{
    const Limits &limits = call.world.settings.limits;
    User &user = call.user();
    if (!wire::isValidChannelName(name) || name.size() > limits.channel)
        return call.numeric(ERR_NOSUCHCHANNEL, {name}, "No such channel");
    Channel *channel = call.world.channelNamed(name);
    if (channel && call.world.memberOf(*channel, user))
        return;
    if (qsizetype(user.channels.size()) >= limits.channelsPerUser)
        return call.numeric(ERR_TOOMANYCHANNELS, {name}, "You have joined too many channels");
    if (!channel && isMixedScript(name))
        return call.numeric(ERR_BADCHANMASK, {name}, "The name mixes scripts that do not belong together");
    if (const Channel *twin = channel ? nullptr : call.world.channelLookalike(name))
        return call.numeric(ERR_BADCHANMASK, {name}, "The name looks like " + twin->name + ", which is there");
    if (!channel)
        return enter(call, found(call.world, name), Rank::Operator);
    if (const auto reason = obstacle(*channel, user, key))
        return call.numeric(reason->code, {channel->name}, reason->text);
    enter(call, *channel, keptRanks(*channel, user));
}

void leave(Call &call, Channel &channel, QByteArrayView reason)
{
    Relay line = reason.isEmpty() ? call.world.relay(call.user(), "PART", {channel.name})
                                  : call.world.relay(call.user(), "PART", {channel.name, reason});
    line.id = call.world.nextId();
    keepEvent(call.world, channel, store::HistoryCommand::Part, line);
    call.world.deliver(channel, line);
    call.world.leave(channel, call.user());
}

/// A list costs as much as its items would one by one.
void chargeItems(const Call &call, QByteArrayView list)
{
    if (const qsizetype more = list.count(','); more > 0)
        call.client.outlet->charge(int(more));
}

void onJoin(Call &call)
{
    QByteArrayView names = call.param(0);
    QByteArrayView keys = call.param(1);
    if (names == QByteArrayView("0")) {
        while (!call.user().channels.empty())
            leave(call, *call.user().channels.back().channel, {});
        return;
    }
    chargeItems(call, names);
    while (!names.isEmpty()) {
        const QByteArrayView name = takeItem(names);
        const QByteArrayView key = takeItem(keys);
        if (!name.isEmpty())
            join(call, name, key);
    }
}

void onPart(Call &call)
{
    QByteArrayView names = call.param(0);
    const QByteArray reason = truncated(call.param(1), call.world.settings.limits.kick);
    chargeItems(call, names);
    while (!names.isEmpty()) {
        if (const auto seat = seatIn(call, takeItem(names)))
            leave(call, seat->channel, reason);
    }
}

} // namespace

std::optional<Seat> seatIn(const Call &call, QByteArrayView name)
{
    Channel *channel = call.world.channelNamed(name);
    if (!channel) {
        call.numeric(ERR_NOSUCHCHANNEL, {name}, "No such channel");
        return std::nullopt;
    }
    Member *member = call.world.memberOf(*channel, call.user());
    if (!member) {
        call.numeric(ERR_NOTONCHANNEL, {channel->name}, "You're not on that channel");
        return std::nullopt;
    }
    return Seat{*channel, *member};
}

Ranks authority(const Call &call, Ranks inChannel)
{
    return call.user().is(UserMode::Operator) ? inChannel | Rank::Founder : inChannel;
}

bool isHidden(const Call &call, const Channel &channel)
{
    return !canSee(call.user(), channel);
}

void showJoined(World &world, Client &client, const Channel &channel)
{
    auto [plain, extended] = joinLines(world, *client.user, channel);
    world.deliver(client, plain);
    world.deliver(client, extended);
    sendState(world, client, channel);
}

Commands channelCommands()
{
    static constexpr Command table[] = {{"JOIN", onJoin, 1}, {"PART", onPart, 1}};
    return table;
}

} // namespace plausch::server
