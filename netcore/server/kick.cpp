// https://modern.ircdocs.horse/#kick-message
#include "server/call.h"
#include "server/channels.h"
#include "server/commalist.h"
#include "server/commands.h"
#include "server/ranks.h"
#include "session/vocabulary.h"

namespace plausch::server {
namespace {

using namespace session;

void kick(Call &call, Channel &channel, Ranks own, QByteArrayView nick, QByteArrayView reason)
{
    User *user = call.world.userNamed(nick);
    if (!user)
        return call.numeric(ERR_NOSUCHNICK, {nick}, "No such nick/channel");
    const Member *member = call.world.memberOf(channel, *user);
    if (!member)
        return call.numeric(ERR_USERNOTINCHANNEL, {user->nick, channel.name}, "They aren't on that channel");
    if (!mayActOn(own, member->ranks))
        return call.numeric(ERR_CHANOPRIVSNEEDED, {channel.name}, "You're not channel operator");
    Relay line = call.world.relay(call.user(), "KICK", {channel.name, user->nick, reason});
    line.id = call.world.nextId();
    keepEvent(call.world, channel, store::HistoryCommand::Kick, line);
    call.world.deliver(channel, line);
    call.world.leave(channel, *user);
}

void onKick(Call &call)
{
    const auto seat = seatIn(call, call.param(0));
    if (!seat)
        return;
    const Ranks own = authority(call, seat->member.ranks);
    Channel &channel = seat->channel;
    if (!atLeast(own, Rank::HalfOperator))
        return call.numeric(ERR_CHANOPRIVSNEEDED, {channel.name}, "You're not channel operator");
    const Limits &limits = call.world.settings.limits;
    const QByteArray words = truncated(call.param(2), limits.kick);
    const QByteArray reason = words.isEmpty() ? call.user().nick : words;
    QByteArrayView nicks = call.param(1);
    // Who kicks himself out is done; beyond TARGMAX targets are dropped silently.
    for (int left = limits.targets; left > 0 && !nicks.isEmpty(); --left) {
        if (!call.world.memberOf(channel, call.user()))
            return;
        kick(call, channel, own, takeItem(nicks), reason);
    }
}

} // namespace

Commands kickCommands()
{
    static constexpr Command table[] = {{"KICK", onKick, 2}};
    return table;
}

} // namespace plausch::server
