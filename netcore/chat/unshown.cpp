#include "chat/unshown.h"

#include "chat/renewed.h"

#include <algorithm>

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

bool Unshown::replace(const store::MessageRow &row)
{
    const auto pile = m_piles.find(row.chat);
    if (pile == m_piles.end())
        return false;
    const auto found = std::find_if(pile->begin(), pile->end(),
                                    [&](const store::MessageRow &one) { return row.row != 0 && one.row == row.row; });
    if (found == pile->end())
        return false;
    *found = renewed(*found, row);
    return true;
}

} // namespace plausch::chat
