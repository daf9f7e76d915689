#include "store/serverhistory.h"

#include "store/database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlQuery>

#include <algorithm>
#include <limits>

namespace plausch::store {
namespace {

constexpr qint64 End = std::numeric_limits<qint64>::max();
constexpr Cursor First{0, 0};
constexpr Cursor Last{End, End};

// As a bound of a range, a moment lies before or behind all messages that have its time.
constexpr qint64 BeforeItsRows = 0;
constexpr qint64 BehindItsRows = End;

bool isBefore(const Cursor &a, const Cursor &b)
{
    return a.time != b.time ? a.time < b.time : a.row < b.row;
}

/// One statement for all of them: each one outside a transaction costs the locks of a transaction of its own.
QString jsonList(const QList<QByteArray> &names)
{
    QJsonArray list;
    for (const QByteArray &name : names)
        list.append(QString::fromUtf8(name));
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

HistoryRow readRow(const QSqlQuery &query, const QByteArray &target)
{
    HistoryRow row;
    row.row = query.value(0).toLongLong();
    row.target = target;
    row.msgid = query.value(1).toByteArray();
    row.time = query.value(2).toLongLong();
    row.source = query.value(3).toByteArray();
    row.account = query.value(4).toByteArray();
    row.command = HistoryCommand(query.value(5).toInt());
    row.text = query.value(6).toByteArray();
    row.tags = query.value(7).toByteArray();
    if (!query.isNull(8))
        row.redaction =
            HistoryRedaction{query.value(9).toByteArray(), query.value(10).toLongLong(), query.value(11).toByteArray(),
                             query.value(12).toByteArray(), query.value(13).toByteArray()};
    return row;
}

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
    QHash<QByteArray, qint64> numbers; // of this call only: a transaction that fails takes new targets back
    for (const HistoryRow &row : rows) {
        qint64 &number = numbers[row.target];
        if (number == 0)
            number = numberOf(row.target);
        if (number == 0)
            number = makeTarget(row.target);
        if (!m_database.run(
                QStringLiteral("history_add"),
                {number, row.msgid, row.time, row.source, row.account, int(row.command), row.text, row.tags}))
            return; // the transaction is lost
    }
}

qint64 ServerHistory::newestTime()
{
    qint64 time = 0;
    m_database.run(QStringLiteral("history_newest_time"), {},
                   [&](const QSqlQuery &query) { time = query.value(0).toLongLong(); });
    return time;
}

std::optional<Cursor> ServerHistory::placeOf(qint64 target, const HistoryPoint &point, qint64 rowOfTime)
{
    if (point.msgid.isEmpty())
        return Cursor{point.time, rowOfTime};
    std::optional<Cursor> place;
    m_database.run(QStringLiteral("history_place"), {point.msgid, target}, [&](const QSqlQuery &query) {
        place = Cursor{query.value(0).toLongLong(), query.value(1).toLongLong()};
    });
    return place;
}

std::optional<ServerHistory::Range> ServerHistory::rangeOf(qint64 target, const HistoryQuery &query)
{
    using Kind = HistoryQuery::Kind;
    const bool down = query.kind == Kind::Latest || query.kind == Kind::Before;
    if (!query.from)
        return Range{First, Last, down};
    const auto lower = placeOf(target, *query.from, BehindItsRows);
    const auto upper = placeOf(target, *query.from, BeforeItsRows);
    if (!lower || !upper)
        return {};
    if (query.kind == Kind::Before)
        return Range{First, *upper, down};
    if (query.kind != Kind::Between)
        return Range{*lower, Last, down};
    const auto otherLower = placeOf(target, query.to, BehindItsRows);
    const auto otherUpper = placeOf(target, query.to, BeforeItsRows);
    if (!otherLower || !otherUpper)
        return {};
    if (isBefore(*otherUpper, *upper))
        return Range{*otherLower, *upper, true};
    return Range{*lower, *otherUpper, false};
}

QList<HistoryRow> ServerHistory::read(qint64 target, const HistoryQuery &query, const Range &range, int limit)
{
    const QVariantList bounds{target, range.after.time, range.after.row, range.before.time, range.before.row};
    const QString statement = query.events
        ? (range.down ? QStringLiteral("history_all_down") : QStringLiteral("history_all_up"))
        : (range.down ? QStringLiteral("history_talk_down") : QStringLiteral("history_talk_up"));
    const QVariantList values = query.events ? bounds + bounds : bounds;
    QList<HistoryRow> rows;
    m_database.run(statement, values + QVariantList{limit},
                   [&](const QSqlQuery &row) { rows.append(readRow(row, query.target)); });
    std::sort(rows.begin(), rows.end(), [](const HistoryRow &a, const HistoryRow &b) {
        return isBefore({a.time, a.row}, {b.time, b.row});
    });
    return rows;
}

/// Half of them before the place, the message at the place and what follows it: the rest.
std::optional<QList<HistoryRow>> ServerHistory::around(qint64 target, const HistoryQuery &query, int limit)
{
    const std::optional<Cursor> place = placeOf(target, query.from.value_or(HistoryPoint{}), BeforeItsRows);
    if (!place)
        return {};
    QList<HistoryRow> rows = read(target, query, {First, *place, true}, limit / 2);
    const Cursor justBefore{place->time, std::max<qint64>(place->row - 1, 0)};
    rows += read(target, query, {justBefore, Last, false}, limit - int(rows.size()));
    return rows;
}

std::optional<QList<HistoryRow>> ServerHistory::page(const HistoryQuery &query)
{
    const int limit = std::clamp(query.limit, 0, MaxPage);
    const qint64 target = numberOf(query.target);
    if (query.kind == HistoryQuery::Kind::Around)
        return around(target, query, limit);
    const std::optional<Range> range = rangeOf(target, query);
    if (!range)
        return {};
    return read(target, query, *range, limit);
}

QList<HistoryTarget> ServerHistory::targets(const TargetsQuery &query)
{
    const bool down = query.to < query.from;
    const auto [low, high] = std::minmax(query.from, query.to);
    QList<HistoryTarget> found;
    const auto consider = [&, after = low, before = high](const QSqlQuery &row) {
        const qint64 time = row.value(1).toLongLong();
        if (!row.isNull(1) && time > after && time < before)
            found.append({row.value(0).toByteArray(), time});
    };
    m_database.run(QStringLiteral("history_latest_times"), {jsonList(query.channels)}, consider);
    m_database.run(QStringLiteral("history_talks"), {query.self}, consider);
    std::sort(found.begin(), found.end(), [down](const HistoryTarget &a, const HistoryTarget &b) {
        if (a.time != b.time)
            return down ? a.time > b.time : a.time < b.time;
        return a.target < b.target;
    });
    return found.mid(0, std::clamp(query.limit, 0, MaxPage));
}

std::optional<HistoryRow> ServerHistory::find(const QByteArray &target, const QByteArray &msgid)
{
    std::optional<HistoryRow> found;
    m_database.run(QStringLiteral("history_find"), {msgid, numberOf(target)},
                   [&](const QSqlQuery &query) { found = readRow(query, target); });
    return found;
}

bool ServerHistory::redact(const QByteArray &target, const QByteArray &msgid, const HistoryRedaction &redaction)
{
    const qint64 number = numberOf(target);
    return m_database.change(QStringLiteral("history_redact"), {msgid, number})
        && m_database.change(
            QStringLiteral("history_redaction_add"),
            {redaction.msgid, redaction.time, redaction.source, redaction.account, redaction.reason, msgid, number});
}

bool ServerHistory::rename(const QByteArray &from, const QByteArray &to)
{
    return m_database.change(QStringLiteral("history_target_rename"), {to, from});
}

void ServerHistory::forget(const QByteArray &target)
{
    m_database.run(QStringLiteral("history_talkers_forget"), {target});
    m_database.run(QStringLiteral("history_target_forget"), {target});
}

} // namespace plausch::store
