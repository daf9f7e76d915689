#include "chatserver/clientlink.h"

#include "chatserver/hall.h"
#include "wire/message.h"

#include <utility>

namespace plausch::chatserver {
namespace {

/// What the others read as the reason of a QUIT.
QByteArray wordsOf(io::CloseReason reason, const QString &detail)
{
    switch (reason) {
    case io::CloseReason::PeerClosed:
        return QByteArrayLiteral("Connection closed");
    case io::CloseReason::WriteLimit:
        return QByteArrayLiteral("SendQ exceeded");
    case io::CloseReason::Timeout:
        return QByteArrayLiteral("Connection timed out");
    default:
        return detail.isEmpty() ? io::nameOf(reason).toUtf8() : detail.toUtf8();
    }
}

} // namespace

ClientLink::ClientLink(Hall &hall, io::LinkPtr link)
    : m_hall(hall)
    , m_link(std::move(link))
    , m_framer(wire::MaxLineBytes)
    , m_throttle(hall.limits().floodBurst, hall.limits().floodPerSecond)
{
}

void ClientLink::onOpened()
{
    m_hall.onEntered(*this);
    const io::LinkInfo info = m_link->info();
    server::Arrival arrival;
    arrival.address = info.peerAddress.toString().toUtf8();
    arrival.secure = info.encrypted;
    arrival.loopback = info.peerAddress.isLoopback();
    arrival.fingerprint = info.peerFingerprint.toHex();
    m_client = m_hall.realm().onArrived(arrival, *this, m_hall.now());
}

void ClientLink::onBytes(QByteArrayView bytes)
{
    if (!m_client)
        return;
    m_hall.traffic().bytesIn += quint64(bytes.size());
    if (m_held.isEmpty())
        takeLines(bytes);
    else
        m_held.append(bytes);
    m_hall.onLinesTaken();
}

void ClientLink::takeLines(QByteArrayView bytes)
{
    const session::Moment now = m_hall.now();
    const bool throttled = m_hall.limits().flood;
    qsizetype taken = 0;
    const wire::FrameStatus status = m_framer.feed(
        bytes,
        [&](QByteArrayView line) {
            ++m_hall.traffic().linesIn;
            m_hall.realm().onLine(*m_client, line, now);
            return m_client && !m_hall.realm().isBehind(*m_client) && (!throttled || m_throttle.take(now.monotonic));
        },
        &taken);
    if (!m_client)
        return;
    if (status == wire::FrameStatus::TooLong) {
        m_hall.realm().onOversizedLine(*m_client, now);
    } else if (status == wire::FrameStatus::Stopped) {
        m_held = bytes.sliced(taken).toByteArray();
        m_link->setReading(false);
        m_hall.hold(*this);
    }
}

bool ClientLink::takeHeld()
{
    if (!m_client)
        return true;
    if (m_hall.realm().isBehind(*m_client) || !m_throttle.take(m_hall.now().monotonic))
        return false;
    m_link->setReading(true);
    const QByteArray held = std::exchange(m_held, {});
    takeLines(held);
    return true;
}

void ClientLink::write(const QByteArray &lines)
{
    Traffic &traffic = m_hall.traffic();
    ++traffic.writesOut;
    traffic.bytesOut += quint64(lines.size());
    m_link->write(lines);
}

void ClientLink::close()
{
    m_client = nullptr;
    m_link->close(io::CloseReason::LocalClose);
}

void ClientLink::onClosed(io::CloseReason reason, const QString &detail)
{
    if (m_client)
        m_hall.realm().onGone(m_client->id, wordsOf(reason, detail), m_hall.now());
    m_client = nullptr;
    m_hall.drop(*this);
}

} // namespace plausch::chatserver
