// STATS: https://modern.ircdocs.horse/#stats-message, the numerics by RFC 2812 section 5.1
#include "server/call.h"
#include "server/commands.h"
#include "server/serverquery.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

QByteArray twoDigits(qint64 number)
{
    return (number < 10 ? "0" : "") + QByteArray::number(number);
}

void sayUptime(Call &call)
{
    const qint64 seconds = (call.world.now.utc - call.world.settings.startedUtc) / 1000;
    call.numeric(RPL_STATSUPTIME, {},
                 "Server Up " + QByteArray::number(seconds / 86'400) + " days "
                     + QByteArray::number(seconds / 3'600 % 24) + ':' + twoDigits(seconds / 60 % 60) + ':'
                     + twoDigits(seconds % 60));
}

/// "If the usage count is non zero."
void sayUses(Call &call)
{
    std::vector<std::pair<QByteArrayView, quint64>> uses;
    for (auto use = call.world.uses.cbegin(); use != call.world.uses.cend(); ++use)
        uses.emplace_back(use.key()->verb, use.value());
    std::sort(uses.begin(), uses.end());
    for (const auto &[verb, count] : uses)
        call.numeric(RPL_STATSCOMMANDS, {verb, QByteArray::number(qulonglong(count))});
}

void sayOperators(Call &call)
{
    for (const auto &[name, hash] : call.world.settings.operators)
        call.numeric(RPL_STATSOLINE, {"O", "*", "*", name});
}

/// The pattern as it would be given to KLINE, then when it ends.
void sayKlines(Call &call)
{
    for (const KLine &line : call.world.klines.all(call.world.now.utc)) {
        const qint64 seconds = (line.expiresUtc - call.world.now.utc) / 1000;
        const QByteArray left =
            line.expiresUtc == 0 ? QByteArrayLiteral("for good") : "for " + QByteArray::number(seconds) + " s more";
        call.numeric(RPL_STATSKLINE, {"K", KLines::textOf(line), "*", line.setter}, left + ": " + line.reason);
    }
}

struct Topic
{
    char letter;
    bool operatorsOnly;
    void (*say)(Call &);
};
constexpr Topic Topics[] = {
    {'k', true, sayKlines}, {'m', false, sayUses}, {'o', true, sayOperators}, {'u', false, sayUptime}};

void onStats(Call &call)
{
    const QByteArrayView query = call.param(0);
    if (!isThisServer(call, call.param(1)))
        return;
    const char letter = query.isEmpty() ? '*' : char(query.front() | 0x20);
    for (const Topic &topic : Topics) {
        if (topic.letter == letter && (!topic.operatorsOnly || isOperator(call)))
            topic.say(call);
    }
    const bool hasLetter = !query.isEmpty() && uchar(query.front()) < 0x80; // no half of a character
    call.numeric(RPL_ENDOFSTATS, {query.first(hasLetter ? 1 : 0)}, "End of /STATS report");
}

} // namespace

Commands statsCommands()
{
    static constexpr Command table[] = {{"STATS", onStats, 1, false, 3}};
    return table;
}

} // namespace plausch::server
