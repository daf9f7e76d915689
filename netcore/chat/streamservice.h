// Layer: chat. Thread: the services' loop. Owner: ConverterHost's floor on that loop.
#pragma once

#include "chat/converterservice.h"
#include "io/link.h"

#include <QObject>

#include <deque>
#include <map>

namespace plausch::chat {

/// A service on TCP: one ConverterSession per client. The converter serves up to 1,024 at once, the textbook service
/// one; whoever comes when all places are taken is connected by the kernel and waits. Nobody is sent away for being
/// silent: a silent client that keeps the textbook service busy is the lesson.
class StreamService final : public ConverterService
{
public:
    static constexpr std::size_t MaxClients = 1024;

    StreamService(const ServiceSpec &spec, ServiceLog &log);
    ~StreamService() override;
    io::BindError open() override;
    quint16 port() const override;

private:
    class Client;
    void onAccepted(qintptr descriptor);
    void seat();
    void onLeft(quint64 id);

    ServiceSpec m_spec;
    ServiceLog &m_log;
    std::size_t m_places;
    QObject m_context; // later turns: nothing is deleted inside its own call back
    quint64 m_lastId = 0;
    std::deque<io::LinkPtr> m_waiting; // accepted in the same turn as the one who took the last place
    std::map<quint64, std::unique_ptr<Client>> m_clients;
    io::Listener m_listener;
};

} // namespace plausch::chat
