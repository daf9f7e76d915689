// AWAY: https://modern.ircdocs.horse/#away-message, https://ircv3.net/specs/extensions/pre-away
// SETNAME: https://ircv3.net/specs/extensions/setname
#include "server/presence.h"

#include "server/call.h"
#include "server/commands.h"
#include "session/vocabulary.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

constexpr QByteArrayView NobodyThere = "*"; // an AWAY of a client that nobody sits at

QByteArrayView awayOf(const Client &session)
{
    return session.extras ? QByteArrayView(session.extras->away) : QByteArrayView();
}

/// "An away message of '*' should be treated as though the connection did not exist": a text of people goes before it.
QByteArray awayOf(const User &user)
{
    QByteArrayView text;
    for (const Client *session : user.clients) {
        const QByteArrayView own = awayOf(*session);
        if (own.isEmpty())
            return {};
        if (text.isEmpty() || text == NobodyThere)
            text = own;
    }
    return text.toByteArray();
}

void acknowledge(const Call &call, bool away)
{
    if (away)
        call.numeric(RPL_NOWAWAY, {}, "You have been marked as being away");
    else
        call.numeric(RPL_UNAWAY, {}, "You are no longer marked as being away");
}

void onAway(Call &call)
{
    const QByteArray text = truncated(call.param(0), call.world.settings.limits.away);
    Client &client = call.client;
    if (client.greeting && !client.has(Cap::PreAway))
        return call.numeric(ERR_NOTREGISTERED, {}, "You have not registered");
    if (client.greeting) {
        client.greeting->away = text;
        return acknowledge(call, !text.isEmpty());
    }
    if (!text.isEmpty() || client.extras)
        client.more().away = text;
    // The latest words count, so they are to be the first that are found.
    std::vector<Client *> &sessions = call.user().clients;
    std::rotate(sessions.begin(), std::find(sessions.begin(), sessions.end(), &client), sessions.end());
    settleAway(call.world, call.user());
    acknowledge(call, !text.isEmpty());
}

void onSetName(Call &call)
{
    const QByteArrayView name = call.param(0);
    if (name.trimmed().isEmpty() || name.size() > call.world.settings.limits.realName)
        return call.fail("SETNAME", "INVALID_REALNAME", {}, "Realname is not valid");
    User &user = call.user();
    user.realName = name.toByteArray();
    Relay line = call.world.relay(user, "SETNAME", {name});
    line.needs = Cap::SetName;
    call.world.deliverAround(user, line, true);
    call.world.tellWatchers(user, line);
}

} // namespace

Relay awayLine(World &world, const User &user)
{
    Relay line = user.away.isEmpty() ? world.relay(':' + user.mask + " AWAY")
                                     : world.relay(':' + user.mask + " AWAY :" + user.away);
    line.account = user.account;
    line.fromBot = user.is(UserMode::Bot);
    line.needs = Cap::AwayNotify;
    return line;
}

void settleAway(World &world, User &user)
{
    const QByteArray away = awayOf(user);
    if (away == user.away)
        return;
    user.away = away;
    Relay line = awayLine(world, user);
    world.deliverAround(user, line, false);
    world.tellWatchers(user, line);
    world.deliver(user, line, world.asking()); // his other sessions
}

Commands presenceCommands()
{
    static constexpr Command table[] = {{"AWAY", onAway, 0, true, 2}, {"SETNAME", onSetName, 1, false, 2}};
    return table;
}

} // namespace plausch::server
