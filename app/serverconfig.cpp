#include "app/serverconfig.h"

#include "app/configfile.h"
#include "app/configvalues.h"
#include "store/scram.h"
#include "wire/message.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>

namespace plausch::app {
namespace {

using chat::ServiceKind;
using session::ConverterDialect;
using session::ConverterFraming;

constexpr quint16 IrcPort = 6667;
constexpr int Million = 1'000'000;
constexpr qint64 MaxStsSecs = 10LL * 365 * 86'400;
constexpr qint64 MiB = 1024 * 1024;

/// What the file says beyond what a ServerConfig holds as it is.
struct Draft
{
    ServerConfig config;
    chat::ServiceSpec converter; // dialect and framing
    QString dataFolder;
};

/// A key of the file: what it does with its value. It answers with what is wrong with it, or with nothing.
struct Key
{
    const char *section;
    const char *name;
    QString (*apply)(Draft &, const QString &);
};

QString addService(Draft &draft, ServiceKind kind, const QString &name, const QString &value)
{
    const auto endpoint = endpointOf(value);
    if (!endpoint)
        return QStringLiteral("\"%1\" for %2 is not ADDRESS:PORT, such as 127.0.0.1:50000 or [::1]:50000")
            .arg(ConfigFile::shown(value), name);
    chat::ServiceSpec spec;
    spec.kind = kind;
    spec.address = endpoint->address;
    spec.port = endpoint->port;
    draft.config.services.append(spec);
    return {};
}

template <ServiceKind Kind> QString service(Draft &draft, const QString &value)
{
    return addService(draft, Kind, chat::isUdp(Kind) ? QStringLiteral("udp") : QStringLiteral("tcp"), value);
}

template <auto Member> QString endpoints(Draft &draft, const QString &value)
{
    return readEndpoints(value, draft.config.chat.*Member);
}

template <auto Member> QString path(Draft &draft, const QString &value)
{
    draft.config.chat.*Member = value.isEmpty() ? QString() : QDir(draft.dataFolder).absoluteFilePath(value);
    return {};
}

template <auto Member> QString word(Draft &draft, const QString &value)
{
    return readWord(value, draft.config.chat.settings.*Member);
}

template <auto Member> QString text(Draft &draft, const QString &value)
{
    draft.config.chat.settings.*Member = value.toUtf8();
    return {};
}

template <auto Member, qint64 Least, qint64 Most> QString limit(Draft &draft, const QString &value)
{
    return readNumber(value, Least, Most, draft.config.chat.settings.limits.*Member);
}

template <auto Member> QString rule(Draft &draft, const QString &value)
{
    return readSwitch(value, {"no", "yes"}, draft.config.chat.settings.accounts.*Member);
}

template <auto Member> QString keep(Draft &draft, const QString &value)
{
    return readNumber(value, 0, Million * 100, draft.config.chat.history.*Member);
}

/// A hash made by "plausch-server hash-password", or the password itself.
QString readPassword(const QString &value, QByteArray &hash)
{
    const QByteArray bytes = value.toUtf8();
    if (bytes.isEmpty() || store::credentialFromText(bytes)) {
        hash = bytes;
        return {};
    }
    const auto credential = store::makeCredential(bytes);
    if (!credential)
        return QStringLiteral("this password cannot be used: it is too long or has characters that cannot be typed");
    hash = store::toText(*credential);
    return {};
}

QString dialect(Draft &draft, const QString &value)
{
    bool slide = false;
    const QString wrong = readSwitch(value, {"repaired", "slide"}, slide);
    draft.converter.dialect = slide ? ConverterDialect::Slide : ConverterDialect::Repaired;
    return wrong;
}

QString framing(Draft &draft, const QString &value)
{
    bool length = false;
    const QString wrong = readSwitch(value, {"line", "length"}, length);
    draft.converter.framing = length ? ConverterFraming::Length : ConverterFraming::Line;
    return wrong;
}

QString motd(Draft &draft, const QString &value)
{
    QByteArrayList &lines = draft.config.chat.settings.motd;
    lines = value.toUtf8().replace("\\n", "\n").split('\n');
    if (value.isEmpty())
        lines.clear();
    return {};
}

QString logLevel(Draft &draft, const QString &value)
{
    static const QStringList names{QStringLiteral("error"), QStringLiteral("warning"), QStringLiteral("info"),
                                   QStringLiteral("debug")};
    const qsizetype place = names.indexOf(value);
    if (place < 0)
        return QStringLiteral("\"%1\" is no level; there are %2")
            .arg(ConfigFile::shown(value), names.join(QStringLiteral(", ")));
    draft.config.logLevel = LogLevel(place);
    return {};
}

using L = server::Limits;
using P = chatserver::Plan;
using S = server::Settings;

constexpr Key Keys[] = {
    {"listen", "irc", endpoints<&P::irc>},
    {"listen", "tls", endpoints<&P::tls>},
    {"listen", "websocket", endpoints<&P::websocket>},
    {"listen", "websocket_origins",
     [](Draft &draft, const QString &value) { return readOrigins(value, draft.config.chat.origins); }},
    {"server", "name", word<&S::name>},
    {"server", "description", text<&S::description>},
    {"server", "network", word<&S::network>},
    {"server", "motd", motd},
    {"server", "password",
     [](Draft &draft, const QString &value) { return readPassword(value, draft.config.chat.settings.passwordHash); }},
    {"tls", "certificate", path<&P::certificate>},
    {"tls", "key", path<&P::key>},
    {"tls", "sts_seconds",
     [](Draft &draft, const QString &value) {
         return readNumber(value, 0, MaxStsSecs, draft.config.chat.settings.stsSecs);
     }},
    {"accounts", "database", path<&P::accountsFile>},
    {"accounts", "registration",
     [](Draft &draft, const QString &value) {
         return readSwitch(value, {"closed", "open"}, draft.config.chat.settings.accounts.open);
     }},
    {"accounts", "before_connect", rule<&server::AccountRules::beforeConnect>},
    {"accounts", "require_email", rule<&server::AccountRules::requireEmail>},
    {"accounts", "iterations",
     [](Draft &draft, const QString &value) {
         return readNumber(value, store::MinScramIterations, store::MaxScramIterations,
                           draft.config.chat.settings.accounts.iterations);
     }},
    {"history", "database", path<&P::historyFile>},
    {"history", "keep_days", keep<&chatserver::HistoryRules::keepDays>},
    {"history", "keep_messages", keep<&chatserver::HistoryRules::keepMessages>},
    {"history", "durable",
     [](Draft &draft, const QString &value) {
         return readSwitch(value, {"no", "yes"}, draft.config.chat.history.durable);
     }},
    {"history", "max_replay", limit<&L::maxReplay, 1, 1'000>},
    {"limits", "flood",
     [](Draft &draft, const QString &value) {
         return readSwitch(value, {"off", "on"}, draft.config.chat.settings.limits.flood);
     }},
    {"limits", "burst", limit<&L::floodBurst, 1, 10'000>},
    {"limits", "per_second", limit<&L::floodPerSecond, 1, 10'000>},
    {"limits", "connections", limit<&L::connections, 1, Million>},
    {"limits", "per_address", limit<&L::perAddress, 1, Million>},
    {"limits", "connects_per_minute", limit<&L::arrivalsPerMinute, 1, Million>},
    {"limits", "sendq", limit<&L::sendq, 16 * 1024, 1024 * MiB>},
    {"limits", "recvq", limit<&L::recvq, 16 * 1024, 64 * MiB>},
    {"limits", "registration_seconds", limit<&L::registrationSecs, 1, 3'600>},
    {"limits", "ping_seconds", limit<&L::pingSecs, 5, 3'600>},
    {"limits", "line", limit<&L::line, wire::MaxBodyBytes, wire::MaxLongBodyBytes>},
    {"limits", "nick", limit<&L::nick, 9, 64>},
    {"limits", "channel", limit<&L::channel, 8, 128>},
    {"limits", "topic", limit<&L::topic, 32, 400>},
    {"limits", "away", limit<&L::away, 32, 400>},
    {"limits", "kick", limit<&L::kick, 32, 400>},
    {"limits", "channels_per_user", limit<&L::channelsPerUser, 1, 10'000>},
    {"limits", "targets", limit<&L::targets, 1, 50>},
    {"limits", "monitor", limit<&L::monitor, 0, 10'000>},
    {"limits", "list_entries", limit<&L::listEntries, 1, 10'000>},
    {"threads", "loops",
     [](Draft &draft, const QString &value) { return readNumber(value, 1, 64, draft.config.chat.loops); }},
    {"log", "level", logLevel},
    {"log", "wire",
     [](Draft &draft, const QString &value) {
         return readSwitch(value, {"off", "on"}, draft.config.logWire);
     }},
    {"metrics", "listen", endpoints<&P::metrics>},
    {"converter", "tcp", service<ServiceKind::ConverterTcp>},
    {"converter", "udp", service<ServiceKind::ConverterUdp>},
    {"converter", "dialect", dialect},
    {"converter", "framing", framing},
    {"textbook", "tcp", service<ServiceKind::TextbookTcp>},
    {"textbook", "udp", service<ServiceKind::TextbookUdp>},
};

constexpr char Operators[] = "opers"; // its keys are names of the administrator's choice

bool isChatSection(const QString &section)
{
    return section != u"converter" && section != u"textbook" && section != u"log";
}

/// All sections there are, or all keys of one.
QString named(const QString &section = {})
{
    QStringList names;
    for (const Key &key : Keys) {
        const QString one = QLatin1String(key.section);
        const QString name = section.isEmpty() ? u'[' + one + u']' : QString(QLatin1String(key.name));
        if ((section.isEmpty() || section == one) && !names.contains(name))
            names.append(name);
    }
    if (section.isEmpty())
        names.append(u'[' + QLatin1String(Operators) + u']');
    return names.join(QStringLiteral(", "));
}

const Key *keyOf(const ConfigEntry &entry)
{
    const auto found = std::find_if(std::begin(Keys), std::end(Keys), [&entry](const Key &key) {
        return entry.section == QLatin1String(key.section) && entry.key == QLatin1String(key.name);
    });
    return found == std::end(Keys) ? nullptr : found;
}

void readEntry(ConfigFile &file, const ConfigEntry &entry, Draft &draft)
{
    if (entry.section == QLatin1String(Operators)) {
        QByteArray &hash = draft.config.chat.settings.operators[entry.key.toUtf8()];
        const QString wrong = readPassword(entry.value, hash);
        if (!wrong.isEmpty() || hash.isEmpty())
            file.complain(entry.line, wrong.isEmpty() ? QStringLiteral("an operator needs a password") : wrong);
        return;
    }
    const Key *key = keyOf(entry);
    if (!key)
        return file.complain(entry.line,
                             QStringLiteral("unknown key \"%1\" in [%2]; there are %3")
                                 .arg(ConfigFile::shown(entry.key), entry.section, named(entry.section)));
    if (const QString wrong = key->apply(draft, entry.value); !wrong.isEmpty())
        file.complain(entry.line, wrong);
}

void checkSections(ConfigFile &file)
{
    for (const QString &section : file.sections()) {
        const bool known = section == QLatin1String(Operators)
            || std::any_of(std::begin(Keys), std::end(Keys),
                           [&section](const Key &key) { return section == QLatin1String(key.section); });
        if (!known)
            file.complain(
                file.lineOfSection(section),
                QStringLiteral("unknown section \"[%1]\"; there are %2").arg(ConfigFile::shown(section), named()));
    }
}

int lineOf(const ConfigFile &file, QLatin1String section, QLatin1String key)
{
    for (const ConfigEntry &entry : file.entries()) {
        if (entry.section == section && entry.key == key)
            return entry.line;
    }
    return 0;
}

/// What only all keys together say.
void finish(ConfigFile &file, Draft &draft)
{
    ServerConfig &config = draft.config;
    for (chat::ServiceSpec &spec : config.services) {
        spec.dialect = draft.converter.dialect;
        spec.framing = draft.converter.framing;
    }
    std::stable_sort(config.services.begin(), config.services.end(),
                     [](const chat::ServiceSpec &a, const chat::ServiceSpec &b) { return a.kind < b.kind; });
    if (draft.converter.dialect == ConverterDialect::Slide && draft.converter.framing == ConverterFraming::Length)
        file.complain(lineOf(file, QLatin1String("converter"), QLatin1String("framing")),
                      QStringLiteral("framing=length belongs to dialect=repaired; the slide dialect frames nothing"));
    const bool chats = std::any_of(file.sections().cbegin(), file.sections().cend(), isChatSection);
    if (chats && !config.chat.isChatServer())
        config.chat.irc.append({QHostAddress(QHostAddress::LocalHost), IrcPort});
    if (config.chat.certificate.isEmpty() != config.chat.key.isEmpty())
        file.complain(file.lineOfSection(QStringLiteral("tls")),
                      QStringLiteral("certificate and key belong together: give both or neither"));
    if (config.chat.settings.stsSecs >= 0 && config.chat.tls.isEmpty())
        file.complain(lineOf(file, QLatin1String("tls"), QLatin1String("sts_seconds")),
                      QStringLiteral("sts_seconds sends clients to TLS; give tls=ADDRESS:PORT in [listen]"));
    if (!chats && config.services.isEmpty())
        file.complain(0,
                      QStringLiteral("names no service to open; give irc=ADDRESS:PORT in [listen], or tcp=ADDRESS:PORT "
                                     "or udp=ADDRESS:PORT in [converter] or [textbook]"));
    config.chat.settings.hasAccounts = !config.chat.accountsFile.isEmpty();
    config.chat.settings.hasHistory = !config.chat.historyFile.isEmpty();
}

Draft draftIn(const QString &dataFolder)
{
    Draft draft;
    draft.dataFolder = dataFolder;
    draft.converter.dialect = ConverterDialect::Repaired;
    draft.converter.framing = ConverterFraming::Line;
    draft.config.chat.dataFolder = dataFolder;
    draft.config.chat.accountsFile = QDir(dataFolder).filePath(QStringLiteral("accounts.sqlite"));
    draft.config.chat.historyFile = QDir(dataFolder).filePath(QStringLiteral("history.sqlite"));
    return draft;
}

ConfigResult resultOf(ConfigFile file, const QString &dataFolder)
{
    Draft draft = draftIn(dataFolder);
    checkSections(file);
    for (const ConfigEntry &entry : file.entries()) {
        if (file.complaint().isEmpty())
            readEntry(file, entry, draft);
    }
    if (file.complaint().isEmpty())
        finish(file, draft);
    if (!file.complaint().isEmpty())
        return {{}, file.complaint()};
    return {draft.config, {}};
}

} // namespace

ConfigResult parseServerConfig(const QByteArray &text, const QString &name, const QString &dataFolder)
{
    return resultOf(ConfigFile::parse(text, name), dataFolder);
}

ConfigResult readServerConfig(const QString &path, const QString &dataFolder)
{
    return resultOf(ConfigFile::read(path), dataFolder);
}

ServerConfig defaultServerConfig(const QString &dataFolder)
{
    return parseServerConfig(QByteArrayLiteral("[listen]\nirc=127.0.0.1:6667\n"), {}, dataFolder).config;
}

QString serverDataFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        .filePath(QStringLiteral("plausch-server"));
}

} // namespace plausch::app
