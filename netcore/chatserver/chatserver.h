// Layer: chatserver. Thread: the one it is made on (main). Owner: plausch-server's main(), the window.
#pragma once

#include "chatserver/hall.h"
#include "chatserver/plan.h"
#include "io/loop.h"

#include <QObject>

#include <functional>
#include <memory>
#include <utility>

namespace plausch::chatserver {

/// A chat server with its threads: a loop for the realm, and with one loop also for its links.
class ChatServer
{
public:
    struct Started
    {
        QString complaint; // why it could not start, in a sentence; empty: it has
        bool inUse = false; // with a complaint: another program has the address
        QList<Endpoint> opened; // for plain text; with their real ports
        QList<Endpoint> tls; // the same
        QList<Endpoint> websocket; // the same
        QByteArray certificate; // its SHA-256, if there is TLS
        QByteArray key; // the SHA-256 of its public key: what Plausch asks its user to trust
        QList<Endpoint> metrics; // the same
    };

    ChatServer(Plan plan, QObject *context);
    ~ChatServer(); // cuts every link that is left and waits for the loops

    void start(std::function<void(const Started &)> started);
    /// `rehash` comes on this thread when an operator wants the configuration read again. Before start().
    void setRehash(std::function<void()> rehash) { m_rehash = std::move(rehash); }
    /// What can change while it runs: limits, motd, passwords, operators. The rest stays as it was.
    void reload(server::Settings settings);
    /// New links are shown the certificate that the plan names now. Empty, or why they are shown the one before.
    QString renewCertificate(const Plan &plan);
    /// For links from here on; outlives the server. Null: none.
    void setTrace(io::TraceSink *trace);
    /// How many links there are, whoever is at their ends.
    void countClients(std::function<void(int)> answer);
    /// Says goodbye on every link; `stopped` comes once all are closed, after 5 s at the latest.
    void stop(std::function<void()> stopped);

private:
    void launch(std::shared_ptr<const io::TlsServer> tls, std::function<void(const Started &)> started);

    struct Room
    {
        std::unique_ptr<Hall> hall; // made, used and deleted on the loop
    };

    Plan m_plan;
    QObject *m_context;
    std::function<void()> m_rehash;
    std::shared_ptr<Room> m_room = std::make_shared<Room>();
    io::Loop m_loop;
};

} // namespace plausch::chatserver
