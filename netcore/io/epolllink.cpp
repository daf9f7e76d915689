#include "io/epolllink_p.h"

#include "io/tlsstream_p.h"
#include "io/trace.h"
#include "io/writequeue_p.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace plausch::io {

EpollLink::EpollLink(EpollPort &port, int descriptor, const LinkOptions &options)
    : m_port(port)
    , m_trace(options.trace)
    , m_id(nextLinkId())
    , m_handle(port.enter(*this))
    , m_highMark(options.highMark)
    , m_lowMark(options.lowMark)
    , m_readBudget(static_cast<int>(std::clamp<qint64>(options.readBudget, 1, INT_MAX)))
    , m_descriptor(descriptor)
    , m_closeMsecs(options.closeMsecs)
    , m_halfOpen(options.halfOpen)
{
    Q_ASSERT(options.encryption == (options.tlsServer ? Encryption::Tls : Encryption::Plain));
    if (options.tlsServer)
        m_tls = std::make_unique<TlsStream>(options.tlsServer, options.openMsecs);
    if (!prepareDescriptor(descriptor, options.userTimeoutMsecs))
        m_error = errno;
    m_ends = readEndpoints(descriptor);
}

EpollLink::~EpollLink()
{
    if (m_traced)
        m_trace->onTraceClosed(m_id, nameOf(CloseReason::LocalClose));
    dropQueue();
    closeSocket();
    enter(Phase::Over);
    m_port.leave(m_handle);
}

LinkInfo EpollLink::info() const
{
    LinkInfo info;
    info.id = m_id;
    describe(m_ends, info);
    if (m_tls)
        m_tls->describe(info);
    return info;
}

void EpollLink::start(LinkObserver &observer)
{
    Q_ASSERT(!m_observer);
    m_observer = &observer;
    if (m_phase == Phase::Idle)
        m_phase = Phase::Opening;
    m_port.note(EpollPort::Due, *this);
}

void EpollLink::enter(Phase phase)
{
    if (m_phase == Phase::Shaking)
        m_port.endShaking();
    m_phase = phase;
}

bool EpollLink::enterPile(EpollPort::Pile pile)
{
    const auto before = std::exchange(m_piles, static_cast<quint8>(m_piles | 1u << pile));
    return before != m_piles;
}

/// What was noted for a turn of its own, so that nothing of ours is on the stack.
void EpollLink::tell()
{
    if (m_phase == Phase::Over)
        return report();
    if (m_phase == Phase::Opening)
        return open();
    if (!hasRoomToTell())
        return;
    m_wasFull = false;
    m_observer->onWritable();
}

void EpollLink::open()
{
    if (m_error == 0 && !m_port.watch(m_descriptor, m_handle))
        m_error = errno;
    if (m_error != 0)
        return conclude(CloseReason::NetworkError, qt_error_string(m_error));
    if (m_tls)
        beginShaking();
    else
        opened();
}

void EpollLink::opened()
{
    enter(Phase::Open);
    if (m_trace) {
        m_traced = true;
        m_trace->onTraceOpened(info(), currentThreadName());
        traceEarly();
    }
    if (m_queue)
        m_port.note(EpollPort::Dirty, *this);
    m_observer->onOpened();
}

void EpollLink::traceEarly() const
{
    if (m_queue)
        m_queue->forEach([this](const QByteArray &bytes) { m_trace->onTraceBytes(m_id, true, bytes); });
}

void EpollLink::onEvents(quint32 events)
{
    if (!isUp())
        return;
    if (m_isFull && (events & EPOLLOUT)) {
        m_isFull = false;
        m_port.note(EpollPort::Dirty, *this);
    }
    if (events & (EPOLLIN | EPOLLPRI | EPOLLRDHUP | EPOLLHUP | EPOLLERR))
        m_readable = true;
    if (events & (EPOLLPRI | EPOLLRDHUP | EPOLLHUP | EPOLLERR))
        m_endSeen = true;
    if (m_peerFinished && (events & EPOLLERR))
        checkBroken();
    readOn();
}

bool EpollLink::canRead() const
{
    return !m_peerFinished && isUp() && (m_phase != Phase::Open || m_reading);
}

bool EpollLink::hasToRead() const
{
    return m_readable || (m_tls && m_tls->hasMore());
}

/// What the budget leaves is read in the port's next turn.
void EpollLink::readOn()
{
    if (std::exchange(m_budgetTurn, m_port.m_turn) != m_port.m_turn)
        m_budgetLeft = m_readBudget;
    while (hasToRead() && m_budgetLeft > 0 && canRead()) {
        if (m_phase == Phase::Shaking && !m_port.mayShake())
            break;
        readPiece();
    }
    if (hasToRead() && canRead())
        m_port.note(EpollPort::Ready, *this);
}

void EpollLink::readPiece()
{
    if (m_tls && m_tls->hasMore())
        return unseal(0);
    std::vector<char> &room = m_port.m_readRoom;
    const qint64 wanted = std::min<qint64>(std::ssize(room), m_budgetLeft);
    const ssize_t count = receive(m_descriptor, room.data(), wanted);
    const int error = errno;
    if (count > 0) {
        m_readable = m_endSeen || count == wanted;
        onReceived(count);
    } else if (m_error != 0) {
        onReadEnd(m_error);
    } else if (count == 0) {
        onReadEnd(0);
    } else if (!isNotNow(error)) {
        onReadEnd(error);
    } else {
        m_readable = false;
        m_endSeen = false;
    }
}

