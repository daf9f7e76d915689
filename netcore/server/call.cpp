#include "server/call.h"

#include "server/monitor.h"
#include "server/presence.h"
#include "session/vocabulary.h"

namespace plausch::server {
namespace {

bool isMiddle(QByteArrayView param)
{
    return !param.isEmpty() && !param.startsWith(':') && !param.contains(' ');
}

void appendMiddle(QByteArray &body, QByteArrayView param)
{
    body.append(' ').append(isMiddle(param) ? param : QByteArrayView("*"));
}

/// 512 bytes with CR LF, of whole characters.
QByteArray fitted(const QByteArray &body)
{
    constexpr qsizetype room = wire::MaxBodyBytes - 2;
    return body.size() > room ? session::truncated(body, room) : body;
}

} // namespace

QByteArrayView Call::nick() const
{
    if (client.user)
        return client.user->nick;
    return client.greeting && !client.greeting->nick.isEmpty() ? QByteArrayView(client.greeting->nick)
                                                               : QByteArrayView("*");
}

QByteArray numericBody(const World &world, QByteArrayView nick, session::Numeric code, Call::Views middle,
                       QByteArrayView text)
{
    const int number = int(code);
    const char digits[] = {char('0' + number / 100), char('0' + number / 10 % 10), char('0' + number % 10)};
    QByteArray body;
    body.reserve(128);
    body.append(':').append(world.settings.name).append(' ').append(digits, 3).append(' ').append(nick);
    for (const QByteArrayView param : middle)
        appendMiddle(body, param);
    if (!text.isNull())
        body.append(" :").append(text);
    return fitted(body);
}

void Call::numeric(session::Numeric code, Views middle, QByteArrayView text) const
{
    world.replies().add({}, numericBody(world, nick(), code, middle, text));
}

void Call::say(QByteArrayView body, QByteArrayView tags) const
{
    QByteArray whole;
    whole.append(':').append(world.settings.name).append(' ').append(body);
    world.replies().add(tags, fitted(whole));
}

void Call::standard(QByteArrayView kind, QByteArrayView command, QByteArrayView code, Views context,
                    QByteArrayView text) const
{
    QByteArray body = kind.toByteArray();
    body.append(' ').append(command).append(' ').append(code);
    for (const QByteArrayView param : context)
        appendMiddle(body, param);
    body.append(" :").append(text);
    say(body);
}

void Call::fail(QByteArrayView command, QByteArrayView code, Views context, QByteArrayView text) const
{
    standard("FAIL", command, code, context, text);
}

void Call::warn(QByteArrayView command, QByteArrayView code, Views context, QByteArrayView text) const
{
    standard("WARN", command, code, context, text);
}

void Call::note(QByteArrayView command, QByteArrayView code, Views context, QByteArrayView text) const
{
    standard("NOTE", command, code, context, text);
}

QByteArray farewell(QByteArrayView address, QByteArrayView words)
{
    QByteArray line("ERROR :Closing link: (");
    line.append(address).append(") [").append(words).append("]\r\n");
    return line;
}

void disconnect(World &world, Client &client, QByteArrayView words)
{
    if (client.stage == Client::Stage::Closed)
        return;
    if (world.asking() == &client)
        world.endAnswer();
    world.write(client, farewell(client.arrival.address, words));
    client.outlet->close();
    User *user = client.user;
    if (user && user->clients.size() == 1) {
        Relay quit = world.relay(*user, "QUIT", {words});
        keepEventAround(world, *user, store::HistoryCommand::Quit, quit);
        client.stage = Client::Stage::Closed;
        world.deliverAround(*user, quit, false);
        tellOffline(world, *user);
    }
    world.remove(client);
    if (user && !user->clients.empty())
        settleAway(world, *user);
}

} // namespace plausch::server
