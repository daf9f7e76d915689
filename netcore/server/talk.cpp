// PRIVMSG, NOTICE and TAGMSG: https://modern.ircdocs.horse/#sending-messages,
// https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message
#include "server/talk.h"

#include "server/call.h"
#include "server/commalist.h"
#include "server/commands.h"
#include "server/masks.h"
#include "server/multiline.h"
#include "server/ranks.h"
#include "server/serverrealm.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

void complain(const Call &call, const Speech &speech, Numeric code, Call::Views middle, QByteArrayView text)
{
    if (!speech.isSilent())
        call.numeric(code, middle, text);
}

/// What keeps a user from speaking in a channel; null: nothing does.
QByteArrayView obstacle(const Channel &channel, const Member *member, const User &user, const Speech &speech)
{
    if (!member && channel.is(ChannelMode::NoOutside))
        return "Cannot send to channel (+n)";
    if (channel.is(ChannelMode::NoCtcp) && speech.isCtcp())
        return "Cannot send to channel (+C)";
    if (member && atLeast(member->ranks, Rank::Voice))
        return {};
    if (channel.is(ChannelMode::Moderated))
        return "Cannot send to channel (+m)";
    if (channel.is(ChannelMode::ModeratedUnregistered) && user.account.isEmpty())
        return "Cannot send to channel (+M): you need an account";
    if (!channel.bans.empty() && isBanned(channel, user))
        return "Cannot send to channel (+b)";
    return {};
}

/// "@%#channel": the lowest of the prefixes counts (https://modern.ircdocs.horse/#statusmsg-parameter).
Ranks takeStatus(QByteArrayView &target)
{
    Ranks lowest;
    while (!target.isEmpty()) {
        const RankSign *sign = rankSign(&RankSign::prefix, target.front());
        if (!sign)
            break;
        lowest = lowest ? std::min(lowest, Ranks(sign->rank)) : Ranks(sign->rank);
        target = target.sliced(1);
    }
    return lowest;
}

std::optional<Audience> channelAudience(Call &call, QByteArrayView target, const Speech &speech)
{
    QByteArrayView name = target;
    const Ranks rank = takeStatus(name);
    Channel *channel = call.world.channelNamed(name);
    if (!channel) {
        complain(call, speech, ERR_NOSUCHCHANNEL, {name}, "No such channel");
        return std::nullopt;
    }
    const Member *member = call.world.memberOf(*channel, call.user());
    if (const QByteArrayView why = obstacle(*channel, member, call.user(), speech); !why.isEmpty()) {
        complain(call, speech, ERR_CANNOTSENDTOCHAN, {channel->name}, why);
        return std::nullopt;
    }
    return Audience{nullptr, channel, rank, rank ? target : QByteArrayView(channel->name)};
}

/// User modes R and T; operators of the server are heard by everybody.
bool isHeard(const Call &call, const User &user, const Speech &speech)
{
    const User &speaker = call.user();
    if (&user == &speaker || speaker.is(UserMode::Operator))
        return true;
    if (user.is(UserMode::RegisteredOnly) && speaker.account.isEmpty())
        complain(call, speech, ERR_NEEDREGGEDNICK, {user.nick}, "You need an account to speak to this user (+R)");
    else if (user.is(UserMode::NoCtcp) && speech.isCtcp())
        complain(call, speech, ERR_CANTSENDTOUSER, {user.nick}, "This user does not take CTCP (+T)");
    else
        return true;
    return false;
}

std::optional<Audience> userAudience(Call &call, QByteArrayView nick, const Speech &speech)
{
    User *user = call.world.userNamed(nick);
    if (!user) {
        complain(call, speech, ERR_NOSUCHNICK, {nick}, "No such nick/channel");
        return std::nullopt;
    }
    if (!isHeard(call, *user, speech))
        return std::nullopt;
    if (!user->away.isEmpty() && speech.kind == SpeechKind::Privmsg)
        call.numeric(RPL_AWAY, {user->nick}, user->away);
    return Audience{user, nullptr, {}, user->nick};
}

/// To himself: once, and only an echo carries the label
/// (https://ircv3.net/specs/extensions/labeled-response#tags).
void deliverToSelf(Call &call, Relay &line)
{
    Client &client = call.client;
    const bool apart =
        !client.has(Cap::EchoMessage) && !call.world.replies().label().isEmpty() && line.isFor(client.caps);
    call.world.deliver(call.user(), line, apart ? &client : nullptr);
    if (apart)
        call.world.write(client, line.lineFor(client.caps));
}

bool seesIds(const User &user)
{
    return std::any_of(user.clients.begin(), user.clients.end(),
                       [](const Client *client) { return client->has(Cap::MessageTags); });
}

/// To make an id is a twentieth of a private message.
bool needsId(const Call &call, const Audience &audience)
{
    return call.world.settings.hasHistory || audience.channel || seesIds(*audience.user) || seesIds(call.user());
}

