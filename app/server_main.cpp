// plausch-server: a chat server and the converter services, as a file says, without a window.
#include "app/descriptors.h"
#include "app/hashpassword.h"
#include "app/serverconfig.h"
#include "app/serverprogram.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace plausch::app {
namespace {

int refuse(const QString &why)
{
    print(stderr, QStringLiteral("plausch-server: ") + why);
    return WrongInput;
}

/// For "plausch-server hash-password" only.
constexpr char HashPassword[] = "hash-password";

int start(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("A chat server that speaks IRC, and the upper/lower-case converter. Without a file: a chat "
                       "server on 127.0.0.1:6667. SIGHUP reads the file again, SIGTERM ends it in good order."));
    parser.addPositionalArgument(QLatin1String(HashPassword),
                                 QStringLiteral("Read one line, a password, and print what stands for it in the file."),
                                 QStringLiteral("[hash-password]"));
    const QCommandLineOption config(QStringLiteral("config"), QStringLiteral("Open what FILE names."),
                                    QStringLiteral("FILE"));
    const QCommandLineOption check(QStringLiteral("check-config"), QStringLiteral("Only check the file."));
    const QCommandLineOption version(QStringLiteral("version"), QStringLiteral("Print the version."));
    const QCommandLineOption help(QStringLiteral("help"), QStringLiteral("Print this help."));
    parser.addOptions({config, check, version, help});
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    const QStringList words = parser.positionalArguments();
    const bool hashes = words.value(0) == QLatin1String(HashPassword);
    if (words.size() > (hashes ? 1 : 0))
        return refuse(QStringLiteral("unexpected argument \"%1\"").arg(words.constLast()));
    if (parser.isSet(help)) {
        print(stdout, parser.helpText().trimmed());
        return 0;
    }
    if (parser.isSet(version)) {
        print(stdout, QStringLiteral("plausch-server " PLAUSCH_VERSION));
        return 0;
    }
    if (hashes && (parser.isSet(config) || parser.isSet(check)))
        return refuse(QStringLiteral("hash-password takes no file"));
    if (hashes)
        return hashPassword();
    if (parser.values(config).size() > 1 || (parser.isSet(check) && !parser.isSet(config)))
        return refuse(QStringLiteral("it takes one --config FILE"));
    if (!parser.isSet(config))
        return ServerProgram(defaultServerConfig(serverDataFolder()), {}).run();
    const QString file = parser.value(config);
    const ConfigResult result = readServerConfig(file, serverDataFolder());
    if (!result.complaint.isEmpty())
        return refuse(result.complaint);
    if (parser.isSet(check)) {
        print(stdout, QStringLiteral("%1: good").arg(file));
        return 0;
    }
    return ServerProgram(result.config, file).run();
}

} // namespace
} // namespace plausch::app

int main(int argc, char *argv[])
{
    plausch::app::raiseDescriptorLimit();
    const QCoreApplication app(argc, argv);
    return plausch::app::start(QCoreApplication::arguments());
}
