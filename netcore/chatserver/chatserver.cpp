#include "chatserver/chatserver.h"

#include <QMetaObject>

#include <utility>

namespace plausch::chatserver {

ChatServer::ChatServer(Plan plan, QObject *context)
    : m_plan(std::move(plan)), m_context(context), m_loop(QStringLiteral("realm"))
{
}

ChatServer::~ChatServer()
{
    m_loop.post([room = m_room] { room->hall.reset(); });
}

void ChatServer::start(std::function<void(const Started &)> started)
{
    m_loop.post([room = m_room, plan = m_plan, context = m_context, started = std::move(started)] {
        room->hall = std::make_unique<Hall>(plan.settings);
        Started outcome;
        for (const Endpoint &endpoint : plan.irc) {
            outcome.error = room->hall->listen(endpoint);
            outcome.refused = endpoint;
            if (outcome.error)
                break;
        }
        outcome.port = room->hall->port();
        QMetaObject::invokeMethod(
            context, [started, outcome] { started(outcome); }, Qt::QueuedConnection);
    });
}

void ChatServer::stop(std::function<void()> stopped)
{
    m_loop.post([room = m_room, context = m_context, stopped = std::move(stopped)] {
        room->hall->shutDown("The server is shutting down");
        QMetaObject::invokeMethod(context, stopped, Qt::QueuedConnection);
    });
}

} // namespace plausch::chatserver
