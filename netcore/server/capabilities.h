// Layer: server. Functions over the world. Thread: the realm's.
#pragma once

namespace plausch::server {

class World;
struct Client;
struct Settings;

/// The operator changed the settings: CAP NEW and CAP DEL for what this client is offered now and was not, or no more
/// (https://ircv3.net/specs/extensions/capability-negotiation#cap-notify).
void announceCapabilities(World &world, Client &client, const Settings &before);

} // namespace plausch::server
