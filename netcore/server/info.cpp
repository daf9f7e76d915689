// What the server says of itself: https://modern.ircdocs.horse/#server-queries-and-commands
#include "server/call.h"
#include "server/commands.h"
#include "server/serverquery.h"
#include "server/welcome.h"
#include "server/wildcard.h"
#include "session/vocabulary.h"

namespace plausch::server {
namespace {

using namespace session;

void onMotd(Call &call)
{
    if (isThisServer(call, call.param(0)))
        sendMotd(call);
}

/// LUSERS [<mask> [<server>]]: there is one server, so the mask makes no difference (RFC 2812 section 3.4.2).
void onLusers(Call &call)
{
    if (isThisServer(call, call.param(1)))
        sendLusers(call);
}

void onVersion(Call &call)
{
    if (!isThisServer(call, call.param(0)))
        return;
    const QByteArray qt = QByteArrayLiteral("Qt ") + qVersion();
    call.numeric(RPL_VERSION, {"plausch-" PLAUSCH_VERSION, call.world.settings.name}, qt);
    sendSupport(call);
}

void onTime(Call &call)
{
    if (!isThisServer(call, call.param(0)))
        return;
    const qint64 utc = call.world.now.utc;
    call.numeric(RPL_TIME, {call.world.settings.name, QByteArray::number(utc / 1000), "0"}, formatTime(utc));
}

void onInfo(Call &call)
{
    if (!isThisServer(call, call.param(0)))
        return;
    const Settings &settings = call.world.settings;
    for (const QByteArray &line :
         {QByteArrayLiteral("plausch-server " PLAUSCH_VERSION ", a chat server for small teams"), settings.description,
          "Running since " + formatTime(settings.startedUtc)})
        call.numeric(RPL_INFO, {}, line);
    call.numeric(RPL_ENDOFINFO, {}, "End of /INFO list");
}

void onAdmin(Call &call)
{
    if (!isThisServer(call, call.param(0)))
        return;
    const Settings &settings = call.world.settings;
    if (settings.admin.isEmpty())
        return call.numeric(ERR_NOADMININFO, {settings.name}, "No administrative info available");
    call.numeric(RPL_ADMINME, {settings.name}, "Administrative info");
    constexpr Numeric Lines[] = {RPL_ADMINLOC1, RPL_ADMINLOC2, RPL_ADMINEMAIL};
    for (qsizetype i = 0; i < 3 && i < settings.admin.size(); ++i)
        call.numeric(Lines[i], {}, settings.admin.at(i));
}

/// LINKS [[<server>] <mask>] (https://modern.ircdocs.horse/#links-message): the one server there is, if it fits.
void onLinks(Call &call)
{
    const bool remote = call.line.paramCount > 1;
    if (remote && !isThisServer(call, call.param(0)))
        return;
    const Settings &settings = call.world.settings;
    const QByteArrayView mask = call.param(remote ? 1 : 0);
    if (mask.isEmpty() || matchesWildcard(mask, settings.name))
        call.numeric(RPL_LINKS, {settings.name, settings.name}, "0 " + settings.description);
    call.numeric(RPL_ENDOFLINKS, {mask}, "End of /LINKS list");
}

} // namespace

Commands infoCommands()
{
    static constexpr Command table[] = {
        {"ADMIN", onAdmin, 0, false, 2},     {"INFO", onInfo, 0, false, 2}, {"LINKS", onLinks, 0, false, 2},
        {"LUSERS", onLusers, 0, false, 2},   {"MOTD", onMotd, 0, false, 3}, {"TIME", onTime},
        {"VERSION", onVersion, 0, false, 2},
    };
    return table;
}

} // namespace plausch::server
