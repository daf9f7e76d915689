#include "chat/outbox.h"

#include <algorithm>

namespace plausch::chat {
namespace {

session::TextKind textKind(store::MessageKind kind)
{
    switch (kind) {
    case store::MessageKind::Action:
        return session::TextKind::Action;
    case store::MessageKind::Notice:
        return session::TextKind::Notice;
    default:
        return session::TextKind::Text;
    }
}

} // namespace

quint64 Outbox::onLinkReady(bool receipts, Send send, const Window &window)
{
    onLinkGone();
    m_phase = Phase::Loading;
    m_receipts = receipts;
    m_window = window;
    m_send = std::move(send);
    return m_generation;
}

void Outbox::onLoaded(quint64 generation, const QList<store::MessageRow> &rows)
{
    if (generation != m_generation || m_phase != Phase::Loading)
        return;
    m_phase = Phase::Live;
    for (const store::MessageRow &row : rows) {
        if (!m_withdrawn.contains(row.id))
            m_queue.push_back(row);
    }
    m_withdrawn.clear();
    m_queue.insert(m_queue.end(), m_unsaved.cbegin(), m_unsaved.cend());
    pump();
}

void Outbox::onLinkGone()
{
    ++m_generation;
    m_phase = Phase::NoLink;
    m_send = nullptr;
    m_queue.clear();
    m_underWay.clear();
    m_underWayBytes = 0;
    m_withdrawn.clear();
}

bool Outbox::onStored(const store::MessageRow &row)
{
    if (row.row == 0) {
        if (m_unsaved.size() >= MaxUnsaved)
            return false;
        m_unsaved.append(row);
    }
    // While the store reads, a stored row is part of what it reads: the archive answers in order.
    if (m_phase == Phase::Live) {
        m_queue.push_back(row);
        pump();
    }
    return true;
}

bool Outbox::onHanded(const QByteArray &id)
{
    if (!m_receipts)
        return forget(id);
    if (const auto found = m_underWay.find(id); found != m_underWay.end())
        found->handed = true;
    return false;
}

QList<QByteArray> Outbox::handed() const
{
    QList<QByteArray> ids;
    for (auto it = m_underWay.cbegin(); it != m_underWay.cend(); ++it) {
        if (it->handed)
            ids.append(it.key());
    }
    return ids;
}

bool Outbox::onDelivered(const QByteArray &id)
{
    return forget(id);
}

bool Outbox::forget(const QByteArray &id)
{
    const auto found = m_underWay.constFind(id);
    if (found == m_underWay.constEnd())
        return false;
    m_underWayBytes -= found->bytes;
    m_underWay.erase(found);
    m_unsaved.removeIf([&](const store::MessageRow &row) { return row.id == id; });
    pump();
    return true;
}

bool Outbox::withdraw(const QByteArray &id)
{
    if (m_underWay.contains(id))
        return false;
    const auto same = [&](const store::MessageRow &row) { return row.id == id; };
    m_queue.erase(std::remove_if(m_queue.begin(), m_queue.end(), same), m_queue.end());
    m_unsaved.removeIf(same);
    if (m_phase == Phase::Loading)
        m_withdrawn.insert(id);
    pump(); // it may have been in the way of others
    return true;
}

bool Outbox::isStuck() const
{
    return m_phase == Phase::Live && !m_queue.empty() && m_window.fits && !m_window.fits(m_queue.front().text);
}

void Outbox::pump()
{
    while (m_phase == Phase::Live && !m_queue.empty() && !isStuck() && m_underWay.size() < m_window.messages
           && m_underWayBytes < m_window.bytes) {
        const store::MessageRow row = std::move(m_queue.front());
        m_queue.pop_front();
        if (m_underWay.contains(row.id))
            continue;
        const qsizetype bytes = row.text.size() * qsizetype(sizeof(QChar));
        m_underWay.insert(row.id, {bytes});
        m_underWayBytes += bytes;
        m_send({row.id, row.sentAt, row.text, textKind(row.kind), {row.replyTo.msgid, row.replyTo.id}});
    }
}

} // namespace plausch::chat
