#include "server/history.h"

#include "server/talk.h"
#include "server/world.h"
#include "session/vocabulary.h"
#include "store/serverhistory.h"
#include "wire/casemap.h"

#include <algorithm>

namespace plausch::server {
namespace {

using store::HistoryCommand;
using store::HistoryRow;

/// Client-only tags that mean something for the moment: https://ircv3.net/specs/client-tags/typing, and our receipts.
constexpr QByteArrayView Passing[] = {"+typing", "+draft/typing", "+plausch.chat/"};

bool passes(const QByteArray &tag)
{
    return tag.isEmpty() || std::any_of(std::begin(Passing), std::end(Passing), [&tag](QByteArrayView one) {
               return tag.startsWith(one);
           });
}

/// Reactions and the like: anything that does not pass.
bool staysTrue(const QByteArray &clientTags)
{
    const QByteArrayList tags = clientTags.split(';');
    return !std::all_of(tags.begin(), tags.end(), passes);
}

/// What stands in the line behind so many words.
QByteArray behind(QByteArrayView body, int words)
{
    qsizetype at = 0;
    for (; words > 0; --words) {
        at = body.indexOf(' ', at) + 1;
        if (at == 0)
            return QByteArray("");
    }
    return body.sliced(at).toByteArray();
}

HistoryRow eventOf(World &world, HistoryCommand command, Relay &line, int wordsBefore)
{
    if (line.id.isEmpty())
        line.id = world.nextId();
    HistoryRow row;
    row.msgid = line.id;
    row.time = world.now.utc;
    row.account = line.account;
    row.command = command;
    const QByteArrayView body = line.body();
    row.source = body.sliced(1, body.indexOf(' ') - 1).toByteArray();
    row.text = behind(body, wordsBefore);
    return row;
}

} // namespace

void HistoryWork::apply(store::ServerHistory &history) const
{
    for (const Change &change : changes) {
        if (change.to.isEmpty()) {
            history.forget(change.from);
        } else if (!history.rename(change.from, change.to)) {
            history.forget(change.to); // of a channel that is no more
            history.rename(change.from, change.to);
        }
    }
    history.add(rows);
}

void HistoryPile::forget(const QByteArray &target)
{
    move(target, {});
    m_work.changes.push_back({target, {}});
}

void HistoryPile::rename(const QByteArray &from, const QByteArray &to)
{
    move(to, {});
    move(from, to);
    m_work.changes.push_back({from, to});
}

void HistoryPile::add(const store::HistoryRecord &row)
{
    store::appendRecord(m_work.rows, row);
    ++m_work.count;
}

void HistoryPile::move(const QByteArray &from, const QByteArray &to)
{
    const QByteArray before = std::exchange(m_work.rows, {});
    m_work.count = 0;
    store::HistoryRecord row;
    for (store::HistoryRecords rows(before); rows.next(row);) {
        if (row.target == from)
            row.target = to;
        if (!row.target.isEmpty())
            add(row);
    }
}

QByteArray guestTalker(QByteArrayView nick)
{
    return '~' + wire::folded(nick);
}

QByteArray talkerOf(const User &user)
{
    return user.account.isEmpty() ? '~' + user.folded : wire::folded(user.account);
}

QByteArray talkerOf(const HistoryRow &row)
{
    return row.account.isEmpty() ? guestTalker(row.source.left(row.source.indexOf('!'))) : wire::folded(row.account);
}

bool keepSpeech(World &world, const User &from, const Audience &audience, HistoryCommand command, QByteArrayView text,
                const Relay &line)
{
    if (!world.settings.hasHistory || audience.rank)
        return false;
    if (command == HistoryCommand::Tagmsg && !staysTrue(line.clientTags))
        return false;
    const QByteArray target = audience.channel ? audience.channel->folded
                                               : store::privateTargetOfFolded(talkerOf(from), talkerOf(*audience.user));
    world.history.add({0, world.now.utc, command, target, line.id, from.mask, line.account, text, line.clientTags, {}});
    return true;
}

void keepEvent(World &world, const Channel &channel, HistoryCommand command, Relay &line)
{
    if (!world.settings.hasHistory)
        return;
    HistoryRow row = eventOf(world, command, line, 3); // source, verb, channel
    row.target = channel.folded;
    world.history.add(store::recordOf(row));
}

void keepEventAround(World &world, const User &user, HistoryCommand command, Relay &line)
{
    if (!world.settings.hasHistory || user.channels.empty())
        return;
    HistoryRow row = eventOf(world, command, line, 2); // source, verb
    for (const Membership &one : user.channels) {
        row.target = one.channel->folded;
        world.history.add(store::recordOf(row));
    }
}

} // namespace plausch::server
