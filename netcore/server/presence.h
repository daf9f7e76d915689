// Layer: server. Functions over the world. Thread: the realm's.
#pragma once

namespace plausch::server {

class Relay;
class World;
struct User;

/// What clients with away-notify read of it (https://ircv3.net/specs/extensions/away-notify); for JOIN as well, if the
/// user is away.
Relay awayLine(World &world, const User &user);

/// A user of several sessions is away if all of them are. To be called when one came, went or said AWAY; tells those
/// who care if it makes a difference.
void settleAway(World &world, User &user);

} // namespace plausch::server
