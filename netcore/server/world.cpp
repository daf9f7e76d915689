#include "server/world.h"

#include "server/foldedname.h"
#include "session/vocabulary.h"
#include "wire/casemap.h"

#include <algorithm>
#include <utility>

namespace plausch::server {
namespace {

constexpr std::size_t FirstMembers = 4;
constexpr std::size_t MaxInvitations = 64; // of one user, and to one channel

Membership *membershipOf(User &user, const Channel &channel)
{
    const auto found = std::find_if(user.channels.begin(), user.channels.end(),
                                    [&channel](const Membership &one) { return one.channel == &channel; });
    return found == user.channels.end() ? nullptr : &*found;
}

} // namespace

World::World(Settings initial) : settings(std::move(initial)) { }

World::~World()
{
    qDeleteAll(m_users);
    qDeleteAll(m_channels);
}

QByteArray hostOf(const Arrival &arrival)
{
    return arrival.address.startsWith(':') ? '0' + arrival.address : arrival.address;
}

Client &World::add(const Arrival &arrival, Outlet &outlet)
{
    auto client = std::make_unique<Client>();
    client->id = ++m_lastId;
    client->outlet = &outlet;
    client->arrival = arrival;
    client->arrivedAt = client->heardAt = now.monotonic;
    ++m_crowds[crowdOf(arrival.address)];
    ++census.unregistered;
    return *m_clients.emplace(client->id, std::move(client)).first->second;
}

Client *World::client(ClientId id) const
{
    const auto found = m_clients.find(id);
    return found == m_clients.end() ? nullptr : found->second.get();
}

User *World::userNamed(QByteArrayView nick) const
{
    return m_users.value(FoldedName(nick).key());
}

User &World::enter(Client &client, const QByteArray &nick, const QByteArray &name, const QByteArray &realName)
{
    auto *user = new User;
    user->nick = nick;
    user->folded = wire::folded(nick);
    user->name = name;
    user->host = hostOf(client.arrival);
    user->realName = realName;
    user->signedOnUtc = user->namedUtc = now.utc;
    user->spokeAt = now.monotonic;
    user->updateMask();
    m_users.insert(user->folded, user);
    m_nickLooks.add(user->folded);
    census.users = int(m_users.size());
    census.mostUsers = std::max(census.mostUsers, census.users);
    attach(client, *user);
    return *user;
}

void World::attach(Client &client, User &user)
{
    flush();
    user.clients.push_back(&client);
    client.user = &user;
    client.stage = Client::Stage::Ready;
    census.unregistered -= client.greeting ? 1 : 0; // not of one that moves from user to user
    client.greeting.reset();
}

void World::rename(User &user, const QByteArray &nick)
{
    departed.add(user, now.utc, settings.limits.whowas);
    m_users.remove(user.folded);
    m_nickLooks.remove(user.folded);
    user.nick = nick;
    if (const QByteArray folded = wire::folded(nick); folded != user.folded) {
        user.folded = folded;
        user.namedUtc = now.utc;
    }
    user.updateMask();
    m_users.insert(user.folded, &user);
    m_nickLooks.add(user.folded);
}

void World::setMode(User &user, UserMode mode, bool on)
{
    if (user.is(mode) == on)
        return;
    user.modes.setFlag(mode, on);
    if (mode == UserMode::Invisible)
        census.invisible += on ? 1 : -1;
    if (mode != UserMode::Operator)
        return;
    if (on) {
        m_operators.push_back(&user);
    } else {
        std::erase(m_operators, &user);
        user.operatorName.clear();
    }
    census.operators = int(m_operators.size());
}

const User *World::lookalike(QByteArrayView nick, const User *self)
{
    if (Lookalikes::concerns(nick) && !m_nickLooks.isOn()) {
        m_nickLooks.switchOn();
        for (const User *user : m_users)
            m_nickLooks.add(user->folded);
    }
    return m_users.value(m_nickLooks.twinOf(wire::folded(nick), self ? self->folded : QByteArray()));
}

void World::remove(Client &client)
{
    client.stage = Client::Stage::Closed;
    auto node = m_clients.extract(client.id);
    if (!node)
        return;
    flush();
    watchers.clear(client);
    census.unregistered -= client.greeting ? 1 : 0;
    if (const auto crowd = m_crowds.find(crowdOf(client.arrival.address)); --*crowd == 0)
        m_crowds.erase(crowd);
    m_goneClients.push_back(std::move(node.mapped()));
    if (m_asking == &client)
        m_asking = nullptr;
    detach(client);
}

void World::detach(Client &client)
{
    flush();
    User *user = std::exchange(client.user, nullptr);
    if (!user)
        return;
    std::erase(user->clients, &client);
    if (!user->clients.empty())
        return;
    while (!user->channels.empty())
        leave(*user->channels.back().channel, *user);
    while (!user->invitations.empty())
        forgetInvitation(*user->invitations.back(), *user);
    if (user->profile)
        std::erase(user->profile->users, user);
    departed.add(*user, now.utc, settings.limits.whowas);
    m_users.remove(user->folded);
    m_nickLooks.remove(user->folded);
    census.users = int(m_users.size());
    setMode(*user, UserMode::Operator, false);
    setMode(*user, UserMode::Invisible, false);
    m_goneUsers.emplace_back(user);
}

std::shared_ptr<Profile> World::profileOf(QByteArrayView account) const
{
    return m_profiles.value(FoldedName(account).key()).lock();
}

std::shared_ptr<Profile> World::keepProfile(Profile loaded)
{
    std::weak_ptr<Profile> &kept = m_profiles[wire::folded(loaded.account)];
    std::shared_ptr<Profile> profile = kept.lock();
    if (!profile) {
        profile = std::make_shared<Profile>(std::move(loaded));
        kept = profile;
    }
    return profile;
}

void World::setProfile(User &user, std::shared_ptr<Profile> profile)
{
    if (user.profile)
        std::erase(user.profile->users, &user);
    user.profile = std::move(profile);
    user.account = user.profile ? user.profile->account : QByteArray();
    if (user.profile)
        user.profile->users.push_back(&user);
    for (Client *client : user.clients)
        client->account = user.account;
}

Profile &World::profile(User &user)
{
    if (!user.profile) {
        user.profile = std::make_shared<Profile>();
        user.profile->users.push_back(&user);
    }
    return *user.profile;
}

Channel *World::channelNamed(QByteArrayView name) const
{
    return m_channels.value(FoldedName(name).key());
}

const Channel *World::channelLookalike(QByteArrayView name)
{
    if (Lookalikes::concerns(name) && !m_channelLooks.isOn()) {
        m_channelLooks.switchOn();
        for (const Channel *channel : m_channels)
            m_channelLooks.add(channel->folded);
    }
    return m_channels.value(m_channelLooks.twinOf(wire::folded(name), {}));
}

Channel &World::create(const QByteArray &name)
{
    auto *channel = new Channel;
    channel->name = name;
    channel->folded = wire::folded(name);
    channel->createdUtc = now.utc;
    channel->members.reserve(FirstMembers);
    m_channels.insert(channel->folded, channel);
    m_channelLooks.add(channel->folded);
    return *channel;
}

void World::rename(Channel &channel, const QByteArray &name)
{
    m_channels.remove(channel.folded);
    m_channelLooks.remove(channel.folded);
    channel.name = name;
    channel.folded = wire::folded(name);
    m_channels.insert(channel.folded, &channel);
    m_channelLooks.add(channel.folded);
}

void World::destroy(Channel &channel)
{
    while (!channel.invited.empty())
        forgetInvitation(channel, *channel.invited.back());
    if (settings.hasHistory && channel.isClosed())
        history.forget(channel.folded); // whoever makes it anew was not in it
    m_channels.remove(channel.folded);
    m_channelLooks.remove(channel.folded);
    m_goneChannels.emplace_back(&channel);
}

Member *World::memberOf(const Channel &channel, const User &user) const
{
    // Whichever list is the shorter one: a user is in few channels, a channel may have thousands.
    for (const Membership &one : user.channels) {
        if (one.channel == &channel)
            return &one.channel->members[one.place];
    }
    return nullptr;
}

void World::enter(Channel &channel, User &user, Ranks ranks)
{
    flush();
    user.channels.push_back({&channel, quint32(channel.members.size())});
    channel.members.push_back({&user, ranks});
}

void World::leave(Channel &channel, User &user)
{
    Membership *membership = membershipOf(user, channel);
    if (!membership)
        return;
    flush();
    const quint32 place = membership->place;
    *membership = user.channels.back();
    user.channels.pop_back();
    channel.members[place] = channel.members.back();
    channel.members.pop_back();
    if (place < channel.members.size())
        membershipOf(*channel.members[place].user, channel)->place = place;
    else if (channel.members.empty() && !channel.is(ChannelMode::Persistent))
        destroy(channel);
}

void World::invite(Channel &channel, User &user)
{
    forgetInvitation(channel, user);
    if (user.invitations.size() == MaxInvitations)
        forgetInvitation(*user.invitations.front(), user);
    if (channel.invited.size() == MaxInvitations)
        forgetInvitation(channel, *channel.invited.front());
    user.invitations.push_back(&channel);
    channel.invited.push_back(&user);
}

void World::forgetInvitation(Channel &channel, User &user)
{
    std::erase(user.invitations, &channel);
    std::erase(channel.invited, &user);
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
    qsizetype size = from.mask.size() + command.size() + 3;
    for (const QByteArrayView param : params)
        size += param.size() + 2;
    QByteArray body;
    body.reserve(size);
    body.append(':').append(from.mask).append(' ').append(command);
    const QByteArrayView *last = params.end() - 1;
    for (const QByteArrayView &param : params) {
        body.append(' ');
        if (&param == last && (param.isEmpty() || param.startsWith(':') || param.contains(' ')))
            body.append(':');
        body.append(param);
    }
    if (constexpr qsizetype room = wire::MaxBodyBytes - 2; body.size() > room)
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

void World::sweepProfiles()
{
    m_profiles.removeIf([](const auto &one) { return one.value().expired(); });
}

} // namespace plausch::server
