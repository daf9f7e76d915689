#include "chatserver/hall.h"

#include "io/qtlink.h"

#include <QDateTime>

#include <utility>

namespace plausch::chatserver {
namespace {

constexpr int TickMsecs = 1000;
constexpr int HeldMsecs = 100;

} // namespace

Hall::Hall(server::Settings settings) : m_realm(std::move(settings), *this, {0, QDateTime::currentMSecsSinceEpoch()})
{
    m_clock.start();
    connect(&m_tick, &QTimer::timeout, this, [this] { m_realm.onTick(now()); });
    m_tick.start(TickMsecs);
    m_heldTick.setInterval(HeldMsecs);
    connect(&m_heldTick, &QTimer::timeout, this, &Hall::takeHeld);
}

Hall::~Hall() = default;

io::BindError Hall::listen(const Endpoint &endpoint)
{
    auto listener = std::make_unique<io::Listener>([this](qintptr descriptor) { onAccepted(descriptor); });
    const io::BindError error = listener->listen(endpoint.address, endpoint.port);
    if (!error)
        m_listeners.push_back(std::move(listener));
    return error;
}

quint16 Hall::port() const
{
    return m_listeners.empty() ? quint16(0) : m_listeners.front()->port();
}

void Hall::shutDown(QByteArrayView why)
{
    m_listeners.clear();
    m_realm.shutDown(why, now());
}

session::Moment Hall::now() const
{
    return {m_clock.elapsed(), QDateTime::currentMSecsSinceEpoch()};
}

void Hall::onAccepted(qintptr descriptor)
{
    io::LinkOptions options;
    options.highMark = limits().sendq;
    auto link = std::make_unique<ClientLink>(*this, io::adoptLink(descriptor, options));
    ClientLink *started = link.get();
    m_links.emplace(started, std::move(link));
    started->start();
}

void Hall::hold(ClientLink &link)
{
    m_held.push_back(&link);
    m_heldTick.start();
}

void Hall::takeHeld()
{
    for (ClientLink *link : std::exchange(m_held, {})) {
        if (!link->takeHeld())
            m_held.push_back(link);
    }
    if (m_held.empty())
        m_heldTick.stop();
}

void Hall::drop(ClientLink &link)
{
    std::erase(m_held, &link);
    auto node = m_links.extract(&link);
    m_gone.push_back(std::move(node.mapped()));
    if (m_gone.size() == 1)
        QMetaObject::invokeMethod(
            this, [this] { m_gone.clear(); }, Qt::QueuedConnection);
}

void Hall::onAccounts(std::function<void(store::Accounts &)>, Done) { }

void Hall::onHistory(std::function<void(store::ServerHistory &)>, Done) { }

void Hall::check(QByteArray, QByteArray, std::function<void(bool)> done)
{
    QMetaObject::invokeMethod(
        this, [done = std::move(done)] { done(false); }, Qt::QueuedConnection);
}

void Hall::rehash() { }

} // namespace plausch::chatserver
