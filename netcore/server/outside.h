// Layer: server. Thread: the realm's. Owner: who owns the realm (ChatServer; in tests one that answers at once).
#pragma once

#include <QByteArray>

#include <functional>

namespace plausch::store {
class Accounts;
class ServerHistory;
} // namespace plausch::store

namespace plausch::server {

/// What the realm cannot do by itself: disks and hashing take their time elsewhere. `work` runs on the database's
/// loop, `done` afterwards on the realm's, in the order of the calls.
class Outside
{
public:
    using Done = std::function<void()>;

    virtual ~Outside() = default;
    virtual void onAccounts(std::function<void(store::Accounts &)> work, Done done) = 0;
    virtual void onHistory(std::function<void(store::ServerHistory &)> work, Done done) = 0;
    /// The same in one transaction. What was `kept` outlives kill -9.
    virtual void keepHistory(std::function<void(store::ServerHistory &)> work, std::function<void(bool kept)> done) = 0;
    /// Whether the hash (settings.h) is that of the password. Takes milliseconds by design, so never on the realm's
    /// loop; `done` comes in a later turn.
    virtual void check(QByteArray hash, QByteArray password, std::function<void(bool)> done) = 0;
    /// Reads the configuration again, as SIGHUP does.
    virtual void rehash() = 0;
};

} // namespace plausch::server
