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

void listenAsPlanned(Hall &hall, const Plan &plan, ChatServer::Started &outcome)
{
    const auto note = [&outcome](const Endpoint &endpoint, const io::BindError &error) {
        if (!error || !outcome.complaint.isEmpty())
            return;
        outcome.complaint = sentence(endpoint, error);
        outcome.inUse = error.kind == io::BindError::Kind::InUse;
    };
    for (const Endpoint &endpoint : plan.irc)
        note(endpoint, hall.listen(endpoint));
    for (const Endpoint &endpoint : plan.metrics)
        note(endpoint, hall.metrics().listen(endpoint));
    outcome.opened = hall.endpoints();
    outcome.metrics = hall.metrics().endpoints();
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
    const auto rehash = [context = m_context, rehash = m_rehash] {
        if (rehash)
            QMetaObject::invokeMethod(context, rehash, Qt::QueuedConnection);
    };
    m_loop.post([room = m_room, plan = m_plan, context = m_context, rehash, started = std::move(started)] {
        room->hall = std::make_unique<Hall>(plan.settings, rehash);
        room->hall->setTrace(plan.trace);
        room->hall->open(plan, [room, plan, context, started](const QString &error) {
            Started outcome;
            outcome.complaint = error;
            if (error.isEmpty())
                listenAsPlanned(*room->hall, plan, outcome);
            QMetaObject::invokeMethod(
                context, [started, outcome] { started(outcome); }, Qt::QueuedConnection);
        });
    });
}

void ChatServer::reload(server::Settings settings)
{
    m_loop.post([room = m_room, settings = std::move(settings)] { room->hall->reload(settings); });
}

void ChatServer::countClients(std::function<void(int)> answer)
{
    m_loop.post([room = m_room, context = m_context, answer = std::move(answer)] {
        QMetaObject::invokeMethod(
            context, [answer, count = room->hall->clientCount()] { answer(count); }, Qt::QueuedConnection);
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
