// https://modern.ircdocs.horse/#invite-message, https://ircv3.net/specs/extensions/invite-notify
#include "server/call.h"
#include "server/channels.h"
#include "server/commands.h"
#include "server/ranks.h"

namespace plausch::server {
namespace {

using namespace session;

void listInvitations(Call &call)
{
    for (const Channel *channel : call.user().invitations)
        call.numeric(RPL_INVITELIST, {channel->name});
    call.numeric(RPL_ENDOFINVITELIST, {}, "End of /INVITE list");
}

void tellInvitation(Call &call, User &guest, Channel &channel)
{
    Relay line = call.world.relay(call.user(), "INVITE", {guest.nick, channel.name});
    line.id = call.world.nextId();
    call.world.deliver(guest, line);
    line.needs = Cap::InviteNotify;
    call.world.deliver(channel, line, &call.client);
}

void onInvite(Call &call)
{
    if (call.line.paramCount == 0)
        return listInvitations(call);
    if (call.line.paramCount < 2)
        return call.numeric(ERR_NEEDMOREPARAMS, {"INVITE"}, "Not enough parameters");
    User *guest = call.world.userNamed(call.param(0));
    if (!guest)
        return call.numeric(ERR_NOSUCHNICK, {call.param(0)}, "No such nick/channel");
    const auto seat = seatIn(call, call.param(1));
    if (!seat)
        return;
    Channel &channel = seat->channel;
    if (call.world.memberOf(channel, *guest))
        return call.numeric(ERR_USERONCHANNEL, {guest->nick, channel.name}, "is already on channel");
    const bool opens = atLeast(authority(call, seat->member.ranks), Rank::HalfOperator);
    if (channel.is(ChannelMode::InviteOnly) && !opens)
        return call.numeric(ERR_CHANOPRIVSNEEDED, {channel.name}, "You're not channel operator");
    if (opens)
        call.world.invite(channel, *guest);
    call.numeric(RPL_INVITING, {guest->nick, channel.name});
    tellInvitation(call, *guest, channel);
}

} // namespace

Commands inviteCommands()
{
    static constexpr Command table[] = {{"INVITE", onInvite, 0, false, 2}};
    return table;
}

} // namespace plausch::server
