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

/// What may be given to a way and not yet confirmed, and what fits it at all.
struct OutboxWindow
{
    int messages = 64;
    qsizetype bytes = 256 * 1024; // of text as it is in memory
    /// What does not fit waits for another way, and so does what was said after it. Null: everything fits.
    std::function<bool(const QString &)> fits = {};
};

/// What still has to reach one buddy, over whichever link is up. The store holds the truth; this holds what is under
/// way. With every new link all that is unconfirmed is read from the store and sent again from the oldest on: the
/// receiver drops what it has by (sender, id), and the order is kept.
class Outbox
{
public:
    using Send = std::function<void(const session::Say &)>;
    using Window = OutboxWindow;
    static constexpr int WindowMessages = 64;
    static constexpr int MaxUnsaved = 1'000; // kept in memory while the disk refuses

    enum class Phase { NoLink, Loading, Live };

    /// A link is ready: answer with onLoaded() and this generation once the store has read the outbox.
    quint64 onLinkReady(bool receipts, Send send, const Window &window = {});
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
    /// The oldest that waits does not fit this way.
    bool isStuck() const;

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
    Window m_window;
    Send m_send;
    std::deque<store::MessageRow> m_queue; // not yet given to this link, oldest first
    QHash<QByteArray, UnderWay> m_underWay; // by id
    qsizetype m_underWayBytes = 0;
    QList<store::MessageRow> m_unsaved; // oldest first, until confirmed
    QSet<QByteArray> m_withdrawn; // while the store reads
};

} // namespace plausch::chat
