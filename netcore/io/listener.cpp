#include "io/listener.h"

#include "io/binderror_p.h"

#include <QTcpServer>
#include <QTimer>

namespace plausch::io {
namespace {

constexpr int Backlog = 512;
constexpr int PauseMsecs = 100;
constexpr int DefaultPending = 30; // QTcpServer's own; nothing ever pends here

} // namespace

class Listener::Server final : public QTcpServer
{
public:
    explicit Server(Accepted accepted) : m_accepted(std::move(accepted))
    {
        setListenBacklogSize(Backlog);
        m_retry.setSingleShot(true);
        connect(&m_retry, &QTimer::timeout, this, [this] {
            if (m_accepting && isListening())
                resumeAccepting();
        });
        // QTcpServer has paused itself: out of descriptors or memory. The connections wait in the backlog.
        connect(this, &QTcpServer::acceptError, this, [this] { m_retry.start(PauseMsecs); });
    }

    bool start(const QHostAddress &address, quint16 port)
    {
        close();
        m_retry.stop();
        const bool isUp = listen(address, port);
        if (isUp && !m_accepting)
            pauseAccepting();
        return isUp;
    }

    void setAccepting(bool on)
    {
        m_accepting = on;
        // The second one ends the accept loop when called from inside it.
        setMaxPendingConnections(on ? DefaultPending : 0);
        if (!isListening() || m_retry.isActive())
            return;
        if (on)
            resumeAccepting();
        else
            pauseAccepting();
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_accepted(descriptor); }

private:
    Accepted m_accepted;
    QTimer m_retry;
    bool m_accepting = true;
};

Listener::Listener(Accepted accepted) : m_server(std::make_unique<Server>(std::move(accepted))) { }

Listener::~Listener() = default;

BindError Listener::listen(const QHostAddress &address, quint16 port)
{
    if (m_server->start(address, port))
        return {};
    return bindError(m_server->serverError(), m_server->errorString());
}

void Listener::setAccepting(bool on)
{
    m_server->setAccepting(on);
}

void Listener::close()
{
    m_server->close();
}

bool Listener::isListening() const
{
    return m_server->isListening();
}

QHostAddress Listener::address() const
{
    return m_server->serverAddress();
}

quint16 Listener::port() const
{
    return m_server->serverPort();
}

} // namespace plausch::io
