#include "server/conversation.h"

#include "server/call.h"
#include "server/history.h"
#include "wire/casemap.h"

namespace plausch::server {
namespace {

std::optional<Conversation> ofChannel(const Call &call, QByteArrayView name)
{
    const Channel *channel = call.world.channelNamed(name);
    if (!channel || !call.world.memberOf(*channel, call.user()))
        return std::nullopt;
    return Conversation{channel->folded, channel->name, {}, 0};
}

/// Somebody who is not here may have been a guest, or has an account.
QByteArray talkerNamed(const World &world, QByteArrayView nick)
{
    if (const User *user = world.userNamed(nick))
        return talkerOf(*user);
    const QByteArray folded = wire::folded(nick);
    return world.accountNames.contains(folded) ? folded : guestTalker(nick);
}

} // namespace

std::optional<Conversation> conversationWith(const Call &call, QByteArrayView name)
{
    if (name.startsWith('#'))
        return ofChannel(call, name);
    if (name.isEmpty() || name == QByteArrayView("*") || name.contains(' '))
        return std::nullopt;
    const User &self = call.user();
    const User *other = call.world.userNamed(name);
    Conversation conversation;
    conversation.self = talkerOf(self);
    conversation.target = store::privateTarget(conversation.self, talkerNamed(call.world, name));
    conversation.name = other ? other->nick : name.toByteArray();
    conversation.since = self.account.isEmpty() ? self.namedUtc : 0;
    return conversation;
}

QByteArray nameOfTalker(const Call &call, const QByteArray &talker)
{
    if (talker.startsWith('~')) {
        const User *guest = call.world.userNamed(talker.mid(1));
        return guest ? guest->nick : talker.mid(1);
    }
    const std::shared_ptr<Profile> profile = call.world.profileOf(talker);
    return profile && !profile->users.empty() ? profile->users.front()->nick : talker;
}

} // namespace plausch::server
