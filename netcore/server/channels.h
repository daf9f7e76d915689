// Layer: server. Functions over a Call. Thread: the realm's.
#pragma once

#include "server/channel.h"

#include <QByteArrayView>

#include <optional>

namespace plausch::server {

class Call;
class World;
struct Client;

/// A user's place in a channel. The member is good until somebody enters or leaves.
struct Seat
{
    Channel &channel;
    Member &member;
};
/// Where who asks sits; answers with 403 or 442 if that is nowhere.
std::optional<Seat> seatIn(const Call &call, QByteArrayView name);

/// What who asks may do as one of such a rank: operators of the server anything, anywhere.
Ranks authority(const Call &call, Ranks inChannel);
/// For one who may not even know of it (sight.h).
bool isHidden(const Call &call, const Channel &channel);

/// JOIN as the client is to see it, with topic and names: for who joined, and for a session that is told where it is.
void showJoined(World &world, Client &client, const Channel &channel);

} // namespace plausch::server
