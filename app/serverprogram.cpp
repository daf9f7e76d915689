#include "app/serverprogram.h"

#include "app/reload.h"
#include "app/sdnotify.h"

#include <QCoreApplication>

#include <ctime>
#include <utility>

namespace plausch::app {
namespace {

using chat::ServiceKind;
using chat::ServiceState;

QString endpointText(const QHostAddress &address, quint16 port)
{
    const bool six = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (six ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(address.toString()).arg(port);
}

/// "converter tcp 127.0.0.1:50000 dialect=repaired framing=line"
QString openedLine(const ServiceState &state)
{
    const chat::ServiceSpec &spec = state.spec;
    const bool textbook = chat::isTextbook(spec.kind);
    const bool repaired = spec.dialect == session::ConverterDialect::Repaired;
    QString line = textbook ? QStringLiteral("textbook ") : QStringLiteral("converter ");
    line += chat::isUdp(spec.kind) ? QStringLiteral("udp ") : QStringLiteral("tcp ");
    line += endpointText(spec.address, state.port);
    if (!textbook)
        line += repaired ? QStringLiteral(" dialect=repaired") : QStringLiteral(" dialect=slide");
    if (repaired && spec.kind == ServiceKind::ConverterTcp)
        line += spec.framing == session::ConverterFraming::Length ? QStringLiteral(" framing=length")
                                                                  : QStringLiteral(" framing=line");
    return line;
}

/// "chat 127.0.0.1:6667 [::1]:6667"
QString endpointsLine(const QString &what, const QList<chatserver::Endpoint> &opened)
{
    QString line = what;
    for (const chatserver::Endpoint &endpoint : opened)
        line += u' ' + endpointText(endpoint.address, endpoint.port);
    return line;
}

/// RELOADING=1 has to come with the time of CLOCK_MONOTONIC in microseconds: sd_notify(3).
QByteArray reloadingText()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const qint64 usecs = qint64(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
    return "RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(usecs);
}

} // namespace

void print(std::FILE *stream, const QString &line)
{
    std::fprintf(stream, "%s\n", line.toUtf8().constData());
    std::fflush(stream);
}

ServerProgram::ServerProgram(ServerConfig config, QString file) : m_config(std::move(config)), m_file(std::move(file))
{
    connect(&m_signals, &UnixSignals::endWanted, this, &ServerProgram::end);
    connect(&m_signals, &UnixSignals::reloadWanted, this, &ServerProgram::reload);
    connect(&m_host, &chat::ConverterHost::serviceChanged, this, &ServerProgram::onServiceChanged);
    m_signals.catchReload();
}

ServerProgram::~ServerProgram() = default;

int ServerProgram::run()
{
    m_unopened = m_config.services.size() + (m_config.chat.isChatServer() ? 1 : 0);
    if (m_config.chat.isChatServer())
        openChat();
    openServices();
    return QCoreApplication::exec();
}

/// Each has a line once it is open.
void ServerProgram::openServices()
{
    for (const chat::ServiceSpec &spec : m_config.services)
        m_host.start(spec);
}

void ServerProgram::onServiceChanged(ServiceKind kind)
{
    const ServiceState &state = m_host.state(kind);
    if (state.phase == ServiceState::Phase::Failed)
        return fail(state.error);
    if (state.phase != ServiceState::Phase::Running)
        return;
    print(stdout, openedLine(state));
    onOpened();
}

void ServerProgram::openChat()
{
    chatserver::Plan plan = m_config.chat;
    plan.trace = wireLog();
    m_chat = std::make_unique<chatserver::ChatServer>(plan, this);
    m_chat->setRehash([this] { reload(); });
    m_chat->start([this](const chatserver::ChatServer::Started &started) { onChatStarted(started); });
}

/// What the clients' links are to be written down by; null: not at all.
io::TraceSink *ServerProgram::wireLog()
{
    using Extent = chatserver::WireLog::Extent;
    const bool links = m_config.logLevel == LogLevel::Debug;
    const Extent extent = m_config.logWire ? Extent::Lines : links ? Extent::Links : Extent::Nothing;
    if (m_wireLog)
        m_wireLog->setExtent(extent);
    else if (extent != Extent::Nothing)
        m_wireLog = std::make_unique<chatserver::WireLog>(
            extent, this, [](const QByteArray &line) { std::fprintf(stderr, "%s\n", line.constData()); });
    return extent == Extent::Nothing ? nullptr : m_wireLog.get();
}

void ServerProgram::onChatStarted(const chatserver::ChatServer::Started &started)
{
    if (!started.complaint.isEmpty())
        return fail(started.complaint);
    QStringList lines;
    if (!started.opened.isEmpty())
        lines.append(endpointsLine(QStringLiteral("chat"), started.opened));
    if (!started.tls.isEmpty())
        lines.append(endpointsLine(QStringLiteral("chat tls"), started.tls) + QStringLiteral(" certificate=")
                     + QString::fromLatin1(started.certificate.toHex()) + QStringLiteral(" key=")
                     + QString::fromLatin1(started.key.toHex()));
    if (!started.websocket.isEmpty())
        lines.append(endpointsLine(QStringLiteral("chat websocket"), started.websocket));
    if (m_config.chat.settings.hasAccounts || m_config.chat.settings.hasHistory)
        lines.first() += QStringLiteral(", data in ") + m_config.chat.dataFolder;
    print(stdout, lines.join(u'\n'));
    if (!started.metrics.isEmpty())
        print(stdout, endpointsLine(QStringLiteral("metrics"), started.metrics));
    onOpened();
}

void ServerProgram::onOpened()
{
    if (--m_unopened == 0 && !m_failed)
        notifyServiceManager("READY=1");
}

void ServerProgram::fail(const QString &why)
{
    m_failed = true;
    log(LogLevel::Error, why);
    QCoreApplication::exit(CannotOpen);
}

/// A file that is wrong changes nothing.
void ServerProgram::reload()
{
    if (m_file.isEmpty())
        return log(LogLevel::Warning, QStringLiteral("there is no file to read again"));
    notifyServiceManager(reloadingText());
    const ConfigResult read = readServerConfig(m_file, serverDataFolder());
    if (read.complaint.isEmpty()) {
        m_config.logLevel = read.config.logLevel;
        m_config.logWire = read.config.logWire;
        if (m_chat)
            reloadChat(read.config.chat);
        const QStringList waiting = waitingForRestart(m_config, read.config);
        if (!waiting.isEmpty())
            log(LogLevel::Warning,
                waiting.join(QStringLiteral(", ")) + QStringLiteral(": what changed there needs a restart"));
        log(LogLevel::Info, QStringLiteral("%1 was read again").arg(m_file));
    } else {
        log(LogLevel::Error, read.complaint + QStringLiteral(" (what was read before stays)"));
    }
    notifyServiceManager("READY=1");
}

/// A certificate that is broken leaves the one before.
void ServerProgram::reloadChat(const chatserver::Plan &plan)
{
    m_chat->setTrace(wireLog());
    m_chat->reload(plan.settings);
    const QString complaint = m_chat->renewCertificate(plan);
    if (!complaint.isEmpty())
        log(LogLevel::Error, complaint + QStringLiteral(" (the one before stays)"));
}

void ServerProgram::end()
{
    notifyServiceManager("STOPPING=1");
    if (m_chat)
        m_chat->stop([] { QCoreApplication::quit(); });
    else
        QCoreApplication::quit();
}

void ServerProgram::log(LogLevel level, const QString &text) const
{
    if (level <= m_config.logLevel)
        print(stderr, QStringLiteral("plausch-server: ") + text);
}

} // namespace plausch::app
