// NICK, USER, PASS, QUIT, PING and PONG: https://modern.ircdocs.horse/#connection-messages
#include "server/registration.h"

#include "server/call.h"
#include "server/commands.h"
#include "server/metadata.h"
#include "server/monitor.h"
#include "server/presence.h"
#include "server/sasl.h"
#include "server/serverrealm.h"
#include "server/sessions.h"
#include "server/signin.h"
#include "server/welcome.h"
#include "session/vocabulary.h"
#include "wire/casemap.h"

namespace plausch::server {
namespace {

using namespace session;

/// A user name has no room for what splits a mask; '~' says that nobody vouches for it.
QByteArray identOf(QByteArrayView wanted, int room)
{
    QByteArray ident = truncated(wanted, room);
    ident.removeIf([](char byte) {
        return uchar(byte) <= ' ' || byte == '!' || byte == '@' || byte == ':' || byte == '*' || byte == '?';
    });
    return '~' + (ident.isEmpty() ? QByteArrayLiteral("user") : ident);
}

enum class NickState { Free, Taken, Reserved, OwnAccounts };

NickState stateOf(const Call &call, QByteArrayView nick)
{
    const User *other = call.world.userNamed(nick);
    if (other && other != call.client.user)
        return isSameAccount(*other, call.client) ? NickState::OwnAccounts : NickState::Taken;
    return isReserved(call.world, nick, call.client.account) ? NickState::Reserved : NickState::Free;
}

/// What a nick cannot be told from (confusables.h), in the words of a refusal; empty: nothing.
QByteArray twinOf(const Call &call, QByteArrayView nick, NickState state)
{
    if (state != NickState::Free)
        return {};
    if (const User *other = call.world.lookalike(nick, call.client.user))
        return other->nick + ", which is in use";
    const QByteArray account = call.world.accountNames.lookalike(wire::folded(nick), wire::folded(call.client.account));
    return account.isEmpty() ? QByteArray() : account + ", which is registered";
}

/// ERR_NICKNAMEINUSE, if somebody else has it, is it or may be it.
bool refuseNick(const Call &call, QByteArrayView nick, NickState state)
{
    if (state == NickState::Taken)
        call.numeric(ERR_NICKNAMEINUSE, {nick}, "Nickname is already in use");
    else if (state == NickState::Reserved)
        call.numeric(ERR_NICKNAMEINUSE, {nick}, "Nickname is registered: sign in to its account to use it");
    else if (const QByteArray twin = twinOf(call, nick, state); !twin.isEmpty())
        call.numeric(ERR_NICKNAMEINUSE, {nick}, "Nickname looks like " + twin);
    else
        return false;
    return true;
}

/// Before somebody has signed in, a nick that an account can be it for is nobody's yet.
bool mayBecomeOwn(const Call &call, QByteArrayView nick, NickState state)
{
    const User *other = call.world.userNamed(nick);
    return call.client.greeting && call.world.settings.hasAccounts && call.client.account.isEmpty()
        && (state == NickState::Reserved || (other && !other->account.isEmpty()));
}

void changeNick(Call &call, const QByteArray &nick)
{
    User &user = call.user();
    if (nick == user.nick)
        return;
    Relay line = call.world.relay(user, "NICK", {nick});
    line.id = call.world.nextId();
    keepEventAround(call.world, user, store::HistoryCommand::Nick, line);
    const bool otherName = !wire::sameName(nick, user.nick);
    if (otherName)
        tellOffline(call.world, user);
    call.world.rename(user, nick);
    call.world.deliverAround(user, line, true);
    if (otherName)
        tellOnline(call.world, user);
}

void onNick(Call &call)
{
    const QByteArrayView nick = call.param(0);
    if (nick.isEmpty())
        return call.numeric(ERR_NONICKNAMEGIVEN, {}, "No nickname given");
    if (!isValidNick(nick, call.world.settings.limits))
        return call.numeric(ERR_ERRONEUSNICKNAME, {nick}, "Erroneous nickname");
    if (isMixedScript(nick))
        return call.numeric(ERR_ERRONEUSNICKNAME, {nick}, "Nickname mixes scripts that do not belong together");
    const NickState state = stateOf(call, nick);
    if (!mayBecomeOwn(call, nick, state) && refuseNick(call, nick, state))
        return;
    if (call.client.user)
        return state == NickState::OwnAccounts ? moveTo(call, *call.world.userNamed(nick))
                                               : changeNick(call, nick.toByteArray());
    call.client.greeting->nick = nick.toByteArray();
    registerIfComplete(call);
}

void onUser(Call &call)
{
    if (!call.client.greeting || call.client.greeting->userGiven)
        return call.numeric(ERR_ALREADYREGISTERED, {}, "You may not reregister");
    Greeting &greeting = *call.client.greeting;
    const Limits &limits = call.world.settings.limits;
    greeting.userGiven = true;
    greeting.user = identOf(call.param(0), limits.user);
    greeting.realName = truncated(call.param(3), limits.realName);
    registerIfComplete(call);
}

void onPass(Call &call)
{
    if (!call.client.greeting)
        return call.numeric(ERR_ALREADYREGISTERED, {}, "You may not reregister");
    call.client.greeting->password = call.param(0).toByteArray();
}

void onPing(Call &call)
{
    if (call.param(0).isEmpty())
        return call.numeric(ERR_NOORIGIN, {}, "No origin specified");
    QByteArray body("PONG ");
    body.append(call.world.settings.name).append(" :").append(call.param(0));
    call.say(body);
}

void onPong(Call &) { }

void onQuit(Call &call)
{
    QByteArray words("Quit");
    if (!call.param(0).isEmpty())
        words.append(": ").append(truncated(call.param(0), call.world.settings.limits.kick));
    disconnect(call.world, call.client, words);
}

/// The server's password is checked elsewhere, and registration goes on when the answer is there.
void checkServerPassword(Call &call)
{
    Greeting &greeting = *call.client.greeting;
    const QByteArray crowd = crowdOf(call.client.arrival.address);
    if (!call.world.attempts.begin(crowd, call.world.now.monotonic)) {
        call.numeric(ERR_PASSWDMISMATCH, {}, "Too many attempts, wait a minute");
        return disconnect(call.world, call.client, "Too many passwords");
    }
    ++greeting.waiting;
    call.realm.checkPassword(call, call.world.settings.passwordHash, greeting.password,
                             [crowd](Call &late, bool right) {
                                 if (!right) {
                                     late.numeric(ERR_PASSWDMISMATCH, {}, "Password incorrect");
                                     return disconnect(late.world, late.client, "Password incorrect");
                                 }
                                 late.world.attempts.succeeded(crowd);
                                 --late.client.greeting->waiting;
                                 late.client.greeting->passwordRight = true;
                                 registerIfComplete(late);
                             });
}

/// What is left to be known before the client may come in; false: not now.
bool isAdmitted(Call &call)
{
    const World &world = call.world;
    const Greeting &greeting = *call.client.greeting;
    if (!world.settings.passwordHash.isEmpty() && !greeting.passwordRight) {
        checkServerPassword(call);
        return false;
    }
    const Arrival &arrival = call.client.arrival;
    const QByteArray mask = greeting.nick + '!' + greeting.user + '@' + hostOf(arrival);
    return !refuseBanned(call, mask, call.client.account);
}

} // namespace

bool isValidNick(QByteArrayView nick, const Limits &limits)
{
    return nick.size() <= limits.nick && wire::isValidNick(nick);
}

void registerIfComplete(Call &call)
{
    Client &client = call.client;
    if (!client.greeting || client.stage == Client::Stage::Closed || call.world.loading)
        return;
    const Greeting &greeting = *client.greeting;
    if (greeting.nick.isEmpty() || !greeting.userGiven || greeting.negotiating || greeting.waiting > 0)
        return;
    const NickState state = stateOf(call, greeting.nick);
    if (refuseNick(call, greeting.nick, state)) {
        client.greeting->nick.clear();
        return;
    }
    if (!isAdmitted(call))
        return;
    abandonSasl(call);
    if (state == NickState::OwnAccounts)
        return attach(call, *call.world.userNamed(greeting.nick));
    const Greeting said = std::move(*client.greeting);
    User &user = call.world.enter(client, said.nick, said.user, said.realName.isEmpty() ? said.nick : said.realName);
    if (said.profile)
        call.world.setProfile(user, said.profile);
    tellOnline(call.world, user);
    if (!said.away.isEmpty()) {
        client.more().away = said.away;
        settleAway(call.world, user);
    }
    welcome(call);
    sendOwnMetadata(call.world, client);
}

Commands registrationCommands()
{
    static constexpr Command table[] = {
        {"NICK", onNick, 0, true}, {"PASS", onPass, 1, true}, {"PING", onPing, 0, true},
        {"PONG", onPong, 0, true}, {"QUIT", onQuit, 0, true}, {"USER", onUser, 4, true},
    };
    return table;
}

} // namespace plausch::server
