// WHOIS and WHOWAS: https://modern.ircdocs.horse/#whois-message, https://modern.ircdocs.horse/#whowas-message
#include "server/call.h"
#include "server/commands.h"
#include "server/nicklist.h"
#include "server/ranks.h"
#include "server/serverquery.h"
#include "server/sight.h"
#include "server/usermodes.h"
#include "session/vocabulary.h"
#include "wire/casemap.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

void sayChannels(Call &call, const User &user)
{
    const User &asker = call.user();
    const bool near = &asker == &user || asker.is(UserMode::Operator);
    NickList channels(call, RPL_WHOISCHANNELS, ' ', user.nick);
    for (const Membership &one : user.channels) {
        const bool shared = call.world.memberOf(*one.channel, asker);
        if (!near && !shared && (one.channel->is(ChannelMode::Secret) || user.is(UserMode::Invisible)))
            continue;
        const Member &member = one.channel->members[one.place];
        channels.add(prefixes(member.ranks, call.client.has(Cap::MultiPrefix)) + one.channel->name);
    }
    channels.flush();
}

/// Of interest to the user himself and to operators only.
void sayPrivate(Call &call, const User &user)
{
    call.numeric(RPL_WHOISHOST, {user.nick}, "is connecting from *@" + user.realHost + ' ' + user.realHost);
    call.numeric(RPL_WHOISMODES, {user.nick}, "is using modes " + modesText(user.modes));
    for (const Client *session : user.clients) {
        if (!session->arrival.fingerprint.isEmpty())
            call.numeric(RPL_WHOISCERTFP, {user.nick},
                         "has client certificate fingerprint " + session->arrival.fingerprint);
    }
    if (user.clients.size() > 1)
        call.numeric(RPL_WHOISSPECIAL, {user.nick},
                     "has " + QByteArray::number(qulonglong(user.clients.size())) + " sessions");
}

void sayUser(Call &call, const User &user)
{
    const World &world = call.world;
    call.numeric(RPL_WHOISUSER, {user.nick, user.name, user.host, "*"}, user.realName);
    sayChannels(call, user);
    call.numeric(RPL_WHOISSERVER, {user.nick, world.settings.name}, world.settings.description);
    if (!user.away.isEmpty())
        call.numeric(RPL_AWAY, {user.nick}, user.away);
    if (user.is(UserMode::Operator))
        call.numeric(RPL_WHOISOPERATOR, {user.nick}, "is an IRC operator");
    if (user.is(UserMode::Bot))
        call.numeric(RPL_WHOISBOT, {user.nick}, "is a bot");
    if (std::all_of(user.clients.begin(), user.clients.end(), [](const Client *one) { return one->arrival.secure; }))
        call.numeric(RPL_WHOISSECURE, {user.nick}, "is using a secure connection");
    if (!user.account.isEmpty())
        call.numeric(RPL_WHOISACCOUNT, {user.nick, user.account}, "is logged in as");
    if (&user == &call.user() || call.user().is(UserMode::Operator))
        sayPrivate(call, user);
    call.numeric(RPL_WHOISIDLE,
                 {user.nick, QByteArray::number((world.now.monotonic - user.spokeAt) / 1000),
                  QByteArray::number(user.signedOnUtc / 1000)},
                 "seconds idle, signon time");
}

void onWhois(Call &call)
{
    const bool toServer = call.line.paramCount > 1;
    const QByteArrayView nicks = call.param(toServer ? 1 : 0);
    if (nicks.isEmpty())
        return call.numeric(ERR_NONICKNAMEGIVEN, {}, "No nickname given");
    if (toServer && !isThisServer(call, call.param(0)))
        return;
    int left = call.world.settings.limits.targets; // more are silently dropped, as TARGMAX says
    forEachTarget(nicks, [&](QByteArrayView nick) {
        if (left-- <= 0)
            return;
        if (const User *user = call.world.userNamed(nick))
            sayUser(call, *user);
        else
            call.numeric(ERR_NOSUCHNICK, {nick}, "No such nick");
        call.numeric(RPL_ENDOFWHOIS, {nick}, "End of /WHOIS list");
    });
}

void onWhowas(Call &call)
{
    const QByteArrayView nick = call.param(0);
    if (nick.isEmpty())
        return call.numeric(ERR_NONICKNAMEGIVEN, {}, "No nickname given");
    const int wanted = call.param(1).toByteArray().toInt(); // none, zero or less: all
    const int most = call.world.settings.limits.whowas;
    const auto entries = call.world.departed.named(
        wire::folded(nick), std::size_t(std::max(wanted > 0 ? std::min(wanted, most) : most, 0)));
    if (entries.empty())
        call.numeric(ERR_WASNOSUCHNICK, {nick}, "There was no such nickname");
    for (const Departed::Entry *entry : entries) {
        call.numeric(RPL_WHOWASUSER, {entry->nick, entry->name, entry->host, "*"}, entry->realName);
        call.numeric(RPL_WHOISSERVER, {entry->nick, call.world.settings.name}, formatTime(entry->leftUtc));
        if (!entry->account.isEmpty())
            call.numeric(RPL_WHOISACCOUNT, {entry->nick, entry->account}, "was logged in as");
    }
    call.numeric(RPL_ENDOFWHOWAS, {nick}, "End of WHOWAS");
    call.client.outlet->charge(int(entries.size()) / 20);
}

} // namespace

Commands whoisCommands()
{
    static constexpr Command table[] = {{"WHOIS", onWhois, 0, false, 2}, {"WHOWAS", onWhowas, 0, false, 3}};
    return table;
}

} // namespace plausch::server
