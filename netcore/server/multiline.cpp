#include "server/multiline.h"

#include "server/call.h"
#include "server/commands.h"
#include "server/serverrealm.h"
#include "server/talk.h"
#include "session/speech.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;
using Fault = IncomingBatch::Fault;

constexpr QByteArrayView Type = "draft/multiline";
constexpr QByteArrayView ConcatTag = "draft/multiline-concat";
constexpr qint64 TimeoutMsecs = 300'000; // the throttle lets many lines in slowly

struct OpenBatch
{
    IncomingBatch lines;
    QByteArray label; // of the opening: what comes of the batch is the answer to it
    QByteArray clientTags;
    qint64 openedAt = 0; // monotonic
    bool refused = false; // its further lines are passed over
};

OpenBatch *openBatch(const Client &client)
{
    return client.extras ? static_cast<OpenBatch *>(client.extras->multiline.get()) : nullptr;
}

void failInvalid(const Call &call, QByteArrayView text)
{
    call.fail("BATCH", "MULTILINE_INVALID", {}, text);
}

/// What is said from here on is the answer to the opening.
void answerOpening(Call &call, OpenBatch &open)
{
    if (!open.label.isEmpty())
        call.world.beginAnswer(call.client, std::exchange(open.label, {}));
}

/// #errors
void refuse(Call &call, OpenBatch &open, Fault fault)
{
    const Limits &limits = call.world.settings.limits;
    answerOpening(call, open);
    open.refused = true;
    switch (fault) {
    case Fault::Bytes:
        return call.fail("BATCH", "MULTILINE_MAX_BYTES", {QByteArray::number(limits.multilineBytes)},
                         "Multiline batch max-bytes exceeded");
    case Fault::Lines:
        return call.fail("BATCH", "MULTILINE_MAX_LINES", {QByteArray::number(limits.multilineLines)},
                         "Multiline batch max-lines exceeded");
    case Fault::Target:
        return call.fail("BATCH", "MULTILINE_INVALID_TARGET", {open.lines.target(), call.param(0)},
                         "Invalid multiline target");
    default:
        return failInvalid(call, "Invalid multiline batch");
    }
}

void begin(Call &call, QByteArrayView reference)
{
    if (openBatch(call.client)) {
        call.client.extras->multiline.reset();
        return failInvalid(call, "Batches cannot be nested");
    }
    if (reference.isEmpty() || call.line.paramCount < 3 || call.param(1) != Type || call.param(2).isEmpty())
        return failInvalid(call, "Invalid multiline batch");
    const Limits &limits = call.world.settings.limits;
    call.client.more().multiline = std::make_shared<OpenBatch>(
        OpenBatch{IncomingBatch(call.line, {limits.multilineBytes, limits.multilineLines}),
                  call.world.replies().takeLabel(), wire::clientOnlyTags(call.line.rawTags), call.world.now.monotonic});
}

/// #fallback: the lines as they came, without the blank ones.
QByteArray plainBody(World &world, const User &user, QByteArrayView verb, QByteArrayView target,
                     const std::vector<Piece> &parts)
{
    QByteArray body;
    for (const Piece &part : parts) {
        if (part.text.isEmpty())
            continue;
        body.append(body.isEmpty() ? "" : "\r\n").append(world.relay(user, verb, {target, part.text}).body());
    }
    return body;
}

QByteArray batchBody(World &world, const User &user, QByteArrayView verb, QByteArrayView target,
                     const std::vector<Piece> &parts)
{
    const QByteArray reference = world.nextId();
    QByteArray body = ':' + user.mask + " BATCH +" + reference + ' ';
    body.append(Type).append(' ').append(target);
    for (const Piece &part : parts) {
        body += "\r\n@batch=" + reference;
        if (part.continues)
            body.append(';').append(ConcatTag);
        body.append(' ').append(world.relay(user, verb, {target, part.text}).body());
    }
    return body + "\r\n:" + user.mask + " BATCH -" + reference;
}

