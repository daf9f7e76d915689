// Layer: server. Thread: the realm's.
#pragma once

#include <QByteArray>

namespace plausch::server {

class World;
struct Channel;
struct Client;

/// 353 for all the client may see of the channel, without 366.
void sendMembers(World &world, Client &client, const Channel &channel);
/// 366.
void sendEndOfNames(World &world, Client &client, QByteArrayView channel);

} // namespace plausch::server
