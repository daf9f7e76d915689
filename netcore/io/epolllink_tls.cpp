// What an EpollLink does through TLS.
#include "io/epolllink_p.h"

#include "io/tlsstream_p.h"
#include "io/writequeue_p.h"

#include <algorithm>

namespace plausch::io {
namespace {

constexpr std::size_t RoomBytes = 64 * 1024;
constexpr qsizetype PieceBytes = 64 * 1024; // sealed at once: four records
/// Only a peer that makes us answer (RFC 8446 section 4.6.3, RFC 5246 section 7.2.2) and does not read gets there.
constexpr qsizetype MaxOutgoing = 4 * PieceBytes;

} // namespace

void EpollLink::beginShaking()
{
    enter(Phase::Shaking);
    m_port.beginShaking();
    m_tls->begin(m_port.now());
    m_port.noteDeadline(*this);
}

void EpollLink::shake()
{
    const TlsStream::Step step = m_tls->shake();
    if (!m_tls->outgoing().isEmpty())
        m_port.note(EpollPort::Dirty, *this);
    if (step == TlsStream::Step::Failed)
        failTls(m_tls->error());
    else if (step == TlsStream::Step::Open)
        opened();
}

/// Closes as finish() does, so that the peer hears why (RFC 8446 section 6.2).
void EpollLink::failTls(const QString &error)
{
    dropQueue();
    finish(CloseReason::TlsError, error);
}

/// The budget is for what comes out and for what goes in: records of one byte are as much work as long ones.
void EpollLink::unseal(qint64 received)
{
    if (m_phase == Phase::Shaking)
        shake();
    qint64 opened = 0;
    if (m_phase == Phase::Open && m_reading) {
        std::vector<char> &room = m_port.m_openedRoom;
        room.resize(RoomBytes);
        opened = m_tls->read(room.data(), std::min<qint64>(std::ssize(room), m_budgetLeft));
    }
    m_budgetLeft -= static_cast<int>(std::max(received, opened));
    m_tls->settle();
    if (opened > 0)
        deliver(QByteArrayView(m_port.m_openedRoom.data(), opened));
    onUnsealed();
}

void EpollLink::onUnsealed()
{
    if (m_phase != Phase::Open)
        return;
    const qsizetype waiting = m_tls->outgoing().size();
    if (waiting > MaxOutgoing)
        return reset(CloseReason::WriteLimit, {});
    if (waiting > 0)
        m_port.note(EpollPort::Dirty, *this);
    if (!m_tls->isOver())
        return;
    if (m_tls->error().isEmpty())
        onReadEnd(0);
    else
        failTls(m_tls->error());
}

/// Empty: the stream is past saying anything.
QByteArrayView EpollLink::sealed()
{
    if (m_tls->outgoing().isEmpty()) {
        const QByteArrayView piece = m_queue->next(m_port.m_sendRoom);
        const QByteArrayView bytes = piece.first(std::min(piece.size(), PieceBytes));
        if (!m_tls->seal(bytes, m_port.m_sealedRoom)) {
            dropOutgoing();
            conclude(CloseReason::TlsError, m_tls->error());
            return {};
        }
        forgetQueued(bytes.size());
    }
    return m_tls->outgoing();
}

} // namespace plausch::io
