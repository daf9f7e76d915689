// Layer: server. Thread: the realm's.
#pragma once

namespace plausch::server {

class World;
struct Channel;
struct Client;

/// 332 and 333, or nothing if there is no topic.
void sendTopic(World &world, Client &client, const Channel &channel);

} // namespace plausch::server
