// Layer: server. Thread: the realm's, except where it says otherwise. Owner: ServerRealm.
#pragma once

#include "server/channel.h"
#include "server/outside.h"
#include "store/serverrows.h"

#include <QHash>

#include <vector>

namespace plausch::server {

class World;

/// As it is in the database.
struct KeptChannel
{
    store::ChannelRow row;
    Metadata metadata;
};

/// The channels that stay: brought back at the start, and written again some time after they changed, all that changed
/// at once, and of each only what is different.
class KeptChannels
{
public:
    static std::vector<KeptChannel> load(store::Accounts &accounts); // on the accounts' loop

    void restore(World &world, std::vector<KeptChannel> channels);
    void flush(World &world, Outside &outside);

private:
    QHash<QByteArray, KeptChannel> m_kept; // by folded name
};

/// Topic, modes, lists, ranks, name or metadata of the channel changed, and it may be one that stays. For whoever
/// changes one of them to call afterwards.
void noteChange(World &world, Channel &channel);
/// What an account is in a channel whenever it comes in: the founder for good, the others what they were last.
Ranks keptRanks(const Channel &channel, const User &user);
/// The user just signed in: gets that in the channels it is in.
void giveKeptRanks(World &world, User &user);

} // namespace plausch::server
