#include "serverload/ledger.h"

namespace plausch::bench {

Ledger::Ledger(const Cast &cast, std::uint32_t window)
    : m_cast(cast)
    , m_window(window)
    , m_sent(cast.senders)
    , m_missing(std::size_t(cast.senders) * window)
    , m_next(std::size_t(cast.clients) * cast.senders)
{
}

bool Ledger::maySend(std::uint32_t sender) const
{
    // The slot is that of the message one window ago.
    return m_window == 0 || m_missing[std::size_t(sender) * m_window + m_sent[sender] % m_window] == 0;
}

Mark Ledger::send(std::uint32_t sender)
{
    const std::uint32_t sequence = m_sent[sender]++;
    if (m_window > 0)
        m_missing[std::size_t(sender) * m_window + sequence % m_window] = m_cast.audience();
    m_owed += m_cast.audience();
    return {sender, sequence};
}

bool Ledger::receive(std::uint32_t client, Mark mark)
{
    if (!m_cast.hears(client, mark.sender) || mark.sequence >= m_sent[mark.sender]) {
        ++m_faults.strayed;
        return false;
    }
    std::uint32_t &next = m_next[std::size_t(client) * m_cast.senders + mark.sender];
    if (mark.sequence < next && !isOverdue(client, mark))
        return false;
    for (; next < mark.sequence; ++next)
        m_skipped.insert((std::uint64_t(client) * m_cast.senders + mark.sender) << 32 | next);
    if (next == mark.sequence)
        ++next;
    if (m_window > 0)
        --m_missing[std::size_t(mark.sender) * m_window + mark.sequence % m_window];
    ++m_deliveries;
    return true;
}

/// Of one that comes after a later one: whether it comes for the first time.
bool Ledger::isOverdue(std::uint32_t client, Mark mark)
{
    const bool first =
        m_skipped.erase((std::uint64_t(client) * m_cast.senders + mark.sender) << 32 | mark.sequence) > 0;
    ++(first ? m_faults.disordered : m_faults.doubled);
    return first;
}

Faults Ledger::faults() const
{
    Faults all = m_faults;
    all.lost = owed();
    return all;
}

} // namespace plausch::bench
