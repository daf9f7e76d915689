// World: channels and who is in them.
#include "server/world.h"

#include "server/foldedname.h"
#include "wire/casemap.h"

#include <algorithm>

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

} // namespace plausch::server
