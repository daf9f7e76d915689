// REGISTER and VERIFY: https://ircv3.net/specs/extensions/account-registration
#include "server/register.h"

#include "server/commands.h"
#include "server/confusables.h"
#include "server/ipaddress.h"
#include "server/registration.h"
#include "server/serverrealm.h"
#include "server/signin.h"
#include "store/accounts.h"
#include "wire/casemap.h"

#include <algorithm>

namespace plausch::server {
namespace {

using namespace session;

constexpr qsizetype MinPasswordBytes = 8;
constexpr qsizetype MaxEmailBytes = 254; // https://www.rfc-editor.org/errata/eid1690

void fail(const Call &call, QByteArrayView code, QByteArrayView account, QByteArrayView text)
{
    call.fail("REGISTER", code, {account}, text);
}

/// Nothing is sent there, so this is no more than the look of one.
bool looksLikeEmail(QByteArrayView email)
{
    const qsizetype at = email.indexOf('@');
    return at > 0 && at + 1 < email.size() && email.indexOf('@', at + 1) < 0 && email.size() <= MaxEmailBytes
        && std::none_of(email.begin(), email.end(), [](char byte) { return uchar(byte) <= ' ' || byte == 0x7f; });
}

bool isWornByAnother(const Call &call, QByteArrayView nick)
{
    const User *user = call.world.userNamed(nick);
    return user && user != call.client.user;
}

/// "*" is the nick.
QByteArray wantedName(const Call &call)
{
    return call.param(0) == "*" ? call.nick().toByteArray() : call.param(0).toByteArray();
}

/// What speaks against asking at all.
bool refuseAsking(const Call &call)
{
    const Settings &settings = call.world.settings;
    const QByteArrayView name = call.param(0);
    if (!call.client.user && !mayRegisterBeforeConnect(settings))
        call.fail("REGISTER", "COMPLETE_CONNECTION_REQUIRED", {}, "Finish connecting before you register an account");
    else if (!settings.hasAccounts)
        fail(call, "TEMPORARILY_UNAVAILABLE", name, "This server keeps no accounts");
    else if (!settings.accounts.open)
        fail(call, "TEMPORARILY_UNAVAILABLE", name, "Registration is closed: ask who runs this server");
    else if (!call.client.account.isEmpty())
        fail(call, "ALREADY_AUTHENTICATED", call.client.account, "You are signed in already");
    else if (call.nick() == "*")
        fail(call, "NEED_NICK", "*", "Choose a nick first");
    else
        return false;
    return true;
}

bool refuseName(const Call &call, const QByteArray &name)
{
    const Settings &settings = call.world.settings;
    if (!isValidNick(name, settings.limits) || isMixedScript(name))
        fail(call, "BAD_ACCOUNT_NAME", name, "An account is named like a nick");
    else if (!settings.accounts.customName && !wire::sameName(name, call.nick()))
        fail(call, "ACCOUNT_NAME_MUST_BE_NICK", name, "The account has to be named like your nick");
    else if (call.world.accountNames.contains(wire::folded(name)))
        fail(call, "ACCOUNT_EXISTS", name, "There is an account of that name");
    else if (!call.world.accountNames.lookalike(wire::folded(name), {}).isEmpty())
        fail(call, "BAD_ACCOUNT_NAME", name, "There is an account whose name looks the same");
    else if (isWornByAnother(call, name))
        fail(call, "BAD_ACCOUNT_NAME", name, "Somebody else goes by that nick");
    else
        return false;
    return true;
}

bool refuseEmail(const Call &call, const QByteArray &name, QByteArrayView email)
{
    const bool none = email == "*";
    if (none ? !call.world.settings.accounts.requireEmail : looksLikeEmail(email))
        return false;
    fail(call, "INVALID_EMAIL", name, none ? "An email address is required" : "This is no email address");
    return true;
}

enum class Outcome { Made, Exists, Failed };

Outcome make(store::Accounts &accounts, store::AccountRow account, const QByteArray &password, int iterations)
{
    if (accounts.find(account.name))
        return Outcome::Exists;
    const auto credential = store::makeCredential(password, iterations);
    if (!credential)
        return Outcome::Failed;
    account.credential = *credential;
    return accounts.add(account) ? Outcome::Made : Outcome::Failed;
}

void finish(Call &call, const QByteArray &name, Outcome outcome)
{
    if (outcome == Outcome::Exists)
        return fail(call, "ACCOUNT_EXISTS", name, "There is an account of that name");
    if (outcome == Outcome::Failed)
        return fail(call, "TEMPORARILY_UNAVAILABLE", name, "The account could not be kept, try again later");
    call.say("REGISTER SUCCESS " + name + " :Account registered");
    Profile profile;
    profile.account = name;
    signIn(call, call.world.keepProfile(std::move(profile)));
}

void onRegister(Call &call)
{
    if (refuseAsking(call))
        return;
    const QByteArray name = wantedName(call);
    if (refuseName(call, name) || refuseEmail(call, name, call.param(1))
        || refusePassword(call, "REGISTER", name, call.param(2)))
        return;
    if (!call.realm.mayAskAccounts()
        || !call.world.attempts.begin(crowdOf(call.client.arrival.address), call.world.now.monotonic))
        return fail(call, "TEMPORARILY_UNAVAILABLE", name, "Too many attempts from your address, try again later");
    if (refuseBanned(call, name))
        return;

    store::AccountRow account;
    account.name = name;
    account.email = call.param(1) == "*" ? QByteArray() : call.param(1).toByteArray();
    account.created = call.world.now.utc;
    if (call.client.greeting)
        ++call.client.greeting->waiting;
    World *world = &call.world;
    call.realm.askAccounts(
        call,
        [account, password = call.param(2).toByteArray(), iterations = call.world.settings.accounts.iterations](
            store::Accounts &accounts) { return make(accounts, account, password, iterations); },
        [name](Call &late, Outcome outcome) {
            if (late.client.greeting)
                --late.client.greeting->waiting;
            finish(late, name, outcome);
            registerIfComplete(late);
        },
        [world, name](Outcome outcome) {
            if (outcome == Outcome::Made)
                world->accountNames.add(wire::folded(name));
        });
}

/// No registration here waits for a code.
void onVerify(Call &call)
{
    if (!call.client.user && !mayRegisterBeforeConnect(call.world.settings))
        return call.fail("VERIFY", "COMPLETE_CONNECTION_REQUIRED", {}, "Finish connecting first");
    if (!call.client.account.isEmpty())
        return call.fail("VERIFY", "ALREADY_AUTHENTICATED", {call.client.account}, "You are signed in already");
    call.fail("VERIFY", "INVALID_CODE", {call.param(0)}, "Accounts need no verification here");
}

} // namespace

bool mayRegisterBeforeConnect(const Settings &settings)
{
    return settings.accounts.beforeConnect && settings.passwordHash.isEmpty();
}

bool refusePassword(const Call &call, QByteArrayView verb, const QByteArray &account, QByteArrayView password)
{
    if (password.size() < MinPasswordBytes)
        call.fail(verb, "WEAK_PASSWORD", {account},
                  "A password has at least " + QByteArray::number(MinPasswordBytes) + " characters");
    else if (wire::sameName(password, account))
        call.fail(verb, "WEAK_PASSWORD", {account}, "The name of the account is the first that everybody would try");
    else if (password.size() > store::MaxPasswordBytes || !store::preparedPassword(password))
        call.fail(verb, "UNACCEPTABLE_PASSWORD", {account},
                  "The password is too long or has characters nobody can type");
    else
        return false;
    return true;
}

Commands registerCommands()
{
    static constexpr Command table[] = {{"REGISTER", onRegister, 3, true, 4}, {"VERIFY", onVerify, 2, true}};
    return table;
}

} // namespace plausch::server
