// Layer: chatserver. Thread: the realm's loop. Owner: ChatServer, by way of a task on that loop.
#pragma once

#include "chatserver/antechamber.h"
#include "chatserver/clientlink.h"
#include "chatserver/ledgers.h"
#include "chatserver/metrics.h"
#include "chatserver/metricsport.h"
#include "chatserver/plan.h"
#include "chatserver/websocketdoor.h"
#include "io/listener.h"
#include "io/qtlink.h"
#include "io/tlsserver.h"
#ifdef __linux__
#include "io/epollfarport.h"
#include "io/epollport.h"
#endif
#include "server/serverrealm.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace plausch::chatserver {

enum class Door { Plain, Tls, WebSocket };

/// The realm with its listeners and the links of its clients.
class Hall final : public QObject
{
public:
    /// `rehash` is what an operator's REHASH calls: whoever reads the configuration, and then perhaps calls reload().
    /// `loops`: threads for clients, 1: they live on this one.
    Hall(server::Settings settings, int loops, std::function<void()> rehash);
    ~Hall() override;

    /// `opened` gets a sentence about the database that could not be opened; empty: they are.
    void open(const Plan &plan, std::function<void(QString)> opened);
    /// By the first door for TLS the others learn of it (https://ircv3.net/specs/extensions/sts).
    io::BindError listen(const Endpoint &endpoint, Door door);
    QList<Endpoint> endpoints(Door door) const; // with their real ports
    MetricsPort &metrics() { return m_metrics; }
    int clientCount() const { return int(m_links.size()); }
    /// For links from here on. Needed before the first door for TLS.
    void setTls(std::shared_ptr<const io::TlsServer> tls) { m_tls = std::move(tls); }
    /// For links from here on; outlives them.
    void setTrace(io::TraceSink *trace) { m_trace = trace; }
    /// Of pages that may open a WebSocket; empty: of all. Needed before the first door for them.
    void setOrigins(const QByteArrayList &origins) { m_origins = origins; }
    /// All but the server's name and what a database stands behind.
    void reload(server::Settings settings);
    /// Listens no more and says goodbye on every link; `done` comes once all are closed, after 5 s at the latest.
    void shutDown(QByteArrayView why, std::function<void()> done);

    // for ClientLink
    server::ServerRealm &realm() { return m_realm; }
    const server::Limits &limits() { return m_realm.world().settings.limits; }
    session::Moment now() const;
    Traffic &traffic() { return m_traffic; }
    void onLinesTaken();
    void hold(ClientLink &link); // has lines that come too early
    void onEntered(ClientLink &link); // the handshake, if any, is over
    void drop(ClientLink &link); // has ended; deleted in a later turn

private:
    struct Entrance
    {
        Door door;
        std::unique_ptr<io::Listener> listener;
    };
    void onAccepted(qintptr descriptor, Door door);
    io::LinkOptions linkOptions();
    io::LinkPtr linkFor(qintptr descriptor, Door door);
    void take(std::unique_ptr<ClientLink> link);
    void take(std::unique_ptr<QWebSocket> socket);
    bool isCrowded(const QByteArray &crowd);
    void onAntechamberChanged();
    void takeHeld();
    void reportEmpty();

    QElapsedTimer m_clock;
#ifdef __linux__
    io::EpollPort m_port; // Qt's own dispatchers look at every socket in every turn
    std::unique_ptr<io::EpollFarPort> m_farPort; // null: all links are here
#endif
    Ledgers m_ledgers;
    server::ServerRealm m_realm;
    std::vector<Entrance> m_entrances;
    std::shared_ptr<const io::TlsServer> m_tls;
    Antechamber m_antechamber;
    std::unique_ptr<WebSocketDoor> m_webSockets; // with the first such door: Qt prepares TLS for it in any case
    std::unordered_map<ClientLink *, std::unique_ptr<ClientLink>> m_links;
    std::vector<std::unique_ptr<ClientLink>> m_gone;
    std::vector<ClientLink *> m_held;
    QTimer m_tick;
    QTimer m_heldTick;
    std::function<void()> m_whenEmpty; // while shutting down
    Traffic m_traffic;
    MetricsPort m_metrics;
    io::TraceSink *m_trace = nullptr;
    QByteArrayList m_origins;
};

} // namespace plausch::chatserver
