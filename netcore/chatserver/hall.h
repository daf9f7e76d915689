// Layer: chatserver. Thread: the realm's loop. Owner: ChatServer, by way of a task on that loop.
#pragma once

#include "chatserver/clientlink.h"
#include "io/listener.h"
#include "server/outside.h"
#include "server/serverrealm.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace plausch::chatserver {

struct Endpoint
{
    QHostAddress address;
    quint16 port = 0;
};

/// The realm with its listeners and the links of its clients.
class Hall final : public QObject, private server::Outside
{
public:
    explicit Hall(server::Settings settings);
    ~Hall() override;

    io::BindError listen(const Endpoint &endpoint);
    quint16 port() const; // of the first listener
    /// Says goodbye on every link and listens no more.
    void shutDown(QByteArrayView why);

    // for ClientLink
    server::ServerRealm &realm() { return m_realm; }
    const server::Limits &limits() { return m_realm.world().settings.limits; }
    session::Moment now() const;
    void hold(ClientLink &link); // has lines that come too early
    void drop(ClientLink &link); // has ended; deleted in a later turn

private:
    // server::Outside
    void onAccounts(std::function<void(store::Accounts &)> work, Done done) override;
    void onHistory(std::function<void(store::ServerHistory &)> work, Done done) override;
    void check(QByteArray hash, QByteArray password, std::function<void(bool)> done) override;
    void rehash() override;

    void onAccepted(qintptr descriptor);
    void takeHeld();

    QElapsedTimer m_clock;
    server::ServerRealm m_realm;
    std::vector<std::unique_ptr<io::Listener>> m_listeners;
    std::unordered_map<ClientLink *, std::unique_ptr<ClientLink>> m_links;
    std::vector<std::unique_ptr<ClientLink>> m_gone;
    std::vector<ClientLink *> m_held;
    QTimer m_tick;
    QTimer m_heldTick;
};

} // namespace plausch::chatserver
