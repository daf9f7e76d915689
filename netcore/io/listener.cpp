#include "io/listener.h"

#include "io/binderror_p.h"
#include "io/descriptor_p.h"

#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>

#include <cerrno>

namespace plausch::io {
namespace {

constexpr int Backlog = 512;
constexpr int PauseMsecs = 100;
constexpr int MaxAtOnce = 64; // then the other sockets of the loop have their turn

} // namespace

/// Qt opens the door, and we let in: its socket engine keeps the first error it meets, and once that was "nobody waits
/// just now", being out of descriptors looks the same to QTcpServer. It does not pause then, and its loop turns for
/// nothing as long as somebody waits.
class Listener::Server final : public QTcpServer
{
public:
    explicit Server(Accepted accepted) : m_accepted(std::move(accepted))
    {
        setListenBacklogSize(Backlog);
        m_retry.setSingleShot(true);
        m_retry.setInterval(PauseMsecs);
        connect(&m_retry, &QTimer::timeout, this, [this] { watch(); });
    }
    ~Server() override { shut(); }

    bool start(const QHostAddress &address, quint16 port)
    {
        shut();
        if (!listen(address, port))
            return false;
        pauseAccepting();
        m_waiting = std::make_unique<QSocketNotifier>(socketDescriptor(), QSocketNotifier::Read);
        connect(m_waiting.get(), &QSocketNotifier::activated, this, [this] { letIn(); });
        watch();
        return true;
    }

    void setAccepting(bool on)
    {
        m_accepting = on;
        watch();
    }

    void shut()
    {
        m_retry.stop();
        if (m_waiting) {
            m_waiting->setEnabled(false);
            m_waiting.release()->deleteLater(); // perhaps it is just calling us
        }
        close();
    }

private:
    void watch()
    {
        if (m_waiting)
            m_waiting->setEnabled(m_accepting && !m_retry.isActive());
    }

    void letIn()
    {
        for (int i = 0; i < MaxAtOnce && isListening() && m_accepting; ++i) {
            const qintptr descriptor = acceptDescriptor(socketDescriptor());
            if (descriptor < 0) {
                if (!isNotNow(errno)) { // out of descriptors or memory: the connections wait in the backlog
                    m_retry.start();
                    watch();
                }
                return;
            }
            m_accepted(descriptor);
        }
    }

    Accepted m_accepted;
    std::unique_ptr<QSocketNotifier> m_waiting;
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
    m_server->shut();
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
