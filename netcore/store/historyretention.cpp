#include "store/historyretention.h"

#include "store/database.h"

#include <QSqlQuery>

#include <algorithm>
#include <limits>

namespace plausch::store {
namespace {

constexpr qint64 Any = std::numeric_limits<qint64>::max();

} // namespace

QList<HistoryRetention::Target> HistoryRetention::next()
{
    QList<Target> targets;
    m_database.run(QStringLiteral("history_targets_after"), {m_done, SliceTargets}, [&](const QSqlQuery &query) {
        targets.append({query.value(0).toLongLong(), query.value(1).toBool(), query.value(2).toLongLong()});
    });
    return targets;
}

int HistoryRetention::removeOldest(const Target &target, qint64 olderThan, qint64 most)
{
    if (most <= 0)
        return 0;
    const bool well = m_database.run(QStringLiteral("history_remove_oldest"),
                                     {target.number, olderThan, target.number, olderThan, most});
    return well ? m_database.affectedRows() : 0;
}

int HistoryRetention::removeFrom(const Target &target, const HistoryKeep &keep, qint64 now, int most)
{
    if (target.forgotten)
        return removeOldest(target, Any, most);
    int removed = 0;
    if (keep.maxPerTarget > 0)
        removed += removeOldest(target, Any, std::min<qint64>(target.kept - keep.maxPerTarget, most));
    if (keep.maxAge > 0)
        removed += removeOldest(target, now - keep.maxAge, most - removed);
    return removed;
}

bool HistoryRetention::slice(const HistoryKeep &keep, qint64 now)
{
    const QList<Target> targets = next();
    int left = SliceRows;
    for (const Target &target : targets) {
        const int removed = removeFrom(target, keep, now, left);
        if (removed == target.kept)
            m_database.run(QStringLiteral("history_target_remove_if_empty"), {target.number});
        left -= removed;
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
