// Layer: chatserver. Thread: the realm's loop. Owner: Hall.
#pragma once

#include "chatserver/plan.h"
#include "io/listener.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace plausch::chatserver {

/// HTTP for whoever collects the figures (metrics.h): one request on a connection, of at most MaxRequest bytes, within
/// MaxMsecs. Whoever sends more or takes longer is closed without an answer, and so is who comes when MaxVisits are
/// here already.
class MetricsPort final : public QObject
{
public:
    static constexpr qsizetype MaxRequest = 4 * 1024;
    static constexpr std::size_t MaxVisits = 16;
    static constexpr int MaxMsecs = 5'000;

    explicit MetricsPort(std::function<QByteArray()> text);
    ~MetricsPort() override;

    io::BindError listen(const Endpoint &endpoint);
    QList<Endpoint> endpoints() const; // with their real ports

private:
    class Visit;

    void onAccepted(qintptr descriptor);
    void drop(Visit &visit); // has ended; deleted in a later turn

    std::function<QByteArray()> m_text;
    std::vector<std::unique_ptr<io::Listener>> m_listeners;
    std::unordered_map<Visit *, std::unique_ptr<Visit>> m_visits;
    std::vector<std::unique_ptr<Visit>> m_gone;
};

} // namespace plausch::chatserver
