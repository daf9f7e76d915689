#include "options.h"

#include "chat/address.h"
#include "chat/settings.h"
#include "ui/models/irclink.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace plausch::app {
namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QList<QCommandLineOption> known()
{
    return {
        {QStringLiteral("profile"), Words::tr("Keep everything in this folder."), Words::tr("folder")},
        {QStringLiteral("name"), Words::tr("What others see; kept for the next start."), Words::tr("name")},
        {QStringLiteral("port"), Words::tr("Listen on this port, 0 for any free one; kept for the next start."),
         Words::tr("port")},
        {QStringLiteral("connect"), Words::tr("Add the buddy at this address."), Words::tr("host[:port]")},
        {QStringLiteral("minimized"), Words::tr("Start without showing the window.")},
        {QStringLiteral("this-machine"), Words::tr("Listen and look for buddies on this machine only.")},
        {QStringLiteral("version"), Words::tr("Show the version and end.")},
        {QStringLiteral("help"), Words::tr("Show this help and end.")},
    };
}

QString readName(const QCommandLineParser &parser, Options &options)
{
    if (!parser.isSet(QStringLiteral("name")))
        return {};
    options.name = parser.value(QStringLiteral("name")).simplified();
    return options.name->isEmpty() ? Words::tr("--name: the name is empty") : QString();
}

QString readPort(const QCommandLineParser &parser, Options &options)
{
    if (!parser.isSet(QStringLiteral("port")))
        return {};
    bool isNumber = false;
    const QString text = parser.value(QStringLiteral("port"));
    options.port = text.toUShort(&isNumber);
    return isNumber ? QString() : Words::tr("--port: \"%1\" is no port (0 to 65535)").arg(text);
}

QString readConnect(const QCommandLineParser &parser, Options &options)
{
    if (!parser.isSet(QStringLiteral("connect")))
        return {};
    options.connectTo = parser.value(QStringLiteral("connect")).trimmed();
    const bool valid = chat::parseAddress(options.connectTo, chat::Settings::DefaultPort).has_value();
    return valid ? QString() : Words::tr("--connect: \"%1\" is no address (host or host:port)").arg(options.connectTo);
}

/// As web browsers start it: https://specifications.freedesktop.org/desktop-entry-spec/1.5/ (the %u of Exec).
QString readLink(const QCommandLineParser &parser, Options &options)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        return {};
    if (arguments.size() > 1 || !ui::ircLink(QUrl(arguments.constFirst())))
        return Words::tr("\"%1\" is no option").arg(arguments.constLast());
    options.link = arguments.constFirst();
    return {};
}

QString readProfile(const QCommandLineParser &parser, Options &options)
{
    if (!parser.isSet(QStringLiteral("profile"))) {
        options.profileDir = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
        return {};
    }
    const QString folder = parser.value(QStringLiteral("profile"));
    if (folder.isEmpty())
        return Words::tr("--profile: the folder is empty");
    options.profileDir = QDir::cleanPath(QDir(folder).absolutePath());
    return {};
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    CommandLine line;
    QCommandLineParser parser;
    parser.addOptions(known());
    const bool parsed = parser.parse(arguments);
    if (parser.isSet(QStringLiteral("help"))) {
        line.wish = CommandLine::Wish::Help;
        return line;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        line.wish = CommandLine::Wish::Version;
        return line;
    }
    if (!parsed)
        line.complaint = parser.errorText();
    for (const auto read : {readLink, readProfile, readName, readPort, readConnect}) {
        if (line.complaint.isEmpty())
            line.complaint = read(parser, line.options);
    }
    if (!line.complaint.isEmpty())
        line.wish = CommandLine::Wish::Wrong;
    line.options.thisMachineOnly = parser.isSet(QStringLiteral("this-machine"));
    line.options.minimized = parser.isSet(QStringLiteral("minimized"));
    return line;
}

QString helpText()
{
    QList<std::pair<QString, QString>> rows;
    qsizetype widest = 0;
    for (const QCommandLineOption &option : known()) {
        QString usage = QStringLiteral("--") + option.names().constFirst();
        if (!option.valueName().isEmpty())
            usage += QLatin1Char(' ') + option.valueName();
        widest = qMax(widest, usage.size());
        rows.append({usage, option.description()});
    }
    QString text = Words::tr("Usage: plausch [options] [irc://host/room]") + QStringLiteral("\n\n");
    for (const auto &[usage, description] : rows)
        text += QStringLiteral("  ") + usage.leftJustified(widest + 2) + description + QLatin1Char('\n');
    return text;
}

QString versionText()
{
    return QStringLiteral("plausch " PLAUSCH_VERSION);
}

} // namespace plausch::app
