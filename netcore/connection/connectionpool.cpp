#include "connection/connectionpool.h"

#include "connection/connection.h"
#include "io/loop.h"
#include "session/clientsession.h"
#include "session/networksession.h"
#include "session/serversession.h"

#include <QDateTime>

#include <future>
#include <utility>

namespace plausch::connection {
namespace {

constexpr int CreditPile = 256; // events main takes before it says so: well below Connection::MaxUndrained

/// The pool's hold on a connection. The connection is made, used and deleted on its loop; tasks of the loop share
/// the seat, main never looks into it.
struct Seat
{
    std::unique_ptr<Connection> connection;
};

} // namespace

struct ConnectionPool::Impl
{
    struct Entry
    {
        io::Loop *loop;
        std::shared_ptr<Seat> seat;
        bool ownLoop;
        int taken = 0; // events drained, but not credited yet
    };
    using MakeLink = std::function<io::LinkPtr()>;

    Impl(io::LoopPool &pool, QObject *context, Drain drain)
        : loops(pool)
        , drainToOwner(std::move(drain))
        , mailbox(context, [this](std::vector<ConnectionEvent> pile) { onPile(std::move(pile)); })
    {
    }

    ConnectionId open(const QString &threadName, qint64 writeMark, MakeLink makeLink,
                      Connection::MakeSession makeSession);
    void onPile(std::vector<ConnectionEvent> pile);
    void count(const std::vector<ConnectionEvent> &pile);
    void creditAll();
    void forget(ConnectionId id);
    void release(Entry entry);
    void onLoop(ConnectionId id, std::function<void(Connection &)> task);

    io::LoopPool &loops;
    Drain drainToOwner;
    io::Mailbox<ConnectionEvent> mailbox;
    std::unordered_map<ConnectionId, Entry> entries;
    ConnectionId lastId = 0;
    std::vector<ConnectionId> toCredit; // those who have CreditPile or more
    bool taking = true;
};

ConnectionId ConnectionPool::Impl::open(const QString &threadName, qint64 writeMark, MakeLink makeLink,
                                        Connection::MakeSession makeSession)
{
    const ConnectionId id = ++lastId;
    io::Loop &loop = loops.loopFor(threadName);
    const auto seat = std::make_shared<Seat>();
    entries.emplace(id, Entry{&loop, seat, loop.name() == threadName});
    loop.post(
        [seat, id, writeMark, makeLink = std::move(makeLink), makeSession = std::move(makeSession), up = mailbox] {
            seat->connection = std::make_unique<Connection>(id, makeLink(), writeMark, makeSession,
                                                            [up](ConnectionEvent event) { up.push(std::move(event)); });
            seat->connection->start();
        });
    return id;
}

void ConnectionPool::Impl::onPile(std::vector<ConnectionEvent> pile)
{
    std::vector<ConnectionId> closed;
    for (const ConnectionEvent &event : pile) {
        if (std::holds_alternative<Closed>(event.what))
            closed.push_back(event.id);
    }
    count(pile);
    drainToOwner(std::move(pile));
    creditAll();
    for (const ConnectionId id : closed)
        forget(id);
}

void ConnectionPool::Impl::count(const std::vector<ConnectionEvent> &pile)
{
    for (const ConnectionEvent &event : pile) {
        const auto found = entries.find(event.id);
        if (found != entries.end() && std::holds_alternative<session::Event>(event.what)
            && ++found->second.taken == CreditPile)
            toCredit.push_back(event.id);
    }
}

void ConnectionPool::Impl::creditAll()
{
    if (!taking)
        return;
    for (const ConnectionId id : std::exchange(toCredit, {})) {
        const auto found = entries.find(id);
        if (found == entries.end())
            continue;
        const int events = std::exchange(found->second.taken, 0);
        onLoop(id, [events](Connection &connection) { connection.onDrained(events); });
    }
}

void ConnectionPool::Impl::onLoop(ConnectionId id, std::function<void(Connection &)> task)
{
    const auto found = entries.find(id);
    if (found == entries.end())
        return;
    found->second.loop->post([seat = found->second.seat, task = std::move(task)] {
        if (seat->connection)
            task(*seat->connection);
    });
}

void ConnectionPool::Impl::forget(ConnectionId id)
{
    if (auto node = entries.extract(id))
        release(std::move(node.mapped()));
}

void ConnectionPool::Impl::release(Entry entry)
{
    entry.loop->post([seat = entry.seat] { seat->connection.reset(); });
    loops.release(*entry.loop);
}

ConnectionPool::ConnectionPool(io::LoopPool &loops, QObject *context, Drain drain)
    : m_impl(std::make_unique<Impl>(loops, context, std::move(drain)))
{
}

/// Loops never wait for this thread, so waiting for them ends.
ConnectionPool::~ConnectionPool()
{
    m_impl->mailbox.close();
    std::vector<std::future<void>> gone;
    for (auto &[id, entry] : m_impl->entries) {
        auto done = std::make_shared<std::promise<void>>();
        gone.push_back(done->get_future());
        entry.loop->post([seat = entry.seat, done] {
            seat->connection.reset();
            done->set_value();
        });
    }
    for (const std::future<void> &connection : gone)
        connection.wait();
    for (auto &[id, entry] : m_impl->entries)
        m_impl->loops.release(*entry.loop);
}

ConnectionId ConnectionPool::dial(const DialSpec &spec, const io::LinkOptions &options, const session::Limits &limits,
                                  const QString &threadName)
{
    return m_impl->open(
        threadName, options.lowMark, [spec, options] { return io::dialLink(spec.host, spec.port, options); },
        [self = spec.self, limits](session::Port &port) {
            return std::make_unique<session::ClientSession>(port, self, limits);
        });
}

ConnectionId ConnectionPool::dial(const NetworkSpec &spec, const io::LinkOptions &options,
                                  const session::Limits &limits, const QString &threadName)
{
    return m_impl->open(
        threadName, options.lowMark, [spec, options] { return io::dialLink(spec.host, spec.port, options); },
        [self = spec.self, limits](session::Port &port) {
            return std::make_unique<session::NetworkSession>(port, self, limits);
        });
}

ConnectionId ConnectionPool::accept(const AcceptSpec &spec, const io::LinkOptions &options,
                                    const session::Limits &limits, const QString &threadName)
{
    const session::HostInfo info{spec.serverName.toUtf8(), spec.host, QDateTime::currentMSecsSinceEpoch()};
    return m_impl->open(
        threadName, options.lowMark,
        [descriptor = spec.descriptor, options] { return io::adoptLink(descriptor, options); },
        [info, limits](session::Port &port) { return std::make_unique<session::ServerSession>(port, info, limits); });
}

void ConnectionPool::perform(ConnectionId id, session::Request request)
{
    m_impl->onLoop(id, [request = std::move(request)](Connection &connection) { connection.perform(request); });
}

void ConnectionPool::drop(ConnectionId id)
{
    m_impl->onLoop(id, [](Connection &connection) { connection.drop(); });
}

void ConnectionPool::setTaking(bool on)
{
    m_impl->taking = on;
    m_impl->creditAll();
}

void ConnectionPool::rename(ConnectionId id, const QString &threadName)
{
    const auto found = m_impl->entries.find(id);
    if (found != m_impl->entries.end() && found->second.ownLoop)
        found->second.loop->rename(threadName);
}

QString ConnectionPool::threadName(ConnectionId id) const
{
    const auto found = m_impl->entries.find(id);
    return found == m_impl->entries.end() ? QString() : found->second.loop->name();
}

int ConnectionPool::count() const
{
    return int(m_impl->entries.size());
}

} // namespace plausch::connection
