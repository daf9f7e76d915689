// PRIVMSG, NOTICE and TAGMSG: https://modern.ircdocs.horse/#sending-messages,
// https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message
#include "server/call.h"
#include "server/commands.h"

namespace plausch::server {
namespace {

using namespace session;

/// A NOTICE is never answered, not even by an error.
void complain(const Call &call, bool silent, Numeric code, Call::Views middle, QByteArrayView text)
{
    if (!silent)
        call.numeric(code, middle, text);
}

void sayTo(Call &call, QByteArrayView verb, QByteArrayView target, QByteArrayView text)
{
    const bool silent = verb == QByteArrayView("NOTICE");
    World &world = call.world;
    if (target.startsWith('#')) {
        Channel *channel = world.channelNamed(target);
        if (!channel)
            return complain(call, silent, ERR_NOSUCHCHANNEL, {target}, "No such channel");
        if (!world.memberOf(*channel, call.user()) && channel->is(ChannelMode::NoOutside))
            return complain(call, silent, ERR_CANNOTSENDTOCHAN, {target}, "Cannot send to channel");
        Relay line = world.relay(call.user(), verb, {channel->name, text});
        line.id = world.nextId();
        world.deliver(*channel, line, call.client.has(Cap::EchoMessage) ? nullptr : &call.client);
        return;
    }
    User *user = world.userNamed(target);
    if (!user)
        return complain(call, silent, ERR_NOSUCHNICK, {target}, "No such nick");
    Relay line = world.relay(call.user(), verb, {user->nick, text});
    line.id = world.nextId();
    world.deliver(*user, line);
}

void onText(Call &call)
{
    const QByteArrayView verb = call.line.isCommand("NOTICE") ? QByteArrayView("NOTICE") : QByteArrayView("PRIVMSG");
    const bool silent = verb == QByteArrayView("NOTICE");
    if (call.param(0).isEmpty())
        return complain(call, silent, ERR_NORECIPIENT, {}, "No recipient given");
    if (call.param(1).isEmpty())
        return complain(call, silent, ERR_NOTEXTTOSEND, {}, "No text to send");
    sayTo(call, verb, call.param(0), call.param(1));
}

} // namespace

Commands talkCommands()
{
    static constexpr Command table[] = {{"NOTICE", onText}, {"PRIVMSG", onText}};
    return table;
}

} // namespace plausch::server
