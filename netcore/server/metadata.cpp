// METADATA: https://ircv3.net/specs/extensions/metadata (draft/metadata-2). Everything is visible to everybody.
#include "server/metadata.h"

#include "server/commands.h"
#include "server/keptchannels.h"
#include "server/metadatabatch.h"
#include "server/ranks.h"
#include "server/serverrealm.h"
#include "store/accounts.h"
#include "store/metadata.h"
#include "wire/casemap.h"

#include <algorithm>
#include <optional>

namespace plausch::server {
namespace {

using namespace session;

constexpr qsizetype MaxKeyBytes = 32; // so that every answer fits a line
constexpr std::size_t MaxSynced = 200; // members; of larger channels only when asked, with what that costs
constexpr int SyncLaterSecs = 2;

/// Of whom something is said.
struct Subject
{
    QByteArray name;
    User *user = nullptr;
    Channel *channel = nullptr;

    Metadata data() const
    {
        if (channel)
            return channel->metadata;
        return user->profile ? user->profile->metadata : Metadata();
    }
};

std::optional<Subject> subjectOf(const Call &call, QByteArrayView target)
{
    if (target == "*")
        return Subject{call.user().nick, &call.user(), nullptr};
    if (target.startsWith('#')) {
        Channel *channel = call.world.channelNamed(target);
        const bool visible = channel
            && (!channel->is(ChannelMode::Secret) || call.world.memberOf(*channel, call.user())
                || call.user().is(UserMode::Operator));
        return visible ? std::optional(Subject{channel->name, nullptr, channel}) : std::nullopt;
    }
    User *user = call.world.userNamed(target);
    return user ? std::optional(Subject{user->nick, user, nullptr}) : std::nullopt;
}

bool mayChange(const Call &call, const Subject &subject)
{
    if (call.user().is(UserMode::Operator))
        return true;
    if (!subject.channel)
        return subject.user == &call.user();
    const Member *member = call.world.memberOf(*subject.channel, call.user());
    return member && atLeast(member->ranks, Rank::Operator);
}

/// https://ircv3.net/specs/extensions/metadata#keys-and-values
bool isKey(QByteArrayView key)
{
    constexpr QByteArrayView allowed = "abcdefghijklmnopqrstuvwxyz0123456789_./-";
    return !key.isEmpty() && key.size() <= MaxKeyBytes
        && std::all_of(key.begin(), key.end(), [allowed](char c) { return allowed.contains(c); });
}

void failKey(const Call &call, QByteArrayView key)
{
    call.fail("METADATA", "KEY_INVALID", {key}, "Keys have letters a-z, digits and any of _./-");
}

bool refuseChange(const Call &call, const Subject &subject, QByteArrayView key)
{
    if (mayChange(call, subject))
        return false;
    call.fail("METADATA", "KEY_NO_PERMISSION", {subject.name, key}, "That is not yours to say");
    return true;
}

bool isSubscribed(const Client &client, const QByteArray &key)
{
    return client.has(Cap::Metadata) && client.extras && client.extras->metadataKeys.contains(key);
}

/// Subscribers who see the subject: they share a channel with it, are in it, or watch it (MONITOR). Not the client that
/// changed it.
void notify(Call &call, const Subject &subject, const QByteArray &key, const QByteArray *value)
{
    World &world = call.world;
    const auto tell = [&](User &hearer, Relay &line) {
        for (Client *client : hearer.clients) {
            if (client != &call.client && isSubscribed(*client, key))
                world.deliver(*client, line);
        }
    };
    const auto lineOf = [&](const QByteArray &name) {
        return value ? world.relay(call.user(), "METADATA", {name, key, "*", *value})
                     : world.relay(call.user(), "METADATA", {name, key, "*"});
    };
    if (subject.channel) {
        Relay line = lineOf(subject.name);
        for (const Member &member : subject.channel->members)
            tell(*member.user, line);
        return;
    }
    for (User *user : world.profile(*subject.user).users) {
        Relay line = lineOf(user->nick);
        world.visitAround(*user, true, [&](User &one) { tell(one, line); });
        for (Client *watcher : world.watchers.of(user->folded)) {
            if (watcher->user->mark != user->mark && isSubscribed(*watcher, key))
                world.deliver(*watcher, line);
        }
    }
}

/// `value` null: removed.
void keep(Call &call, const Subject &subject, const QByteArray &key, std::optional<QByteArray> value)
{
    if (subject.channel)
        return noteChange(call.world, *subject.channel);
    if (subject.user->account.isEmpty())
        return;
    call.realm.writeAccounts(
        [account = subject.user->account, key, value = std::move(value)](store::Accounts &accounts) {
            store::Metadata metadata(accounts.database());
            value ? metadata.set(account, key, *value) : metadata.remove(account, key);
        });
}

Metadata &dataToChange(Call &call, const Subject &subject)
{
    return subject.channel ? subject.channel->metadata : call.world.profile(*subject.user).metadata;
}

void removeKey(Call &call, const Subject &subject, const QByteArray &key)
{
    dataToChange(call, subject).remove(key);
    notify(call, subject, key, nullptr);
    keep(call, subject, key, std::nullopt);
}

void onGet(Call &call, const Subject &subject)
{
    const Metadata data = subject.data();
    MetadataBatch batch(call, subject.name);
    for (int i = 2; i < call.line.paramCount; ++i) {
        const QByteArray key = call.param(i).toByteArray();
        if (!isKey(key))
            batch.invalidKey(key);
        else if (const auto found = data.constFind(key); found != data.constEnd())
            batch.value(key, *found);
        else
            batch.notSet(key);
    }
}

void onList(Call &call, const Subject &subject)
{
    const Metadata data = subject.data();
    MetadataBatch batch(call, subject.name);
    for (auto one = data.begin(); one != data.end(); ++one)
        batch.value(one.key(), one.value());
}

void onSet(Call &call, const Subject &subject)
{
    const QByteArray key = call.param(2).toByteArray();
    const Limits &limits = call.world.settings.limits;
    if (!isKey(key))
        return failKey(call, key);
    if (refuseChange(call, subject, key))
        return;
    Metadata &data = dataToChange(call, subject);
    if (call.line.paramCount == 3) {
        if (!data.contains(key))
            return call.fail("METADATA", "KEY_NOT_SET", {subject.name, key}, "Key not set");
        removeKey(call, subject, key);
        return call.numeric(RPL_KEYNOTSET, {subject.name, key}, "Key not set");
    }
    const QByteArray value = call.param(3).toByteArray();
    if (value.size() > limits.metadataValue)
        return call.fail("METADATA", "VALUE_INVALID", {}, "The value is too long");
    if (!data.contains(key) && data.size() >= limits.metadataKeys)
        return call.fail("METADATA", "LIMIT_REACHED", {subject.name}, "So many keys and no more");
    const bool same = data.contains(key) && data.value(key) == value;
    data.insert(key, value);
    call.numeric(RPL_KEYVALUE, {subject.name, key, "*"}, value);
    if (same)
        return;
    notify(call, subject, key, &value);
    keep(call, subject, key, value);
}

void onClear(Call &call, const Subject &subject)
{
    if (refuseChange(call, subject, "*"))
        return;
    const QByteArrayList keys = subject.data().keys();
    {
        MetadataBatch batch(call, subject.name);
        for (const QByteArray &key : keys)
            batch.notSet(key);
    }
    for (const QByteArray &key : keys)
        removeKey(call, subject, key);
}

/// What a client subscribed to, of users and channels one after the other.
class Sync
{
public:
    Sync(World &world, Client &client, const QByteArrayList &keys) : m_world(world), m_client(client), m_keys(keys) { }

