// World: how lines reach those who are here (world_users.cpp, world_channels.cpp: who that is).
#include "server/world.h"

#include "session/vocabulary.h"
#include "wire/message.h"

#include <algorithm>
#include <utility>

namespace plausch::server {

namespace {

char *put(char *to, QByteArrayView bytes)
{
    return std::copy(bytes.begin(), bytes.end(), to);
}

/// A last parameter that takes its colon.
bool isTrailing(QByteArrayView param)
{
    return param.isEmpty() || param.front() == ':' || param.contains(' ');
}

} // namespace

World::World(Settings initial) : settings(std::move(initial)) { }

World::~World()
{
    qDeleteAll(m_users);
    qDeleteAll(m_channels);
}

void World::deliver(Client &to, Relay &line)
{
    if (!line.isFor(to.caps))
        return;
    if (&to == m_asking)
        m_replies.add(line.tagsFor(to.caps), line.body());
    else
        write(to, line.lineFor(to.caps));
}

void World::write(Client &to, const QByteArray &lines)
{
    flush();
    to.outlet->write(lines);
}

void World::deliver(User &to, Relay &line, Client *except)
{
    for (Client *client : to.clients) {
        if (client != except)
            deliver(*client, line);
    }
}

void World::deliver(Channel &to, Relay &line, Client *except)
{
    // A copy with a label, or one that would overtake an echo, is part of an answer: its place is not in the fan-out.
    const bool answers = m_asking && m_asking != except && (!m_replies.label().isEmpty() || m_asking->isWaitedFor());
    if (!answers && Fanout::isWorthIt(to, line))
        return m_fanout.add(to, line, except);
    for (const Member &member : to.members)
        deliver(*member.user, line, except);
}

void World::deliverAround(User &user, Relay &line, bool toSelf)
{
    visitAround(user, toSelf, [&](User &one) { deliver(one, line); });
}

void World::tellWatchers(User &user, Relay &line)
{
    for (Client *client : watchers.of(user.folded)) {
        if (client->has(session::Cap::ExtendedMonitor) && client->user->mark != m_mark)
            deliver(*client, line);
    }
}

Relay World::relay(QByteArray body)
{
    Relay line(std::move(body));
    line.time = m_time.of(now.utc);
    return line;
}

Relay World::relay(const User &from, QByteArrayView command, std::initializer_list<QByteArrayView> params)
{
    constexpr qsizetype LineEnd = 2; // Relay's
    const bool colon = params.size() > 0 && isTrailing(params.end()[-1]);
    qsizetype size = 1 + from.mask.size() + 1 + command.size() + (colon ? 1 : 0);
    for (const QByteArrayView param : params)
        size += 1 + param.size();
    QByteArray body(size + LineEnd, Qt::Uninitialized);
    char *to = put(put(put(put(body.data(), ":"), from.mask), " "), command);
    for (const QByteArrayView &param : params)
        to = put(put(to, colon && &param == params.end() - 1 ? " :" : " "), param);
    body.chop(LineEnd);
    if (const qsizetype room = settings.limits.line - LineEnd; body.size() > room)
        body = session::truncated(body, room);
    Relay line = relay(std::move(body));
    line.account = from.account;
    line.fromBot = from.is(UserMode::Bot);
    return line;
}

void World::beginAnswer(Client &client, QByteArray label)
{
    m_asking = &client;
    m_holdsAnswer = false;
    m_replies.begin(std::move(label));
}

void World::endAnswer()
{
    Client *client = std::exchange(m_asking, nullptr);
    if (!client)
        return;
    const bool holds = std::exchange(m_holdsAnswer, false);
    const QByteArray label = holds ? m_replies.label() : QByteArray();
    const QByteArray bytes = m_replies.take(client->caps, settings.name, m_time.of(now.utc));
    if (holds)
        history.hold(client->id);
    if (holds || (client->isWaitedFor() && !bytes.isEmpty()))
        hold(*client, {holds, label, bytes});
    else if (!bytes.isEmpty())
        write(*client, bytes);
}

void World::sweep()
{
    m_goneClients.clear();
    m_goneUsers.clear();
    m_goneChannels.clear();
}

} // namespace plausch::server
