// Layer: server. Thread: the realm's. https://ircv3.net/specs/extensions/read-marker
#pragma once

#include <QByteArrayView>

namespace plausch::server {

class World;
struct Client;

/// MARKREAD, to a client with the capability. Between JOIN and the end of the names.
void sendMarker(World &world, Client &client, QByteArrayView target);

} // namespace plausch::server
