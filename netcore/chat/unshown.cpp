#include "chat/unshown.h"

namespace plausch::chat {

void Unshown::setState(const store::ChatId &chat, const QByteArray &id, store::MessageState state)
{
    const auto pile = m_piles.find(chat);
    if (pile == m_piles.end())
        return;
    for (store::MessageRow &row : *pile) {
        if (row.mine && row.id == id)
            row.state = state;
    }
}

} // namespace plausch::chat
