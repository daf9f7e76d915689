#include "chat/converterhost.h"

#include "chat/converterservice.h"
#include "chat/servicelog.h"
#include "io/loop.h"

#include <array>
#include <map>
#include <utility>

namespace plausch::chat {
namespace {

/// What stands on the services' loop. Made on main, touched on the loop only, emptied there.
struct Floor
{
    struct Stand
    {
        std::unique_ptr<ServiceLog> log;
        std::unique_ptr<ConverterService> service; // null: could not open
    };
    std::map<ServiceKind, Stand> stands;
};

void openStand(Floor &floor, const ServiceSpec &spec, quint64 run, const io::Mailbox<ServiceReport> &box)
{
    floor.stands.erase(spec.kind);
    Floor::Stand &stand = floor.stands[spec.kind];
    stand.log = std::make_unique<ServiceLog>(spec.kind, run, box);
    stand.service = makeConverterService(spec, *stand.log);
    const io::BindError error = stand.service->open();
    stand.log->opened({error, stand.service->port()});
    if (error)
        stand.service.reset();
}

} // namespace

struct ConverterHost::Impl
{
    struct Mirror
    {
        ServiceState state;
        quint64 run = 0;
        QList<ServiceClient> clients;
        std::deque<ServiceExchange> log;
    };

    explicit Impl(ConverterHost &owner)
        : host(owner), box(&owner, [this](std::vector<ServiceReport> pile) {
            for (ServiceReport &report : pile)
                take(report);
        })
    {
    }

    Mirror &mirror(ServiceKind kind) { return mirrors[std::size_t(kind)]; }
    void post(std::function<void(Floor &)> task);
    void take(ServiceReport &report);
    void takeOpened(Mirror &mirror, const ServiceOpened &opened);
    void clearClients(ServiceKind kind);

    ConverterHost &host;
    std::array<Mirror, 4> mirrors;
    io::Mailbox<ServiceReport> box;
    std::shared_ptr<Floor> floor = std::make_shared<Floor>();
    std::unique_ptr<io::Loop> loop;
};

void ConverterHost::Impl::post(std::function<void(Floor &)> task)
{
    if (!loop)
        loop = std::make_unique<io::Loop>(QStringLiteral("converter"));
    loop->post([task = std::move(task), floor = floor] { task(*floor); });
}

void ConverterHost::Impl::take(ServiceReport &report)
{
    Mirror &target = mirror(report.kind);
    if (report.run != target.run)
        return; // of a service that was stopped or replaced meanwhile
    if (report.opened)
        takeOpened(target, *report.opened);
    if (report.clients) {
        target.clients = std::move(*report.clients);
        Q_EMIT host.clientsChanged(report.kind);
    }
    if (!report.exchanges.isEmpty()) {
        target.log.insert(target.log.end(), report.exchanges.cbegin(), report.exchanges.cend());
        while (target.log.size() > LogLength)
            target.log.pop_front();
        Q_EMIT host.exchanged(report.kind, report.exchanges, report.dropped);
    }
    post([kind = report.kind, run = report.run](Floor &there) {
        const auto stand = there.stands.find(kind);
        if (stand != there.stands.end() && stand->second.log->run() == run)
            stand->second.log->taken();
    });
}

void ConverterHost::Impl::takeOpened(Mirror &target, const ServiceOpened &opened)
{
    ServiceState &state = target.state;
    state.phase = opened.error ? ServiceState::Phase::Failed : ServiceState::Phase::Running;
    state.port = opened.port;
    if (opened.error)
        state.error = bindSentence(opened.error, state.spec.address, state.spec.port);
    Q_EMIT host.serviceChanged(state.spec.kind);
}

void ConverterHost::Impl::clearClients(ServiceKind kind)
{
    if (mirror(kind).clients.isEmpty())
        return;
    mirror(kind).clients.clear();
    Q_EMIT host.clientsChanged(kind);
}

ConverterHost::ConverterHost(QObject *parent) : QObject(parent), m_impl(std::make_unique<Impl>(*this)) { }

ConverterHost::~ConverterHost()
{
    m_impl->box.close();
    if (m_impl->loop)
        m_impl->post([](Floor &floor) { floor.stands.clear(); });
}

void ConverterHost::start(const ServiceSpec &spec)
{
    Impl::Mirror &mirror = m_impl->mirror(spec.kind);
    const quint64 run = ++mirror.run;
    mirror.state = {ServiceState::Phase::Starting, spec, 0, {}};
    m_impl->post([spec, run, box = m_impl->box](Floor &floor) { openStand(floor, spec, run, box); });
    m_impl->clearClients(spec.kind);
    Q_EMIT serviceChanged(spec.kind);
}

void ConverterHost::stop(ServiceKind kind)
{
    Impl::Mirror &mirror = m_impl->mirror(kind);
    if (mirror.state.phase == ServiceState::Phase::Stopped)
        return;
    ++mirror.run;
    mirror.state.phase = ServiceState::Phase::Stopped;
    mirror.state.port = 0;
    mirror.state.error.clear();
    m_impl->post([kind](Floor &floor) { floor.stands.erase(kind); });
    m_impl->clearClients(kind);
    Q_EMIT serviceChanged(kind);
}

const ServiceState &ConverterHost::state(ServiceKind kind) const
{
    return m_impl->mirror(kind).state;
}

const QList<ServiceClient> &ConverterHost::clients(ServiceKind kind) const
{
    return m_impl->mirror(kind).clients;
}

const std::deque<ServiceExchange> &ConverterHost::log(ServiceKind kind) const
{
    return m_impl->mirror(kind).log;
}

QString bindSentence(const io::BindError &error, const QHostAddress &address, quint16 port)
{
    const QString host = address.toString();
    switch (error.kind) {
    case io::BindError::Kind::InUse:
        return ConverterHost::tr("Port %1 on %2 is in use by another program.").arg(port).arg(host);
    case io::BindError::Kind::NotPermitted:
        return ConverterHost::tr("Port %1 on %2 is not permitted to this user; ports from 1024 on are free for all.")
            .arg(port)
            .arg(host);
    case io::BindError::Kind::NoSuchAddress:
        return ConverterHost::tr("%2 is not an address of this computer, so port %1 cannot be opened there.")
            .arg(port)
            .arg(host);
    case io::BindError::Kind::None:
    case io::BindError::Kind::Other:
        break;
    }
    return ConverterHost::tr("Port %1 on %2 could not be opened: %3").arg(port).arg(host, error.text);
}

} // namespace plausch::chat
