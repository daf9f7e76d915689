#include "chatserver/chatserver.h"

#include "chatserver/certificate.h"

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
        note(endpoint, hall.listen(endpoint, Door::Plain));
    for (const Endpoint &endpoint : plan.tls)
        note(endpoint, hall.listen(endpoint, Door::Tls));
    for (const Endpoint &endpoint : plan.websocket)
        note(endpoint, hall.listen(endpoint, Door::WebSocket));
    for (const Endpoint &endpoint : plan.metrics)
        note(endpoint, hall.metrics().listen(endpoint));
    outcome.opened = hall.endpoints(Door::Plain);
    outcome.tls = hall.endpoints(Door::Tls);
    outcome.websocket = hall.endpoints(Door::WebSocket);
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
    if (m_plan.tls.isEmpty())
        return launch(nullptr, std::move(started));
    Certificate certificate = readOrMakeCertificate(m_plan);
    if (certificate.server)
        return launch(std::move(certificate.server), std::move(started));
    Started outcome;
    outcome.complaint = certificate.complaint;
    QMetaObject::invokeMethod(
        m_context, [started, outcome] { started(outcome); }, Qt::QueuedConnection);
}

void ChatServer::launch(std::shared_ptr<const io::TlsServer> tls, std::function<void(const Started &)> started)
{
    const auto rehash = [context = m_context, rehash = m_rehash] {
        if (rehash)
            QMetaObject::invokeMethod(context, rehash, Qt::QueuedConnection);
    };
    m_loop.post([room = m_room, plan = m_plan, context = m_context, rehash, tls, started = std::move(started)] {
        room->hall = std::make_unique<Hall>(plan.settings, plan.loops, rehash);
        room->hall->setTrace(plan.trace);
        room->hall->setTls(tls);
        room->hall->setOrigins(plan.origins);
        room->hall->open(plan, [room, plan, context, tls, started](const QString &error) {
            Started outcome;
            outcome.complaint = error;
            if (tls) {
                outcome.certificate = tls->certificateFingerprint();
                outcome.key = tls->keyFingerprint();
            }
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

QString ChatServer::renewCertificate(const Plan &plan)
{
    if (m_plan.tls.isEmpty())
        return {};
    const Certificate certificate = readCertificate(plan);
    if (certificate.server)
        m_loop.post([room = m_room, tls = certificate.server] { room->hall->setTls(tls); });
    return certificate.complaint;
}

void ChatServer::setTrace(io::TraceSink *trace)
{
    m_loop.post([room = m_room, trace] { room->hall->setTrace(trace); });
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
