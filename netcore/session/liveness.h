// Layer: session. A value. Owner: a session.
#pragma once

#include <QtGlobal>

namespace plausch::session {

/// Watches for silence: after a period of it comes a PING, after two that stayed unanswered for as long each the other
/// end is dead. Periods run from the last PING, so a machine that slept does not wake up to dead links.
class Liveness
{
public:
    enum class Verdict { Fine, Ping, Dead };

    explicit Liveness(qint64 silenceMsecs) : m_silence(silenceMsecs) { }
    void heard(qint64 now)
    {
        m_since = now;
        m_pings = 0;
    }
    Verdict onTick(qint64 now)
    {
        if (now - m_since < m_silence)
            return Verdict::Fine;
        if (m_pings == 2)
            return Verdict::Dead;
        m_since = now;
        ++m_pings;
        return Verdict::Ping;
    }

private:
    qint64 m_silence;
    qint64 m_since = 0;
    int m_pings = 0;
};

} // namespace plausch::session
