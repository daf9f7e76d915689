// Layer: server. Functions over the world. Thread: the realm's.
#pragma once

namespace plausch::server {

class World;
struct Channel;
struct Client;

/// JOIN as the client is to see it, with topic and names: for a session that is told where it is.
void showJoined(World &world, Client &client, const Channel &channel);

} // namespace plausch::server
