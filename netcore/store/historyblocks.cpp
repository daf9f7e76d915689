#include "store/historyblocks.h"

#include "store/database.h"

#include <QSqlQuery>

#include <algorithm>
#include <limits>

namespace plausch::store {
namespace {

constexpr qint64 End = std::numeric_limits<qint64>::max();

/// Columns id, first, last, count, rows from `first` on.
HistoryBlocks::Block readBlock(const QSqlQuery &query, int column = 0)
{
    return {query.value(column).toLongLong(), query.value(column + 1).toLongLong(),
            query.value(column + 2).toLongLong(), query.value(column + 3).toInt(),
            query.value(column + 4).toByteArray()};
}

HistoryPlace placeOf(const HistoryRecord &record)
{
    return {record.time, record.row};
}

void sortByPlace(std::vector<HistoryRecord> &records)
{
    const auto before = [](const HistoryRecord &a, const HistoryRecord &b) { return placeOf(a) < placeOf(b); };
    if (!std::is_sorted(records.begin(), records.end(), before))
        std::sort(records.begin(), records.end(), before);
}

std::vector<HistoryRecord> recordsIn(QByteArrayView blob)
{
    std::vector<HistoryRecord> records;
    HistoryRecord record;
    for (HistoryRecords all(blob); all.next(record);)
        records.push_back(record);
    sortByPlace(records);
    return records;
}

bool isStray(const HistoryRecord &record)
{
    return timeOfMsgid(record.msgid) != record.time;
}

} // namespace

void HistoryBlocks::append(qint64 target, bool event, std::vector<HistoryRecord> records)
{
    std::vector<QByteArray> alive; // what records look into
    Block tail;
    qsizetype tailBytes = MaxBytes;
    for (const HistoryRecord &record : records) {
        if (isStray(record))
            m_database.run(QStringLiteral("history_stray_add"), {record.msgid.toByteArray(), target, record.time});
    }
    sortByPlace(records);
    m_database.run(QStringLiteral("history_block_tail"), {target, event}, [&](const QSqlQuery &query) {
        tail = {query.value(0).toLongLong(), 0, query.value(1).toLongLong(), query.value(2).toInt(), {}};
        tailBytes = query.value(3).toLongLong();
    });
    if (tail.id != 0 && records.front().time < tail.last) {
        pullLater(target, event, records, alive);
        tailBytes = MaxBytes;
    }
    for (auto record = records.begin(); record != records.end();) {
        const bool extends = tail.count < MaxRows && tailBytes < MaxBytes;
        const auto first = record;
        QByteArray rows;
        int count = extends ? tail.count : 0;
        for (qsizetype bytes = extends ? tailBytes : 0; record != records.end() && count < MaxRows && bytes < MaxBytes;
             ++record, ++count) {
            const qsizetype before = rows.size();
            appendRecord(rows, *record);
            bytes += rows.size() - before;
        }
        const qint64 last = std::prev(record)->time;
        if (extends)
            m_database.run(QStringLiteral("history_block_extend"), {last, count, rows, tail.id});
        else
            m_database.run(QStringLiteral("history_block_add"), {target, event, first->time, last, count, rows});
        tailBytes = MaxBytes;
    }
}

/// The clock was set back: all from the first of the records on is put in order anew.
void HistoryBlocks::pullLater(qint64 target, bool event, std::vector<HistoryRecord> &records,
                              std::vector<QByteArray> &alive)
{
    std::vector<qint64> pulled;
    walk(target, event, {{records.front().time, End}, {End, End}, false}, [&](const Block &block) {
        pulled.push_back(block.id);
        alive.push_back(block.rows);
        return true;
    });
    for (const qint64 id : pulled)
        m_database.run(QStringLiteral("history_block_remove"), {id});
    for (const QByteArray &rows : alive) {
        const std::vector<HistoryRecord> more = recordsIn(rows);
        records.insert(records.end(), more.begin(), more.end());
    }
    sortByPlace(records);
}

void HistoryBlocks::walk(qint64 target, bool event, const HistoryRange &range, const OnBlock &onBlock)
{
    if (range.down) {
        m_database.runWhile(QStringLiteral("history_blocks_down"),
                            {target, event, target, event, range.before.time, range.after.time},
                            [&](const QSqlQuery &query) { return onBlock(readBlock(query)); });
        return;
    }
    m_database.runWhile(QStringLiteral("history_blocks_up"), {target, event, range.after.time},
                        [&](const QSqlQuery &query) {
                            const Block block = readBlock(query);
                            return block.first <= range.before.time && onBlock(block);
                        });
}

void HistoryBlocks::removeOldest(qint64 target, int count)
{
    std::vector<std::pair<HistoryPlace, bool>> oldest;
    for (const bool event : {false, true}) {
        int left = count;
        walk(target, event, {{0, 0}, {End, End}, false}, [&](const Block &block) {
            for (const HistoryRecord &record : recordsIn(block.rows))
                oldest.emplace_back(placeOf(record), event);
            return (left -= block.count) > 0;
        });
    }
    std::sort(oldest.begin(), oldest.end());
    oldest.resize(std::min(oldest.size(), std::size_t(count)));
    const auto events = int(std::count_if(oldest.begin(), oldest.end(), [](const auto &one) { return one.second; }));
    removeOldest(target, true, events);
    removeOldest(target, false, int(oldest.size()) - events);
}

void HistoryBlocks::removeOldest(qint64 target, bool event, int count)
{
    std::vector<Block> blocks;
    int left = count;
    if (left > 0) {
        walk(target, event, {{0, 0}, {End, End}, false}, [&](const Block &block) {
            blocks.push_back(block);
            return (left -= block.count) > 0;
        });
    }
    for (const Block &block : blocks) {
        cut(target, block, std::min(count, block.count));
        count -= std::min(count, block.count);
    }
}

int HistoryBlocks::removeExpired(qint64 olderThan, int most)
{
    struct Piece
    {
        Block block;
        qint64 target;
        int count;
    };
    std::vector<Piece> pieces;
    int left = most;
    m_database.runWhile(QStringLiteral("history_blocks_expired"), {olderThan}, [&](const QSqlQuery &query) {
        const Block block = readBlock(query);
        const std::vector<HistoryRecord> records = recordsIn(block.rows);
        const auto old = std::count_if(records.begin(), records.end(),
                                       [&](const HistoryRecord &record) { return record.time < olderThan; });
        const int count = std::min(int(old), left);
        pieces.push_back({block, query.value(5).toLongLong(), count});
        return (left -= count) > 0;
    });
    for (const Piece &piece : pieces)
        cut(piece.target, piece.block, piece.count);
    return most - left;
}

std::optional<qint64> HistoryBlocks::timeOfStray(qint64 target, const QByteArray &msgid)
{
    std::optional<qint64> time;
    m_database.run(QStringLiteral("history_stray_find"), {msgid, target},
                   [&](const QSqlQuery &query) { time = query.value(0).toLongLong(); });
    return time;
}

void HistoryBlocks::cut(qint64 target, const Block &block, int count)
{
    const std::vector<HistoryRecord> records = recordsIn(block.rows);
    const auto begin = records.begin() + std::min<qsizetype>(count, qsizetype(records.size()));
    for (auto gone = records.begin(); gone != begin; ++gone) {
        if (isStray(*gone))
            m_database.run(QStringLiteral("history_stray_remove"), {gone->msgid.toByteArray(), target});
    }
    if (begin == records.end()) {
        m_database.run(QStringLiteral("history_block_remove"), {block.id});
        return;
    }
    QByteArray rows;
    for (auto kept = begin; kept != records.end(); ++kept)
        appendRecord(rows, *kept);
    m_database.run(QStringLiteral("history_block_set"), {begin->time, int(records.end() - begin), rows, block.id});
}

} // namespace plausch::store
