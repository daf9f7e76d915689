#include "store/serverhistory.h"

#include "store/database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QSqlQuery>

#include <algorithm>
#include <limits>

namespace plausch::store {
namespace {

constexpr qint64 End = std::numeric_limits<qint64>::max();
constexpr HistoryPlace First{0, 0};
constexpr HistoryPlace Last{End, End};

// As a bound of a range, a moment lies before or behind all messages that have its time.
constexpr qint64 BeforeItsRows = 0;
constexpr qint64 BehindItsRows = End;

/// One statement for all of them: each one outside a transaction costs the locks of a transaction of its own.
QString jsonList(const QList<QByteArray> &names)
{
    QJsonArray list;
    for (const QByteArray &name : names)
        list.append(QString::fromUtf8(name));
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

bool isTalker(QByteArrayView privateTarget, QByteArrayView self)
{
    const qsizetype blank = privateTarget.indexOf(' ');
    return privateTarget.first(blank) == self || privateTarget.sliced(blank + 1) == self;
}

HistoryPlace placeOf(const HistoryRow &row)
{
    return {row.time, row.row};
}

bool isEarlier(const HistoryRow &a, const HistoryRow &b)
{
    return placeOf(a) < placeOf(b);
}

/// So many as the limit allows, from that end of the range where counting began.
QList<HistoryRow> cutToLimit(QList<HistoryRow> rows, bool down, int limit)
{
    std::sort(rows.begin(), rows.end(), isEarlier);
    const qsizetype surplus = std::max<qsizetype>(rows.size() - limit, 0);
    rows.remove(down ? 0 : rows.size() - surplus, surplus);
    return rows;
}

} // namespace

std::optional<HistoryPlace> ServerHistory::placeOf(const HistoryQuery &query, const Shelf &shelf,
                                                   const HistoryPoint &point, qint64 rowOfTime)
{
    if (point.msgid.isEmpty())
        return HistoryPlace{point.time, rowOfTime};
    for (const HistoryRow &row : shelf.fresh) {
        if (row.msgid == point.msgid)
            return store::placeOf(row);
    }
    const std::optional<Found> found = seekSettled(shelf.number, query.target, point.msgid);
    return found ? std::optional(store::placeOf(found->row)) : std::nullopt;
}

std::optional<HistoryRange> ServerHistory::rangeOf(const HistoryQuery &query, const Shelf &shelf)
{
    using Kind = HistoryQuery::Kind;
    const bool down = query.kind == Kind::Latest || query.kind == Kind::Before;
    if (!query.from)
        return HistoryRange{First, Last, down};
    const auto lower = placeOf(query, shelf, *query.from, BehindItsRows);
    const auto upper = query.from->msgid.isEmpty() ? HistoryPlace{query.from->time, BeforeItsRows} : lower;
    if (!lower)
        return {};
    if (query.kind == Kind::Before)
        return HistoryRange{First, *upper, down};
    if (query.kind != Kind::Between)
        return HistoryRange{*lower, Last, down};
    const auto otherLower = placeOf(query, shelf, query.to, BehindItsRows);
    const auto otherUpper = query.to.msgid.isEmpty() ? HistoryPlace{query.to.time, BeforeItsRows} : otherLower;
    if (!otherLower)
        return {};
    if (*otherUpper < *upper)
        return HistoryRange{*otherLower, *upper, true};
    return HistoryRange{*lower, *otherUpper, false};
}

QList<HistoryRow> ServerHistory::read(const HistoryQuery &query, const Shelf &shelf, const HistoryRange &range,
                                      int limit)
{
    QList<HistoryRow> rows;
    if (limit <= 0)
        return rows;
    for (const HistoryRow &row : shelf.fresh) {
        if (range.holds(store::placeOf(row)) && (query.events || row.command < HistoryCommand::Tagmsg))
            rows.append(row);
    }
    for (int event = 0; event <= int(query.events); ++event) {
        qsizetype found = 0;
        m_blocks.walk(shelf.number, event == 1, range, [&](const HistoryBlocks::Block &block) {
            HistoryRecord record;
            for (HistoryRecords records(block.rows); records.next(record);) {
                if (range.holds({record.time, record.row})) {
                    rows.append(record.toRow(query.target));
                    ++found;
                }
            }
            return found < limit;
        });
    }
    return cutToLimit(std::move(rows), range.down, limit);
}

/// Half of them before the place, the message at the place and what follows it: the rest.
std::optional<QList<HistoryRow>> ServerHistory::around(const HistoryQuery &query, const Shelf &shelf, int limit)
{
    const auto place = placeOf(query, shelf, query.from.value_or(HistoryPoint{}), BeforeItsRows);
    if (!place)
        return {};
    QList<HistoryRow> rows = read(query, shelf, {First, *place, true}, limit / 2);
    const HistoryPlace justBefore{place->time, std::max<qint64>(place->row - 1, 0)};
    rows += read(query, shelf, {justBefore, Last, false}, limit - int(rows.size()));
    return rows;
}

std::optional<QList<HistoryRow>> ServerHistory::page(const HistoryQuery &query)
{
    const int limit = std::clamp(query.limit, 0, MaxPage);
    const Shelf shelf = shelfOf(query.target);
    if (query.kind == HistoryQuery::Kind::Around)
        return around(query, shelf, limit);
    const std::optional<HistoryRange> range = rangeOf(query, shelf);
    if (!range)
        return {};
    return read(query, shelf, *range, limit);
}

QList<HistoryTarget> ServerHistory::targets(const TargetsQuery &query)
{
    QHash<QByteArray, qint64> latest;
    const auto consider = [&latest](const QByteArray &target, qint64 time) {
        qint64 &known = latest[target];
        known = std::max(known, time);
    };
    const auto considerRow = [&](const QSqlQuery &row) {
        if (!row.isNull(1))
            consider(row.value(0).toByteArray(), row.value(1).toLongLong());
    };
    m_database.run(QStringLiteral("history_latest_times"), {jsonList(query.channels)}, considerRow);
    m_database.run(QStringLiteral("history_talks"), {query.self}, considerRow);
    const QSet<QByteArrayView> channels(query.channels.begin(), query.channels.end());
    forEachFresh([&](const HistoryRecord &record) {
        const bool isHis =
            isPrivateTarget(record.target) ? isTalker(record.target, query.self) : channels.contains(record.target);
        if (isHis && !record.isEvent())
            consider(record.target.toByteArray(), record.time);
    });
    const bool down = query.to < query.from;
    const auto [low, high] = std::minmax(query.from, query.to);
    QList<HistoryTarget> found;
    for (auto one = latest.cbegin(); one != latest.cend(); ++one) {
        if (one.value() > low && one.value() < high)
            found.append({one.key(), one.value()});
    }
    std::sort(found.begin(), found.end(), [down](const HistoryTarget &a, const HistoryTarget &b) {
        if (a.time != b.time)
            return down ? a.time > b.time : a.time < b.time;
        return a.target < b.target;
    });
    return found.mid(0, std::clamp(query.limit, 0, MaxPage));
}

std::optional<HistoryRow> ServerHistory::find(const QByteArray &target, const QByteArray &msgid)
{
    const std::optional<Found> found = seek(target, msgid);
    return found ? std::optional(found->row) : std::nullopt;
}

/// The words go; the message stays, so that pages keep their places. Only PRIVMSG, NOTICE and TAGMSG can be taken back.
bool ServerHistory::redact(const QByteArray &target, const QByteArray &msgid, const HistoryRedaction &redaction)
{
    const std::optional<Found> found = seek(target, msgid);
    if (!found || found->row.redaction || found->row.command > HistoryCommand::Tagmsg)
        return false;
    QByteArray rows;
    HistoryRecord record;
    for (HistoryRecords records(found->blob); records.next(record);) {
        if (record.msgid == msgid && (!found->inPile || record.target == target)) {
            record.text = {};
            record.tags = {};
            record.redaction = HistoryRecord::Redaction{redaction.time, redaction.msgid, redaction.source,
                                                        redaction.account, redaction.reason};
        }
        appendRecord(rows, record);
    }
    return m_database.change(found->inPile ? QStringLiteral("history_pile_rewrite")
                                           : QStringLiteral("history_block_rewrite"),
                             {rows, found->id});
}

bool ServerHistory::rename(const QByteArray &from, const QByteArray &to)
{
    settle();
    return m_database.change(QStringLiteral("history_target_rename"), {to, from});
}

void ServerHistory::forget(const QByteArray &target)
{
    settle();
    m_database.run(QStringLiteral("history_talkers_forget"), {target});
    m_database.run(QStringLiteral("history_target_forget"), {target});
}

} // namespace plausch::store
