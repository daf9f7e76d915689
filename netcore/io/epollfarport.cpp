#include "io/epollfarport.h"

#include "io/descriptor_p.h"
#include "io/epollfarlink_p.h"
#include "io/epollfarroom_p.h"

#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace plausch::io {
namespace {

/// A pile that makes this much to do is told in parts, so that the loops need not wait for its end.
constexpr qint64 MuchWeight = 256 * 1024;

} // namespace

struct EpollFarPort::Room
{
    std::unique_ptr<EpollFarRoom> room; // made, used and deleted on the loop
};

EpollFarPort::EpollFarPort(int loops, const QString &threadName, std::function<void()> told)
    : m_told(std::move(told))
    , m_news(&m_context, [this](std::vector<FarNews> piles) { drain(std::move(piles)); })
    , m_yards(static_cast<std::size_t>(loops))
{
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    QObject::connect(&m_turn, &QTimer::timeout, &m_context, [this] { onTurn(); });
    for (std::size_t i = 0; i < m_yards.size(); ++i) {
        Yard &yard = m_yards[i];
        yard.room = std::make_shared<Room>();
        yard.loop = std::make_unique<Loop>(threadName + QString::number(i + 1));
        yard.loop->post([room = yard.room, i, up = m_news] { room->room = std::make_unique<EpollFarRoom>(i, up); });
    }
}

EpollFarPort::~EpollFarPort()
{
    flush();
    m_news.close();
    for (Yard &yard : m_yards) {
        Q_ASSERT(std::all_of(yard.links.cbegin(), yard.links.cend(), [](const auto *link) { return !link; }));
        yard.loop->post([room = yard.room] { room->room.reset(); });
    }
}

LinkPtr EpollFarPort::adopt(qintptr descriptor, const LinkOptions &options)
{
    Yard &yard = quietest();
    if (yard.free.empty()) {
        yard.free.push_back(static_cast<quint32>(yard.links.size()));
        yard.links.push_back(nullptr);
    }
    const Address address{static_cast<std::size_t>(&yard - m_yards.data()), yard.free.back()};
    yard.free.pop_back();
    LinkInfo info;
    describe(readEndpoints(descriptor), info);
    auto link = std::make_unique<EpollFarLink>(*this, address, std::move(info), options);
    yard.links[address.link] = link.get();
    yard.loop->addLinks(1);
    FarOrders &orders = ordersFor(address);
    orders.adoptions.push_back({descriptor, options});
    orders.add(address.link, FarOrders::Verb::Adopt, orders.adoptions.size() - 1);
    return link;
}

EpollFarPort::Yard &EpollFarPort::quietest()
{
    return *std::min_element(m_yards.begin(), m_yards.end(),
                             [](const Yard &a, const Yard &b) { return a.loop->linkCount() < b.loop->linkCount(); });
}

FarOrders &EpollFarPort::ordersFor(Address address)
{
    wake();
    return m_yards[address.loop].orders;
}

void EpollFarPort::noteReady(EpollFarLink &link)
{
    if (std::find(m_ready.cbegin(), m_ready.cend(), &link) == m_ready.cend())
        m_ready.push_back(&link);
    wake();
}

/// A link that goes before its end goes now, not when this loop has its next turn.
void EpollFarPort::leave(EpollFarLink &link, Address address, bool isOver)
{
    std::erase(m_ready, &link);
    Yard &yard = m_yards[address.loop];
    yard.links[address.link] = nullptr;
    yard.loop->addLinks(-1);
    ordersFor(address).add(address.link, FarOrders::Verb::Drop);
    if (!isOver && !m_inTurn)
        flush();
}

void EpollFarPort::wake()
{
    if (!m_inTurn && !m_turn.isActive())
        m_turn.start();
}

void EpollFarPort::drain(std::vector<FarNews> piles)
{
    for (FarNews &pile : piles) {
        m_yards[pile.loop].weight -= pile.done;
        if (!pile.isEmpty())
            m_piles.push_back(std::move(pile));
    }
    wake();
}

void EpollFarPort::onTurn()
{
    m_inTurn = true;
    if (!isJammed()) {
        readOn();
        tellOn();
        m_told();
    }
    flush();
    m_inTurn = false;
    if (!m_ready.empty() && !isJammed())
        wake();
}

/// What is left waits for the loops to have done some of what they have.
void EpollFarPort::tellOn()
{
    while (!m_piles.empty() && !isJammed()) {
        tellNext();
        if (hasMuch()) {
            m_told();
            flush();
        }
    }
}

void EpollFarPort::tellNext()
{
    using Kind = FarNews::Kind;
    const FarNews &pile = m_piles.front();
    const FarNews::Item item = pile.items[m_nextItem++];
    const QByteArrayView bytes =
        QByteArrayView(pile.text).sliced(m_nextByte, item.kind == Kind::Bytes ? qsizetype(item.argument) : 0);
    m_nextByte += bytes.size();
    Yard &yard = m_yards[pile.loop];
    if (item.kind == Kind::Gone)
        yard.free.push_back(item.link);
    else if (EpollFarLink *link = yard.links[item.link])
        tell(*link, pile, item, bytes);
    if (m_nextItem < pile.items.size())
        return;
    m_piles.pop_front();
    m_nextItem = 0;
    m_nextByte = 0;
}

void EpollFarPort::tell(EpollFarLink &link, const FarNews &pile, FarNews::Item item, QByteArrayView bytes)
{
    switch (item.kind) {
    case FarNews::Kind::Opened:
        return link.onOpened(pile.infos[item.argument]);
    case FarNews::Kind::Bytes:
        return link.onBytes(bytes);
    case FarNews::Kind::PeerFinished:
        return link.onPeerFinished();
    case FarNews::Kind::Writable:
        return link.onWritable();
    case FarNews::Kind::Closed:
        return link.onClosed(pile.endings[item.argument].reason, pile.endings[item.argument].detail);
    case FarNews::Kind::Gone:
        break;
    }
}

/// What a link noted while others read on has its turn in the next one.
void EpollFarPort::readOn()
{
    for (std::size_t count = m_ready.size(); count > 0 && !m_ready.empty(); --count) {
        EpollFarLink *link = m_ready.front();
        m_ready.pop_front();
        link->readOn();
    }
}

bool EpollFarPort::isJammed() const
{
    return std::any_of(m_yards.cbegin(), m_yards.cend(), [](const Yard &yard) { return yard.weight > MaxWeight; });
}

bool EpollFarPort::hasMuch() const
{
    return std::any_of(m_yards.cbegin(), m_yards.cend(),
                       [](const Yard &yard) { return yard.orders.weight > MuchWeight; });
}

void EpollFarPort::flush()
{
    ++m_flushes;
    for (Yard &yard : m_yards) {
        if (yard.orders.isEmpty())
            continue;
        yard.weight += yard.orders.weight;
        const auto pile = std::make_shared<const FarOrders>(std::exchange(yard.orders, {}));
        yard.loop->post([room = yard.room, pile] { room->room->take(*pile); });
    }
}

} // namespace plausch::io
