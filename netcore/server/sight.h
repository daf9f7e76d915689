// Layer: server. Pure functions over users and channels. Thread: the realm's. What one may know of others.
#pragma once

#include "server/channel.h"
#include "server/user.h"

namespace plausch::server {

bool shareChannel(const User &a, const User &b);
/// Secret channels are known to their members and to operators (https://modern.ircdocs.horse/#secret-channel-mode).
bool canSee(const User &asker, const Channel &channel);
/// Invisible users show themselves to whoever shares a channel with them, and to operators
/// (https://modern.ircdocs.horse/#invisible-user-mode). Who knows a nick may ask for it all the same.
bool canSee(const User &asker, const User &other);

} // namespace plausch::server