/// One message to the realm: all its lines are one Relay, so they stay together and their tags are at the first.
Relay relayOf(World &world, const User &user, QByteArray body, const QByteArray &id, const QByteArray &clientTags)
{
    Relay line = world.relay(std::move(body));
    line.account = user.account;
    line.fromBot = user.is(UserMode::Bot);
    line.id = id;
    line.clientTags = clientTags;
    return line;
}

QByteArray keptText(const std::vector<Piece> &parts)
{
    QList<store::HistoryLine> lines;
    for (const Piece &part : parts)
        lines.append({part.text, part.continues});
    return store::joinedLines(lines);
}

void deliverBatch(Call &call, const OpenBatch &open)
{
    World &world = call.world;
    User &user = call.user();
    const std::vector<Piece> &parts = open.lines.parts();
    const QByteArray text = open.lines.text();
    const Speech speech{open.lines.command() == "NOTICE" ? SpeechKind::Notice : SpeechKind::Privmsg, text};
    user.spokeAt = world.now.monotonic;
    const auto audience = audienceOf(call, open.lines.target(), speech);
    if (!audience || !mayBeKept(call, speech, audience->name))
        return;
    const QByteArray id = world.nextId();
    const auto relay = [&](QByteArray body) { return relayOf(world, user, std::move(body), id, open.clientTags); };
    Relay batch = relay(batchBody(world, user, speech.verb(), audience->name, parts));
    batch.needs = Cap::Multiline;
    Relay plain = relay(plainBody(world, user, speech.verb(), audience->name, parts));
    plain.lacks = Cap::Multiline;
    if (world.settings.hasHistory)
        keep(call, *audience, speech, keptText(parts), batch);
    deliver(call, *audience, batch);
    deliver(call, *audience, plain);
}

void end(Call &call, QByteArrayView reference)
{
    OpenBatch *current = openBatch(call.client);
    if (!current || current->lines.reference() != reference)
        return failInvalid(call, "No such batch is open");
    const auto open = std::static_pointer_cast<OpenBatch>(std::exchange(call.client.extras->multiline, {}));
    if (open->refused)
        return;
    answerOpening(call, *open);
    const std::vector<Piece> &parts = open->lines.parts();
    if (std::all_of(parts.begin(), parts.end(), [](const Piece &part) { return part.text.isEmpty(); }))
        return failInvalid(call, "Invalid multiline batch with blank lines only");
    deliverBatch(call, *open);
}

void onBatch(Call &call)
{
    if (!call.client.has(Cap::Multiline))
        return call.numeric(ERR_UNKNOWNCOMMAND, {"BATCH"}, "Unknown command");
    const QByteArrayView word = call.param(0);
    if (word.startsWith('+'))
        begin(call, word.sliced(1));
    else if (word.startsWith('-'))
        end(call, word.sliced(1));
    else
        failInvalid(call, "Invalid batch");
}

} // namespace

bool isInBatch(const Call &call)
{
    return !call.line.rawTags.isEmpty() && call.client.has(Cap::Multiline) && call.line.tag("batch").has_value();
}

void addToBatch(Call &call)
{
    OpenBatch *open = openBatch(call.client);
    if (!open || open->lines.reference() != *call.line.tag("batch"))
        return failInvalid(call, "No such batch is open");
    if (open->refused)
        return;
    if (call.line.paramCount > 1 && call.param(1).isEmpty() && call.line.tag(ConcatTag)) {
        answerOpening(call, *open);
        open->refused = true;
        return failInvalid(call, "Invalid multiline batch with concatenated blank line");
    }
    if (const Fault fault = open->lines.add(call.line); fault != Fault::None)
        refuse(call, *open, fault);
}

bool isBatchLate(const Client &client, qint64 monotonic)
{
    const OpenBatch *open = openBatch(client);
    return open && monotonic - open->openedAt >= TimeoutMsecs;
}

void dropLateBatch(Call &call)
{
    const auto open = std::static_pointer_cast<OpenBatch>(std::exchange(call.client.extras->multiline, {}));
    answerOpening(call, *open);
    call.fail("BATCH", "TIMEOUT", {open->lines.reference()}, "The batch was left open for too long");
}

Commands multilineCommands()
{
    static constexpr Command table[] = {{"BATCH", onBatch, 1}};
    return table;
}

} // namespace plausch::server
