// https://ircv3.net/specs/extensions/chathistory
#include "server/call.h"
#include "server/commands.h"
#include "server/conversation.h"
#include "server/replay.h"
#include "server/serverrealm.h"
#include "session/vocabulary.h"
#include "store/serverhistory.h"
#include "wire/casemap.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;
using store::HistoryPoint;
using store::HistoryQuery;
using store::HistoryRow;
using Kind = HistoryQuery::Kind;

constexpr int Cost = 5; // a page is read from the disk
constexpr QByteArrayView TimestampKey = "timestamp=";
constexpr QByteArrayView MsgidKey = "msgid=";

struct Form
{
    QByteArrayView verb;
    Kind kind;
    int params; // with the verb
    void (*run)(Call &, const Form &);
};

/// #errors-and-warnings
void fail(const Call &call, QByteArrayView code, Call::Views context, QByteArrayView text)
{
    call.fail("CHATHISTORY", code, context, text);
}

void failParams(const Call &call, QByteArrayView param, QByteArrayView text)
{
    fail(call, "INVALID_PARAMS", {call.param(0), param}, text);
}

bool mayAsk(const Call &call)
{
    if (call.realm.mayAskHistory())
        return true;
    fail(call, "MESSAGE_ERROR", {call.param(0), call.param(1)}, "Too many ask for history, try again in a while");
    return false;
}

/// nullopt: it was answered.
std::optional<int> limitOf(const Call &call)
{
    const QByteArrayView word = call.param(call.line.paramCount - 1);
    bool isNumber = false;
    const int limit = word.toByteArray().toInt(&isNumber);
    if (isNumber && limit > 0)
        return std::min(limit, call.world.settings.limits.maxReplay);
    failParams(call, word, "Invalid limit");
    return std::nullopt;
}

std::optional<qint64> timeOf(QByteArrayView word)
{
    if (!word.startsWith(TimestampKey))
        return std::nullopt;
    const QByteArrayView text = word.sliced(TimestampKey.size());
    const qint64 time = parseTime(text);
    if (time == 0 && text != formatTime(0)) // some begin with the beginning of all times
        return std::nullopt;
    return time;
}

/// nullopt: it was answered.
std::optional<HistoryPoint> pointOf(const Call &call, int index)
{
    const QByteArrayView word = call.param(index);
    if (const auto time = timeOf(word))
        return HistoryPoint{*time, {}};
    if (word.startsWith(MsgidKey) && word.size() > MsgidKey.size())
        return HistoryPoint{0, word.sliced(MsgidKey.size()).toByteArray()};
    failParams(call, word, word.startsWith(TimestampKey) ? "Invalid timestamp" : "Invalid message reference");
    return std::nullopt;
}

/// What is left out of too large a page is what is farthest from where it began.
void trim(QList<HistoryRow> &rows, bool fromOldest, qsizetype room)
{
    const auto fits = [&room](const HistoryRow &row) { return (room -= weightOf(row)) >= 0; };
    if (fromOldest) {
        const auto end = std::find_if_not(rows.begin(), rows.end(), fits);
        rows.erase(std::max(end, rows.begin() + std::min<qsizetype>(1, rows.size())), rows.end());
    } else {
        const auto begin = std::find_if_not(rows.rbegin(), rows.rend(), fits).base();
        rows.erase(rows.begin(), std::min(begin, rows.end() - std::min<qsizetype>(1, rows.size())));
    }
}

bool countsUp(const HistoryQuery &query)
{
    return query.kind == Kind::After || (query.kind == Kind::Between && query.from->time <= query.to.time);
}

/// Who has no account reads from his own time on.
void confine(HistoryQuery &query, const Conversation &conversation)
{
    const qint64 justBefore = conversation.since - 1;
    if (conversation.since == 0)
        return;
    if (query.from && query.from->msgid.isEmpty() && query.kind != Kind::Before)
        query.from->time = std::max(query.from->time, justBefore);
    if (query.to.msgid.isEmpty())
        query.to.time = std::max(query.to.time, justBefore);
}

void answer(Call &call, const Conversation &conversation, const HistoryQuery &query, QList<HistoryRow> rows)
{
    rows.removeIf([&](const HistoryRow &row) { return row.time < conversation.since; });
    trim(rows, countsUp(query), call.world.settings.limits.sendq / 2);
    Replay replay(call, conversation);
    for (const HistoryRow &row : rows)
        replay.message(row);
}