/// Who has closed reads on, to hear of the peer's end: unread bytes would turn ours into RST, which throws away what
/// was sent last (RFC 2525 section 2.17).
void EpollLink::onReceived(qint64 count)
{
    const QByteArrayView bytes(m_port.m_readRoom.data(), count);
    if (m_tls && m_phase != Phase::Closing) {
        m_tls->feed(bytes);
        return unseal(count);
    }
    m_budgetLeft -= static_cast<int>(count);
    if (m_phase != Phase::Closing)
        deliver(bytes);
}

void EpollLink::deliver(QByteArrayView bytes)
{
    if (m_traced)
        m_trace->onTraceBytes(m_id, false, bytes);
    m_observer->onBytes(bytes);
}

void EpollLink::onReadEnd(int error)
{
    m_readable = false;
    m_peerFinished = true;
    const bool isShaking = m_phase == Phase::Shaking; // nothing was said that could be answered
    if (m_phase == Phase::Closing) {
        if (!hasToSend())
            conclude(m_ending->reason, m_ending->detail);
    } else if (error != 0) {
        conclude(reasonOf(error), qt_error_string(error));
    } else if (!isShaking && m_halfOpen) {
        m_observer->onPeerFinished();
    } else if (!isShaking && (m_queue || m_tls)) {
        finish(CloseReason::PeerClosed, {}); // the peer may have closed its half only: it still gets the answers
    } else {
        conclude(CloseReason::PeerClosed, {});
    }
}

/// After the peer's end nothing is read, so this is where its reset is seen.
void EpollLink::checkBroken()
{
    const int error = takeError(m_descriptor);
    if (error != 0)
        conclude(reasonOf(error), qt_error_string(error));
}

void EpollLink::write(const QByteArray &bytes)
{
    if (queuedBytes() + bytes.size() > m_highMark)
        send(); // a turn that reads from many may write more than that to one who reads well
    if (bytes.isEmpty() || m_phase > Phase::Open || m_error != 0)
        return;
    if (queuedBytes() + bytes.size() > m_highMark)
        return reset(CloseReason::WriteLimit, {});
    if (m_traced)
        m_trace->onTraceBytes(m_id, true, bytes);
    if (!m_queue)
        m_queue = m_port.takeQueue();
    m_queue->push(bytes);
    m_wasFull = m_wasFull || m_queue->bytes() > m_lowMark;
    if (m_phase != Phase::Open || m_isFull)
        return;
    ++m_port.m_pushed;
    if (m_tls)
        m_port.noteToSeal(*this, bytes);
    else
        m_port.note(EpollPort::Dirty, *this);
}

qint64 EpollLink::queuedBytes() const
{
    return (m_queue ? m_queue->bytes() : 0) + (m_tls ? m_tls->outgoing().size() : 0);
}

void EpollLink::send()
{
    if (!isUp())
        return;
    sendAll();
    if (m_phase == Phase::Closing && !hasToSend())
        onSentAll();
    if (hasRoomToTell())
        m_port.note(EpollPort::Due, *this);
}

void EpollLink::sendAll()
{
    while (hasToSend() && !m_isFull && sendSome()) { }
}

/// What is queued before the handshake is done waits for it.
bool EpollLink::hasToSend() const
{
    return (m_queue && m_phase != Phase::Shaking) || (m_tls && !m_tls->outgoing().isEmpty());
}

/// False: the kernel takes no more at the moment, or never again.
bool EpollLink::sendSome()
{
    const QByteArrayView bytes = m_tls ? sealed() : m_queue->next(m_port.m_sendRoom);
    if (bytes.isEmpty())
        return false;
    const ssize_t sent = ::send(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
    const int error = errno;
    if (m_tls)
        m_tls->forgetSent(std::max<ssize_t>(sent, 0));
    else if (sent > 0)
        forgetQueued(sent);
    if (sent >= 0) {
        m_isFull = sent < bytes.size();
    } else if (isNotNow(error)) {
        m_isFull = true;
    } else if (error != EINTR) {
        onSendFailed(error);
    }
    return !m_isFull;
}

/// Bytes of the peer may still wait in the kernel: the reading side tells the end after them, unless it is off.
void EpollLink::onSendFailed(int error)
{
    m_error = error;
    dropOutgoing();
    if (canRead()) {
        m_readable = true;
        m_port.note(EpollPort::Ready, *this);
    } else if (m_phase == Phase::Closing) {
        conclude(m_ending->reason, m_ending->detail);
    } else {
        conclude(reasonOf(error), qt_error_string(error));
    }
}

void EpollLink::forgetQueued(qint64 count)
{
    m_queue->forget(count);
    if (m_queue->isEmpty())
        dropQueue();
}

void EpollLink::dropOutgoing()
{
    dropQueue();
    if (m_tls)
        m_tls->forgetOutgoing();
}

void EpollLink::dropQueue()
{
    if (m_queue)
        m_port.giveBack(std::move(m_queue));
}

void EpollLink::setReading(bool on)
{
    m_reading = on;
    if (hasToRead() && canRead())
        m_port.note(EpollPort::Ready, *this);
}

bool EpollLink::hasRoomToTell() const
{
    return m_phase == Phase::Open && m_wasFull && queuedBytes() < m_lowMark;
}

} // namespace plausch::io
