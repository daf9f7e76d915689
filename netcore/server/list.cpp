// https://modern.ircdocs.horse/#list-message, https://modern.ircdocs.horse/#elist-parameter
#include "server/call.h"
#include "server/channels.h"
#include "server/commalist.h"
#include "server/commands.h"
#include "server/wildcard.h"

#include <algorithm>
#include <limits>

namespace plausch::server {
namespace {

using namespace session;

constexpr int ListCost = 10; // it looks at every channel there is
constexpr std::size_t MaxMasks = 8; // of one LIST
constexpr qsizetype MaxAnswerBytes = 256 * 1024; // and never more than a part of sendq, so that nobody is closed for it
constexpr qint64 Minute = 60'000;

/// Both ends are outside: "less than" and "more than".
struct Range
{
    qint64 above = -1;
    qint64 below = std::numeric_limits<qint64>::max();

    bool holds(qint64 value) const { return value > above && value < below; }
    bool isOpen() const { return above < 0 && below == std::numeric_limits<qint64>::max(); }
};

/// What of the channels is asked for.
struct Filter
{
    std::vector<QByteArrayView> names;
    std::vector<QByteArrayView> masks;
    std::vector<QByteArrayView> others; // those that must not match
    Range members;
    Range age; // milliseconds
    Range topicAge;

    bool admits(const Channel &channel, qint64 utc) const
    {
        const auto matches = [&channel](QByteArrayView mask) { return matchesWildcard(mask, channel.name); };
        return members.holds(qint64(channel.members.size())) && age.holds(utc - channel.createdUtc)
            && (topicAge.isOpen() || (channel.topic.setUtc > 0 && topicAge.holds(utc - channel.topic.setUtc)))
            && (masks.empty() || std::any_of(masks.begin(), masks.end(), matches))
            && std::none_of(others.begin(), others.end(), matches);
    }
};

/// "<3" or ">3", counted in `unit`s; false: it is not that.
bool readRange(QByteArrayView text, Range &range, qint64 unit)
{
    if (!text.startsWith('<') && !text.startsWith('>'))
        return false;
    bool ok = false;
    const qint64 value = text.sliced(1).toByteArray().toInt(&ok);
    if (!ok || value < 0)
        return false;
    (text.front() == '<' ? range.below : range.above) = value * unit;
    return true;
}

void readMask(QByteArrayView text, std::vector<QByteArrayView> &masks)
{
    if (masks.size() < MaxMasks)
        masks.push_back(text);
}

void readItem(QByteArrayView item, Filter &filter)
{
    const bool timed = item.size() > 1;
    if (item.isEmpty() || readRange(item, filter.members, 1))
        return;
    if (timed && (item.front() | 0x20) == 'c' && readRange(item.sliced(1), filter.age, Minute))
        return;
    if (timed && (item.front() | 0x20) == 't' && readRange(item.sliced(1), filter.topicAge, Minute))
        return;
    if (item.front() == '!')
        readMask(item.sliced(1), filter.others);
    else if (item.contains('*') || item.contains('?'))
        readMask(item, filter.masks);
    else
        filter.names.push_back(item);
}

/// Rows until the ceiling, which is told.
class Rows
{
public:
    explicit Rows(Call &call)
        : m_call(call), m_room(qMin<qsizetype>(MaxAnswerBytes, call.world.settings.limits.sendq / 4))
    {
    }

    /// False: there is no room for more.
    bool add(const Channel &channel)
    {
        const QByteArray count = QByteArray::number(qsizetype(channel.members.size()));
        const QByteArray row = numericBody(m_call.world, m_call.nick(), RPL_LIST, {channel.name, count},
                                           channel.topic.text.isNull() ? QByteArrayView("") : channel.topic.text);
        m_room -= row.size();
        if (m_room < 0)
            return false;
        m_call.world.replies().add({}, row);
        return true;
    }

private:
    Call &m_call;
    qsizetype m_room;
};

void listAll(Call &call, const Filter &filter)
{
    Rows rows(call);
    for (const Channel *channel : call.world.channels()) {
        if (!filter.admits(*channel, call.world.now.utc) || isHidden(call, *channel))
            continue;
        if (!rows.add(*channel))
            return call.say("NOTICE " + call.user().nick + " :There are more channels: ask for some of them");
    }
}

void listNamed(Call &call, const Filter &filter)
{
    Rows rows(call);
    for (const QByteArrayView name : filter.names) {
        const Channel *channel = call.world.channelNamed(name);
        if (channel && filter.admits(*channel, call.world.now.utc) && !isHidden(call, *channel))
            rows.add(*channel);
    }
}

void onList(Call &call)
{
    Filter filter;
    for (int i = 0; i < 2; ++i) {
        QByteArrayView items = call.param(i);
        while (!items.isEmpty())
            readItem(takeItem(items), filter);
    }
    call.numeric(RPL_LISTSTART, {"Channel"}, "Users  Name");
    if (filter.names.empty())
        listAll(call, filter);
    else
        listNamed(call, filter);
    call.numeric(RPL_LISTEND, {}, "End of /LIST");
}

} // namespace

Commands listCommands()
{
    static constexpr Command table[] = {{"LIST", onList, 0, false, ListCost}};
    return table;
}

} // namespace plausch::server
