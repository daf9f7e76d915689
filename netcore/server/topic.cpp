// https://modern.ircdocs.horse/#topic-message
#include "server/topic.h"

#include "server/call.h"
#include "server/channels.h"
#include "server/commands.h"
#include "server/keptchannels.h"
#include "server/ranks.h"
#include "session/vocabulary.h"

namespace plausch::server {
namespace {

using namespace session;

void tellTopic(Call &call)
{
    const Channel *channel = call.world.channelNamed(call.param(0));
    if (!channel)
        return call.numeric(ERR_NOSUCHCHANNEL, {call.param(0)}, "No such channel");
    if (isHidden(call, *channel))
        return call.numeric(ERR_NOTONCHANNEL, {channel->name}, "You're not on that channel");
    if (channel->topic.text.isEmpty())
        return call.numeric(RPL_NOTOPIC, {channel->name}, "No topic is set");
    sendTopic(call.world, call.client, *channel);
}

void onTopic(Call &call)
{
    if (call.line.paramCount < 2)
        return tellTopic(call);
    const auto seat = seatIn(call, call.param(0));
    if (!seat)
        return;
    Channel &channel = seat->channel;
    if (channel.is(ChannelMode::TopicLocked) && !atLeast(authority(call, seat->member.ranks), Rank::HalfOperator))
        return call.numeric(ERR_CHANOPRIVSNEEDED, {channel.name}, "You're not channel operator");
    channel.topic = {truncated(call.param(1), call.world.settings.limits.topic), call.user().mask, call.world.now.utc};
    Relay line = call.world.relay(call.user(), "TOPIC", {channel.name, channel.topic.text});
    line.id = call.world.nextId();
    keepEvent(call.world, channel, store::HistoryCommand::Topic, line);
    call.world.deliver(channel, line);
    noteChange(call.world, channel);
}

} // namespace

void sendTopic(World &world, Client &client, const Channel &channel)
{
    const Topic &topic = channel.topic;
    if (topic.text.isEmpty())
        return;
    const QByteArray &nick = client.user->nick;
    Relay text = world.relay(numericBody(world, nick, RPL_TOPIC, {channel.name}, topic.text));
    world.deliver(client, text);
    const QByteArray seconds = QByteArray::number(topic.setUtc / 1000);
    Relay setter = world.relay(numericBody(world, nick, RPL_TOPICWHOTIME, {channel.name, topic.setter, seconds}));
    world.deliver(client, setter);
}

Commands topicCommands()
{
    static constexpr Command table[] = {{"TOPIC", onTopic, 1}};
    return table;
}

} // namespace plausch::server
