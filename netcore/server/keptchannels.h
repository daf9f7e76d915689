// Layer: server. Thread: the realm's, except where it says otherwise. Owner: ServerRealm.
#pragma once

#include "server/channel.h"
#include "server/outside.h"
#include "store/serverrows.h"

#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace plausch::store {
class Database;
} // namespace plausch::store

namespace plausch::server {

class World;

/// As it is in the database.
struct KeptChannel
{
    store::ChannelRow row;
    Metadata metadata;
};

/// The channels that stay: brought back at the start, and written again some time after they changed, all that changed
/// at once, and of each only what is different. What could not be written is tried again, and what changes meanwhile
/// waits for that.
class KeptChannels
{
public:
    static constexpr qint64 RetryMsecs = 5'000;

    static std::vector<KeptChannel> load(store::Accounts &accounts); // on the accounts' loop

    void restore(World &world, std::vector<KeptChannel> channels);
    void flush(World &world, Outside &outside);
    /// The last time: nothing waits.
    void flushAll(World &world, Outside &outside);

private:
    /// What is to be written of one channel. Without `after` it is to be forgotten.
    struct Change
    {
        std::optional<KeptChannel> before;
        std::optional<KeptChannel> after;
    };
    using Changes = std::shared_ptr<const std::vector<Change>>;

    static void write(store::Database &database, const Change &change);
    Changes collect(World &world);
    void send(World &world, Outside &outside, Changes changes);
    void onWritten(World &world, const Changes &changes, bool written);

    QHash<QByteArray, KeptChannel> m_kept; // by folded name
    Changes m_unwritten; // failed
    qint64 m_retryAt = 0; // monotonic milliseconds
    bool m_writing = false;
    bool m_complained = false;
};

/// Topic, modes, lists, ranks, name or metadata of the channel changed, and it may be one that stays. For whoever
/// changes one of them to call afterwards.
void noteChange(World &world, Channel &channel);
/// What an account is in a channel whenever it comes in: the founder for good, the others what they were last.
Ranks keptRanks(const Channel &channel, const User &user);
/// The user just signed in: gets that in the channels it is in.
void giveKeptRanks(World &world, User &user);

} // namespace plausch::server
