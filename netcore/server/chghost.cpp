// CHGHOST and CHGIDENT, which are in no specification, as servers have them that let operators change what others see
// as somebody's host and name; what others are told of it is: https://ircv3.net/specs/extensions/chghost
#include "server/call.h"
#include "server/commands.h"
#include "server/operators.h"
#include "server/serverquery.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

constexpr qsizetype MaxHostBytes = 63; // https://modern.ircdocs.horse/#hostlen-parameter

bool isOfLetters(QByteArrayView text, QByteArrayView others)
{
    return std::all_of(text.begin(), text.end(), [others](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9')
            || others.contains(byte);
    });
}

bool isHost(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= MaxHostBytes && !text.startsWith(':') && isOfLetters(text, ".-_/:");
}

bool isName(QByteArrayView text, const Limits &limits)
{
    return !text.isEmpty() && text.size() <= limits.user && isOfLetters(text, ".-_~");
}

/// Under the mask they knew, all who see the user hear of the new one.
void change(World &world, User &user, const QByteArray &name, const QByteArray &host)
{
    Relay line = world.relay(user, "CHGHOST", {name, host});
    line.needs = Cap::ChgHost;
    user.name = name;
    user.host = host;
    user.updateMask();
    world.deliverAround(user, line, true);
    world.tellWatchers(user, line);
    Relay told = world.relay(numericBody(world, user.nick, RPL_HOSTHIDDEN, {host}, "is now your displayed host"));
    world.deliver(user, told);
}

/// Nullptr: answered.
User *subject(Call &call)
{
    if (!isOperator(call))
        return nullptr;
    User *user = call.world.userNamed(call.param(0));
    if (!user)
        call.numeric(ERR_NOSUCHNICK, {call.param(0)}, "No such nick");
    return user;
}

void onChgHost(Call &call)
{
    User *user = subject(call);
    if (!user)
        return;
    if (!isHost(call.param(1)))
        return call.fail("CHGHOST", "INVALID_HOST", {call.param(1)}, "That is no host");
    tellOperators(call.world, call.user().nick + " gives " + user->mask + " the host " + call.param(1).toByteArray());
    change(call.world, *user, user->name, call.param(1).toByteArray());
}

void onChgIdent(Call &call)
{
    User *user = subject(call);
    if (!user)
        return;
    if (!isName(call.param(1), call.world.settings.limits))
        return call.fail("CHGIDENT", "INVALID_NAME", {call.param(1)}, "That is no name of a user");
    tellOperators(call.world, call.user().nick + " gives " + user->mask + " the name " + call.param(1).toByteArray());
    change(call.world, *user, call.param(1).toByteArray(), user->host);
}

} // namespace

Commands hostCommands()
{
    static constexpr Command table[] = {{"CHGHOST", onChgHost, 2}, {"CHGIDENT", onChgIdent, 2}};
    return table;
}

} // namespace plausch::server
