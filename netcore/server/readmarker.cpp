// MARKREAD: https://ircv3.net/specs/extensions/read-marker
#include "server/readmarker.h"

#include "server/commands.h"
#include "server/serverrealm.h"
#include "session/vocabulary.h"
#include "store/accounts.h"
#include "store/readmarkers.h"
#include "wire/casemap.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

constexpr QByteArrayView Key = "timestamp=";

QByteArray body(QByteArrayView target, qint64 time)
{
    QByteArray text = "MARKREAD " + target.toByteArray() + ' ';
    return time > 0 ? text.append(Key).append(formatTime(time)) : text.append('*');
}

qint64 markerOf(const User &user, const QByteArray &folded)
{
    return user.profile ? user.profile->markers.value(folded) : 0;
}

/// A channel that is there or has been read before, or a nick.
bool isTarget(const Call &call, QByteArrayView target)
{
    if (target.startsWith('#'))
        return call.world.channelNamed(target) || markerOf(call.user(), wire::folded(target)) > 0;
    return wire::isValidNick(target);
}

bool refuse(const Call &call)
{
    if (call.line.paramCount == 0)
        call.fail("MARKREAD", "NEED_MORE_PARAMS", {}, "Missing parameters");
    else if (!isTarget(call, call.param(0)))
        call.fail("MARKREAD", "INVALID_PARAMS", {call.param(0)}, "There is nothing of that name to read");
    else
        return false;
    return true;
}

/// Every client of the account, under whichever nick, hears of it.
void tell(World &world, const Profile &profile, QByteArrayView target, qint64 time)
{
    Relay line = world.relay(':' + world.settings.name + ' ' + body(target, time));
    line.needs = Cap::ReadMarker;
    for (User *user : profile.users)
        world.deliver(*user, line);
}

void keep(Call &call, const QByteArray &folded, qint64 time)
{
    call.realm.writeAccounts([account = call.user().account, folded, time](store::Accounts &accounts) {
        store::ReadMarkers(accounts.database()).set(account, folded, time);
    });
}

void set(Call &call, QByteArrayView target, qint64 time)
{
    Profile &profile = call.world.profile(call.user());
    const QByteArray folded = wire::folded(target);
    const qint64 before = profile.markers.value(folded);
    // What has not been sent cannot have been read ("clamp it between the last read timestamp and the current time").
    time = std::min(time, call.world.now.utc);
    if (time <= before)
        return call.say(body(target, before));
    if (before == 0 && profile.markers.size() >= store::ReadMarkers::MaxPerAccount)
        return call.fail("MARKREAD", "INTERNAL_ERROR", {target}, "No more markers can be kept for you");
    profile.markers.insert(folded, time);
    tell(call.world, profile, target, time);
    if (!call.client.has(Cap::ReadMarker))
        call.say(body(target, time));
    if (!profile.account.isEmpty())
        keep(call, folded, time);
}

void onMarkRead(Call &call)
{
    if (refuse(call))
        return;
    const QByteArrayView target = call.param(0);
    const QByteArrayView stamp = call.param(1);
    if (call.line.paramCount == 1)
        return call.say(body(target, markerOf(call.user(), wire::folded(target))));
    const qint64 time = stamp.startsWith(Key) ? parseTime(stamp.sliced(Key.size())) : 0;
    if (time <= 0)
        return call.fail("MARKREAD", "INVALID_PARAMS", {stamp},
                         "A time is written as timestamp=2026-02-28T19:30:01.123Z");
    set(call, target, time);
}

} // namespace

void sendMarker(World &world, Client &client, QByteArrayView target)
{
    if (!client.has(Cap::ReadMarker))
        return;
    Relay line =
        world.relay(':' + world.settings.name + ' ' + body(target, markerOf(*client.user, wire::folded(target))));
    world.deliver(client, line);
}

Commands readMarkerCommands()
{
    static constexpr Command table[] = {{"MARKREAD", onMarkRead}};
    return table;
}

} // namespace plausch::server
