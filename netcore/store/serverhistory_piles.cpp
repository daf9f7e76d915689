// What was added last, and its way to the targets.
#include "store/database.h"
#include "store/serverhistory.h"

#include <QSqlQuery>

#include <algorithm>
#include <utility>

namespace plausch::store {
namespace {

// Numbers of messages: those of a pile follow from its own.
constexpr int RowBits = 16;
static_assert(ServerHistory::MaxPileRows <= 1 << RowBits);

/// What is settled of one target at once.
struct Group
{
    QByteArrayView target;
    bool isEvent;
    std::vector<HistoryRecord> records;
};

} // namespace

qint64 ServerHistory::numberOf(const QByteArray &target)
{
    qint64 number = 0;
    m_database.run(QStringLiteral("history_target_find"), {target},
                   [&](const QSqlQuery &query) { number = query.value(0).toLongLong(); });
    return number;
}

qint64 ServerHistory::makeTarget(const QByteArray &target)
{
    m_database.run(QStringLiteral("history_target_make"), {target});
    const qint64 number = numberOf(target);
    if (isPrivateTarget(target)) {
        for (const QByteArray &talker : target.split(' '))
            m_database.run(QStringLiteral("history_talker_add"), {talker, number});
    }
    return number;
}

void ServerHistory::add(std::span<const HistoryRow> rows)
{
    QByteArray records;
    for (const HistoryRow &row : rows)
        appendRecord(records, recordOf(row));
    add(records);
}

void ServerHistory::add(const QByteArray &records)
{
    measurePiles();
    m_lastIdFrom.reset();
    std::vector<Name> names;
    HistoryRecord record;
    QByteArray pile;
    int count = 0;
    HistoryRecords left(records);
    for (QByteArrayView before = left.rest(); left.next(record); before = left.rest()) {
        names.push_back({record.msgid, record.target});
        if (isThere(names))
            continue;
        pile.append(before.chopped(left.rest().size()));
        if (++count == MaxPileRows || pile.size() > MaxUnsettledBytes)
            addPile(std::exchange(pile, {}), std::exchange(count, 0));
    }
    if (count > 0)
        addPile(pile, count);
    if (m_unsettled > MaxUnsettled || m_unsettledBytes > MaxUnsettledBytes)
        settle();
}

void ServerHistory::addPile(const QByteArray &rows, int count)
{
    m_database.run(QStringLiteral("history_pile_add"), {count, rows});
    m_unsettled += count;
    m_unsettledBytes += rows.size();
}

void ServerHistory::measurePiles()
{
    if (std::exchange(m_measured, true))
        return;
    m_database.run(QStringLiteral("history_piles_size"), {}, [this](const QSqlQuery &query) {
        m_unsettled = query.value(0).toLongLong();
        m_unsettledBytes = query.value(1).toLongLong();
    });
    m_newestBefore = newestTime();
}

/// Nearly always its msgid says that it cannot be. One that is in several targets comes in a row.
bool ServerHistory::isThere(std::span<const Name> names)
{
    const Name &name = names.back();
    const std::size_t at = names.size() - 1;
    if (timeOfMsgid(name.msgid) > m_newestBefore && name.msgid > m_lastId) {
        m_lastId.truncate(0);
        m_lastId.append(name.msgid);
        m_lastIdFrom = at;
        return false;
    }
    const bool sinceLast = m_lastIdFrom && name.msgid == m_lastId;
    const auto earlier = names.first(at).subspan(sinceLast ? *m_lastIdFrom : 0);
    return std::find(earlier.begin(), earlier.end(), name) != earlier.end()
        || (!sinceLast && seek(name.target.toByteArray(), name.msgid.toByteArray()));
}

qint64 ServerHistory::newestTime()
{
    qint64 time = 0;
    m_database.run(QStringLiteral("history_newest_time"), {},
                   [&](const QSqlQuery &query) { time = query.value(0).toLongLong(); });
    forEachFresh([&](const HistoryRecord &record) { time = std::max(time, record.time); });
    return time;
}

QList<ServerHistory::Pile> ServerHistory::piles()
{
    QList<Pile> all;
    m_database.run(QStringLiteral("history_piles"), {}, [&](const QSqlQuery &query) {
        all.append({query.value(0).toLongLong(), query.value(1).toByteArray()});
    });
    return all;
}

void ServerHistory::forEachFresh(const Pile &pile, const std::function<void(const HistoryRecord &)> &onRecord)
{
    HistoryRecord record;
    qint64 row = pile.id << RowBits;
    for (HistoryRecords records(pile.rows); records.next(record); ++row) {
        record.row = row;
        onRecord(record);
    }
}

void ServerHistory::forEachFresh(const std::function<void(const HistoryRecord &)> &onRecord)
{
    for (const Pile &pile : piles())
        forEachFresh(pile, onRecord);
}

/// The piles go first: their pages are those that the blocks take, and nothing of them stays behind.
void ServerHistory::settle()
{
    const QList<Pile> settled = piles();
    m_unsettled = 0;
    m_unsettledBytes = 0;
    if (settled.isEmpty())
        return;
    m_database.run(QStringLiteral("history_piles_remove"));
    m_database.run(QStringLiteral("history_pile_empty")); // the last one stays for its number
    std::vector<Group> groups; // in the order they came
    QHash<std::pair<QByteArrayView, bool>, std::size_t> places;
    for (const Pile &pile : settled) {
        forEachFresh(pile, [&](HistoryRecord record) {
            const QByteArrayView target = std::exchange(record.target, {});
            const auto known = places.constFind({target, record.isEvent()});
            const std::size_t place = known == places.cend() ? groups.size() : *known;
            if (known == places.cend()) {
                places.insert({target, record.isEvent()}, place);
                groups.push_back({target, record.isEvent(), {}});
            }
            groups[place].records.push_back(record);
        });
    }
    for (Group &group : groups) {
        const QByteArray target = group.target.toByteArray();
        const qint64 known = numberOf(target);
        m_blocks.append(known ? known : makeTarget(target), group.isEvent, std::move(group.records));
        if (m_database.failed())
            return; // the transaction is lost
    }
}

ServerHistory::Shelf ServerHistory::shelfOf(const QByteArray &target)
{
    Shelf shelf{numberOf(target), {}};
    forEachFresh([&](const HistoryRecord &record) {
        if (record.target == target)
            shelf.fresh.append(record.toRow(target));
    });
    return shelf;
}

std::optional<ServerHistory::Found> ServerHistory::seek(const QByteArray &target, const QByteArray &msgid)
{
    for (const Pile &pile : piles()) {
        std::optional<Found> found;
        forEachFresh(pile, [&](const HistoryRecord &record) {
            if (record.msgid == msgid && record.target == target)
                found = Found{record.toRow(target), true, pile.id, pile.rows};
        });
        if (found)
            return found;
    }
    return seekSettled(numberOf(target), target, msgid);
}

/// Its msgid tells when it was; if not, it is written down.
std::optional<ServerHistory::Found> ServerHistory::seekSettled(qint64 number, const QByteArray &target,
                                                               const QByteArray &msgid)
{
    if (number == 0)
        return {};
    const qint64 told = timeOfMsgid(msgid);
    if (told >= 0) {
        if (auto found = seekAt(told, number, target, msgid))
            return found;
    }
    const std::optional<qint64> written = m_blocks.timeOfStray(number, msgid);
    return written ? seekAt(*written, number, target, msgid) : std::nullopt;
}

std::optional<ServerHistory::Found> ServerHistory::seekAt(qint64 time, qint64 number, const QByteArray &target,
                                                          const QByteArray &msgid)
{
    std::optional<Found> found;
    for (const bool event : {false, true}) {
        if (found)
            break;
        m_blocks.walk(number, event, {{time, 0}, {time, 0}, false}, [&](const HistoryBlocks::Block &block) {
            HistoryRecord record;
            for (HistoryRecords records(block.rows); !found && records.next(record);) {
                if (record.msgid == msgid)
                    found = Found{record.toRow(target), false, block.id, block.rows};
            }
            return !found;
        });
    }
    return found;
}

} // namespace plausch::store
