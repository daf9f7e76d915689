// Layer: io. Pure state, no socket: when to dial next. Thread: its owner's (main). Owner: a Line of the Switchboard.
#pragma once

#include "io/link.h"

#include <functional>

namespace plausch::io {

/// Exponential back-off with full jitter (each delay is drawn from 0..cap, and the cap doubles), so that fifty clients
/// of a restarted machine do not come back in one moment. Stops where trying again cannot help.
class Dialer
{
public:
    struct Policy
    {
        qint64 firstMsecs = 1'000;
        qint64 capMsecs = 300'000;
        qint64 floorMsecs = 250; // never sooner than this
    };
    enum class State { Idle, Dialling, Waiting, Connected, Stopped };
    /// 0 <= result < bound
    using Random = std::function<qint64(qint64 bound)>;

    Dialer(Policy policy, Random random);

    State state() const { return m_state; }
    int failures() const { return m_failures; }
    /// Monotonic ms of the next try, only in Waiting.
    qint64 nextTry() const { return m_nextTry; }
    CloseReason lastReason() const { return m_lastReason; }

    /// Wanted from now on. True: dial now.
    bool want();
    void forget(); // not wanted any more: Idle
    /// True: dial now (the time has come).
    bool onTick(qint64 now);
    /// "Try now" and good news (beacon heard, network changed): true if it was waiting or stopped and should dial now.
    bool tryNow();
    void onConnected();
    /// IdentityMismatch, UntrustedPeer, OwnIdentity and a refusal by the peer (final) stop; everything else waits.
    void onFailed(CloseReason reason, bool final, qint64 now);

private:
    qint64 ceiling() const;

    Policy m_policy;
    Random m_random;
    State m_state = State::Idle;
    int m_failures = 0;
    qint64 m_nextTry = 0;
    CloseReason m_lastReason = CloseReason::LocalClose;
};

} // namespace plausch::io
