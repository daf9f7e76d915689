#include "io/dialer.h"

#include <algorithm>

namespace plausch::io {

Dialer::Dialer(Policy policy, Random random) : m_policy(policy), m_random(std::move(random)) { }

bool Dialer::want()
{
    if (m_state != State::Idle)
        return false;
    m_state = State::Dialling;
    return true;
}

void Dialer::forget()
{
    m_state = State::Idle;
    m_failures = 0;
}

bool Dialer::onTick(qint64 now)
{
    if (m_state != State::Waiting || now < m_nextTry)
        return false;
    m_state = State::Dialling;
    return true;
}

bool Dialer::tryNow()
{
    if (m_state != State::Waiting && m_state != State::Stopped)
        return false;
    m_state = State::Dialling;
    return true;
}

void Dialer::onConnected()
{
    if (m_state == State::Idle)
        return;
    m_state = State::Connected;
    m_failures = 0;
}

void Dialer::onFailed(CloseReason reason, bool final, qint64 now)
{
    m_lastReason = reason;
    if (m_state == State::Idle)
        return;
    ++m_failures;
    const bool noUse = reason == CloseReason::IdentityMismatch || reason == CloseReason::UntrustedPeer
        || reason == CloseReason::OwnIdentity;
    if (final || noUse) {
        m_state = State::Stopped;
        return;
    }
    m_state = State::Waiting;
    m_nextTry = now + std::max(m_policy.floorMsecs, m_random(ceiling() + 1));
}

/// Doubles with each failure up to the cap.
qint64 Dialer::ceiling() const
{
    qint64 msecs = m_policy.firstMsecs;
    for (int failure = 1; failure < m_failures && msecs < m_policy.capMsecs; ++failure)
        msecs *= 2;
    return std::min(msecs, m_policy.capMsecs);
}

} // namespace plausch::io
