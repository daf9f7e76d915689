// Layer: chat. Thread: the services' loop. Owner: ConverterHost's floor on that loop.
#pragma once

#include "chat/servicereport.h"
#include "io/mailbox.h"

#include <map>

namespace plausch::chat {

/// Collects what happens at one service and hands it to the main thread in piles: one on its way at a time, the next
/// when that one was taken. A flood therefore costs MaxPending exchanges of memory; the oldest are dropped and counted.
class ServiceLog
{
public:
    static constexpr qsizetype MaxPending = 1000;

    ServiceLog(ServiceKind kind, quint64 run, io::Mailbox<ServiceReport> box);

    quint64 run() const { return m_pile.run; }
    void opened(const ServiceOpened &result);
    void joined(const ServiceClient &client);
    void left(quint64 client);
    void exchanged(const QHostAddress &address, quint16 port, const session::ConverterExchange &exchange,
                   const QString &sendError = {});
    /// The main thread took the last pile.
    void taken();

private:
    void handOver();

    io::Mailbox<ServiceReport> m_box;
    ServiceReport m_pile;
    std::map<quint64, ServiceClient> m_clients; // in the order they came
    bool m_clientsChanged = false;
    bool m_underWay = false;
};

} // namespace plausch::chat
