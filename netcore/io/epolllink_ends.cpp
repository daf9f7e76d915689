// How an EpollLink ends.
#include "io/epolllink_p.h"

#include "io/tlsstream_p.h"
#include "io/trace.h"
#include "io/writequeue_p.h"

#include <algorithm>
#include <sys/socket.h>
#include <utility>

namespace plausch::io {
namespace {

/// How long a link whose last byte has gone waits for the peer's end of stream before it goes.
constexpr int LingerMsecs = 250;

} // namespace

void EpollLink::close(CloseReason reason, const QString &detail)
{
    if (m_phase == Phase::Open)
        finish(reason, detail);
    else if (m_phase != Phase::Closing)
        conclude(reason, detail);
}

/// The port's next sending, or the end of this turn's, goes on from here.
void EpollLink::finish(CloseReason reason, const QString &detail)
{
    enter(Phase::Closing);
    m_ending = std::make_unique<Ending>(Ending{reason, detail, m_port.now() + m_closeMsecs});
    if (m_tls)
        m_tls->endReading();
    m_port.noteDeadline(*this);
    m_port.note(EpollPort::Dirty, *this);
    if (m_readable && canRead())
        m_port.note(EpollPort::Ready, *this);
}

bool EpollLink::isOverBy(qint64 now)
{
    const bool isClosing = m_phase == Phase::Closing;
    if (!isClosing && m_phase != Phase::Shaking)
        return true;
    if (now < (isClosing ? m_ending->deadline : m_tls->deadline()))
        return false;
    if (isClosing)
        conclude(m_ending->reason, m_ending->detail);
    else
        conclude(CloseReason::Timeout, {});
    return true;
}

void EpollLink::reset(CloseReason reason, const QString &detail)
{
    if (m_phase == Phase::Over)
        return;
    if (isUp()) {
        while (hasToSend() && sendSome()) { }
        resetWhenClosed(m_descriptor);
        closeSocket();
    }
    dropOutgoing();
    conclude(reason, detail);
}

void EpollLink::conclude(CloseReason reason, const QString &detail)
{
    if (m_phase == Phase::Over)
        return;
    enter(Phase::Over);
    m_ending = std::make_unique<Ending>(Ending{reason, detail, 0});
    if (m_observer)
        m_port.note(EpollPort::Due, *this);
}

void EpollLink::report()
{
    dropOutgoing();
    closeSocket();
    const std::unique_ptr<Ending> ending = std::move(m_ending);
    if (std::exchange(m_traced, false))
        m_trace->onTraceClosed(m_id, ending->detail.isEmpty() ? nameOf(ending->reason) : ending->detail);
    std::exchange(m_observer, nullptr)->onClosed(ending->reason, ending->detail);
}

void EpollLink::closeSocket()
{
    if (m_descriptor < 0)
        return;
    m_port.unwatch(m_descriptor);
    closeDescriptor(std::exchange(m_descriptor, -1));
}

void EpollLink::onSentAll()
{
    if (m_tls && m_tls->finish())
        return send(); // the goodbye, and then here again
    if (m_peerFinished)
        return conclude(m_ending->reason, m_ending->detail);
    ::shutdown(m_descriptor, SHUT_WR);
    m_ending->deadline = std::min(m_ending->deadline, m_port.now() + LingerMsecs);
}

} // namespace plausch::io
