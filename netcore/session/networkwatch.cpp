// Who is online: https://ircv3.net/specs/extensions/monitor; where a server has none, ISON now and then.
#include "session/networksession.h"

#include <algorithm>
#include <utility>

namespace plausch::session {
namespace {

constexpr qint64 PollMsecs = 60'000;
constexpr qsizetype TargetsBytes = 400; // of nicks in one line

/// As many from `first` on as one line holds.
QByteArrayList lineful(const QByteArrayList &nicks, qsizetype &first)
{
    QByteArrayList some;
    qsizetype bytes = 0;
    while (first < nicks.size() && (some.isEmpty() || bytes + nicks[first].size() + 1 <= TargetsBytes)) {
        bytes += nicks[first].size() + 1;
        some.append(nicks[first++]);
    }
    return some;
}

bool isWord(const QByteArray &nick)
{
    return !nick.isEmpty() && !nick.contains(' ') && !nick.contains(',') && !nick.startsWith(':');
}

} // namespace

void NetworkSession::watch(const QByteArrayList &nicks)
{
    QByteArrayList fresh;
    for (const QByteArray &nick : nicks) {
        if (!isWord(nick) || int(m_watched.size()) >= MaxWatched)
            continue;
        if (m_watched.emplace(m_roster.fold(nick), Watched{nick, {}}).second)
            fresh.append(nick);
    }
    if (m_features.monitor)
        monitor('+', fresh);
    else
        m_pollAt = m_now.monotonic;
    pollWatched();
}

void NetworkSession::unwatch(const QByteArrayList &nicks)
{
    QByteArrayList gone;
    for (const QByteArray &nick : nicks) {
        if (m_watched.erase(m_roster.fold(nick)) > 0)
            gone.append(nick);
    }
    if (m_features.monitor)
        monitor('-', gone);
}

void NetworkSession::monitor(char sign, const QByteArrayList &nicks)
{
    for (qsizetype at = 0; at < nicks.size();)
        askAside("MONITOR", {QByteArray(1, sign), lineful(nicks, at).join(',')});
}

/// One line at a time: its answer does not say whom it was asked about.
void NetworkSession::pollWatched()
{
    if (m_phase != Phase::Ready || m_features.monitor || m_watched.empty() || m_now.monotonic < m_pollAt)
        return;
    m_pollAt = m_now.monotonic + PollMsecs;
    QByteArrayList nicks;
    for (const auto &[key, watched] : m_watched)
        nicks.append(watched.nick);
    m_polled.clear();
    for (qsizetype at = 0; at < nicks.size();) {
        const QByteArray some = lineful(nicks, at).join(' ');
        m_polled.append(some);
        askAside("ISON", {some});
    }
}

/// RPL_ISON <client> :nick nick ...
void NetworkSession::onIson(const Line &line)
{
    if (m_polled.isEmpty())
        return;
    const QByteArrayList asked = m_polled.takeFirst().split(' ');
    const QByteArrayList there = line.param(1).toByteArray().split(' ');
    for (const QByteArray &nick : asked) {
        const bool online =
            std::any_of(there.begin(), there.end(), [&](const QByteArray &one) { return m_roster.same(one, nick); });
        isOnline(nick, online);
    }
}

/// RPL_MONONLINE and RPL_MONOFFLINE <client> :nick[!user@host],...
void NetworkSession::onMonitor(const Line &line)
{
    const QByteArrayList targets = line.param(1).toByteArray().split(',');
    for (const QByteArray &target : targets)
        isOnline(nickOf(target), line.isCommand("730"));
}

/// ERR_MONLISTFULL <client> <limit> <targets> :...: they are not watched.
void NetworkSession::onMonitorFull(const Line &line)
{
    const QByteArrayList targets = line.param(2).toByteArray().split(',');
    for (const QByteArray &target : targets) {
        m_watched.erase(m_roster.fold(target));
        tell(Failed{"MONITOR", target, {}, "734", textOf(line.param(line.paramCount - 1))});
    }
}

/// Only what is news.
void NetworkSession::isOnline(QByteArrayView nick, bool online)
{
    const auto found = m_watched.find(m_roster.fold(nick));
    if (found == m_watched.end() || std::exchange(found->second.online, online) == online)
        return;
    if (online)
        tell(PersonOnline{nick.toByteArray()});
    else
        tell(PersonOffline{nick.toByteArray()});
}

} // namespace plausch::session
