// The list modes: https://modern.ircdocs.horse/#ban-channel-mode and those after it
#include "server/call.h"
#include "server/masks.h"
#include "server/modes.h"
#include "wire/casemap.h"

#include <algorithm>
#include <array>

namespace plausch::server {
namespace {

using namespace session;

struct Answers
{
    MaskList list;
    Numeric row;
    Numeric end;
    QByteArrayView endText;
};
constexpr std::array<Answers, 3> Lists{{
    {{'b', &Channel::bans}, RPL_BANLIST, RPL_ENDOFBANLIST, "End of channel ban list"},
    {{'e', &Channel::exceptions}, RPL_EXCEPTLIST, RPL_ENDOFEXCEPTLIST, "End of channel exception list"},
    {{'I', &Channel::invitations}, RPL_INVEXLIST, RPL_ENDOFINVEXLIST, "End of Channel Invite Exception List"},
}};

const Answers *answersOf(char letter)
{
    const auto found = std::find_if(Lists.begin(), Lists.end(),
                                    [letter](const Answers &answers) { return answers.list.letter == letter; });
    return found == Lists.end() ? nullptr : &*found;
}

std::size_t entriesOf(const Channel &channel)
{
    return channel.bans.size() + channel.exceptions.size() + channel.invitations.size();
}

} // namespace

const MaskList *maskListOf(char letter)
{
    const Answers *answers = answersOf(letter);
    return answers ? &answers->list : nullptr;
}

void sendMaskList(Call &call, const Channel &channel, const MaskList &list)
{
    const Answers &answers = *answersOf(list.letter);
    for (const MaskEntry &entry : channel.*list.entries) {
        const QByteArray seconds = QByteArray::number(entry.setUtc / 1000);
        call.numeric(answers.row, {channel.name, entry.mask, entry.setter, seconds});
    }
    call.numeric(answers.end, {channel.name}, answers.endText);
}

void changeMaskList(Call &call, Channel &channel, const MaskList &list, bool on, QByteArrayView typed,
                    ModeChanges &changes)
{
    const char letter[] = {list.letter, '\0'};
    const QByteArray mask = normalizedMask(typed);
    if (mask.isEmpty())
        return call.numeric(ERR_INVALIDMODEPARAM, {channel.name, letter, typed}, "Not a mask");
    std::vector<MaskEntry> &entries = channel.*list.entries;
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&mask](const MaskEntry &entry) { return wire::sameName(entry.mask, mask); });
    if ((found != entries.end()) == on)
        return;
    if (on && entriesOf(channel) >= std::size_t(call.world.settings.limits.listEntries))
        return call.numeric(ERR_BANLISTFULL, {channel.name, letter}, "Channel list is full");
    changes.add(on, list.letter, on ? mask : found->mask);
    if (on)
        entries.push_back({mask, call.user().mask, call.world.now.utc});
    else
        entries.erase(found);
}

} // namespace plausch::server
