// https://modern.ircdocs.horse/#mode-message
#include "server/modes.h"

#include "server/call.h"
#include "server/channels.h"
#include "server/commands.h"
#include "server/keptchannels.h"
#include "server/ranks.h"
#include "server/usermodes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace plausch::server {
namespace {

using namespace session;

struct Flag
{
    char letter;
    ChannelMode mode;
};
constexpr std::array<Flag, 9> Flags{{
    {'C', ChannelMode::NoCtcp},
    {'M', ChannelMode::ModeratedUnregistered},
    {'P', ChannelMode::Persistent},
    {'R', ChannelMode::RegisteredOnly},
    {'i', ChannelMode::InviteOnly},
    {'m', ChannelMode::Moderated},
    {'n', ChannelMode::NoOutside},
    {'s', ChannelMode::Secret},
    {'t', ChannelMode::TopicLocked},
}};

/// Visible, and no part of a list of keys in JOIN.
bool isKey(QByteArrayView key)
{
    return !key.isEmpty() && key.size() <= MaxKeyBytes && !key.startsWith(':') && key != QByteArrayView("*")
        && std::all_of(key.begin(), key.end(), [](char c) { return uchar(c) > ' ' && c != ',' && c != 0x7F; });
}

/// One MODE of a channel, letter by letter.
class ModeCommand
{
public:
    ModeCommand(Call &call, Channel &channel, const Member *member)
        : m_call(call), m_channel(channel), m_own(authority(call, member ? member->ranks : Ranks()))
    {
    }

    void run(QByteArrayView letters);

private:
    using Change = void (ModeCommand::*)(char letter);

    static constexpr int MaxErrors = 8; // one line has room for hundreds of letters that make no sense

    Change changeOf(char letter) const;
    void changeFlag(char letter);
    void changePersistence();
    void changeList(char letter);
    void changeKey(char letter);
    void changeLimit(char letter);
    void changeRank(char letter);

    bool atEnd() const { return m_param >= m_call.line.paramCount; }
    /// The next parameter; nullopt if there is none, which is told, or if there were enough of them.
    std::optional<QByteArrayView> takeParam();
    bool isAllowed(Rank needed);
    void complain(Numeric code, Call::Views middle, QByteArrayView text);
    void finish();

