// https://ircv3.net/specs/extensions/channel-rename
#include "server/call.h"
#include "server/channels.h"
#include "server/commands.h"
#include "server/keptchannels.h"
#include "server/ranks.h"
#include "session/vocabulary.h"
#include "wire/casemap.h"

namespace plausch::server {
namespace {

using namespace session;

constexpr int RenameCost = 10; // members without the capability are sent all a JOIN would give them

void fail(Call &call, QByteArrayView code, const Channel &channel, QByteArrayView text)
{
    call.fail("RENAME", code, {channel.name, call.param(1)}, text);
}

bool mayRename(Call &call, const Seat &seat)
{
    const Rank needed = seat.channel.founder.isEmpty() ? Rank::Operator : Rank::Founder;
    if (atLeast(authority(call, seat.member.ranks), needed))
        return true;
    call.numeric(ERR_CHANOPRIVSNEEDED, {seat.channel.name}, "You're not channel operator");
    return false;
}

bool isFree(Call &call, const Channel &channel, QByteArrayView name)
{
    const Channel *other = call.world.channelNamed(name);
    if (!wire::isValidChannelName(name) || name.size() > call.world.settings.limits.channel)
        fail(call, "CANNOT_RENAME", channel, "That is not a channel name");
    else if (name == channel.name)
        fail(call, "CANNOT_RENAME", channel, "That is the channel's name");
    else if (other && other != &channel)
        fail(call, "CHANNEL_NAME_IN_USE", channel, "The channel name is already taken");
    else
        return true;
    return false;
}

/// #fallback: for a client without the capability the old channel is left and the new one joined.
void tellByRejoining(World &world, const Channel &channel, QByteArrayView oldName, QByteArrayView reason)
{
    for (const Member &member : channel.members) {
        Relay part = reason.isEmpty() ? world.relay(*member.user, "PART", {oldName})
                                      : world.relay(*member.user, "PART", {oldName, reason});
        part.lacks = Cap::ChannelRename;
        for (Client *client : member.user->clients) {
            if (client->has(Cap::ChannelRename))
                continue;
            world.deliver(*client, part);
            showJoined(world, *client, channel);
        }
    }
}

void onRename(Call &call)
{
    const auto seat = seatIn(call, call.param(0));
    if (!seat || !mayRename(call, *seat) || !isFree(call, seat->channel, call.param(1)))
        return;
    Channel &channel = seat->channel;
    const QByteArray oldName = channel.name;
    const QByteArray reason = truncated(call.param(2), call.world.settings.limits.kick);
    const QByteArray oldTarget = channel.folded;
    call.world.rename(channel, call.param(1).toByteArray());
    if (call.world.settings.hasHistory && channel.folded != oldTarget)
        call.world.history.rename(oldTarget, channel.folded);
    Relay line = call.world.relay(call.user(), "RENAME", {oldName, channel.name, reason});
    line.id = call.world.nextId();
    line.needs = Cap::ChannelRename;
    call.world.deliver(channel, line);
    if (!wire::sameName(oldName, channel.name)) // another case alone is no news to the others
        tellByRejoining(call.world, channel, oldName, reason);
    noteChange(call.world, channel);
}

} // namespace

Commands renameCommands()
{
    static constexpr Command table[] = {{"RENAME", onRename, 2, false, RenameCost}};
    return table;
}

} // namespace plausch::server
