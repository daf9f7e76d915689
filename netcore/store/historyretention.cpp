#include "store/historyretention.h"

#include "store/database.h"

#include <QSqlQuery>

#include <algorithm>

namespace plausch::store {

QList<HistoryRetention::Target> HistoryRetention::next()
{
    QList<Target> targets;
    m_database.run(QStringLiteral("history_targets_after"), {m_done, SliceTargets}, [&](const QSqlQuery &query) {
        targets.append({query.value(0).toLongLong(), query.value(1).toBool(), query.value(2).toLongLong()});
    });
    return targets;
}

int HistoryRetention::removeSurplus(const Target &target, const HistoryKeep &keep, int most)
{
    qint64 surplus = 0;
    if (target.forgotten)
        surplus = target.kept;
    else if (keep.maxPerTarget > 0)
        surplus = std::max<qint64>(target.kept - keep.maxPerTarget, 0);
    const int count = int(std::min<qint64>(surplus, most));
    if (count > 0)
        m_blocks.removeOldest(target.number, count);
    if (count == target.kept)
        m_database.run(QStringLiteral("history_target_remove"), {target.number});
    return count;
}

bool HistoryRetention::slice(const HistoryKeep &keep, qint64 now)
{
    m_history.settle();
    int left = SliceRows;
    if (keep.maxAge > 0)
        left -= m_blocks.removeExpired(now - keep.maxAge, left);
    if (m_database.failed())
        return false;
    if (left == 0)
        return true;
    const QList<Target> targets = next();
    for (const Target &target : targets) {
        left -= removeSurplus(target, keep, left);
        if (m_database.failed())
            return false;
        if (left == 0)
            return true; // perhaps this target has more
        m_done = target.number;
    }
    const bool more = targets.size() == SliceTargets;
    if (!more)
        m_done = 0;
    return more;
}

} // namespace plausch::store