void say(Call &call, QByteArrayView target, const Speech &speech, const QByteArray &clientTags)
{
    const auto audience = audienceOf(call, target, speech);
    if (!audience || !mayBeKept(call, speech, audience->name))
        return;
    World &world = call.world;
    Relay line = speech.kind == SpeechKind::Tagmsg
        ? world.relay(call.user(), speech.verb(), {audience->name})
        : world.relay(call.user(), speech.verb(), {audience->name, speech.text});
    if (needsId(call, *audience))
        line.id = world.nextId();
    line.clientTags = clientTags;
    if (speech.kind == SpeechKind::Tagmsg)
        line.needs = Cap::MessageTags;
    if (world.settings.hasHistory)
        keep(call, *audience, speech, speech.text, line);
    deliver(call, *audience, line);
}

void talk(Call &call, const Speech &speech)
{
    if (speech.kind != SpeechKind::Tagmsg)
        call.user().spokeAt = call.world.now.monotonic;
    const QByteArray clientTags = !call.line.rawTags.isEmpty() && call.client.has(Cap::MessageTags)
        ? wire::clientOnlyTags(call.line.rawTags)
        : QByteArray();
    QByteArrayView targets = call.param(0);
    for (int left = call.world.settings.limits.targets; left > 0 && !targets.isEmpty(); --left) {
        say(call, takeItem(targets), speech, clientTags);
        if (!targets.isEmpty())
            call.client.outlet->charge(1);
    }
    if (!targets.isEmpty())
        complain(call, speech, ERR_TOOMANYTARGETS, {takeItem(targets)}, "Too many targets");
}

void onText(Call &call, SpeechKind kind)
{
    if (isInBatch(call))
        return addToBatch(call);
    const Speech speech{kind, call.param(1)};
    if (call.param(0).isEmpty())
        return complain(call, speech, ERR_NORECIPIENT, {}, "No recipient given (" + speech.verb().toByteArray() + ')');
    if (speech.text.isEmpty())
        return complain(call, speech, ERR_NOTEXTTOSEND, {}, "No text to send");
    talk(call, speech);
}

void onPrivmsg(Call &call)
{
    onText(call, SpeechKind::Privmsg);
}

void onNotice(Call &call)
{
    onText(call, SpeechKind::Notice);
}

/// The capability "enables the use of client-only tags and the TAGMSG command".
void onTagmsg(Call &call)
{
    if (!call.client.has(Cap::MessageTags))
        return call.numeric(ERR_UNKNOWNCOMMAND, {"TAGMSG"}, "Unknown command");
    if (call.param(0).isEmpty())
        return call.numeric(ERR_NORECIPIENT, {}, "No recipient given (TAGMSG)");
    talk(call, {SpeechKind::Tagmsg, {}});
}

} // namespace

bool Speech::isCtcp() const
{
    constexpr QByteArrayView action = "\x01"
                                      "ACTION";
    if (!text.startsWith('\x01'))
        return false;
    return !text.startsWith(action) || (text.size() > action.size() && text[action.size()] != ' ');
}

QByteArrayView Speech::verb() const
{
    constexpr QByteArrayView verbs[] = {"PRIVMSG", "NOTICE", "TAGMSG"};
    return verbs[std::size_t(kind)];
}

std::optional<Audience> audienceOf(Call &call, QByteArrayView target, const Speech &speech)
{
    // no nick begins with '#' or with a prefix
    if (!target.isEmpty() && (target.front() == '#' || rankSign(&RankSign::prefix, target.front())))
        return channelAudience(call, target, speech);
    return userAudience(call, target, speech);
}

bool mayBeKept(Call &call, const Speech &speech, QByteArrayView target)
{
    if (!call.world.settings.hasHistory || call.realm.mayKeep())
        return true;
    if (!speech.isSilent())
        call.fail(speech.verb(), "TRY_AGAIN", {target}, "Too many messages wait to be kept, try again in a while");
    return false;
}

void keep(Call &call, const Audience &audience, const Speech &speech, QByteArrayView text, const Relay &line)
{
    constexpr store::HistoryCommand commands[] = {store::HistoryCommand::Privmsg, store::HistoryCommand::Notice,
                                                  store::HistoryCommand::Tagmsg};
    if (keepSpeech(call.world, call.user(), audience, commands[std::size_t(speech.kind)], text, line)
        && call.client.has(Cap::EchoMessage))
        call.world.holdAnswer();
}

void deliver(Call &call, const Audience &audience, Relay &line)
{
    World &world = call.world;
    User &self = call.user();
    Client *except = call.client.has(Cap::EchoMessage) ? nullptr : &call.client;
    if (audience.user == &self)
        return deliverToSelf(call, line);
    if (audience.user) {
        world.deliver(*audience.user, line);
        return world.deliver(self, line, except);
    }
    if (audience.rank) {
        for (const Member &member : audience.channel->members) {
            if (member.user != &self && member.ranks >= audience.rank)
                world.deliver(*member.user, line);
        }
    } else {
        // An echo that is held cannot be part of what goes to all.
        const bool apart = !except && (world.holdsAnswer() || call.client.isWaitedFor());
        world.deliver(*audience.channel, line, apart ? &call.client : except);
        if (world.memberOf(*audience.channel, self)) {
            if (apart)
                world.deliver(call.client, line);
            return;
        }
    }
    world.deliver(self, line, except);
}

Commands talkCommands()
{
    static constexpr Command table[] = {{"NOTICE", onNotice}, {"PRIVMSG", onPrivmsg}, {"TAGMSG", onTagmsg}};
    return table;
}

} // namespace plausch::server
