#include "server/keptchannels.h"

#include "server/modes.h"
#include "server/operators.h"
#include "server/ranks.h"
#include "server/world.h"
#include "store/accounts.h"
#include "store/channels.h"
#include "store/database.h"
#include "store/metadata.h"
#include "wire/casemap.h"

#include <algorithm>

namespace plausch::server {
namespace {

constexpr std::size_t MaxKeptRanks = 500; // of one channel

constexpr char ListLetters[] = {'b', 'e', 'I'};

ChannelModes modesOf(const QByteArray &letters)
{
    ChannelModes modes;
    for (const char letter : letters) {
        if (const auto mode = channelModeOf(letter))
            modes.setFlag(*mode);
    }
    return modes;
}

QByteArray rankLetters(Ranks ranks)
{
    QByteArray letters;
    for (const RankSign &sign : RankSigns) {
        if (ranks.testFlag(sign.rank))
            letters.append(sign.letter);
    }
    return letters;
}

Ranks ranksOf(const QByteArray &letters)
{
    Ranks ranks;
    for (const RankSign &sign : RankSigns)
        ranks.setFlag(sign.rank, letters.contains(sign.letter));
    return ranks;
}

KeptChannel kept(const Channel &channel)
{
    store::ChannelRow row;
    row.name = channel.name;
    row.founder = channel.founder;
    row.topic = channel.topic.text;
    row.topicBy = channel.topic.setter;
    row.topicAt = channel.topic.setUtc;
    row.modes = lettersOf(channel.modes);
    row.key = channel.key;
    row.limit = channel.limit;
    row.created = channel.createdUtc;
    for (const char letter : ListLetters) {
        for (const MaskEntry &entry : channel.*maskListOf(letter)->entries)
            row.masks.append({letter, entry.mask, entry.setter, entry.setUtc});
    }
    for (const KeptRank &one : channel.keptRanks)
        row.ranks.append({one.account, rankLetters(one.ranks)});
    return {row, channel.metadata};
}

void fill(Channel &channel, const KeptChannel &from)
{
    const store::ChannelRow &row = from.row;
    channel.founder = row.founder;
    channel.topic = {row.topic, row.topicBy, row.topicAt};
    channel.modes = modesOf(row.modes);
    channel.key = row.key;
    channel.limit = row.limit;
    channel.createdUtc = row.created;
    for (const store::MaskRow &mask : row.masks) {
        if (const MaskList *list = maskListOf(mask.kind))
            (channel.*list->entries).push_back({mask.mask, mask.setter, mask.time});
    }
    for (const store::RankRow &rank : row.ranks)
        channel.keptRanks.push_back({rank.account, ranksOf(rank.modes)});
    channel.metadata = from.metadata;
    channel.keptAs = channel.folded;
}

void writeMasks(store::Channels &channels, const store::ChannelRow &before, const store::ChannelRow &after)
{
    for (const store::MaskRow &mask : before.masks) {
        if (!after.masks.contains(mask))
            channels.removeMask(after.name, mask.kind, mask.mask);
    }
    for (const store::MaskRow &mask : after.masks) {
        if (!before.masks.contains(mask))
            channels.addMask(after.name, mask);
    }
}

void writeRanks(store::Channels &channels, const store::ChannelRow &before, const store::ChannelRow &after)
{
    const auto names = [](const store::RankRow &a) {
        return [&a](const store::RankRow &b) { return a.account == b.account; };
    };
    for (const store::RankRow &rank : before.ranks) {
        if (std::none_of(after.ranks.begin(), after.ranks.end(), names(rank)))
            channels.setRank(after.name, rank.account, {});
    }
    for (const store::RankRow &rank : after.ranks) {
        if (!before.ranks.contains(rank))
            channels.setRank(after.name, rank.account, rank.modes);
    }
}

void writeMetadata(store::Metadata &metadata, const KeptChannel &before, const KeptChannel &after)
{
    for (auto one = before.metadata.begin(); one != before.metadata.end(); ++one) {
        if (!after.metadata.contains(one.key()))
            metadata.remove(after.row.name, one.key());
    }
    for (auto one = after.metadata.begin(); one != after.metadata.end(); ++one) {
        if (before.metadata.value(one.key()) != one.value() || !before.metadata.contains(one.key()))
            metadata.set(after.row.name, one.key(), one.value());
    }
}

std::vector<KeptRank>::iterator rankOf(Channel &channel, QByteArrayView account)
{
    return std::find_if(channel.keptRanks.begin(), channel.keptRanks.end(),
                        [account](const KeptRank &one) { return wire::sameName(one.account, account); });
}

/// Those who are here are from now on what they are now; one account may be here under several nicks.
void rememberRanks(Channel &channel)
{
    QHash<QByteArray, KeptRank> here;
    for (const Member &member : channel.members) {
        if (const QByteArray &account = member.user->account; !account.isEmpty()) {
            KeptRank &rank = here[wire::folded(account)];
            rank.account = account;
            rank.ranks |= member.ranks;
        }
    }
    for (const KeptRank &rank : here) {
        const auto found = rankOf(channel, rank.account);
        if (found != channel.keptRanks.end() && rank.ranks)
            found->ranks = rank.ranks;
        else if (found != channel.keptRanks.end())
            channel.keptRanks.erase(found);
        else if (rank.ranks && channel.keptRanks.size() < MaxKeptRanks)
            channel.keptRanks.push_back(rank);
    }
}

} // namespace

std::vector<KeptChannel> KeptChannels::load(store::Accounts &accounts)
{
    std::vector<KeptChannel> all;
    store::Metadata metadata(accounts.database());
    for (const store::ChannelRow &row : store::Channels(accounts.database()).all()) {
        KeptChannel channel{row, {}};
        for (const store::MetadataRow &one : metadata.all(row.name))
            channel.metadata.insert(one.key, one.value);
        all.push_back(std::move(channel));
    }
    return all;
}

void KeptChannels::restore(World &world, std::vector<KeptChannel> channels)
{
    for (KeptChannel &one : channels) {
        if (world.channelNamed(one.row.name))
            continue;
        Channel &channel = world.create(one.row.name);
        fill(channel, one);
        m_kept.insert(channel.folded, std::move(one));
    }
}

void KeptChannels::write(store::Database &database, const Change &change)
{
    store::Channels channels(database);
    const KeptChannel before = change.before.value_or(KeptChannel());
    if (!change.after) {
        channels.remove(before.row.name);
        return;
    }
    const KeptChannel &after = *change.after;
    if (change.before && wire::folded(before.row.name) != wire::folded(after.row.name))
        channels.rename(before.row.name, after.row.name);
    channels.save(after.row);
    writeMasks(channels, before.row, after.row);
    writeRanks(channels, before.row, after.row);
    store::Metadata metadata(database);
    writeMetadata(metadata, before, after);
}

void KeptChannels::flush(World &world, Outside &outside)
{
    if (m_writing || (m_unwritten && world.now.monotonic < m_retryAt))
        return;
    if (m_unwritten)
        send(world, outside, std::exchange(m_unwritten, nullptr));
    else if (Changes changes = collect(world); !changes->empty())
        send(world, outside, std::move(changes));
}

void KeptChannels::flushAll(World &world, Outside &outside)
{
    if (m_unwritten)
        send(world, outside, std::exchange(m_unwritten, nullptr));
    if (Changes changes = collect(world); !changes->empty())
        send(world, outside, std::move(changes));
}

void KeptChannels::send(World &world, Outside &outside, Changes changes)
{
    m_writing = true;
    const auto written = std::make_shared<bool>(false);
    outside.onAccounts(
        [changes, written](store::Accounts &accounts) {
            *written = accounts.database().transact([&] {
                for (const Change &change : *changes)
                    write(accounts.database(), change);
            });
        },
        [this, world = &world, changes, written] { onWritten(*world, changes, *written); });
}

void KeptChannels::onWritten(World &world, const Changes &changes, bool written)
{
    m_writing = false;
    if (!written) {
        m_unwritten = changes;
        m_retryAt = world.now.monotonic + RetryMsecs;
    }
    if (std::exchange(m_complained, !written) == !written)
        return;
    tellOperators(world,
                  written ? "What changed in registered channels is written again"
                          : "What changed in registered channels could not be written: it is tried again");
}

KeptChannels::Changes KeptChannels::collect(World &world)
{
    std::vector<Change> changes;
    const QSet<QByteArray> touched = std::exchange(world.touched, {});
    // Those that are there first: one that was renamed takes what was kept under its old name.
    for (const QByteArray &folded : touched) {
        Channel *channel = world.channelNamed(folded);
        if (!channel || !channel->is(ChannelMode::Persistent))
            continue;
        Change change;
        if (const auto before = m_kept.constFind(channel->keptAs); before != m_kept.constEnd())
            change.before = *before;
        m_kept.remove(channel->keptAs);
        change.after = kept(*channel);
        m_kept.insert(folded, *change.after);
        channel->keptAs = folded;
        changes.push_back(std::move(change));
    }
    for (const QByteArray &folded : touched) {
        Channel *channel = world.channelNamed(folded);
        if ((channel && channel->is(ChannelMode::Persistent)) || !m_kept.contains(folded))
            continue;
        changes.push_back({m_kept.take(folded), {}});
        if (channel)
            channel->keptAs.clear();
    }
    return std::make_shared<const std::vector<Change>>(std::move(changes));
}

Ranks keptRanks(const Channel &channel, const User &user)
{
    if (user.account.isEmpty())
        return {};
    Ranks ranks;
    for (const KeptRank &one : channel.keptRanks) {
        if (wire::sameName(one.account, user.account))
            ranks = one.ranks;
    }
    return wire::sameName(channel.founder, user.account) ? ranks | Rank::Founder : ranks;
}

void giveKeptRanks(World &world, User &user)
{
    for (const Membership &one : user.channels) {
        Member &member = one.channel->members[one.place];
        const QByteArray letters = rankLetters(keptRanks(*one.channel, user) & ~member.ranks);
        if (letters.isEmpty())
            continue;
        member.ranks |= keptRanks(*one.channel, user);
        QByteArray body = ':' + world.settings.name + " MODE " + one.channel->name + " +" + letters;
        for (qsizetype i = 0; i < letters.size(); ++i)
            body += ' ' + user.nick;
        Relay line = world.relay(std::move(body));
        world.deliver(*one.channel, line);
    }
}

void noteChange(World &world, Channel &channel)
{
    if (!channel.is(ChannelMode::Persistent) && channel.keptAs.isEmpty())
        return;
    rememberRanks(channel);
    world.touched.insert(channel.folded);
    if (!channel.keptAs.isEmpty())
        world.touched.insert(channel.keptAs);
}

} // namespace plausch::server
