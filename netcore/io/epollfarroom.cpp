#include "io/epollfarroom_p.h"

#include <algorithm>
#include <utility>

namespace plausch::io {
namespace {

/// Orders done of which the other loop is told even if there is nothing else to tell.
constexpr qint64 MuchDone = 1024 * 1024;

} // namespace

/// One link and its observer here.
class EpollFarRoom::End final : public LinkObserver
{
public:
    End(EpollFarRoom &room, quint32 number, LinkPtr toOwn, qint64 window)
        : link(std::move(toOwn)), m_room(room), m_number(number), m_window(window)
    {
    }

    void onTaken(qint64 bytes)
    {
        m_handed -= bytes;
        if (m_handed < m_window)
            link->setReading(true);
    }

    const LinkPtr link;

private:
    void onOpened() override
    {
        m_room.m_news.infos.push_back(link->info());
        tell(FarNews::Kind::Opened, m_room.m_news.infos.size() - 1);
    }
    void onBytes(QByteArrayView bytes) override
    {
        m_room.m_news.addBytes(m_number, bytes);
        m_handed += bytes.size();
        if (m_handed >= m_window)
            link->setReading(false);
    }
    void onPeerFinished() override { tell(FarNews::Kind::PeerFinished); }
    void onWritable() override { tell(FarNews::Kind::Writable); }
    void onClosed(CloseReason reason, const QString &detail) override
    {
        m_room.m_news.endings.push_back({reason, detail});
        tell(FarNews::Kind::Closed, m_room.m_news.endings.size() - 1);
    }
    void tell(FarNews::Kind kind, std::size_t argument = 0) { m_room.m_news.add(m_number, kind, argument); }

    EpollFarRoom &m_room;
    quint32 m_number;
    qint64 m_window;
    qint64 m_handed = 0; // bytes the other loop has not taken yet
};

EpollFarRoom::EpollFarRoom(std::size_t loop, Mailbox<FarNews> up) : m_loop(loop), m_up(std::move(up))
{
    m_port.setCollector([] { return qint64(0); }, [this] { tell(); });
}

EpollFarRoom::~EpollFarRoom() = default;

void EpollFarRoom::take(const FarOrders &pile)
{
    m_port.work([&] {
        for (const FarOrders::Order order : pile.orders)
            obey(pile, order);
    });
    m_news.done += pile.weight;
    tell();
}

void EpollFarRoom::obey(const FarOrders &pile, FarOrders::Order order)
{
    using Verb = FarOrders::Verb;
    if (order.verb == Verb::Adopt)
        return adopt(order.link, pile.adoptions[order.argument]);
    std::unique_ptr<End> &end = m_ends[order.link];
    switch (order.verb) {
    case Verb::Adopt:
        break;
    case Verb::Start:
        end->link->start(*end);
        break;
    case Verb::Write:
        end->link->write(pile.pieces[order.argument]);
        break;
    case Verb::Taken:
        end->onTaken(order.argument);
        break;
    case Verb::Close:
        end->link->close(pile.endings[order.argument].reason, pile.endings[order.argument].detail);
        break;
    case Verb::Reset:
        end->link->reset(pile.endings[order.argument].reason, pile.endings[order.argument].detail);
        break;
    case Verb::Drop:
        end.reset();
        m_news.add(order.link, FarNews::Kind::Gone);
        break;
    }
}

/// Half of the budget a turn, and no more once half of it is on its way: at most the budget waits over there. The end
/// of the peer's half is told, as the answers to what it sent are still to come.
void EpollFarRoom::adopt(quint32 link, const FarOrders::Adoption &adoption)
{
    LinkOptions options = adoption.options;
    options.readBudget = std::max<qint64>(options.readBudget / 2, 1);
    options.halfOpen = true;
    if (link >= m_ends.size())
        m_ends.resize(link + 1);
    m_ends[link] = std::make_unique<End>(*this, link, m_port.adopt(adoption.descriptor, options), options.readBudget);
}

void EpollFarRoom::tell()
{
    if (m_news.isEmpty() && m_news.done < MuchDone)
        return;
    m_news.loop = m_loop;
    m_up.push(std::exchange(m_news, {}));
}

} // namespace plausch::io
