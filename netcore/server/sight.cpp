#include "server/sight.h"

#include <algorithm>

namespace plausch::server {
namespace {

bool isIn(const User &user, const Channel &channel)
{
    return std::any_of(user.channels.begin(), user.channels.end(),
                       [&channel](const Membership &one) { return one.channel == &channel; });
}

} // namespace

bool shareChannel(const User &a, const User &b)
{
    return std::any_of(a.channels.begin(), a.channels.end(),
                       [&b](const Membership &one) { return isIn(b, *one.channel); });
}

bool canSee(const User &asker, const Channel &channel)
{
    return !channel.is(ChannelMode::Secret) || asker.is(UserMode::Operator) || isIn(asker, channel);
}

bool canSee(const User &asker, const User &other)
{
    return !other.is(UserMode::Invisible) || &asker == &other || asker.is(UserMode::Operator)
        || shareChannel(asker, other);
}

} // namespace plausch::server
