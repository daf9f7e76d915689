// https://ircv3.net/specs/extensions/monitor
#include "server/monitor.h"

#include "server/call.h"
#include "server/commands.h"
#include "server/nicklist.h"
#include "wire/casemap.h"

namespace plausch::server {
namespace {

using namespace session;

/// "The server may send '*' instead of the nick": one line, encoded once, for all who watch.
void tell(World &world, const User &user, Numeric code, const QByteArray &target)
{
    const std::vector<Client *> &watchers = world.watchers.of(user.folded);
    if (watchers.empty())
        return;
    Relay line = world.relay(':' + world.settings.name + ' ' + QByteArray::number(int(code)) + " * :" + target);
    for (Client *watcher : watchers)
        world.deliver(*watcher, line);
}

/// Sorts nicks by who is here, and says so.
class Roll
{
public:
    explicit Roll(Call &call) : m_call(call), m_online(call, RPL_MONONLINE), m_offline(call, RPL_MONOFFLINE) { }

    void put(QByteArrayView nick)
    {
        if (const User *user = m_call.world.userNamed(nick))
            m_online.add(user->mask);
        else
            m_offline.add(nick);
    }
    void finish()
    {
        m_online.flush();
        m_offline.flush();
    }

private:
    Call &m_call;
    NickList m_online;
    NickList m_offline;
};

void add(Call &call, QByteArrayView targets)
{
    Roll roll(call);
    const int most = call.world.settings.limits.monitor;
    QByteArray refused;
    forEachTarget(targets, [&](QByteArrayView nick) {
        if (!wire::isValidNick(nick)) // "'target' MUST be a valid nick": such a one will never be here
            return;
        const QByteArray folded = wire::folded(nick);
        const QByteArrayList &watched = Watchers::watchedBy(call.client);
        if (watched.size() >= most && !watched.contains(folded)) {
            refused.append(refused.isEmpty() ? "" : ",").append(nick);
            return;
        }
        call.world.watchers.add(call.client, folded);
        roll.put(nick);
    });
    roll.finish();
    if (!refused.isEmpty())
        call.numeric(ERR_MONLISTFULL, {QByteArray::number(most), refused}, "Monitor list is full.");
}

void remove(Call &call, QByteArrayView targets)
{
    forEachTarget(targets,
                  [&call](QByteArrayView nick) { call.world.watchers.remove(call.client, wire::folded(nick)); });
}

void clear(Call &call, QByteArrayView)
{
    call.world.watchers.clear(call.client);
}

void list(Call &call, QByteArrayView)
{
    NickList watched(call, RPL_MONLIST);
    for (const QByteArray &nick : Watchers::watchedBy(call.client))
        watched.add(nick);
    watched.flush();
    call.numeric(RPL_ENDOFMONLIST, {}, "End of MONITOR list");
}

void status(Call &call, QByteArrayView)
{
    Roll roll(call);
    for (const QByteArray &nick : Watchers::watchedBy(call.client))
        roll.put(nick);
    roll.finish();
}

struct Verb
{
    char letter;
    bool takesTargets;
    void (*run)(Call &, QByteArrayView targets);
};
constexpr Verb Verbs[] = {
    {'+', true, add}, {'-', true, remove}, {'C', false, clear}, {'L', false, list}, {'S', false, status}};

void onMonitor(Call &call)
{
    const QByteArrayView wanted = call.param(0);
    for (const Verb &verb : Verbs) {
        const char letter = wanted.size() == 1 ? wanted.front() : '\0';
        if (letter != verb.letter && letter != (verb.letter | 0x20))
            continue;
        if (verb.takesTargets && call.param(1).isEmpty())
            break;
        return verb.run(call, call.param(1));
    }
    call.numeric(ERR_NEEDMOREPARAMS, {"MONITOR"}, "Not enough parameters");
}

} // namespace

void tellOnline(World &world, const User &user)
{
    tell(world, user, RPL_MONONLINE, user.mask);
}

void tellOffline(World &world, const User &user)
{
    tell(world, user, RPL_MONOFFLINE, user.nick);
}

Commands monitorCommands()
{
    static constexpr Command table[] = {{"MONITOR", onMonitor, 1, false, 2}};
    return table;
}

} // namespace plausch::server
