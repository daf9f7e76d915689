// https://ircv3.net/specs/extensions/message-redaction
#include "server/call.h"
#include "server/channels.h"
#include "server/commands.h"
#include "server/conversation.h"
#include "server/ranks.h"
#include "server/serverrealm.h"
#include "server/talk.h"
#include "session/vocabulary.h"
#include "store/serverhistory.h"

namespace plausch::server {
namespace {

using namespace session;

constexpr int Cost = 2;
constexpr qint64 WindowSecs = 24 * 60 * 60; // in which one may take back one's own words

enum class Outcome { Unknown, Forbidden, Expired, Done };

/// Who wants to take which message back, and why he may.
struct Claim
{
    Conversation conversation;
    QByteArray msgid;
    QByteArray self; // talkerOf() who asks
    qint64 guestSince = 0; // without an account: has the nick since then
    bool mayAny = false;
    store::HistoryRedaction redaction;
};

void fail(const Call &call, const Claim &claim, QByteArrayView code, QByteArrayView text)
{
    call.fail("REDACT", code, {claim.conversation.name, claim.msgid}, text);
}

bool isOwn(const store::HistoryRow &row, const Claim &claim)
{
    return talkerOf(row) == claim.self && row.time >= claim.guestSince;
}

/// On the history's loop.
Outcome redact(store::ServerHistory &history, const Claim &claim)
{
    const QByteArray &target = claim.conversation.target;
    const auto row = history.find(target, claim.msgid);
    if (!row || row->time < claim.conversation.since)
        return Outcome::Unknown;
    if (!claim.mayAny && !isOwn(*row, claim))
        return Outcome::Forbidden;
    if (!claim.mayAny && claim.redaction.time - row->time > WindowSecs * 1000)
        return Outcome::Expired;
    return history.redact(target, claim.msgid, claim.redaction) ? Outcome::Done : Outcome::Unknown;
}

/// To whom a PRIVMSG would go, as far as he is here and knows what it is; there is no fallback for the others.
void tell(Call &call, const Claim &claim)
{
    World &world = call.world;
    const store::HistoryRedaction &redaction = claim.redaction;
    const QByteArray &name = claim.conversation.name;
    Relay line = redaction.reason.isEmpty() ? world.relay(call.user(), "REDACT", {name, claim.msgid})
                                            : world.relay(call.user(), "REDACT", {name, claim.msgid, redaction.reason});
    line.id = redaction.msgid;
    line.needs = Cap::MessageRedaction;
    Audience audience;
    audience.name = name;
    if (claim.conversation.isPrivate())
        audience.user = world.userNamed(name);
    else
        audience.channel = world.channelNamed(name);
    if (!audience.user && !audience.channel) // he has gone: one's own sessions
        audience.user = &call.user();
    deliver(call, audience, line);
}

void conclude(Call &call, const Claim &claim, bool kept, Outcome outcome)
{
    if (!kept)
        return fail(call, claim, "REDACT_FAILED", "The history could not be changed");
    switch (outcome) {
    case Outcome::Unknown:
        return fail(call, claim, "UNKNOWN_MSGID", "This message does not exist or is too old");
    case Outcome::Forbidden:
        return fail(call, claim, "REDACT_FORBIDDEN", "You are not authorised to delete this message");
    case Outcome::Expired:
        return call.fail("REDACT", "REDACT_WINDOW_EXPIRED",
                         {claim.conversation.name, claim.msgid, QByteArray::number(WindowSecs)},
                         "You can no longer delete this message");
    case Outcome::Done:
        return tell(call, claim);
    }
}

/// Operators of a channel keep order in it.
bool mayRedactAny(const Call &call, const Conversation &conversation)
{
    const Channel *channel = conversation.isPrivate() ? nullptr : call.world.channelNamed(conversation.name);
    const Member *member = channel ? call.world.memberOf(*channel, call.user()) : nullptr;
    return member && atLeast(authority(call, member->ranks), Rank::Operator);
}

void onRedact(Call &call)
{
    if (!call.client.has(Cap::MessageRedaction))
        return call.numeric(ERR_UNKNOWNCOMMAND, {"REDACT"}, "Unknown command");
    const auto conversation = conversationWith(call, call.param(0));
    if (!conversation)
        return call.fail("REDACT", "INVALID_TARGET", {call.param(0)}, "You cannot delete messages there");
    if (!call.realm.mayAskHistory())
        return call.fail("REDACT", "REDACT_FAILED", {call.param(0), call.param(1)}, "Try again in a while");
    const User &user = call.user();
    Claim claim;
    claim.conversation = *conversation;
    claim.msgid = call.param(1).toByteArray();
    claim.self = talkerOf(user);
    claim.guestSince = user.account.isEmpty() ? user.namedUtc : 0;
    claim.mayAny = mayRedactAny(call, *conversation);
    claim.redaction = {call.world.nextId(), call.world.now.utc, user.mask, user.account,
                       truncated(call.param(2), call.world.settings.limits.kick)};
    call.realm.changeHistory(
        call, [claim](store::ServerHistory &history) { return redact(history, claim); },
        [claim](Call &late, bool kept, Outcome outcome) { conclude(late, claim, kept, outcome); });
}

} // namespace

Commands redactionCommands()
{
    static constexpr Command table[] = {{"REDACT", onRedact, 2, false, Cost}};
    return table;
}

} // namespace plausch::server