    Call &m_call;
    Channel &m_channel;
    Ranks m_own;
    ModeChanges m_changes;
    bool m_on = true;
    int m_param = 2;
    int m_variable = 0;
    int m_errors = 0;
    bool m_refused = false;
    QByteArray m_shown; // lists, each is shown once
};

void ModeCommand::run(QByteArrayView letters)
{
    for (const char letter : letters) {
        if (letter == '+' || letter == '-') {
            m_on = letter == '+';
        } else if (const Change change = changeOf(letter)) {
            (this->*change)(letter);
        } else if (uchar(letter) < 0x80) { // other characters are several bytes, none of them to be said alone
            complain(ERR_UNKNOWNMODE, {QByteArrayView(&letter, 1)}, "is unknown mode char to me");
        }
    }
    finish();
}

ModeCommand::Change ModeCommand::changeOf(char letter) const
{
    if (letter == 'k')
        return &ModeCommand::changeKey;
    if (letter == 'l')
        return &ModeCommand::changeLimit;
    if (maskListOf(letter))
        return &ModeCommand::changeList;
    if (rankSign(&RankSign::letter, letter))
        return &ModeCommand::changeRank;
    return channelModeOf(letter) ? &ModeCommand::changeFlag : nullptr;
}

void ModeCommand::changeFlag(char letter)
{
    const ChannelMode mode = *channelModeOf(letter);
    if (mode == ChannelMode::Persistent)
        return changePersistence();
    if (!isAllowed(Rank::Operator) || m_channel.is(mode) == m_on)
        return;
    m_channel.modes.setFlag(mode, m_on);
    m_changes.add(m_on, letter);
}

/// To make a room stay is to found it: an operator with an account does, if nobody has before.
void ModeCommand::changePersistence()
{
    const User &user = m_call.user();
    const bool founds = m_on && m_channel.founder.isEmpty() && !user.account.isEmpty();
    if (!isAllowed(founds ? Rank::Operator : Rank::Founder) || m_channel.is(ChannelMode::Persistent) == m_on)
        return;
    m_channel.modes.setFlag(ChannelMode::Persistent, m_on);
    m_changes.add(m_on, 'P');
    if (!m_on)
        m_channel.founder.clear();
    Member *member = m_call.world.memberOf(m_channel, user);
    if (!founds || !member)
        return;
    m_channel.founder = user.account;
    if (!member->ranks.testFlag(Rank::Founder))
        m_changes.add(true, 'q', user.nick);
    member->ranks |= Rank::Founder;
}

void ModeCommand::changeList(char letter)
{
    const MaskList &list = *maskListOf(letter);
    if (atEnd()) {
        if (std::exchange(m_shown, m_shown + letter).contains(letter))
            return;
        // who is banned may be known to all, who is let in only to those who decide it
        if (letter == 'b' ? !isHidden(m_call, m_channel) : isAllowed(Rank::HalfOperator))
            sendMaskList(m_call, m_channel, list);
        return;
    }
    if (!isAllowed(Rank::HalfOperator))
        return;
    if (const auto mask = takeParam())
        changeMaskList(m_call, m_channel, list, m_on, *mask, m_changes);
}

void ModeCommand::changeKey(char)
{
    if (!isAllowed(Rank::Operator))
        return;
    if (!m_on) {
        if (!atEnd())
            takeParam(); // any key will do
        if (!std::exchange(m_channel.key, {}).isEmpty())
            m_changes.add(false, 'k', "*");
        return;
    }
    const auto key = takeParam();
    if (!key)
        return;
    if (!isKey(*key))
        return complain(ERR_INVALIDMODEPARAM, {m_channel.name, "k", *key}, "Not a key");
    if (m_channel.key == *key)
        return;
    m_channel.key = key->toByteArray();
    m_changes.add(true, 'k', m_channel.key);
}

void ModeCommand::changeLimit(char)
{
    if (!isAllowed(Rank::Operator))
        return;
    if (!m_on) {
        if (std::exchange(m_channel.limit, 0) != 0)
            m_changes.add(false, 'l');
        return;
    }
    const auto param = takeParam();
    if (!param)
        return;
    const int limit = param->toByteArray().toInt();
    if (limit <= 0)
        return complain(ERR_INVALIDMODEPARAM, {m_channel.name, "l", *param}, "Not a number of users");
    if (std::exchange(m_channel.limit, limit) != limit)
        m_changes.add(true, 'l', QByteArray::number(limit));
}

/// Anybody may give up what he is.
void ModeCommand::changeRank(char letter)
{
    const RankSign &sign = *rankSign(&RankSign::letter, letter);
    const auto nick = takeParam();
    if (!nick)
        return;
    const User *user = m_call.world.userNamed(*nick);
    const bool givesUp = !m_on && user == &m_call.user();
    if (!givesUp && !isAllowed(sign.givenBy))
        return;
    if (!user)
        return complain(ERR_NOSUCHNICK, {*nick}, "No such nick/channel");
    Member *member = m_call.world.memberOf(m_channel, *user);
    if (!member)
        return complain(ERR_USERNOTINCHANNEL, {user->nick, m_channel.name}, "They aren't on that channel");
    if (!m_on && !givesUp && !mayActOn(m_own, member->ranks))
        return complain(ERR_CHANOPRIVSNEEDED, {m_channel.name}, "You're not channel operator");
    if (member->ranks.testFlag(sign.rank) == m_on)
        return;
    member->ranks.setFlag(sign.rank, m_on);
    m_changes.add(m_on, letter, user->nick);
}

std::optional<QByteArrayView> ModeCommand::takeParam()
{
    if (atEnd()) {
        complain(ERR_NEEDMOREPARAMS, {"MODE"}, "Not enough parameters");
        return std::nullopt;
    }
    const QByteArrayView param = m_call.param(m_param++);
    return ++m_variable > MaxVariableModes ? std::nullopt : std::optional(param);
}

bool ModeCommand::isAllowed(Rank needed)
{
    if (atLeast(m_own, needed))
        return true;
    if (!std::exchange(m_refused, true))
        m_call.numeric(ERR_CHANOPRIVSNEEDED, {m_channel.name}, "You're not channel operator");
    return false;
}

void ModeCommand::complain(Numeric code, Call::Views middle, QByteArrayView text)
{
    if (++m_errors <= MaxErrors)
        m_call.numeric(code, middle, text);
}

void ModeCommand::finish()
{
    if (m_changes.isEmpty())
        return;
    m_changes.tell(m_call, m_channel);
    noteChange(m_call.world, m_channel);
    if (m_channel.members.empty() && !m_channel.is(ChannelMode::Persistent))
        m_call.world.destroy(m_channel);
}

/// Only those inside are told the key (#mode-message: "Servers MAY choose to hide sensitive information").
void tellModes(Call &call, const Channel &channel, bool inside)
{
    QByteArray letters = '+' + lettersOf(channel.modes);
    QByteArray params;
    if (!channel.key.isEmpty()) {
        letters += 'k';
        params += inside ? ' ' + channel.key : QByteArrayLiteral(" *");
    }
    if (channel.limit > 0) {
        letters += 'l';
        params += ' ' + QByteArray::number(channel.limit);
    }
    QByteArray body = numericBody(call.world, call.nick(), RPL_CHANNELMODEIS, {channel.name, letters});
    call.world.replies().add({}, body.append(params));
    call.numeric(RPL_CREATIONTIME, {channel.name, QByteArray::number(channel.createdUtc / 1000)});
}

void onMode(Call &call)
{
    if (!call.param(0).startsWith('#'))
        return onUserMode(call);
    Channel *channel = call.world.channelNamed(call.param(0));
    if (!channel)
        return call.numeric(ERR_NOSUCHCHANNEL, {call.param(0)}, "No such channel");
    const Member *member = call.world.memberOf(*channel, call.user());
    if (call.line.paramCount > 1)
        return ModeCommand(call, *channel, member).run(call.param(1));
    if (isHidden(call, *channel))
        return call.numeric(ERR_NOTONCHANNEL, {channel->name}, "You're not on that channel");
    tellModes(call, *channel, member != nullptr);
}

} // namespace

