// Layer: session. A value. Owner: a session.
#pragma once

#include <QtGlobal>

namespace plausch::session {

/// A bucket of `burst` tokens that fills by `perSecond`: what leaves one at a time never looks like a flood. A burst of
/// 0 is no bucket at all.
class Pace
{
public:
    Pace(int burst, int perSecond) : m_burst(burst), m_perSecond(perSecond), m_tokens(burst) { }

    bool take(qint64 now)
    {
        if (m_burst <= 0)
            return true;
        refill(now);
        if (m_tokens == 0)
            return false;
        --m_tokens;
        return true;
    }

private:
    void refill(qint64 now)
    {
        if (m_tokens == m_burst)
            m_since = now;
        const qint64 fresh = (now - m_since) * m_perSecond / 1000;
        if (fresh <= 0)
            return;
        m_tokens = int(qMin<qint64>(m_burst, m_tokens + fresh));
        m_since += fresh * 1000 / m_perSecond;
    }

    int m_burst;
    int m_perSecond;
    int m_tokens;
    qint64 m_since = 0;
};

} // namespace plausch::session
