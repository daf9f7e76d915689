// OPER, KILL, WALLOPS, REHASH: https://modern.ircdocs.horse/#operator-messages, #oper-message, #rehash-message
#include "server/operators.h"

#include "server/commands.h"
#include "server/monitor.h"
#include "server/serverquery.h"
#include "server/serverrealm.h"
#include "session/vocabulary.h"
#include "wire/casemap.h"

namespace plausch::server {
namespace {

using namespace session;

void becomeOperator(Call &call, const QByteArray &name)
{
    User &user = call.user();
    World &world = call.world;
    call.numeric(RPL_YOUREOPER, {}, "You are now an IRC operator");
    if (user.is(UserMode::Operator))
        return;
    tellOperators(world, user.mask + " is now an operator, as " + name);
    world.setMode(user, UserMode::Operator, true);
    user.operatorName = name;
    Relay line = world.relay(user, "MODE", {user.nick, "+o"});
    world.deliver(user, line);
}

/// A name that there is not is checked like one that there is, and neither the words nor the time tell which it was.
void onOper(Call &call)
{
    const auto &operators = call.world.settings.operators;
    if (operators.empty())
        return call.numeric(ERR_NOOPERHOST, {}, "No O-lines for your host");
    const QByteArray crowd = crowdOf(call.client.arrival.address);
    if (!call.world.attempts.begin(crowd, call.world.now.monotonic))
        return call.numeric(ERR_PASSWDMISMATCH, {}, "Too many attempts, wait a minute");
    const QByteArray name = call.param(0).toByteArray();
    const auto found = operators.find(name);
    const bool known = found != operators.end();
    const QByteArray &hash = known ? found->second : operators.begin()->second;
    call.realm.checkPassword(call, hash, call.param(1).toByteArray(), [name, known, crowd](Call &late, bool right) {
        if (right && known) {
            late.world.attempts.succeeded(crowd);
            return becomeOperator(late, name);
        }
        late.numeric(ERR_PASSWDMISMATCH, {}, "Password incorrect");
        tellOperators(late.world, late.user().mask + " failed to become an operator as " + name);
    });
}

void onKill(Call &call)
{
    World &world = call.world;
    if (!isOperator(call))
        return;
    if (wire::sameName(call.param(0), world.settings.name))
        return call.numeric(ERR_CANTKILLSERVER, {}, "You cant kill a server!");
    User *victim = world.userNamed(call.param(0));
    if (!victim)
        return call.numeric(ERR_NOSUCHNICK, {call.param(0)}, "No such nick");
    const QByteArray comment = truncated(call.param(1), world.settings.limits.kick);
    const QByteArray words = "Killed (" + call.user().nick + " (" + comment + "))";
    tellOperators(world, call.user().nick + " killed " + victim->mask + ": " + comment);
    Relay line = world.relay(call.user(), "KILL", {victim->nick, comment});
    world.deliver(*victim, line);
    for (Client *session : std::vector(victim->clients))
        disconnect(world, *session, words);
}

/// To all with mode w, of whom there may be many: only operators can have it said.
void onWallops(Call &call)
{
    if (!isOperator(call))
        return;
    Relay line = call.world.relay(call.user(), "WALLOPS", {call.param(0)});
    for (User *user : call.world.users()) {
        if (user->is(UserMode::Wallops))
            call.world.deliver(*user, line);
    }
}

void onRehash(Call &call)
{
    if (!isOperator(call))
        return;
    call.numeric(RPL_REHASHING, {"configuration"}, "Rehashing");
    tellOperators(call.world, call.user().nick + " has the configuration read again");
    call.realm.outside().rehash();
}

} // namespace

void tellOperators(World &world, QByteArrayView text)
{
    for (User *one : world.operators()) {
        const QByteArray body = ':' + world.settings.name + " NOTICE " + one->nick + " :" + text.toByteArray();
        Relay line = world.relay(truncated(body, wire::MaxBodyBytes - 2));
        world.deliver(*one, line);
    }
}

Commands operatorCommands()
{
    static constexpr Command table[] = {{"KILL", onKill, 2},
                                        {"OPER", onOper, 2, false, 5},
                                        {"REHASH", onRehash, 0, false, 5},
                                        {"WALLOPS", onWallops, 1, false, 2}};
    return table;
}

} // namespace plausch::server
