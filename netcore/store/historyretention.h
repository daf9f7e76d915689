// Layer: store. Thread: the database's. Owner: the loop of the server's history.
#pragma once

#include "store/serverrows.h"

namespace plausch::store {

class Database;

/// Removes what is older or more than is kept, in slices short enough for messages to come between. One object sweeps
/// over all targets again and again; where it is, it keeps in memory only.
class HistoryRetention
{
public:
    static constexpr int SliceRows = 500;
    static constexpr int SliceTargets = 250; // looked at, even if nothing of them has to go

    explicit HistoryRetention(Database &database) : m_database(database) { }

    /// One slice, in the caller's transaction. `now`: UTC ms. True: call again soon; false: all targets were seen, or
    /// the database failed. Messages are as old as the realm's clock says, which never goes backwards: one that came in
    /// later but says otherwise goes with those before it.
    bool slice(const HistoryKeep &keep, qint64 now);

private:
    struct Target
    {
        qint64 number;
        bool forgotten;
        qint64 kept;
    };
    QList<Target> next();
    int removeExpired(qint64 olderThan); // how many went, at most a slice
    int removeSurplus(const Target &target, const HistoryKeep &keep, int most);

    Database &m_database;
    qint64 m_done = 0; // number of the target the sweep has done last
};

} // namespace plausch::store
