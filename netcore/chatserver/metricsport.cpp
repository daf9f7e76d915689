#include "chatserver/metricsport.h"

#include "chatserver/metrics.h"
#include "io/qtlink.h"

#include <QTimer>

#include <unistd.h>
#include <utility>

namespace plausch::chatserver {

class MetricsPort::Visit final : private io::LinkObserver
{
public:
    Visit(MetricsPort &port, io::LinkPtr link) : m_port(port), m_link(std::move(link))
    {
        m_limit.setSingleShot(true);
        QObject::connect(&m_limit, &QTimer::timeout, &m_limit, [this] { m_link->reset(io::CloseReason::Timeout); });
    }

    void start()
    {
        m_limit.start(MaxMsecs);
        m_link->start(*this);
    }

private:
    // io::LinkObserver
    void onOpened() override { }
    void onBytes(QByteArrayView bytes) override
    {
        if (m_answered)
            return;
        m_request += bytes;
        const qsizetype end = m_request.indexOf("\r\n\r\n");
        m_answered = end >= 0 || m_request.size() > MaxRequest;
        if (!m_answered)
            return;
        if (m_request.size() > MaxRequest)
            return m_link->reset(io::CloseReason::ReadLimit);
        m_link->write(metricsAnswer(m_request, m_port.m_text));
        m_link->close(io::CloseReason::LocalClose);
    }
    void onClosed(io::CloseReason, const QString &) override
    {
        m_limit.stop();
        m_port.drop(*this);
    }

    MetricsPort &m_port;
    io::LinkPtr m_link;
    QByteArray m_request;
    QTimer m_limit;
    bool m_answered = false;
};

MetricsPort::MetricsPort(std::function<QByteArray()> text) : m_text(std::move(text)) { }

MetricsPort::~MetricsPort() = default;

io::BindError MetricsPort::listen(const Endpoint &endpoint)
{
    auto listener = std::make_unique<io::Listener>([this](qintptr descriptor) { onAccepted(descriptor); });
    const io::BindError error = listener->listen(endpoint.address, endpoint.port);
    if (!error)
        m_listeners.push_back(std::move(listener));
    return error;
}

QList<Endpoint> MetricsPort::endpoints() const
{
    QList<Endpoint> all;
    for (const auto &listener : m_listeners)
        all.append({listener->address(), listener->port()});
    return all;
}

void MetricsPort::onAccepted(qintptr descriptor)
{
    if (m_visits.size() >= MaxVisits) {
        ::close(int(descriptor));
        return;
    }
    auto visit = std::make_unique<Visit>(*this, io::adoptLink(descriptor, {}));
    Visit *started = visit.get();
    m_visits.emplace(started, std::move(visit));
    started->start();
}

void MetricsPort::drop(Visit &visit)
{
    auto node = m_visits.extract(&visit);
    m_gone.push_back(std::move(node.mapped()));
    if (m_gone.size() == 1)
        QMetaObject::invokeMethod(
            this, [this] { m_gone.clear(); }, Qt::QueuedConnection);
}

} // namespace plausch::chatserver
