#include "server/signin.h"

#include "server/keptchannels.h"
#include "server/serverrealm.h"
#include "store/accounts.h"
#include "store/metadata.h"
#include "store/readmarkers.h"
#include "wire/casemap.h"

namespace plausch::server {
namespace {

using namespace session;

/// nick!user@host, as far as it is known.
QByteArray maskOf(const Client &client)
{
    if (client.user)
        return client.user->mask;
    const QByteArray &nick = client.greeting->nick;
    return (nick.isEmpty() ? QByteArrayLiteral("*") : nick) + "!*@" + client.arrival.address;
}

/// https://ircv3.net/specs/extensions/account-notify: "*" is nobody
void announce(World &world, User &user)
{
    Relay line =
        world.relay(user, "ACCOUNT", {user.account.isEmpty() ? QByteArrayView("*") : QByteArrayView(user.account)});
    line.needs = Cap::AccountNotify;
    world.deliverAround(user, line, true);
    world.tellWatchers(user, line);
}

void noteSeen(Call &call)
{
    call.realm.outside().onAccounts([account = call.client.account, now = call.world.now.utc](
                                        store::Accounts &accounts) { accounts.setLastSeen(account, now); },
                                    [] {});
}

} // namespace

Profile loadProfile(store::Accounts &accounts, const QByteArray &account)
{
    Profile profile;
    profile.account = account;
    for (const store::ReadMarkerRow &row : store::ReadMarkers(accounts.database()).all(account))
        profile.markers.insert(row.target, row.time);
    for (const store::MetadataRow &row : store::Metadata(accounts.database()).all(account))
        profile.metadata.insert(row.key, row.value);
    return profile;
}

bool isReserved(const World &world, QByteArrayView nick, QByteArrayView account)
{
    if (world.accountNames.isEmpty())
        return false;
    const QByteArray folded = wire::folded(nick);
    return world.accountNames.contains(folded) && folded != wire::folded(account);
}

bool isSameAccount(const User &user, const Client &client)
{
    return !client.account.isEmpty() && wire::sameName(user.account, client.account);
}

bool refuseSignIn(const Call &call, QByteArrayView account)
{
    const User *user = call.client.user;
    if (!user || wire::sameName(user->account, account))
        return false;
    if (user->clients.size() > 1) {
        call.numeric(ERR_SASLALREADY, {}, "Other clients are signed in under this nick: they stay with their account");
        return true;
    }
    if (isReserved(call.world, user->nick, account)) {
        call.numeric(ERR_NICKLOCKED, {}, "Your nick belongs to your account: change it before you change accounts");
        return true;
    }
    return false;
}

bool refuseBanned(const Call &call, QByteArrayView mask, QByteArrayView account)
{
    World &world = call.world;
    const Client &client = call.client;
    if (client.user && client.user->is(UserMode::Operator))
        return false;
    const KLine *line = world.klines.match({client.arrival.address, mask, account}, world.now.utc);
    if (!line)
        return false;
    call.numeric(ERR_YOUREBANNEDCREEP, {}, "You are banned from this server: " + line->reason);
    disconnect(world, call.client, "Banned: " + line->reason);
    return true;
}

bool refuseBanned(const Call &call, QByteArrayView account)
{
    const User *user = call.client.user;
    return refuseBanned(call, user ? QByteArrayView(user->mask) : QByteArrayView(), account);
}

void signIn(Call &call, std::shared_ptr<Profile> profile)
{
    Client &client = call.client;
    const QByteArray account = profile->account;
    const bool changes = client.account != account;
    client.account = account;
    call.numeric(RPL_LOGGEDIN, {maskOf(client), account}, "You are now logged in as " + account);
    noteSeen(call);
    if (!client.user) {
        client.greeting->profile = std::move(profile);
        return;
    }
    if (!changes)
        return;
    call.world.setProfile(*client.user, std::move(profile));
    announce(call.world, *client.user);
    giveKeptRanks(call.world, *client.user);
}

void signOut(Call &call)
{
    Client &client = call.client;
    client.account.clear();
    call.numeric(RPL_LOGGEDOUT, {maskOf(client)}, "You are now logged out");
    if (!client.user) {
        client.greeting->profile.reset();
        return;
    }
    call.world.setProfile(*client.user, nullptr);
    announce(call.world, *client.user);
}

} // namespace plausch::server
