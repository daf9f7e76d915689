#include "server/welcome.h"

#include "server/call.h"
#include "server/modes.h"
#include "server/usermodes.h"
#include "session/vocabulary.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

constexpr qsizetype TokensPerLine = 13; // https://modern.ircdocs.horse/#rplisupport-005

/// https://modern.ircdocs.horse/#targmax-parameter; without a number: as many as the line has room for.
QByteArray targetCeilings(const Limits &limits)
{
    const QByteArray targets = QByteArray::number(limits.targets);
    return "JOIN:,KICK:" + targets + ",LIST:,NAMES:" + targets + ",NOTICE:" + targets + ",PART:,PRIVMSG:" + targets
        + ",TAGMSG:" + targets;
}

} // namespace

void sendSupport(Call &call)
{
    const QByteArrayList tokens = supportTokens(call.world.settings);
    for (qsizetype i = 0; i < tokens.size(); i += TokensPerLine) {
        QByteArray body("005 ");
        body.append(call.nick());
        for (const QByteArray &token : tokens.mid(i, TokensPerLine))
            body.append(' ').append(token);
        call.say(body.append(" :are supported by this server"));
    }
}

void welcome(Call &call)
{
    const Settings &settings = call.world.settings;
    const QByteArray version = QByteArrayLiteral("plausch-" PLAUSCH_VERSION);
    call.numeric(RPL_WELCOME, {}, "Welcome to the " + settings.network + " network, " + call.user().mask);
    call.numeric(RPL_YOURHOST, {}, "Your host is " + settings.name + ", running " + version);
    call.numeric(RPL_CREATED, {}, "This server was started at " + formatTime(settings.startedUtc));
    call.numeric(RPL_MYINFO, {settings.name, version, userModeLetters(), "CIMPRbehiklmnoqstv", "Ibehkloqv"});
    sendSupport(call);
    sendLusers(call);
    sendMotd(call);
}

QByteArrayList supportTokens(const Settings &settings)
{
    const Limits &limits = settings.limits;
    const auto number = [](const char *key, qint64 value) { return key + QByteArray::number(value); };
    QByteArrayList tokens{
        number("AWAYLEN=", limits.away),
        QByteArrayLiteral("BOT=B"),
        QByteArrayLiteral("CASEMAPPING=ascii"),
        number("CHANLIMIT=#:", limits.channelsPerUser),
        QByteArrayLiteral("CHANMODES=Ibe,k,l,CMPRimnst"),
        number("CHANNELLEN=", limits.channel),
        QByteArrayLiteral("CHANTYPES=#"),
        number("HOSTLEN=", 64),
        number("KICKLEN=", limits.kick),
        number("LINELEN=", limits.line),
        number("MONITOR=", limits.monitor),
        number("NAMELEN=", limits.realName),
        QByteArrayLiteral("NETWORK=") + settings.network,
        number("NICKLEN=", limits.nick),
        number("MAXLIST=Ibe:", limits.listEntries),
        number("MODES=", MaxVariableModes),
        number("KEYLEN=", MaxKeyBytes),
        QByteArrayLiteral("ACCOUNTEXTBAN=a,account"),
        QByteArrayLiteral("ELIST=CMNTU"),
        QByteArrayLiteral("EXCEPTS=e"),
        QByteArrayLiteral("EXTBAN=~,a"),
        QByteArrayLiteral("INVEX=I"),
        QByteArrayLiteral("PREFIX=(qohv)~@%+"),
        QByteArrayLiteral("SAFELIST"),
        QByteArrayLiteral("STATUSMSG=~@%+"),
        "TARGMAX=" + targetCeilings(limits),
        number("TOPICLEN=", limits.topic),
        number("USERLEN=", limits.user),
        QByteArrayLiteral("UTF8ONLY"),
        QByteArrayLiteral("WHOX"),
    };
    if (settings.hasHistory) {
        tokens.append(number("CHATHISTORY=", limits.maxReplay));
        tokens.append(QByteArrayLiteral("MSGREFTYPES=msgid,timestamp"));
    }
    std::sort(tokens.begin(), tokens.end());
    return tokens;
}

/// https://modern.ircdocs.horse/#lusers-message: what is none of these needs no line.
void sendLusers(Call &call)
{
    const World &world = call.world;
    const Census &census = world.census;
    const auto number = [](qint64 value) { return QByteArray::number(value); };
    call.numeric(RPL_LUSERCLIENT, {},
                 "There are " + number(census.users - census.invisible) + " users and " + number(census.invisible)
                     + " invisible on 1 server");
    if (census.operators > 0)
        call.numeric(RPL_LUSEROP, {number(census.operators)}, "operator(s) online");
    if (census.unregistered > 0)
        call.numeric(RPL_LUSERUNKNOWN, {number(census.unregistered)}, "unknown connection(s)");
    call.numeric(RPL_LUSERCHANNELS, {number(world.channels().size())}, "channels formed");
    call.numeric(RPL_LUSERME, {}, "I have " + number(census.users) + " clients and 0 servers");
    const QByteArray users = number(census.users);
    const QByteArray most = number(census.mostUsers);
    call.numeric(RPL_LOCALUSERS, {users, most}, "Current local users " + users + ", max " + most);
    call.numeric(RPL_GLOBALUSERS, {users, most}, "Current global users " + users + ", max " + most);
}

void sendMotd(Call &call)
{
    const Settings &settings = call.world.settings;
    if (settings.motd.isEmpty())
        return call.numeric(ERR_NOMOTD, {}, "There is no message of the day");
    call.numeric(RPL_MOTDSTART, {}, "- " + settings.name + " message of the day -");
    for (const QByteArray &line : settings.motd)
        call.numeric(RPL_MOTD, {}, "- " + line);
    call.numeric(RPL_ENDOFMOTD, {}, "End of the message of the day");
}

} // namespace plausch::server
