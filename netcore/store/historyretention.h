// Layer: store. Thread: the database's. Owner: the loop of the server's history.
#pragma once

#include "store/historyblocks.h"
#include "store/serverhistory.h"

namespace plausch::store {

class Database;

/// Removes what is older or more than is kept, in slices short enough for messages to come between. One object sweeps
/// over all targets again and again; where it is, it keeps in memory only.
class HistoryRetention
{
public:
    static constexpr int SliceRows = 500;
    static constexpr int SliceTargets = 250; // looked at, even if nothing of them has to go

    explicit HistoryRetention(Database &database) : m_database(database), m_history(database), m_blocks(database) { }

    /// One slice, in the caller's transaction; what lies in piles is settled first. `now`: UTC ms. True: call again
    /// soon; false: all targets were seen, or the database failed.
    bool slice(const HistoryKeep &keep, qint64 now);

private:
    struct Target
    {
        qint64 number;
        bool forgotten;
        qint64 kept;
    };
    QList<Target> next();
    int removeSurplus(const Target &target, const HistoryKeep &keep, int most);

    Database &m_database;
    ServerHistory m_history;
    HistoryBlocks m_blocks;
    qint64 m_done = 0; // number of the target the sweep has done last
};

} // namespace plausch::store
