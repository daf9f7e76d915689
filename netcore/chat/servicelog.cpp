#include "chat/servicelog.h"

#include <QDateTime>

#include <utility>

namespace plausch::chat {

ServiceLog::ServiceLog(ServiceKind kind, quint64 run, io::Mailbox<ServiceReport> box) : m_box(std::move(box))
{
    m_pile.kind = kind;
    m_pile.run = run;
}

void ServiceLog::opened(const ServiceOpened &result)
{
    m_pile.opened = result;
    handOver();
}

void ServiceLog::joined(const ServiceClient &client)
{
    m_clients.emplace(client.id, client);
    m_clientsChanged = true;
    handOver();
}

void ServiceLog::left(quint64 client)
{
    m_clients.erase(client);
    m_clientsChanged = true;
    handOver();
}

void ServiceLog::exchanged(const QHostAddress &address, quint16 port, const session::ConverterExchange &exchange,
                           const QString &sendError)
{
    if (m_pile.exchanges.size() >= MaxPending) {
        m_pile.exchanges.removeFirst();
        ++m_pile.dropped;
    }
    ServiceExchange entry{.at = QDateTime::currentMSecsSinceEpoch(),
                          .address = address,
                          .port = port,
                          .request = exchange.request.first(qMin(exchange.request.size(), ServiceExchange::KeptBytes)),
                          .requestSize = exchange.request.size(),
                          .reply = std::nullopt,
                          .replySize = 0,
                          .note = exchange.note,
                          .sendError = sendError};
    if (exchange.reply) {
        entry.reply = exchange.reply->first(qMin(exchange.reply->size(), ServiceExchange::KeptBytes));
        entry.replySize = exchange.reply->size();
    }
    m_pile.exchanges.append(std::move(entry));
    handOver();
}

void ServiceLog::taken()
{
    m_underWay = false;
    if (m_clientsChanged || m_pile.opened || !m_pile.exchanges.isEmpty())
        handOver();
}

void ServiceLog::handOver()
{
    if (m_underWay)
        return;
    if (std::exchange(m_clientsChanged, false)) {
        m_pile.clients.emplace();
        for (const auto &[id, client] : m_clients)
            m_pile.clients->append(client);
    }
    ServiceReport next;
    next.kind = m_pile.kind;
    next.run = m_pile.run;
    m_underWay = m_box.push(std::exchange(m_pile, std::move(next)));
}

} // namespace plausch::chat
