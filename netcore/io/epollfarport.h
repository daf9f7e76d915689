// Layer: io, Linux only. Thread: the loop it was made on, which is not that of its links. Owner: whoever owns the
// links' observers; it outlives them.
#pragma once

#include "io/epollfarpiles.h"
#include "io/loop.h"
#include "io/mailbox.h"

#include <QObject>
#include <QTimer>

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace plausch::io {

class EpollFarLink;
class EpollFarRoom;

/// Links that read, write and shake hands on loops of their own while their observers are all here. What one loop's
/// links tell in a turn comes in one pile, and what all links here are to do in one turn goes out in one pile for each
/// loop: a wake-up per loop, however many links it is for, and bytes for many of them once.
///
/// What is read and not taken yet has the read budget of its link for a ceiling; then the link stops reading. While a
/// loop has more than MaxWeight to do, nothing is told here.
class EpollFarPort
{
public:
    static constexpr qint64 MaxWeight = 8 * 1024 * 1024; // bytes, for each link that they are written to

    /// `told` comes at the end of each pile, for an owner who collects what links are to be sent.
    EpollFarPort(int loops, const QString &threadName, std::function<void()> told);
    ~EpollFarPort(); // waits for the loops
    EpollFarPort(const EpollFarPort &) = delete;
    EpollFarPort &operator=(const EpollFarPort &) = delete;

    /// As EpollPort::adopt(), on the loop with the fewest links.
    LinkPtr adopt(qintptr descriptor, const LinkOptions &options);

private:
    friend class EpollFarLink;

    struct Address
    {
        std::size_t loop;
        quint32 link;
    };
    struct Room;
    struct Yard // a loop as it is seen from here
    {
        FarOrders orders; // since the flush
        std::vector<EpollFarLink *> links; // by number; null: has gone here, or is free
        std::vector<quint32> free;
        qint64 weight = 0; // handed over, and not done as far as is known
        std::shared_ptr<Room> room; // at the loop's
        std::unique_ptr<Loop> loop;
    };

    // What links call.
    FarOrders &ordersFor(Address address);
    void noteReady(EpollFarLink &link);
    void leave(EpollFarLink &link, Address address, bool isOver);
    quint32 flushes() const { return m_flushes; }

    Yard &quietest();
    void drain(std::vector<FarNews> piles);
    void onTurn();
    void tellOn();
    void tellNext();
    static void tell(EpollFarLink &link, const FarNews &pile, FarNews::Item item, QByteArrayView bytes);
    void readOn();
    bool isJammed() const;
    bool hasMuch() const;
    void wake();
    void flush();

    QObject m_context;
    QTimer m_turn; // of its own: as long as piles come, posted calls leave nobody else a turn
    std::function<void()> m_told;
    Mailbox<FarNews> m_news;
    std::deque<FarNews> m_piles; // to be told
    std::size_t m_nextItem = 0; // of the first
    qsizetype m_nextByte = 0; // of its text
    std::deque<EpollFarLink *> m_ready; // to read on
    quint32 m_flushes = 0;
    bool m_inTurn = false;
    std::vector<Yard> m_yards; // the first to go
};

} // namespace plausch::io
