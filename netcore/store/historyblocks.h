// Layer: store. Thread: the database's. Owner: ServerHistory, HistoryRetention.
#pragma once

#include "store/historyrecords.h"

#include <functional>
#include <vector>

namespace plausch::store {

class Database;

/// A place in the order of a target.
struct HistoryPlace
{
    qint64 time = 0;
    qint64 row = 0;
    auto operator<=>(const HistoryPlace &) const = default; // NOLINT(modernize-use-nullptr): there is none
};

/// Between two places, both excluded.
struct HistoryRange
{
    HistoryPlace after;
    HistoryPlace before;
    bool down = false; // from the newest
    bool holds(const HistoryPlace &place) const { return after < place && place < before; }
};

/// The messages of a target, talk and events apart, each in a row of blocks that do not overlap in the target's order.
/// A page then reads a few rows of the database, and a page of talk never walks through a storm of joins.
class HistoryBlocks
{
public:
    static constexpr int MaxRows = 64; // of a block
    static constexpr qsizetype MaxBytes = 16 * 1024; // but a single message may be longer

    struct Block
    {
        qint64 id = 0;
        qint64 first = 0; // UTC ms of its oldest
        qint64 last = 0;
        int count = 0;
        QByteArray rows; // HistoryRecords
    };
    using OnBlock = std::function<bool(const Block &)>; // false: that was enough

    explicit HistoryBlocks(Database &database) : m_database(database) { }

    /// Behind what is there, or where their times say if a clock was set back.
    void append(qint64 target, bool event, std::vector<HistoryRecord> records);
    /// Blocks in which something of the range can be, nearest to its beginning first.
    void walk(qint64 target, bool event, const HistoryRange &range, const OnBlock &onBlock);
    /// The oldest of a target, talk and events counted together.
    void removeOldest(qint64 target, int count);
    /// At most so many that are older: how many went.
    int removeExpired(qint64 olderThan, int most);
    /// When a message was whose msgid does not tell.
    std::optional<qint64> timeOfStray(qint64 target, const QByteArray &msgid);

private:
    void pullLater(qint64 target, bool event, std::vector<HistoryRecord> &records, std::vector<QByteArray> &alive);
    void removeOldest(qint64 target, bool event, int count);
    /// Its first so many records go; all of them: the block, too.
    void cut(qint64 target, const Block &block, int count);

    Database &m_database;
};

} // namespace plausch::store
