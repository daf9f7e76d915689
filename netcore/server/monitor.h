// Layer: server. Functions over the world. Thread: the realm's.
#pragma once

namespace plausch::server {

struct User;
class World;

/// Tells those who watch the nick. The user has just come in under it, or goes now or calls himself otherwise.
void tellOnline(World &world, const User &user);
void tellOffline(World &world, const User &user);

} // namespace plausch::server
