// KLINE and UNKLINE, which are in no specification: KLINE [<minutes>] <mask> [<reason>], as most servers have it. What
// there is, STATS k tells.
#include "server/call.h"
#include "server/commands.h"
#include "server/keptklines.h"
#include "server/operators.h"
#include "server/serverquery.h"
#include "session/vocabulary.h"

#include <algorithm>
#include <optional>

namespace plausch::server {
namespace {

using namespace session;

constexpr qint64 MinuteMsecs = 60'000;
constexpr int MaxMinuteDigits = 8; // some 190 years

std::optional<qint64> minutesOf(QByteArrayView text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || text.size() > MaxMinuteDigits || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    return text.toByteArray().toLongLong();
}

/// Those who are there already have to go. Operators stay: a slip of the pen must not shut out who could mend it.
void apply(World &world, const QByteArray &reason)
{
    std::vector<Client *> banned;
    for (const auto &[id, client] : world.clients()) {
        const User *user = client->user;
        if (user && user->is(UserMode::Operator))
            continue;
        const QByteArray mask = user ? user->realMask() : QByteArray();
        const Suspect suspect{client->arrival.address, mask, client->account};
        if (world.klines.match(suspect, world.now.utc))
            banned.push_back(client.get());
    }
    for (Client *client : banned)
        disconnect(world, *client, "Banned: " + reason);
}

void confirm(Call &call, const QByteArray &text)
{
    tellOperators(call.world, call.user().nick + ' ' + text);
}

void onKline(Call &call)
{
    if (!isOperator(call))
        return;
    World &world = call.world;
    const auto minutes = minutesOf(call.param(0));
    const int at = minutes ? 1 : 0;
    if (call.param(at).isEmpty())
        return call.numeric(ERR_NEEDMOREPARAMS, {"KLINE"}, "Not enough parameters");
    auto line = KLines::read(call.param(at));
    if (!line)
        return call.fail("KLINE", "INVALID_MASK", {call.param(at)}, "That is no mask, or one that fits everybody");
    const QByteArrayView reason = call.param(at + 1);
    line->reason = truncated(reason.isEmpty() ? QByteArrayView("no reason given") : reason, world.settings.limits.kick);
    line->setter = call.user().nick;
    line->setUtc = world.now.utc;
    line->expiresUtc = minutes.value_or(0) > 0 ? world.now.utc + *minutes * MinuteMsecs : 0;
    if (!world.klines.set(*line, world.now.utc))
        return call.fail("KLINE", "LIST_FULL", {call.param(at)}, "There are too many K-lines");
    confirm(call,
            "bans " + KLines::textOf(*line)
                + (line->expiresUtc ? " for " + QByteArray::number(*minutes) + " minutes: " : QByteArray(": "))
                + line->reason);
    keepKLine(call, *line);
    apply(world, line->reason);
}

void onUnkline(Call &call)
{
    if (!isOperator(call))
        return;
    const auto line = KLines::read(call.param(0));
    if (!line || !call.world.klines.remove(*line))
        return call.fail("UNKLINE", "NO_SUCH_BAN", {call.param(0)}, "There is no such K-line");
    confirm(call, "lifts the ban of " + KLines::textOf(*line));
    forgetKLine(call, *line);
}

} // namespace

Commands klineCommands()
{
    static constexpr Command table[] = {{"KLINE", onKline, 1, false, 5}, {"UNKLINE", onUnkline, 1}};
    return table;
}

} // namespace plausch::server
