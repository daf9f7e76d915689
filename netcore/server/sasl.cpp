// AUTHENTICATE: https://ircv3.net/specs/extensions/sasl-3.1, https://ircv3.net/specs/extensions/sasl-3.2
#include "server/sasl.h"

#include "server/commands.h"
#include "server/ipaddress.h"
#include "server/registration.h"
#include "server/serverrealm.h"
#include "server/signin.h"
#include "store/accounts.h"
#include "store/scramexchange.h"
#include "wire/casemap.h"

#include <optional>

namespace plausch::server {

enum class SaslStep { Response, Looking, Final, Proven };

/// One exchange of one client. It ends by being let go of: an answer that comes later finds another one, or none.
struct SaslExchange
{
    void (*onResponse)(Call &, const std::shared_ptr<SaslExchange> &, const QByteArray &) = nullptr;
    SaslStep step = SaslStep::Response;
    QByteArray received; // Base64
    store::ScramExchange scram;
    std::optional<Profile> profile; // of who it is, if the proof is right
};

namespace {

using namespace session;
using Exchange = std::shared_ptr<SaslExchange>;

constexpr qsizetype ChunkBytes = 400; // of Base64, in one AUTHENTICATE
constexpr qsizetype MaxResponseBytes = 8 * 1024; // of Base64
constexpr int MaxFailures = 5; // of one client

void end(Client &client)
{
    client.more().sasl.reset();
}

void fail(Call &call)
{
    end(call.client);
    call.numeric(ERR_SASLFAIL, {}, "SASL authentication failed");
    countFailure(call);
}

void succeed(Call &call, const Profile &profile)
{
    end(call.client);
    call.world.attempts.succeeded(crowdOf(call.client.arrival.address));
    if (refuseBanned(call, profile.account) || refuseSignIn(call, profile.account))
        return;
    signIn(call, call.world.keepProfile(profile));
    call.numeric(RPL_SASLSUCCESS, {}, "SASL authentication successful");
}

void challenge(const Call &call, const QByteArray &data)
{
    const QByteArray text = data.toBase64();
    for (qsizetype at = 0; at < text.size(); at += ChunkBytes)
        call.say("AUTHENTICATE " + text.mid(at, ChunkBytes));
    if (text.size() % ChunkBytes == 0)
        call.say("AUTHENTICATE +");
}

bool mayTry(Call &call)
{
    return call.realm.mayAskAccounts()
        && call.world.attempts.begin(crowdOf(call.client.arrival.address), call.world.now.monotonic);
}

/// Who somebody turned out to be on the accounts' loop; nothing: nobody.
using Found = std::optional<Profile>;

/// `work` looks on the accounts' loop, `rest` goes on with what it found. Registration waits for it.
template <class Work, class Rest> void look(Call &call, const Exchange &exchange, Work work, Rest rest)
{
    if (!mayTry(call)) {
        end(call.client);
        return call.numeric(ERR_SASLFAIL, {}, "SASL authentication failed: too many attempts, try again later");
    }
    exchange->step = SaslStep::Looking;
    if (call.client.greeting)
        ++call.client.greeting->waiting;
    call.realm.askAccounts(call, std::move(work), [exchange, rest](Call &late, auto &found) {
        Client &client = late.client;
        if (client.greeting)
            --client.greeting->waiting;
        if (client.more().sasl == exchange)
            rest(late, exchange, found);
        registerIfComplete(late);
    });
}

void finish(Call &call, const Exchange &, Found &found)
{
    return found ? succeed(call, *found) : fail(call);
}

/// A name nobody has costs as much as one with a wrong password.
store::ScramCredential credentialOf(store::Accounts &accounts, const std::optional<store::AccountRow> &account,
                                    const QByteArray &name, int iterations)
{
    return account && !account->credential.storedKey.isEmpty()
        ? account->credential
        : store::decoyCredential(wire::folded(name), accounts.secret(), iterations);
}

/// https://www.rfc-editor.org/rfc/rfc4616#section-2: [authorization] NUL authentication NUL password. To act for
/// another account is for nobody.
void onPlain(Call &call, const Exchange &exchange, const QByteArray &response)
{
    const QByteArrayList parts = response.split('\0');
    if (parts.size() != 3 || parts[1].isEmpty() || parts[2].isEmpty()
        || (!parts[0].isEmpty() && !wire::sameName(parts[0], parts[1])))
        return fail(call);
    look(
        call, exchange,
        [name = parts[1], password = parts[2],
         iterations = call.world.settings.accounts.iterations](store::Accounts &accounts) -> Found {
            const auto account = accounts.find(name);
            if (!store::verifies(credentialOf(accounts, account, name, iterations), password) || !account)
                return {};
            return loadProfile(accounts, account->name);
        },
        finish);
}

/// https://www.rfc-editor.org/rfc/rfc4422#appendix-A: the certificate says it all, an authorization may repeat it.
void onExternal(Call &call, const Exchange &exchange, const QByteArray &response)
{
    look(
        call, exchange,
        [response,
         fingerprint = QByteArray::fromHex(call.client.arrival.fingerprint)](store::Accounts &accounts) -> Found {
            const auto account = accounts.findByFingerprint(fingerprint);
            if (!account || (!response.isEmpty() && !wire::sameName(response, account->name)))
                return {};
            return loadProfile(accounts, account->name);
        },
        finish);
}

struct Challenge
{
    store::ScramCredential credential;
    Found profile;
};

void onScramFirst(Call &call, const Exchange &exchange, const QByteArray &response)
{
    store::ScramExchange &scram = exchange->scram;
    if (!scram.readFirst(response)
        || (!scram.authorization().isEmpty() && !wire::sameName(scram.authorization(), scram.user())))
        return fail(call);
    look(
        call, exchange,
        [name = scram.user(), iterations = call.world.settings.accounts.iterations](store::Accounts &accounts) {
            const auto account = accounts.find(name);
            Challenge found{credentialOf(accounts, account, name, iterations), {}};
            if (account)
                found.profile = loadProfile(accounts, account->name);
            return found;
        },
        [](Call &late, const Exchange &same, Challenge &found) {
            same->profile = std::move(found.profile);
            same->step = SaslStep::Final;
            challenge(late, same->scram.challenge(found.credential));
        });
}

void onScram(Call &call, const Exchange &exchange, const QByteArray &response)
{
    switch (exchange->step) {
    case SaslStep::Response:
        return onScramFirst(call, exchange, response);
    case SaslStep::Final:
        if (!exchange->scram.readFinal(response) || !exchange->profile)
            return fail(call);
        exchange->step = SaslStep::Proven;
        return challenge(call, exchange->scram.answer());
    case SaslStep::Proven: // the client has looked at the server's proof
        return response.isEmpty() ? succeed(call, *exchange->profile) : fail(call);
    case SaslStep::Looking:
        break;
    }
}

bool always(const Client &)
{
    return true;
}

bool hasCertificate(const Client &client)
{
    return !client.arrival.fingerprint.isEmpty();
}

struct Mechanism
{
    QByteArrayView name;
    void (*onResponse)(Call &, const Exchange &, const QByteArray &);
    bool (*isUsable)(const Client &);
};
constexpr Mechanism Mechanisms[] = {
    {"PLAIN", onPlain, always},
    {"SCRAM-SHA-256", onScram, always},
    {"EXTERNAL", onExternal, hasCertificate},
};

const Mechanism *mechanismFor(const Client &client, const QByteArray &name)
{
    for (const Mechanism &one : Mechanisms) {
        if (one.name == name && one.isUsable(client))
            return &one;
    }
    return nullptr;
}

void begin(Call &call)
{
    const Client &client = call.client;
    const Mechanism *mechanism = mechanismFor(client, call.param(0).toByteArray().toUpper());
    if (!mechanism) {
        call.numeric(RPL_SASLMECHS, {saslMechanisms(client)}, "are available SASL mechanisms");
        return call.numeric(ERR_SASLFAIL, {}, "SASL authentication failed");
    }
    auto exchange = std::make_shared<SaslExchange>();
    exchange->onResponse = mechanism->onResponse;
    call.client.more().sasl = std::move(exchange);
    call.say("AUTHENTICATE +");
}

void tooLong(Call &call)
{
    end(call.client);
    call.numeric(ERR_SASLTOOLONG, {}, "SASL message too long");
}

void onChunk(Call &call, const Exchange &exchange)
{
    const QByteArrayView chunk = call.param(0);
    if (chunk.size() > ChunkBytes || exchange->received.size() + chunk.size() > MaxResponseBytes)
        return tooLong(call);
    if (chunk != "+")
        exchange->received.append(chunk);
    if (chunk.size() == ChunkBytes)
        return;
    const auto response =
        QByteArray::fromBase64Encoding(std::exchange(exchange->received, {}), QByteArray::AbortOnBase64DecodingErrors);
    if (!response)
        return fail(call);
    exchange->onResponse(call, exchange, response.decoded);
}

void onAuthenticate(Call &call)
{
    Client &client = call.client;
    const Exchange exchange = client.extras ? client.extras->sasl : nullptr;
    if (!call.world.settings.hasAccounts || !client.has(Cap::Sasl))
        return call.numeric(ERR_SASLFAIL, {}, "SASL authentication failed: request the capability first");
    if (call.param(0) == "*") {
        end(client);
        return call.numeric(ERR_SASLABORTED, {}, "SASL authentication aborted");
    }
    if (!exchange)
        return begin(call);
    // What comes while the last response is being looked at was not asked for.
    if (exchange->step != SaslStep::Looking)
        onChunk(call, exchange);
}

} // namespace

QByteArray saslMechanisms(const Client &client)
{
    QByteArray list;
    for (const Mechanism &one : Mechanisms) {
        if (one.isUsable(client))
            list.append(list.isEmpty() ? "" : ",").append(one.name);
    }
    return list;
}

void abandonSasl(Call &call)
{
    const ClientExtras *extras = call.client.extras.get();
    if (!extras || !extras->sasl || extras->sasl->step == SaslStep::Looking)
        return;
    end(call.client);
    call.numeric(ERR_SASLABORTED, {}, "SASL authentication aborted");
}

void countFailure(Call &call)
{
    if (++call.client.more().saslFailures >= MaxFailures)
        disconnect(call.world, call.client, "Too many SASL authentication failures");
}

Commands saslCommands()
{
    static constexpr Command table[] = {{"AUTHENTICATE", onAuthenticate, 1, true}};
    return table;
}

} // namespace plausch::server
