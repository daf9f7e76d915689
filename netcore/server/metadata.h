// Layer: server. Thread: the realm's. https://ircv3.net/specs/extensions/metadata
#pragma once

namespace plausch::server {

class World;
struct Channel;
struct Client;

/// What the client's user has said of itself, as the welcome of a client with the capability ends.
void sendOwnMetadata(World &world, Client &client);
/// What the client subscribed to, of a channel it came into and of those who are there.
void syncMetadata(World &world, Client &client, const Channel &channel);

} // namespace plausch::server