QByteArray lettersOf(ChannelModes modes)
{
    QByteArray letters;
    for (const Flag &flag : Flags) {
        if (modes.testFlag(flag.mode))
            letters.append(flag.letter);
    }
    return letters;
}

std::optional<ChannelMode> channelModeOf(char letter)
{
    const auto found =
        std::find_if(Flags.begin(), Flags.end(), [letter](const Flag &flag) { return flag.letter == letter; });
    return found == Flags.end() ? std::nullopt : std::optional(found->mode);
}

void ModeChanges::tell(Call &call, Channel &channel) const
{
    const qsizetype room = wire::MaxBodyBytes - 2 - call.user().mask.size() - channel.name.size() - 16;
    const auto send = [&](const QByteArray &letters, const QByteArray &params) {
        Relay line = call.world.relay(call.user(), "MODE", {channel.name, letters});
        line.setBody(line.body().toByteArray() + params);
        line.id = call.world.nextId();
        keepEvent(call.world, channel, store::HistoryCommand::Mode, line);
        call.world.deliver(channel, line);
        if (!call.world.memberOf(channel, call.user()))
            call.world.deliver(call.client, line);
    };
    QByteArray letters;
    QByteArray params;
    bool on = false;
    for (const Change &change : m_changes) {
        if (letters.size() + params.size() + change.param.size() + 3 > room)
            send(std::exchange(letters, {}), std::exchange(params, {}));
        if (letters.isEmpty() || on != change.on)
            letters.append(change.on ? '+' : '-');
        on = change.on;
        letters.append(change.letter);
        if (!change.param.isEmpty())
            params.append(' ').append(change.param);
    }
    send(letters, params);
}

Commands modeCommands()
{
    static constexpr Command table[] = {{"MODE", onMode, 1}};
    return table;
}

} // namespace plausch::server
