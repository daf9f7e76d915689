// Layer: chatserver. A value. Owner: ClientLink.
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace plausch::chatserver {

/// A token bucket: so many lines at once, so many per second after that. Time is an argument, in monotonic
/// milliseconds.
class Throttle
{
public:
    Throttle(int burst, int perSecond) : m_burst(burst * Scale), m_perSecond(perSecond), m_tokens(m_burst) { }

    bool take(qint64 now)
    {
        refill(now);
        if (m_tokens < Scale)
            return false;
        m_tokens -= Scale;
        return true;
    }
    /// More than there is leaves a debt.
    void charge(int lines) { m_tokens = std::max(m_tokens - lines * Scale, -MaxDebt); }

private:
    static constexpr qint64 Scale = 1000; // tokens are counted in thousandths of a line
    static constexpr qint64 MaxDebt = 30 * Scale;

    void refill(qint64 now)
    {
        m_tokens = std::min(m_burst, m_tokens + (now - m_at) * m_perSecond);
        m_at = now;
    }

    qint64 m_burst;
    qint64 m_perSecond;
    qint64 m_tokens;
    qint64 m_at = 0;
};

} // namespace plausch::chatserver
