// https://ircv3.net/specs/extensions/capability-negotiation
#include "server/capabilities.h"

#include "server/call.h"
#include "server/commands.h"
#include "server/register.h"
#include "server/registration.h"
#include "server/sasl.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

constexpr qsizetype MaxLineBytes = wire::MaxBodyBytes - 2; // without CR LF
constexpr int ValuesVersion = 302;

constexpr Cap Always[] = {
    Cap::AccountNotify, Cap::AccountTag,      Cap::AwayNotify,      Cap::Batch,        Cap::CapNotify,
    Cap::ChannelRename, Cap::ChgHost,         Cap::EchoMessage,     Cap::ExtendedJoin, Cap::ExtendedMonitor,
    Cap::InviteNotify,  Cap::LabeledResponse, Cap::MessageTags,     Cap::Metadata,     Cap::MultiPrefix,
    Cap::Multiline,     Cap::NoImplicitNames, Cap::PreAway,         Cap::ReadMarker,   Cap::ServerTime,
    Cap::SetName,       Cap::StandardReplies, Cap::UserhostInNames,
};

constexpr Cap WithHistory[] = {Cap::ChatHistory, Cap::EventPlayback, Cap::MessageRedaction};

Caps offered(const Settings &settings)
{
    Caps caps;
    for (const Cap cap : Always)
        caps |= cap;
    caps.setFlag(Cap::Sasl, settings.hasAccounts);
    caps.setFlag(Cap::AccountRegistration, settings.hasAccounts && settings.accounts.open);
    caps.setFlag(Cap::Sts, settings.stsPort != 0 && settings.stsSecs >= 0);
    for (const Cap cap : WithHistory)
        caps.setFlag(cap, settings.hasHistory);
    return caps;
}

/// Over plain text a policy that has ended is not spoken of: only over TLS does it count.
Caps offeredTo(const Client &client, const Settings &settings)
{
    Caps caps = offered(settings);
    if (settings.stsSecs == 0 && !client.arrival.secure)
        caps.setFlag(Cap::Sts, false);
    return caps;
}

QByteArray pair(const char *key, qint64 value)
{
    return key + ('=' + QByteArray::number(value));
}

QByteArray saslValue(const Settings &, const Client &client)
{
    return saslMechanisms(client);
}

/// https://ircv3.net/specs/extensions/account-registration#capabilities
QByteArray registrationValue(const Settings &settings, const Client &)
{
    QByteArrayList words;
    if (mayRegisterBeforeConnect(settings))
        words.append("before-connect");
    if (settings.accounts.customName)
        words.append("custom-account-name");
    if (settings.accounts.requireEmail)
        words.append("email-required");
    return words.join(',');
}

/// https://ircv3.net/specs/extensions/multiline#capabilities
QByteArray multilineValue(const Settings &settings, const Client &)
{
    return pair("max-bytes", settings.limits.multilineBytes) + ',' + pair("max-lines", settings.limits.multilineLines);
}

QByteArray metadataValue(const Settings &settings, const Client &)
{
    const auto &limits = settings.limits;
    return pair("max-subs", limits.metadataSubs) + ',' + pair("max-keys", limits.metadataKeys) + ','
        + pair("max-value-bytes", limits.metadataValue);
}

/// https://ircv3.net/specs/extensions/sts#details: the way to TLS, and over TLS how long to remember it
QByteArray stsValue(const Settings &settings, const Client &client)
{
    return client.arrival.secure ? pair("duration", settings.stsSecs) : pair("port", settings.stsPort);
}

struct Value
{
    Cap cap;
    QByteArray (*of)(const Settings &, const Client &);
};
constexpr Value Values[] = {
    {Cap::Sasl, saslValue},
    {Cap::AccountRegistration, registrationValue},
    {Cap::Multiline, multilineValue},
    {Cap::Metadata, metadataValue},
    {Cap::Sts, stsValue},
};

/// "name" or "name=value", as CAP LS 302 and CAP NEW have it.
QByteArray described(Cap cap, const Settings &settings, const Client &client, bool withValue)
{
    QByteArray word = nameOf(cap).toByteArray();
    const auto *value =
        std::find_if(std::begin(Values), std::end(Values), [cap](const Value &one) { return one.cap == cap; });
    if (!withValue || value == std::end(Values))
        return word;
    const QByteArray text = value->of(settings, client);
    return text.isEmpty() ? word : word + '=' + text;
}

QByteArrayList words(Caps caps, const Settings &settings, const Client &client, bool withValues)
{
    QByteArrayList list;
    for (const Cap cap : allCaps()) {
        if (caps.testFlag(cap))
            list.append(described(cap, settings, client, withValues));
    }
    return list;
}

/// "CAP nick verb" with as many words to a line as it takes. One that no line can hold can only be refused, and is cut
/// where it is said.
QByteArrayList lines(const QByteArray &head, const QByteArrayList &words, qsizetype room)
{
    QByteArrayList lines{QByteArray()};
    for (const QByteArray &word : words) {
        if (!lines.last().isEmpty() && head.size() + lines.last().size() + word.size() + 1 > room)
            lines.append(QByteArray());
        lines.last().append(lines.last().isEmpty() ? "" : " ").append(word);
    }
    return lines;
}

QByteArray headOf(QByteArrayView nick, QByteArrayView verb)
{
    return "CAP " + nick.toByteArray() + ' ' + verb.toByteArray();
}

qsizetype roomIn(const Settings &settings)
{
    return MaxLineBytes - settings.name.size() - 6; // ":name " in front, " * :" and so on between
}

