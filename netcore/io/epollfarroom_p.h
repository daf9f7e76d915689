// Layer: io, private to it, Linux only. Thread: the loop its links live on. Owner: EpollFarPort, by way of tasks there.
#pragma once

#include "io/epollfarpiles.h"
#include "io/epollport.h"
#include "io/mailbox.h"

#include <memory>
#include <vector>

namespace plausch::io {

/// The links of one loop whose observers live on another: does what it is ordered, and tells what it hears once a turn.
class EpollFarRoom
{
public:
    /// `loop` is written on every pile.
    EpollFarRoom(std::size_t loop, Mailbox<FarNews> up);
    ~EpollFarRoom();

    void take(const FarOrders &pile);

private:
    class End;

    void obey(const FarOrders &pile, FarOrders::Order order);
    void adopt(quint32 link, const FarOrders::Adoption &adoption);
    void tell();

    EpollPort m_port;
    std::size_t m_loop;
    Mailbox<FarNews> m_up;
    FarNews m_news;
    std::vector<std::unique_ptr<End>> m_ends; // by the link's number
};

} // namespace plausch::io
