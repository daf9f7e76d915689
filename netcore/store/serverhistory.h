// Layer: store. Thread: the database's. Owner: the loop of the server's history.
#pragma once

#include "store/historyblocks.h"
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
///
/// What is added in one call is one row of the database, a pile, whichever targets it is for. When many messages lie in
/// piles they are settled: brought to their targets, as HistoryBlocks. Reading looks at both.
class ServerHistory
{
public:
    static constexpr int MaxPage = 1'000; // rows; a higher limit is lowered to it
    static constexpr int MaxUnsettled = 4'096; // messages in piles
    static constexpr qint64 MaxUnsettledBytes = 1024 * 1024;
    static constexpr int MaxPileRows = 4'096;

    explicit ServerHistory(Database &database) : m_database(database), m_blocks(database) { }

    /// A message whose (msgid, target) is there already is left out. Times are kept as they are: that they do not go
    /// backwards is the realm's clock to see to, which goes on from newestTime().
    void add(std::span<const HistoryRow> rows);
    void add(const QByteArray &records); // HistoryRecords with their targets
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
    /// Brings what lies in piles to its targets.
    void settle();

private:
    struct Pile
    {
        qint64 id;
        QByteArray rows; // HistoryRecords with their targets
    };
    struct Name
    {
        QByteArrayView msgid;
        QByteArrayView target;
        bool operator==(const Name &) const = default;
    };
    /// What is read of a target.
    struct Shelf
    {
        qint64 number = 0; // 0: nothing of it is settled
        QList<HistoryRow> fresh; // in piles yet
    };
    struct Found
    {
        HistoryRow row;
        bool inPile; // or in a block
        qint64 id; // of that
        QByteArray blob;
    };

    qint64 numberOf(const QByteArray &target); // 0: there is none
    qint64 makeTarget(const QByteArray &target);
    QList<Pile> piles();
    static void forEachFresh(const Pile &pile, const std::function<void(const HistoryRecord &)> &onRecord);
    void forEachFresh(const std::function<void(const HistoryRecord &)> &onRecord);
    void addPile(const QByteArray &rows, int count);
    void measurePiles();
    bool isThere(std::span<const Name> names); // the last of them, or it is among the others
    std::optional<Found> seek(const QByteArray &target, const QByteArray &msgid);
    std::optional<Found> seekSettled(qint64 number, const QByteArray &target, const QByteArray &msgid);
    std::optional<Found> seekAt(qint64 time, qint64 number, const QByteArray &target, const QByteArray &msgid);

    Shelf shelfOf(const QByteArray &target);
    std::optional<HistoryPlace> placeOf(const HistoryQuery &query, const Shelf &shelf, const HistoryPoint &point,
                                        qint64 rowOfTime);
    std::optional<HistoryRange> rangeOf(const HistoryQuery &query, const Shelf &shelf);
    QList<HistoryRow> read(const HistoryQuery &query, const Shelf &shelf, const HistoryRange &range, int limit);
    std::optional<QList<HistoryRow>> around(const HistoryQuery &query, const Shelf &shelf, int limit);

    Database &m_database;
    HistoryBlocks m_blocks;
    // Of a transaction that failed more is counted than is there: then it is settled a little early, and that is all.
    bool m_measured = false;
    qint64 m_unsettled = 0;
    qint64 m_unsettledBytes = 0;
    /// Msgids that tell a later time, or come later, are new: nothing has to be looked for.
    qint64 m_newestBefore = 0; // when this object began
    QByteArray m_lastId;
    std::optional<std::size_t> m_lastIdFrom; // in the rows that are being added: since there it is m_lastId
};

} // namespace plausch::store
