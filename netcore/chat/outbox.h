// Layer: chat. Pure: no socket, no database. Thread: main. Owner: Line.
#pragma once

#include "session/session.h"
#include "store/rows.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <deque>
#include <functional>

namespace plausch::chat {

/// What still has to reach one buddy, over whichever link is up. The store holds the truth; this holds what is under
/// way. With every new link all that is unconfirmed is read from the store and sent again from the oldest on: the
/// receiver drops what it has by (sender, id), and the order is kept.
class Outbox
{
public:
    using Send = std::function<void(const session::Say &)>;
    static constexpr int WindowMessages = 64; // given to the link and not yet confirmed
    static constexpr int WindowOverServer = 32; // a server takes them slowly, and a better way may be there sooner
    static constexpr qsizetype WindowBytes = 256 * 1024;
    static constexpr int MaxUnsaved = 1'000; // kept in memory while the disk refuses

    enum class Phase { NoLink, Loading, Live };

    /// A link is ready: answer with onLoaded() and this generation once the store has read the outbox.
    quint64 onLinkReady(bool receipts, Send send, int window = WindowMessages);
    void onLoaded(quint64 generation, const QList<store::MessageRow> &rows);
    void onLinkGone();
    /// A new own message is in the store (row.row != 0) or could not be stored. False: too many unsaved ones.
    bool onStored(const store::MessageRow &row);

    /// The link took it. True: that was all that can be known (no receipts), it has left the outbox.
    bool onHanded(const QByteArray &id);
    /// The other end has it. True: it was waiting for that.
    bool onDelivered(const QByteArray &id);
    /// True: not given to a link yet, and now it never will be.
    bool withdraw(const QByteArray &id);

    Phase phase() const { return m_phase; }
    qsizetype waiting() const { return qsizetype(m_queue.size()); }
    qsizetype underWay() const { return m_underWay.size(); }
    /// The link has taken it, and it waits for its receipt: to the user it is sent, to the store still queued.
    bool isHanded(const QByteArray &id) const { return m_underWay.value(id).handed; }
    QList<QByteArray> handed() const;

private:
    struct UnderWay
    {
        qsizetype bytes = 0;
        bool handed = false;
    };

    void pump();
    bool forget(const QByteArray &id);

    Phase m_phase = Phase::NoLink;
    quint64 m_generation = 0;
    bool m_receipts = false;
    int m_window = WindowMessages;
    Send m_send;
    std::deque<store::MessageRow> m_queue; // not yet given to this link, oldest first
    QHash<QByteArray, UnderWay> m_underWay; // by id
    qsizetype m_underWayBytes = 0;
    QList<store::MessageRow> m_unsaved; // oldest first, until confirmed
    QSet<QByteArray> m_withdrawn; // while the store reads
};

} // namespace plausch::chat
