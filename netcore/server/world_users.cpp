// World: clients, users and the accounts they are of.
#include "server/world.h"

#include "server/foldedname.h"
#include "wire/casemap.h"

#include <algorithm>
#include <utility>

namespace plausch::server {

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
    user->host = user->realHost = hostOf(client.arrival);
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

void World::sweepProfiles()
{
    m_profiles.removeIf([](const auto &one) { return one.value().expired(); });
}

} // namespace plausch::server
