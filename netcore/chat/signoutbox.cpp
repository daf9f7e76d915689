#include "chat/signoutbox.h"

#include <utility>

namespace plausch::chat {

quint64 SignOutbox::onLinkReady(Send send)
{
    onLinkGone();
    m_phase = Phase::Loading;
    m_send = std::move(send);
    return m_generation;
}

void SignOutbox::onLoaded(quint64 generation, const QList<store::SignRow> &rows)
{
    if (generation != m_generation || m_phase != Phase::Loading)
        return;
    m_phase = Phase::Live;
    const QList<store::SignRow> all = rows + std::exchange(m_late, {});
    m_waiting = all.size();
    for (const store::SignRow &row : all)
        send(row);
}

void SignOutbox::onLinkGone()
{
    ++m_generation;
    m_phase = Phase::NoLink;
    m_send = nullptr;
    m_underWay.clear();
    m_late.clear();
}

void SignOutbox::add(const store::SignRow &row)
{
    ++m_waiting;
    if (m_phase == Phase::Live)
        send(row);
    else if (m_phase == Phase::Loading)
        m_late.append(row);
}

void SignOutbox::send(const store::SignRow &row)
{
    m_underWay.insert(row.id, row);
    if (m_send)
        m_send(row);
}

std::optional<store::SignRow> SignOutbox::take(const QByteArray &id)
{
    const auto found = m_underWay.find(id);
    if (found == m_underWay.end())
        return std::nullopt;
    --m_waiting;
    const store::SignRow row = *found;
    m_underWay.erase(found);
    return row;
}

} // namespace plausch::chat