/// All but the last line of several have a "*", for clients that know it. The others are told what fits one line.
void list(Call &call, QByteArrayView verb, const QByteArrayList &words)
{
    const QByteArray head = headOf(call.nick(), verb);
    const QByteArrayList parts = lines(head, words, roomIn(call.world.settings));
    if (!call.client.capValues)
        return call.say(head + " :" + parts.first());
    for (qsizetype i = 0; i < parts.size(); ++i)
        call.say(head + (i + 1 < parts.size() ? " * :" : " :") + parts[i]);
}

void beginNegotiation(Call &call)
{
    if (call.client.greeting)
        call.client.greeting->negotiating = true;
}

/// https://ircv3.net/specs/extensions/metadata: without either capability there are no subscriptions.
void dropDependents(Client &client)
{
    if (client.extras && !(client.has(Cap::Metadata) && client.has(Cap::Batch)))
        client.extras->metadataKeys.clear();
}

bool mayRequest(const Call &call, const CapToken &token, std::optional<Cap> cap)
{
    if (!cap || *cap == Cap::Sts || !token.value.isEmpty())
        return false;
    // cap-notify comes with CAP LS 302 and stays.
    if (token.off)
        return *cap != Cap::CapNotify || !call.client.capValues;
    return offered(call.world.settings).testFlag(*cap);
}

/// All or nothing.
void request(Call &call, QByteArrayView wish)
{
    Client &client = call.client;
    const QByteArrayList words = wish.toByteArray().simplified().split(' ');
    Caps wanted = client.caps;
    bool accepted = true;
    for (const CapToken &token : capTokens(wish)) {
        const auto cap = capNamed(token.name);
        accepted = accepted && mayRequest(call, token, cap);
        if (accepted)
            wanted.setFlag(*cap, !token.off);
    }
    const QByteArray head = headOf(call.nick(), accepted ? "ACK" : "NAK");
    for (const QByteArray &part : lines(head, words, roomIn(call.world.settings)))
        call.say(head + " :" + part);
    if (!accepted)
        return;
    // "a server MUST NOT change the capabilities of the client until the last ACK of the set has been sent"
    call.world.endAnswer();
    client.caps = wanted;
    dropDependents(client);
    call.world.beginAnswer(client, {});
}

void onLs(Call &call)
{
    beginNegotiation(call);
    Client &client = call.client;
    const bool withValues = call.param(1).toByteArray().toInt() >= ValuesVersion;
    if (withValues) {
        client.capValues = true; // for good, whatever is asked later
        client.caps |= Cap::CapNotify;
    }
    const Settings &settings = call.world.settings;
    Caps caps = offeredTo(client, settings);
    caps.setFlag(Cap::Sts, caps.testFlag(Cap::Sts) && withValues); // means nothing without
    list(call, "LS", words(caps, settings, client, withValues));
}

void onList(Call &call)
{
    list(call, "LIST", words(call.client.caps, call.world.settings, call.client, false));
}

void onRequest(Call &call)
{
    beginNegotiation(call);
    request(call, call.param(1));
}

void onEnd(Call &call)
{
    if (!call.client.greeting)
        return;
    abandonSasl(call);
    call.client.greeting->negotiating = false;
    registerIfComplete(call);
}

struct Subcommand
{
    QByteArrayView verb;
    void (*run)(Call &);
};
constexpr Subcommand Subcommands[] = {{"LS", onLs}, {"LIST", onList}, {"REQ", onRequest}, {"END", onEnd}};

void onCap(Call &call)
{
    const QByteArray verb = call.param(0).toByteArray().toUpper();
    for (const Subcommand &one : Subcommands) {
        if (one.verb == verb)
            return one.run(call);
    }
    call.numeric(ERR_INVALIDCAPCMD, {call.param(0)}, "Invalid CAP command");
}

void tell(World &world, Client &client, QByteArrayView verb, const QByteArrayList &words)
{
    if (words.isEmpty())
        return;
    const QByteArrayView nick = client.user ? QByteArrayView(client.user->nick) : QByteArrayView("*");
    const QByteArray head = headOf(nick, verb);
    for (const QByteArray &part : lines(head, words, roomIn(world.settings))) {
        Relay line = world.relay(':' + world.settings.name + ' ' + head + " :" + part);
        world.deliver(client, line);
    }
}

} // namespace

void announceCapabilities(World &world, Client &client, const Settings &before)
{
    if (!client.has(Cap::CapNotify))
        return;
    const Settings &settings = world.settings;
    QByteArrayList fresh;
    QByteArrayList gone;
    for (const Cap cap : allCaps()) {
        const bool was = offeredTo(client, before).testFlag(cap);
        const bool is = offeredTo(client, settings).testFlag(cap);
        const bool changed = described(cap, before, client, true) != described(cap, settings, client, true);
        if (is && (!was || (changed && client.capValues)))
            fresh.append(described(cap, settings, client, client.capValues));
        else if (was && !is && cap != Cap::Sts) // https://ircv3.net/specs/extensions/sts#mechanism: never deleted
            gone.append(nameOf(cap).toByteArray());
        if (!is)
            client.caps.setFlag(cap, false);
    }
    dropDependents(client);
    tell(world, client, "NEW", fresh);
    tell(world, client, "DEL", gone);
}

Commands capabilityCommands()
{
    static constexpr Command table[] = {{"CAP", onCap, 1, true}};
    return table;
}

} // namespace plausch::server
