// Layer: chat. Thread: main. Owner: Application, plausch-server, ConverterBuddy.
#pragma once

#include "chat/servicereport.h"

#include <QObject>

#include <deque>
#include <memory>

namespace plausch::chat {

/// The sentence for a port that could not be opened; names address and port.
QString bindSentence(const io::BindError &error, const QHostAddress &address, quint16 port);

struct ServiceState
{
    enum class Phase { Stopped, Starting, Running, Failed } phase = Phase::Stopped;
    ServiceSpec spec;
    quint16 port = 0; // Running: the real one
    QString error; // Failed: the sentence
};

/// Runs the converter services on a loop of their own (started with the first service) and mirrors for the window what
/// happens there. Nothing here waits for that loop but the destructor.
class ConverterHost : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t LogLength = 1000; // exchanges kept per service

    explicit ConverterHost(QObject *parent = nullptr);
    ~ConverterHost() override;

    /// The result comes by serviceChanged(). A service of that kind that already runs is replaced.
    void start(const ServiceSpec &spec);
    /// At once as seen from here; its clients see their connections close.
    void stop(ServiceKind kind);

    const ServiceState &state(ServiceKind kind) const;
    const QList<ServiceClient> &clients(ServiceKind kind) const;
    const std::deque<ServiceExchange> &log(ServiceKind kind) const; // oldest first

Q_SIGNALS:
    void serviceChanged(plausch::chat::ServiceKind kind);
    void clientsChanged(plausch::chat::ServiceKind kind);
    /// One signal per pile, oldest first; already in the log. `dropped` more went by before them.
    void exchanged(plausch::chat::ServiceKind kind, const QList<plausch::chat::ServiceExchange> &pile, qint64 dropped);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace plausch::chat
