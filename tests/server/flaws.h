// What must be true of a world whatever was typed, and of every line that comes of it.
#pragma once

#include "server/masks.h"
#include "server/world.h"
#include "wire/casemap.h"
#include "wire/message.h"

#include <QByteArray>
#include <QString>

#include <algorithm>

namespace plausch::test {

/// nullptr: all is well.
inline const char *flawOf(const server::User &user)
{
    for (const server::Membership &membership : user.channels) {
        const auto &members = membership.channel->members;
        if (membership.place >= members.size() || members[membership.place].user != &user)
            return "a member is not where he is said to be";
        if (std::count_if(members.begin(), members.end(), [&](const server::Member &one) { return one.user == &user; })
            != 1)
            return "a member is there twice";
    }
    for (const server::Channel *channel : user.invitations) {
        if (std::count(channel->invited.begin(), channel->invited.end(), &user) != 1)
            return "a user is invited, and the channel does not know";
    }
    return user.clients.empty() ? "a user without a client" : nullptr;
}

inline const char *flawOf(const server::Channel &channel, const server::World &world)
{
    if (channel.members.empty() && !channel.is(server::ChannelMode::Persistent))
        return "nobody is in a channel that does not stay";
    if (channel.folded != wire::folded(channel.name) || !wire::isValidChannelName(channel.name))
        return "a channel has a wrong name";
    if (channel.bans.size() + channel.exceptions.size() + channel.invitations.size()
        > std::size_t(world.settings.limits.listEntries))
        return "more masks than there may be";
    for (const auto *list : {&channel.bans, &channel.exceptions, &channel.invitations}) {
        for (const server::MaskEntry &entry : *list) {
            if (entry.mask.isEmpty() || entry.mask != server::normalizedMask(entry.mask))
                return "a mask that is none";
        }
    }
    for (const server::Member &member : channel.members) {
        if (world.memberOf(channel, *member.user) != &member)
            return "a channel has a member who does not know";
    }
    for (const server::User *user : channel.invited) {
        if (std::count(user->invitations.begin(), user->invitations.end(), &channel) != 1)
            return "a channel has invited a user who does not know";
    }
    return channel.topic.text.size() > world.settings.limits.topic ? "a topic that is too long" : nullptr;
}

inline const char *flawOf(const server::Census &census, const server::World &world)
{
    const auto count = [&world](server::UserMode mode) {
        return std::count_if(world.users().begin(), world.users().end(),
                             [mode](const server::User *one) { return one->is(mode); });
    };
    const auto greeting = std::count_if(world.clients().begin(), world.clients().end(),
                                        [](const auto &one) { return !one.second->user; });
    if (census.users != world.users().size() || census.mostUsers < census.users || census.unregistered != greeting)
        return "the census has miscounted";
    if (census.operators != count(server::UserMode::Operator) || census.invisible != count(server::UserMode::Invisible))
        return "the census has miscounted those with a mode";
    return nullptr;
}

inline const char *flawOf(const server::World &world)
{
    if (const char *flaw = flawOf(world.census, world))
        return flaw;
    for (auto user = world.users().begin(); user != world.users().end(); ++user) {
        if (user.key() != (*user)->folded || wire::folded((*user)->nick) != user.key())
            return "a user under another name";
        if (const char *flaw = flawOf(**user))
            return flaw;
    }
    for (auto channel = world.channels().begin(); channel != world.channels().end(); ++channel) {
        if (channel.key() != (*channel)->folded)
            return "a channel under another name";
        if (const char *flaw = flawOf(**channel, world))
            return flaw;
    }
    return nullptr;
}

/// What a server may send: 512 bytes, words before a text, UTF-8.
inline bool isSendable(const QByteArray &line)
{
    wire::MessageView view;
    const qsizetype tags = line.startsWith('@') ? line.indexOf(' ') + 1 : 0;
    if (tags > wire::MaxTagBytes)
        return false;
    return wire::parse(line, view) == wire::ParseError::None && line.size() - tags <= wire::MaxBodyBytes - 2
        && !QString::fromUtf8(line).contains(QChar::ReplacementCharacter);
}

} // namespace plausch::test