void askForMessages(Call &call, const Form &form)
{
    HistoryQuery query;
    query.kind = form.kind;
    query.events = call.client.has(Cap::EventPlayback);
    const bool latestOfAll = form.kind == Kind::Latest && call.param(2) == QByteArrayView("*");
    if (!latestOfAll) {
        query.from = pointOf(call, 2);
        if (!query.from)
            return;
    }
    if (form.kind == Kind::Between) {
        const auto to = pointOf(call, 3);
        if (!to)
            return;
        query.to = *to;
    }
    const auto limit = limitOf(call);
    if (!limit)
        return;
    query.limit = *limit;
    const auto conversation = conversationWith(call, call.param(1));
    if (!conversation)
        return fail(call, "INVALID_TARGET", {call.param(0), call.param(1)}, "Messages could not be retrieved");
    if (!mayAsk(call))
        return;
    query.target = conversation->target;
    confine(query, *conversation);
    call.realm.askHistory(
        call, [query](store::ServerHistory &history) { return history.page(query); },
        [query, conversation = *conversation, verb = form.verb](Call &late,
                                                                const std::optional<QList<HistoryRow>> &rows) {
            if (rows)
                return answer(late, conversation, query, *rows);
            fail(late, "MESSAGE_ERROR", {verb, conversation.name}, "There is no such message");
        });
}

void answerTargets(Call &call, const QByteArray &self, qint64 since, const QList<store::HistoryTarget> &targets)
{
    Replay replay(call);
    for (const store::HistoryTarget &one : targets) {
        if (!store::isPrivateTarget(one.target)) {
            const Channel *channel = call.world.channelNamed(one.target);
            replay.target(channel ? channel->name : one.target, one.time);
        } else if (one.time >= since) {
            replay.target(nameOfTalker(call, store::otherTalker(one.target, self)), one.time);
        }
    }
}

/// #targets
void askForTargets(Call &call, const Form &)
{
    store::TargetsQuery query;
    const auto from = timeOf(call.param(1));
    const auto to = timeOf(call.param(2));
    if (!from || !to)
        return failParams(call, call.param(from ? 2 : 1), "Invalid timestamp");
    const auto limit = limitOf(call);
    if (!limit || !mayAsk(call))
        return;
    const User &user = call.user();
    query.from = *from;
    query.to = *to;
    query.limit = *limit;
    query.self = talkerOf(user);
    for (const Membership &one : user.channels)
        query.channels.append(one.channel->folded);
    call.realm.askHistory(
        call, [query](store::ServerHistory &history) { return history.targets(query); },
        [self = query.self, since = user.account.isEmpty() ? user.namedUtc : 0](
            Call &late, const QList<store::HistoryTarget> &targets) { answerTargets(late, self, since, targets); });
}

constexpr Form Forms[] = {
    {"LATEST", Kind::Latest, 4, askForMessages},   {"BEFORE", Kind::Before, 4, askForMessages},
    {"AFTER", Kind::After, 4, askForMessages},     {"AROUND", Kind::Around, 4, askForMessages},
    {"BETWEEN", Kind::Between, 5, askForMessages}, {"TARGETS", Kind::Latest, 4, askForTargets},
};

void onChatHistory(Call &call)
{
    if (!call.client.has(Cap::ChatHistory))
        return call.numeric(ERR_UNKNOWNCOMMAND, {"CHATHISTORY"}, "Unknown command");
    const auto form = std::find_if(std::begin(Forms), std::end(Forms),
                                   [&call](const Form &one) { return wire::sameName(one.verb, call.param(0)); });
    if (form == std::end(Forms))
        return fail(call, "INVALID_PARAMS", {call.param(0)}, "Unknown command");
    if (call.line.paramCount < form->params)
        return fail(call, "INVALID_PARAMS", {form->verb}, "Insufficient parameters");
    if (call.line.paramCount > form->params)
        return fail(call, "INVALID_PARAMS", {form->verb}, "Too many parameters");
    form->run(call, *form);
}

} // namespace

Commands chatHistoryCommands()
{
    static constexpr Command table[] = {{"CHATHISTORY", onChatHistory, 1, false, Cost}};
    return table;
}

} // namespace plausch::server