    void add(const QByteArray &name, const Metadata &data)
    {
        for (const QByteArray &key : m_keys) {
            if (const auto found = data.constFind(key); found != data.constEnd())
                m_lines.append(':' + m_world.settings.name + " METADATA " + name + ' ' + key + " * :" + *found);
        }
    }
    void add(const User &user)
    {
        if (user.profile)
            add(user.nick, user.profile->metadata);
    }
    void add(const Channel &channel)
    {
        add(channel.name, channel.metadata);
        for (const Member &member : channel.members)
            add(*member.user);
    }
    bool isEmpty() const { return m_lines.isEmpty(); }
    void send(const QByteArray &target) { sendMetadataBatch(m_world, m_client, target, m_lines); }

private:
    World &m_world;
    Client &m_client;
    QByteArrayList m_keys;
    QByteArrayList m_lines;
};

void sendLater(World &world, Client &client, const QByteArray &target)
{
    Relay line = world.relay(':' + world.settings.name + " 774 " + client.user->nick + ' ' + target + ' '
                             + QByteArray::number(SyncLaterSecs));
    world.deliver(client, line);
}

void onSync(Call &call, const Subject &subject)
{
    Sync sync(call.world, call.client, call.client.more().metadataKeys);
    if (subject.user)
        sync.add(*subject.user);
    else if (!call.world.memberOf(*subject.channel, call.user()))
        sync.add(subject.name, subject.channel->metadata);
    else
        sync.add(*subject.channel);
    if (subject.channel)
        call.client.outlet->charge(int(subject.channel->members.size() / MaxSynced));
    sync.send(subject.name);
}

/// Its user, and the channels it is in with those who are there, as far as they are small.
void syncAll(Call &call, const QByteArrayList &keys)
{
    Sync sync(call.world, call.client, keys);
    std::size_t members = 0;
    for (const Membership &one : call.user().channels) {
        members += one.channel->members.size();
        if (members <= MaxSynced)
            sync.add(*one.channel);
        else
            sendLater(call.world, call.client, one.channel->name);
    }
    if (!sync.isEmpty())
        sync.send("*");
}

/// One numeric for each key: the specification allows for any number of them in one.
void onSub(Call &call, const Subject &)
{
    QByteArrayList fresh;
    QByteArrayList &keys = call.client.more().metadataKeys;
    for (int i = 2; i < call.line.paramCount; ++i) {
        const QByteArray key = call.param(i).toByteArray();
        if (!isKey(key)) {
            failKey(call, key);
            continue;
        }
        if (!keys.contains(key)) {
            if (keys.size() >= call.world.settings.limits.metadataSubs) {
                call.fail("METADATA", "TOO_MANY_SUBS", {key}, "So many subscriptions and no more");
                break;
            }
            keys.append(key);
            fresh.append(key);
        }
        call.numeric(RPL_METADATASUBOK, {key});
    }
    if (!fresh.isEmpty())
        syncAll(call, fresh);
}

void onUnsub(Call &call, const Subject &)
{
    for (int i = 2; i < call.line.paramCount; ++i) {
        const QByteArray key = call.param(i).toByteArray();
        if (!isKey(key)) {
            failKey(call, key);
            continue;
        }
        call.client.more().metadataKeys.removeAll(key);
        call.numeric(RPL_METADATAUNSUBOK, {key});
    }
}

void onSubs(Call &call, const Subject &)
{
    MetadataBatch batch(call);
    for (const QByteArray &key : call.client.more().metadataKeys)
        batch.subscription(key);
}

struct Subcommand
{
    QByteArrayView verb;
    void (*run)(Call &, const Subject &);
    int minParams;
    bool ofSelf; // about the client, whose target is "*"
};
constexpr Subcommand Subcommands[] = {
    {"GET", onGet, 3, false}, {"LIST", onList, 2, false},  {"SET", onSet, 3, false},  {"CLEAR", onClear, 2, false},
    {"SUB", onSub, 3, true},  {"UNSUB", onUnsub, 3, true}, {"SUBS", onSubs, 2, true}, {"SYNC", onSync, 2, false},
};

void onMetadata(Call &call)
{
    const QByteArray verb = call.param(1).toByteArray().toUpper();
    const auto *found = std::find_if(std::begin(Subcommands), std::end(Subcommands),
                                     [&verb](const Subcommand &one) { return one.verb == verb; });
    if (found == std::end(Subcommands))
        return call.fail("METADATA", "SUBCOMMAND_INVALID", {call.param(1)}, "There is no such subcommand");
    if (call.line.paramCount < found->minParams)
        return call.numeric(ERR_NEEDMOREPARAMS, {"METADATA"}, "Not enough parameters");
    const auto subject = subjectOf(call, call.param(0));
    if (!subject || (found->ofSelf && subject->user != &call.user()))
        return call.fail("METADATA", "INVALID_TARGET", {call.param(0)}, "Invalid metadata target");
    found->run(call, *subject);
}

} // namespace

void sendOwnMetadata(World &world, Client &client)
{
    if (!client.has(Cap::Metadata))
        return;
    const User &user = *client.user;
    const Metadata data = user.profile ? user.profile->metadata : Metadata();
    Sync sync(world, client, data.keys());
    sync.add(user);
    sync.send(user.nick);
}

void syncMetadata(World &world, Client &client, const Channel &channel)
{
    if (!client.has(Cap::Metadata) || !client.extras || client.extras->metadataKeys.isEmpty())
        return;
    if (channel.members.size() > MaxSynced)
        return sendLater(world, client, channel.name);
    Sync sync(world, client, client.extras->metadataKeys);
    sync.add(channel);
    if (!sync.isEmpty())
        sync.send(channel.name);
}

Commands metadataCommands()
{
    static constexpr Command table[] = {{"METADATA", onMetadata, 2, false, 2}};
    return table;
}

} // namespace plausch::server
