// Layer: chat. Pure. Thread: main. Owner: Switchboard.
#pragma once

#include "store/rows.h"

#include <QHash>
#include <QList>

#include <utility>

namespace plausch::chat {

/// Rows that are stored and go to the window with the next turn. News of a message (handed over, delivered) can
/// overtake the pile its row is shown with; then the row is shown as it is by then.
class Unshown
{
public:
    using Piles = QHash<store::ChatId, QList<store::MessageRow>>;

    void add(const store::ChatId &chat, const store::MessageRow &row) { m_piles[chat].append(row); }
    void setState(const store::ChatId &chat, const QByteArray &id, store::MessageState state);
    /// True: the row is among them, and is shown as it is now.
    bool replace(const store::MessageRow &row);
    void forget(const store::ChatId &chat) { m_piles.remove(chat); }
    Piles take() { return std::exchange(m_piles, {}); }

private:
    Piles m_piles;
};

} // namespace plausch::chat
