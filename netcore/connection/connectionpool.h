// Layer: connection, the joint of io and session. Thread: the one it is made on (main). Owner: Switchboard.
#pragma once

#include "io/link.h"
#include "io/looppool.h"
#include "io/mailbox.h"
#include "io/qtlink.h"
#include "session/session.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <variant>
#include <vector>

namespace plausch::connection {

using ConnectionId = quint64;

struct Opened
{
    io::LinkInfo info;
};
struct Closed
{
    io::CloseReason reason = io::CloseReason::LocalClose;
    QString detail;
}; // the last event of an id
struct ConnectionEvent
{
    ConnectionId id = 0;
    std::variant<Opened, session::Event, Closed> what;
};

/// What kind of session a new link carries.
struct DialSpec
{
    QString host;
    quint16 port = 0;
    session::Self self;
}; // ClientSession
struct NetworkSpec
{
    QString host;
    quint16 port = 0;
    session::NetworkSelf self;
}; // NetworkSession
struct AcceptSpec
{
    qintptr descriptor = -1;
    QString serverName;
    session::Self host;
}; // ServerSession

/// Connections by id. Each lives on a loop of the LoopPool together with its socket and its session; requests go down
/// and events come up by Mailbox, all events of a pile in one call of the drain.
class ConnectionPool
{
public:
    using Drain = std::function<void(std::vector<ConnectionEvent>)>;

    /// The context lives on the calling thread and outlives the pool.
    ConnectionPool(io::LoopPool &loops, QObject *context, Drain drain);
    ~ConnectionPool(); // drops every link without a word and waits for the loops to let go of them

    ConnectionId dial(const DialSpec &spec, const io::LinkOptions &options, const session::Limits &limits,
                      const QString &threadName);
    /// With Encryption::Tls, options.tls.trust says whose certificates are taken.
    ConnectionId dial(const NetworkSpec &spec, const io::LinkOptions &options, const session::Limits &limits,
                      const QString &threadName);
    ConnectionId accept(const AcceptSpec &spec, const io::LinkOptions &options, const session::Limits &limits,
                        const QString &threadName);
    /// Unknown or closed ids are ignored: the Closed event is on its way.
    void perform(ConnectionId id, session::Request request);
    /// Cuts the link at once.
    void drop(ConnectionId id);
    /// False: what was drained does not count as taken, so that peers who go on sending are not read any more, each
    /// after Connection::MaxUndrained events. For an owner whose own queues are full.
    void setTaking(bool on);
    /// The thread's new name, once it is known whose link it is (own loops only).
    void rename(ConnectionId id, const QString &threadName);
    QString threadName(ConnectionId id) const;
    int count() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace plausch::connection
