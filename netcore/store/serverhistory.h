// Layer: store. Thread: the database's. Owner: the loop of the server's history.
#pragma once

#include "store/rows.h"
#include "store/serverrows.h"

#include <QHash>

#include <optional>
#include <span>

namespace plausch::store {

class Database;

/// What was said and what happened in rooms and between two, for CHATHISTORY
/// (https://ircv3.net/specs/extensions/chathistory). Who may read what is the realm's to say. Names come folded.
///
/// Writing happens in the caller's transaction, so that many messages share one commit:
///
///     const bool kept = database.transact([&] { history.add(pile); });
///
/// With Durability::Power what was `kept` outlives kill -9 and a power cut; only then are its senders told. Errors are
/// the database's (Database::failed).
class ServerHistory
{
public:
    static constexpr int MaxPage = 1'000; // rows; a higher limit is lowered to it

    explicit ServerHistory(Database &database) : m_database(database) { }

    /// A message whose (msgid, target) is there already is left out. Times are kept as they are: that they do not go
    /// backwards is the realm's clock to see to, which goes on from newestTime().
    void add(std::span<const HistoryRow> rows);
    /// UTC ms of the newest message; 0: there is none. Looks at every target: for the start.
    qint64 newestTime();

    /// Always oldest first, whichever way it was counted. Nullopt: a msgid of the query is not in this target. Redacted
    /// messages are in it, without their words; so are all lines of a multiline message, as one row.
    std::optional<QList<HistoryRow>> page(const HistoryQuery &query);
    /// In the order they were counted. Conversations in which only events happened are in none.
    QList<HistoryTarget> targets(const TargetsQuery &query);
    std::optional<HistoryRow> find(const QByteArray &target, const QByteArray &msgid);

    /// False: no such PRIVMSG, NOTICE or TAGMSG in this target, or it was redacted before.
    bool redact(const QByteArray &target, const QByteArray &msgid, const HistoryRedaction &redaction);
    /// For draft/channel-rename. False: `from` has no history, or `to` has one.
    bool rename(const QByteArray &from, const QByteArray &to);
    /// Nobody finds it from now on, and what is said there begins a new one; HistoryRetention removes the rows.
    void forget(const QByteArray &target);

private:
    struct Range
    {
        Cursor after; // both excluded
        Cursor before;
        bool down = false; // from the newest
    };
    qint64 numberOf(const QByteArray &target); // 0: there is none
    qint64 makeTarget(const QByteArray &target);
    std::optional<Cursor> placeOf(qint64 target, const HistoryPoint &point, qint64 rowOfTime);
    std::optional<Range> rangeOf(qint64 target, const HistoryQuery &query);
    QList<HistoryRow> read(qint64 target, const HistoryQuery &query, const Range &range, int limit);
    std::optional<QList<HistoryRow>> around(qint64 target, const HistoryQuery &query, int limit);

    Database &m_database;
};

} // namespace plausch::store
