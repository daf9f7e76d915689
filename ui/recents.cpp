#include "recents.h"

namespace plausch::ui {

void Recents::visit(const store::ChatId &chat)
{
    if (chat.isEmpty() || isStepping())
        return;
    m_order.removeOne(chat);
    m_order.prepend(chat);
}

void Recents::remove(const store::ChatId &chat)
{
    m_order.removeOne(chat);
    m_place = 0;
}

store::ChatId Recents::step(int by)
{
    const qsizetype count = m_order.size();
    if (count < 2)
        return {};
    m_place = (m_place + by + count) % count;
    return m_order.at(m_place);
}

void Recents::settle()
{
    if (m_place > 0 && m_place < m_order.size())
        m_order.move(m_place, 0);
    m_place = 0;
}

} // namespace plausch::ui
