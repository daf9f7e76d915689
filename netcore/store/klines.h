// Layer: store. Thread: the database's. Owner: the loop of the server's accounts.
#pragma once

#include "store/serverrows.h"

namespace plausch::store {

class Database;

/// Who may not come in, kept over restarts. Patterns are compared byte by byte: the realm folds them. Errors are the
/// database's (Database::failed).
class KLines
{
public:
    static constexpr int Max = 5'000;

    explicit KLines(Database &database) : m_database(database) { }

    QList<KLineRow> all(qint64 now); // that hold at `now`, UTC ms; by kind and pattern
    bool set(const KLineRow &line); // makes or replaces; false: there are Max
    bool remove(KLineKind kind, const QByteArray &pattern); // false: it was not there
    int expire(qint64 now); // removes what holds no longer; how many

private:
    Database &m_database;
};

} // namespace plausch::store
