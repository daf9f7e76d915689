#include "chat/streamservice.h"

#include "chat/servicelog.h"
#include "io/qtlink.h"

#include <QDateTime>

#include <utility>

namespace plausch::chat {
namespace {

using Then = session::ConverterStep::Then;

std::unique_ptr<session::ConverterSession> makeSession(const ServiceSpec &spec)
{
    return isTextbook(spec.kind) ? session::makeTextbookSession()
                                 : session::makeConverterSession(spec.dialect, spec.framing);
}

/// An empty line of one byte gets 18 bytes of error: repaired clients are read in small turns, so that one turn's
/// replies stay far below the link's high mark. The lecture's reads grow by three at most.
io::LinkOptions linkOptions(const ServiceSpec &spec)
{
    io::LinkOptions options;
    const bool slide = spec.dialect == session::ConverterDialect::Slide;
    options.readBudget = isTextbook(spec.kind) || slide ? 64 * 1024 : 8 * 1024;
    return options;
}

} // namespace

/// One client; stops reading while he does not take his answers, as a blocking send() would.
class StreamService::Client final : public io::LinkObserver
{
public:
    Client(StreamService &service, quint64 id, io::LinkPtr link)
        : m_service(service), m_id(id), m_link(std::move(link)), m_session(makeSession(service.m_spec))
    {
    }

    void start() { m_link->start(*this); }

    void onOpened() override
    {
        const io::LinkInfo &info = m_link->info();
        m_service.m_log.joined({m_id, info.peerAddress, info.peerPort, QDateTime::currentMSecsSinceEpoch()});
        if (const QByteArray greeting = m_session->greeting(); !greeting.isEmpty())
            m_link->write(greeting);
    }

    void onBytes(QByteArrayView bytes) override
    {
        if (m_ending)
            return;
        const session::ConverterStep step = m_session->onBytes(bytes);
        if (!step.out.isEmpty())
            m_link->write(step.out);
        for (const auto &exchange : step.exchanges)
            m_service.m_log.exchanged(m_link->info().peerAddress, m_link->info().peerPort, exchange);
        if (step.then == Then::GoOn && m_link->queuedBytes() > io::LinkOptions().lowMark)
            m_link->setReading(false);
        m_ending = step.then != Then::GoOn;
        if (step.then == Then::Close)
            m_link->close(io::CloseReason::LocalClose);
        else if (step.then == Then::Reset)
            m_link->reset(io::CloseReason::LocalClose);
    }

    void onWritable() override
    {
        if (!m_ending)
            m_link->setReading(true);
    }

    void onClosed(io::CloseReason, const QString &) override
    {
        m_ending = true;
        QMetaObject::invokeMethod(
            &m_service.m_context, [this] { m_service.onLeft(m_id); }, Qt::QueuedConnection);
    }

private:
    StreamService &m_service;
    quint64 m_id;
    io::LinkPtr m_link;
    std::unique_ptr<session::ConverterSession> m_session;
    bool m_ending = false;
};

StreamService::StreamService(const ServiceSpec &spec, ServiceLog &log)
    : m_spec(spec)
    , m_log(log)
    , m_places(isTextbook(spec.kind) ? 1 : MaxClients)
    , m_listener([this](qintptr descriptor) { onAccepted(descriptor); })
{
}

StreamService::~StreamService() = default;

io::BindError StreamService::open()
{
    return m_listener.listen(m_spec.address, m_spec.port);
}

quint16 StreamService::port() const
{
    return m_listener.port();
}

void StreamService::onAccepted(qintptr descriptor)
{
    m_waiting.push_back(io::adoptLink(descriptor, linkOptions(m_spec)));
    seat();
}

void StreamService::seat()
{
    while (!m_waiting.empty() && m_clients.size() < m_places) {
        io::LinkPtr link = std::move(m_waiting.front());
        m_waiting.pop_front();
        const quint64 id = ++m_lastId;
        m_clients.emplace(id, std::make_unique<Client>(*this, id, std::move(link))).first->second->start();
    }
    m_listener.setAccepting(m_clients.size() < m_places);
}

void StreamService::onLeft(quint64 id)
{
    m_clients.erase(id);
    m_log.left(id);
    seat();
}

} // namespace plausch::chat
