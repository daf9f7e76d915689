#include "chatserver/hall.h"

#include "chatserver/websocketlink.h"
#include "server/ipaddress.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace plausch::chatserver {
namespace {

constexpr int TickMsecs = 1000;
constexpr int HeldMsecs = 100;
constexpr int ShutDownMsecs = 5'000;

} // namespace

Hall::Hall(server::Settings settings, [[maybe_unused]] int loops, std::function<void()> rehash)
    : m_ledgers(std::move(rehash))
    , m_realm(std::move(settings), m_ledgers, {0, QDateTime::currentMSecsSinceEpoch()})
    , m_metrics(
          [this] { return metricsText(m_realm.world(), m_traffic, qsizetype(m_links.size()), m_clock.elapsed()); })
{
    m_clock.start();
#ifdef __linux__
    m_port.setCollector([this] { return qint64(m_realm.waiting()); }, [this] { m_realm.flush(); });
    if (loops > 1)
        m_farPort = std::make_unique<io::EpollFarPort>(loops, QStringLiteral("clients-"), [this] { m_realm.flush(); });
#endif
    connect(&m_tick, &QTimer::timeout, this, [this] { m_realm.onTick(now()); });
    m_tick.start(TickMsecs);
    m_heldTick.setInterval(HeldMsecs);
    connect(&m_heldTick, &QTimer::timeout, this, &Hall::takeHeld);
}

Hall::~Hall() = default;

void Hall::open(const Plan &plan, std::function<void(QString)> opened)
{
    m_ledgers.open(plan, [this, plan, opened = std::move(opened)](const QString &error) {
        if (error.isEmpty() && plan.settings.hasAccounts)
            m_realm.loadAccounts();
        if (error.isEmpty() && plan.settings.hasHistory)
            m_realm.loadHistory();
        opened(error);
    });
}

io::BindError Hall::listen(const Endpoint &endpoint, Door door)
{
    auto listener = std::make_unique<io::Listener>([this, door](qintptr descriptor) { onAccepted(descriptor, door); });
    const io::BindError error = listener->listen(endpoint.address, endpoint.port);
    if (error)
        return error;
    if (quint16 &stsPort = m_realm.world().settings.stsPort; door == Door::Tls && stsPort == 0)
        stsPort = listener->port();
    if (door == Door::WebSocket && !m_webSockets)
        m_webSockets = std::make_unique<WebSocketDoor>(
            [this](std::unique_ptr<QWebSocket> socket) { take(std::move(socket)); }, m_origins);
    m_entrances.push_back({door, std::move(listener)});
    return {};
}

QList<Endpoint> Hall::endpoints(Door door) const
{
    QList<Endpoint> all;
    for (const Entrance &one : m_entrances) {
        if (one.door == door)
            all.append({one.listener->address(), one.listener->port()});
    }
    return all;
}

void Hall::reload(server::Settings settings)
{
    const server::Settings &before = m_realm.world().settings;
    settings.hasAccounts = before.hasAccounts;
    settings.hasHistory = before.hasHistory;
    settings.stsPort = before.stsPort;
    m_realm.onSettingsChanged(std::move(settings), now());
}

void Hall::shutDown(QByteArrayView why, std::function<void()> done)
{
    m_entrances.clear();
    m_whenEmpty = std::move(done);
    m_realm.shutDown(why, now());
    if (m_links.empty())
        reportEmpty();
    else
        QTimer::singleShot(ShutDownMsecs, this, &Hall::reportEmpty);
}

void Hall::reportEmpty()
{
    if (const auto done = std::exchange(m_whenEmpty, nullptr))
        done();
}

session::Moment Hall::now() const
{
    return {m_clock.elapsed(), QDateTime::currentMSecsSinceEpoch()};
}

void Hall::onAccepted(qintptr descriptor, Door door)
{
    if (door == Door::WebSocket)
        return m_webSockets->take(descriptor);
    auto link = std::make_unique<ClientLink>(*this, linkFor(descriptor, door));
    if (door == Door::Tls) {
        const QByteArray crowd = server::crowdOf(link->address());
        if (isCrowded(crowd))
            return; // closed without a word, which would not be understood before the handshake
        m_antechamber.enter(link.get(), crowd);
        onAntechamberChanged();
    }
    take(std::move(link));
}

void Hall::take(std::unique_ptr<QWebSocket> socket)
{
    const auto taken = [this] { m_realm.flush(); };
    take(std::make_unique<ClientLink>(*this, std::make_unique<WebSocketLink>(std::move(socket), linkOptions(), taken)));
}

void Hall::take(std::unique_ptr<ClientLink> link)
{
    ClientLink *started = link.get();
    m_links.emplace(started, std::move(link));
    started->start();
}

bool Hall::isCrowded(const QByteArray &crowd)
{
    const server::World &world = m_realm.world();
    const int most = limits().perAddress;
    if (limits().flood && world.arrivals.isSpent(crowd, now().monotonic, limits().arrivalsPerMinute))
        return true;
    return most > 0 && world.clientsOf(crowd) + m_antechamber.of(crowd) >= most;
}

void Hall::onAntechamberChanged()
{
    for (const Entrance &one : m_entrances) {
        if (one.door == Door::Tls)
            one.listener->setAccepting(!m_antechamber.isFull());
    }
}

void Hall::onEntered(ClientLink &link)
{
    if (m_antechamber.leave(&link))
        onAntechamberChanged();
}

io::LinkOptions Hall::linkOptions()
{
    io::LinkOptions options;
    options.highMark = limits().sendq;
    options.trace = m_trace;
    options.readBudget = std::min(options.readBudget, limits().recvq);
    return options;
}

io::LinkPtr Hall::linkFor(qintptr descriptor, Door door)
{
    io::LinkOptions options = linkOptions();
    if (door == Door::Tls) {
        options.encryption = io::Encryption::Tls;
        options.tlsServer = m_tls;
    }
#ifdef __linux__
    return m_farPort ? m_farPort->adopt(descriptor, options) : m_port.adopt(descriptor, options);
#else
    return io::adoptLink(descriptor, options);
#endif
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
    m_realm.flush();
    if (m_held.empty())
        m_heldTick.stop();
}

void Hall::onLinesTaken()
{
#ifndef __linux__
    m_realm.flush(); // no port that says when a turn ends
#endif
}

void Hall::drop(ClientLink &link)
{
    onEntered(link);
    std::erase(m_held, &link);
    auto node = m_links.extract(&link);
    m_gone.push_back(std::move(node.mapped()));
    if (m_gone.size() == 1)
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_gone.clear();
                if (m_links.empty())
                    reportEmpty();
            },
            Qt::QueuedConnection);
}

} // namespace plausch::chatserver
