#include "chat/hostedserver.h"

#include "chatserver/chatserver.h"

#include <QDir>
#include <QFileInfo>
#include <QHostAddress>

namespace plausch::chat {
namespace {

/// Server names have no blanks; the network's may be shown to people.
QByteArray serverName(const QString &network)
{
    QByteArray name;
    for (const char byte : network.toLower().toUtf8()) {
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (plain)
            name += byte;
        else if (!name.isEmpty() && !name.endsWith('-'))
            name += '-';
    }
    constexpr qsizetype MostBytes = 40; // of the 63 that ERR_* lines are reckoned with
    name.truncate(MostBytes);
    while (name.endsWith('-'))
        name.chop(1);
    return (name.isEmpty() ? QByteArrayLiteral("plausch") : name) + ".local";
}

/// As 6697 is to 6667 (RFC 7194).
quint16 tlsPortBeside(quint16 port)
{
    constexpr int Distance = 30;
    return port == 0 || port > 65'535 - Distance ? quint16(0) : quint16(port + Distance);
}

chatserver::Plan planFor(const HostedServer::Wish &wish, quint16 port, const QString &dataFolder,
                         const QString &certificate, const QHostAddress &network)
{
    const QDir folder(dataFolder);
    chatserver::Plan plan;
    plan.dataFolder = dataFolder;
    plan.accountsFile = folder.filePath(QStringLiteral("accounts.sqlite"));
    plan.historyFile = folder.filePath(QStringLiteral("history.sqlite"));
    plan.settings.hasAccounts = true;
    plan.settings.hasHistory = true;
    plan.settings.name = serverName(wish.name);
    if (!wish.name.isEmpty())
        plan.settings.network = wish.name.simplified().replace(u' ', u'_').toUtf8(); // one word in ISUPPORT
    plan.irc = {{QHostAddress::LocalHost, port}, {QHostAddress::LocalHostIPv6, port}};
    if (!wish.thisMachineOnly)
        plan.tls = {{network, tlsPortBeside(port)}};
    if (QFileInfo(certificate).isFile())
        plan.certificate = plan.key = certificate;
    return plan;
}

} // namespace

struct HostedServer::Impl
{
    Impl(HostedServer &owner, const QString &folder, const QString &pem, const QHostAddress &forOthers)
        : q(owner), dataFolder(folder), certificate(pem), network(forOthers)
    {
    }

    void open(quint16 wanted)
    {
        if (!QDir().mkpath(dataFolder))
            return end(HostedServer::tr("The folder %1 cannot be made.").arg(QDir::toNativeSeparators(dataFolder)));
        server = std::make_unique<chatserver::ChatServer>(planFor(wish, wanted, dataFolder, certificate, network), &q);
        server->start([this, wanted](const auto &started) { onStarted(started, wanted); });
    }

    void onStarted(const chatserver::ChatServer::Started &started, quint16 wanted)
    {
        if (state != State::Starting)
            return;
        if (started.complaint.isEmpty()) {
            port = started.opened.constFirst().port;
            tlsPort = started.tls.isEmpty() ? quint16(0) : started.tls.constFirst().port;
            return enter(State::Running);
        }
        server.reset();
        if (wanted != 0 && started.inUse)
            return open(0);
        end(started.complaint);
    }

    void enter(State next)
    {
        state = next;
        Q_EMIT q.changed();
    }

    void end(const QString &why)
    {
        server.reset();
        port = tlsPort = 0;
        complaint = why;
        enter(State::Off);
    }

    HostedServer &q;
    QString dataFolder;
    QString certificate;
    QHostAddress network;
    Wish wish;
    State state = State::Off;
    QString complaint;
    quint16 port = 0;
    quint16 tlsPort = 0;
    std::unique_ptr<chatserver::ChatServer> server;
};

HostedServer::HostedServer(const QString &dataFolder, const QString &certificate, const QHostAddress &network,
                           QObject *parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(*this, dataFolder, certificate, network))
{
}

HostedServer::~HostedServer() = default;

void HostedServer::start(const Wish &wish)
{
    if (m_impl->state != State::Off)
        return;
    m_impl->wish = wish;
    m_impl->complaint.clear();
    m_impl->enter(State::Starting);
    m_impl->open(wish.port);
}

void HostedServer::stop()
{
    if (m_impl->state != State::Running)
        return;
    m_impl->enter(State::Stopping);
    m_impl->server->stop([this] { m_impl->end({}); });
}

HostedServer::State HostedServer::state() const
{
    return m_impl->state;
}

QString HostedServer::complaint() const
{
    return m_impl->complaint;
}

quint16 HostedServer::port() const
{
    return m_impl->port;
}

QHostAddress HostedServer::network() const
{
    return m_impl->network;
}

quint16 HostedServer::tlsPort() const
{
    return m_impl->tlsPort;
}

const HostedServer::Wish &HostedServer::wish() const
{
    return m_impl->wish;
}

void HostedServer::countPeople(std::function<void(int)> answer) const
{
    if (m_impl->state == State::Running)
        m_impl->server->countClients(std::move(answer));
    else
        answer(0);
}

} // namespace plausch::chat
