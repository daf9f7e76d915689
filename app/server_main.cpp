// plausch-server: the services its configuration names, without a window.
#include "app/descriptors.h"
#include "app/serverconfig.h"
#include "app/unixsignals.h"
#include "chat/converterhost.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

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

int run(const ServerConfig &config)
{
    UnixSignals signals;
    chat::ConverterHost host;
    QObject::connect(&signals, &UnixSignals::endWanted, qApp, &QCoreApplication::quit);
    QObject::connect(&host, &chat::ConverterHost::serviceChanged, qApp, [&host](ServiceKind kind) {
        const ServiceState &state = host.state(kind);
        if (state.phase == ServiceState::Phase::Running)
            print(stdout, openedLine(state));
        if (state.phase != ServiceState::Phase::Failed)
            return;
        print(stderr, QStringLiteral("plausch-server: ") + state.error);
        QCoreApplication::exit(CannotOpen);
    });
    for (const chat::ServiceSpec &spec : config.services)
        host.start(spec);
    return QCoreApplication::exec();
}

int start(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Hosts the upper/lower-case converter and the textbook pair, as a file says."));
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
    if (parser.values(config).size() != 1)
        return refuse(QStringLiteral("it needs exactly one --config FILE that names the services to open"));
    const QString file = parser.value(config);
    const ConfigResult result = readServerConfig(file);
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
