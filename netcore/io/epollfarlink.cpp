#include "io/epollfarlink_p.h"

#include "io/epollfarpiles.h"

#include <algorithm>
#include <utility>

namespace plausch::io {

using Verb = FarOrders::Verb;

EpollFarLink::EpollFarLink(EpollFarPort &port, EpollFarPort::Address address, LinkInfo info, const LinkOptions &options)
    : m_port(port)
    , m_address(address)
    , m_info(std::move(info))
    , m_tellAfter(std::max<qint64>(options.readBudget / 4, 1))
    , m_halfOpen(options.halfOpen)
{
}

EpollFarLink::~EpollFarLink()
{
    m_port.leave(*this, m_address, m_phase == Phase::Over);
}

void EpollFarLink::start(LinkObserver &observer)
{
    Q_ASSERT(!m_observer);
    m_observer = &observer;
    m_port.ordersFor(m_address).add(m_address.link, Verb::Start);
}

void EpollFarLink::write(const QByteArray &bytes)
{
    if (bytes.isEmpty() || m_phase != Phase::Open)
        return;
    if (std::exchange(m_notedIn, m_port.flushes()) != m_port.flushes())
        m_noted = 0;
    m_noted += bytes.size();
    m_port.ordersFor(m_address).write(m_address.link, bytes);
}

qint64 EpollFarLink::queuedBytes() const
{
    return m_notedIn == m_port.flushes() ? m_noted : 0;
}

void EpollFarLink::setReading(bool on)
{
    m_reading = on;
    if (on && (!m_unread.isEmpty() || m_peerFinished))
        m_port.noteReady(*this);
}

void EpollFarLink::close(CloseReason reason, const QString &detail)
{
    if (m_phase != Phase::Open)
        return;
    m_phase = Phase::Closing;
    m_unread.clear();
    m_port.ordersFor(m_address).end(m_address.link, Verb::Close, reason, detail);
}

void EpollFarLink::reset(CloseReason reason, const QString &detail)
{
    if (m_phase == Phase::Over)
        return;
    m_phase = Phase::Closing;
    m_unread.clear();
    m_port.ordersFor(m_address).end(m_address.link, Verb::Reset, reason, detail);
}

void EpollFarLink::onOpened(const LinkInfo &info)
{
    m_info = info;
    if (m_phase == Phase::Open)
        m_observer->onOpened();
}

void EpollFarLink::onBytes(QByteArrayView bytes)
{
    if (m_phase != Phase::Open)
        return;
    if (m_reading && m_unread.isEmpty())
        deliver(bytes);
    else
        m_unread.append(bytes);
}

void EpollFarLink::deliver(QByteArrayView bytes)
{
    m_taken += bytes.size();
    if (m_taken >= m_tellAfter)
        m_port.ordersFor(m_address).add(m_address.link, Verb::Taken,
                                        static_cast<std::size_t>(std::exchange(m_taken, 0)));
    m_observer->onBytes(bytes);
}

void EpollFarLink::onPeerFinished()
{
    m_peerFinished = true;
    readOn();
}

void EpollFarLink::readOn()
{
    if (mayRead() && !m_unread.isEmpty())
        deliver(std::exchange(m_unread, {}));
    if (!mayRead() || !std::exchange(m_peerFinished, false))
        return;
    if (m_halfOpen)
        m_observer->onPeerFinished();
    else
        close(CloseReason::PeerClosed, {}); // once what it asked is answered
}

void EpollFarLink::onWritable()
{
    if (m_phase == Phase::Open)
        m_observer->onWritable();
}

void EpollFarLink::onClosed(CloseReason reason, const QString &detail)
{
    m_phase = Phase::Over;
    std::exchange(m_observer, nullptr)->onClosed(reason, detail);
}

} // namespace plausch::io
