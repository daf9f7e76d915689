// Layer: chat. Pure: no socket, no database. Thread: main. Owner: Line, Conversation.
#pragma once

#include "store/rows.h"

#include <QHash>
#include <QList>

#include <functional>
#include <optional>

namespace plausch::chat {

/// Reactions and messages taken back on their way to the other end, beside the Outbox and in its manner: the store
/// holds the truth, a new link sends all that is unconfirmed again from the oldest on, and what comes twice changes
/// nothing.
class SignOutbox
{
public:
    using Send = std::function<void(const store::SignRow &)>;
    static constexpr qsizetype MaxWaiting = 500; // add() refuses more

    /// A link is ready: answer with onLoaded() and this generation once the store has read what waits.
    quint64 onLinkReady(Send send);
    void onLoaded(quint64 generation, const QList<store::SignRow> &rows);
    void onLinkGone();

    bool hasRoom() const { return m_waiting < MaxWaiting; }
    /// It is on its way to the store, and goes out if a link is up.
    void add(const store::SignRow &row);
    /// The other end has it, or never will: it is forgotten. nullopt: it was not under way.
    std::optional<store::SignRow> take(const QByteArray &id);

private:
    enum class Phase { NoLink, Loading, Live };

    void send(const store::SignRow &row);

    Phase m_phase = Phase::NoLink;
    quint64 m_generation = 0;
    Send m_send;
    QHash<QByteArray, store::SignRow> m_underWay; // by id
    QList<store::SignRow> m_late; // added while the store reads: no part of what it reads
    qsizetype m_waiting = 0; // since the last loading, confirmed ones not
};

} // namespace plausch::chat
