#include "chatserver/chatserver.h"

#include <QMetaObject>

#include <utility>

namespace plausch::chatserver {
namespace {

QString sentence(const Endpoint &endpoint, const io::BindError &error)
{
    const bool six = endpoint.address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString place =
        (six ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(endpoint.address.toString()).arg(endpoint.port);
    if (error.kind == io::BindError::Kind::InUse)
        return QStringLiteral("%1 is in use by another program").arg(place);
    return QStringLiteral("%1 cannot be opened: %2").arg(place, error.text);
}

void listenOn(Hall &hall, const QList<Endpoint> &endpoints, ChatServer::Started &outcome)
{
    for (const Endpoint &endpoint : endpoints) {
        if (const io::BindError error = hall.listen(endpoint); error && outcome.complaint.isEmpty())
            outcome.complaint = sentence(endpoint, error);
    }
    outcome.opened = hall.endpoints();
}

} // namespace

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
        room->hall = std::make_unique<Hall>(plan.settings, [] {});
        room->hall->open(plan, [room, plan, context, started](const QString &error) {
            Started outcome;
            outcome.complaint = error;
            if (error.isEmpty())
                listenOn(*room->hall, plan.irc, outcome);
            QMetaObject::invokeMethod(
                context, [started, outcome] { started(outcome); }, Qt::QueuedConnection);
        });
    });
}

void ChatServer::stop(std::function<void()> stopped)
{
    m_loop.post([room = m_room, context = m_context, stopped = std::move(stopped)] {
        room->hall->shutDown("The server is shutting down",
                             [context, stopped] { QMetaObject::invokeMethod(context, stopped, Qt::QueuedConnection); });
    });
}

} // namespace plausch::chatserver
