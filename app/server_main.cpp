// plausch-server: a chat server and the converter services, as a file says, without a window.
#include "app/descriptors.h"
#include "app/serverconfig.h"
#include "app/unixsignals.h"
#include "chat/converterhost.h"
#include "chatserver/chatserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <memory>

namespace plausch::app {
namespace {

using chat::ServiceKind;
using chat::ServiceState;

constexpr int CannotOpen = 1;
constexpr int WrongInput = 2;

void print(std::FILE *stream, const QString &line)
{
    std::fprintf(stream, "%s\n", line.toUtf8().constData());
    std::fflush(stream);
}

int refuse(const QString &why)
{
    print(stderr, QStringLiteral("plausch-server: ") + why);
    return WrongInput;
}

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

/// The converter services, each with a line once it is open.
void openServices(chat::ConverterHost &host, const QList<chat::ServiceSpec> &services)
{
    QObject::connect(&host, &chat::ConverterHost::serviceChanged, qApp, [&host](ServiceKind kind) {
        const ServiceState &state = host.state(kind);
        if (state.phase == ServiceState::Phase::Running)
            print(stdout, openedLine(state));
        if (state.phase != ServiceState::Phase::Failed)
            return;
        print(stderr, QStringLiteral("plausch-server: ") + state.error);
        QCoreApplication::exit(CannotOpen);
    });
    for (const chat::ServiceSpec &spec : services)
        host.start(spec);
}

/// "chat 127.0.0.1:6667 [::1]:6667, data in /home/anna/.local/share/plausch-server"
QString chatLine(const chatserver::Plan &plan, const QList<chatserver::Endpoint> &opened)
{
    QString line = QStringLiteral("chat");
    for (const chatserver::Endpoint &endpoint : opened)
        line += u' ' + endpointText(endpoint.address, endpoint.port);
    if (plan.settings.hasAccounts || plan.settings.hasHistory)
        line += QStringLiteral(", data in ") + plan.dataFolder;
    return line;
}

void openChat(chatserver::ChatServer &server, const chatserver::Plan &plan)
{
    server.start([plan](const chatserver::ChatServer::Started &started) {
        if (started.complaint.isEmpty())
            return print(stdout, chatLine(plan, started.opened));
        print(stderr, QStringLiteral("plausch-server: ") + started.complaint);
        QCoreApplication::exit(CannotOpen);
    });
}

int run(const ServerConfig &config)
{
    UnixSignals signals;
    chat::ConverterHost host;
    std::unique_ptr<chatserver::ChatServer> server;
    QObject::connect(&signals, &UnixSignals::endWanted, qApp, [&server] {
        if (server)
            server->stop([] { QCoreApplication::quit(); });
        else
            QCoreApplication::quit();
    });
    if (config.chat.isChatServer()) {
        server = std::make_unique<chatserver::ChatServer>(config.chat, qApp);
        openChat(*server, config.chat);
    }
    openServices(host, config.services);
    return QCoreApplication::exec();
}

int start(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("A chat server that speaks IRC, and the upper/lower-case converter. Without a file: a chat "
                       "server on 127.0.0.1:6667."));
    const QCommandLineOption config(QStringLiteral("config"), QStringLiteral("Open what FILE names."),
                                    QStringLiteral("FILE"));
    const QCommandLineOption check(QStringLiteral("check-config"), QStringLiteral("Only check the file."));
    const QCommandLineOption version(QStringLiteral("version"), QStringLiteral("Print the version."));
    const QCommandLineOption help(QStringLiteral("help"), QStringLiteral("Print this help."));
    parser.addOptions({config, check, version, help});
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return refuse(QStringLiteral("unexpected argument \"%1\"").arg(parser.positionalArguments().constFirst()));
    if (parser.isSet(help)) {
        print(stdout, parser.helpText().trimmed());
        return 0;
    }
    if (parser.isSet(version)) {
        print(stdout, QStringLiteral("plausch-server " PLAUSCH_VERSION));
        return 0;
    }
    if (parser.values(config).size() > 1 || (parser.isSet(check) && !parser.isSet(config)))
        return refuse(QStringLiteral("it takes one --config FILE"));
    if (!parser.isSet(config))
        return run(defaultServerConfig(serverDataFolder()));
    const QString file = parser.value(config);
    const ConfigResult result = readServerConfig(file, serverDataFolder());
    if (!result.complaint.isEmpty())
        return refuse(result.complaint);
    if (parser.isSet(check)) {
        print(stdout, QStringLiteral("%1: good").arg(file));
        return 0;
    }
    return run(result.config);
}

} // namespace
} // namespace plausch::app

int main(int argc, char *argv[])
{
    plausch::app::raiseDescriptorLimit();
    const QCoreApplication app(argc, argv);
    return plausch::app::start(QCoreApplication::arguments());
}
