// What the owner of an account does with it. Commands of this server, answered by standard replies:
//
//     PASSWD <old> <new>          another password
//     CERTFP ADD [<fingerprint>]  a certificate signs in without a password; without one: that of this connection
//     CERTFP DEL <fingerprint>    no more
//     CERTFP LIST                 which ones do
//     LOGOUT                      without an account from now on
#include "server/commands.h"
#include "server/ipaddress.h"
#include "server/register.h"
#include "server/sasl.h"
#include "server/serverrealm.h"
#include "server/signin.h"
#include "store/accounts.h"
#include "wire/casemap.h"

namespace plausch::server {
namespace {

using namespace session;

constexpr qsizetype FingerprintBytes = 32; // SHA-256

bool refuseStranger(const Call &call, QByteArrayView verb)
{
    if (!call.client.account.isEmpty())
        return false;
    call.fail(verb, "ACCOUNT_REQUIRED", {}, "Sign in to your account first");
    return true;
}

bool refuseNow(const Call &call, QByteArrayView verb, bool guesses)
{
    if (call.realm.mayAskAccounts()
        && (!guesses || call.world.attempts.begin(crowdOf(call.client.arrival.address), call.world.now.monotonic)))
        return false;
    call.fail(verb, "TEMPORARILY_UNAVAILABLE", {}, "Too many attempts, try again later");
    return true;
}

enum class PasswordOutcome { Changed, Wrong, Failed };

PasswordOutcome changePassword(store::Accounts &accounts, const QByteArray &account, const QByteArray &old,
                               const QByteArray &fresh, int iterations)
{
    const auto row = accounts.find(account);
    if (!row || row->credential.storedKey.isEmpty() || !store::verifies(row->credential, old))
        return PasswordOutcome::Wrong;
    const auto credential = store::makeCredential(fresh, iterations);
    return credential && accounts.setCredential(account, *credential) ? PasswordOutcome::Changed
                                                                      : PasswordOutcome::Failed;
}

void onPasswd(Call &call)
{
    const QByteArray account = call.client.account;
    if (refuseStranger(call, "PASSWD") || refusePassword(call, "PASSWD", account, call.param(1))
        || refuseNow(call, "PASSWD", true))
        return;
    call.realm.askAccounts(
        call,
        [account, old = call.param(0).toByteArray(), fresh = call.param(1).toByteArray(),
         iterations = call.world.settings.accounts.iterations](store::Accounts &accounts) {
            return changePassword(accounts, account, old, fresh, iterations);
        },
        [account](Call &late, PasswordOutcome outcome) {
            if (outcome == PasswordOutcome::Changed) {
                late.world.attempts.succeeded(crowdOf(late.client.arrival.address));
                return late.note("PASSWD", "PASSWORD_CHANGED", {account}, "The password is changed");
            }
            if (outcome == PasswordOutcome::Failed)
                return late.fail("PASSWD", "TEMPORARILY_UNAVAILABLE", {account}, "The password could not be kept");
            late.fail("PASSWD", "INVALID_CREDENTIALS", {account}, "The old password is wrong");
            countFailure(late);
        });
}

/// 64 hexadecimal digits, colons between them allowed. Empty: something else.
QByteArray fingerprintFrom(QByteArrayView text)
{
    QByteArray digits = text.toByteArray().toLower();
    digits.replace(':', "");
    const QByteArray bytes = QByteArray::fromHex(digits);
    return bytes.size() == FingerprintBytes && bytes.toHex() == digits ? bytes : QByteArray();
}

enum class CertificateOutcome { Added, Known, Full, Removed, Unknown };

struct CertificateAnswer
{
    QByteArrayView kind;
    QByteArrayView code;
    QByteArrayView text;
};

CertificateAnswer answerTo(CertificateOutcome outcome)
{
    switch (outcome) {
    case CertificateOutcome::Added:
        return {"NOTE", "FINGERPRINT_ADDED", "This certificate signs you in by EXTERNAL"};
    case CertificateOutcome::Removed:
        return {"NOTE", "FINGERPRINT_REMOVED", "This certificate signs nobody in any more"};
    case CertificateOutcome::Known:
        return {"FAIL", "FINGERPRINT_EXISTS", "This certificate signs somebody in already"};
    case CertificateOutcome::Full:
        return {"FAIL", "LIMIT_REACHED", "An account has so many certificates and no more"};
    case CertificateOutcome::Unknown:
        break;
    }
    return {"FAIL", "NO_SUCH_FINGERPRINT", "This certificate is not one of your account"};
}

CertificateOutcome addCertificate(store::Accounts &accounts, const QByteArray &account, const QByteArray &fingerprint,
                                  qint64 now)
{
    if (accounts.findByFingerprint(fingerprint))
        return CertificateOutcome::Known;
    return accounts.addFingerprint(account, fingerprint, now) ? CertificateOutcome::Added : CertificateOutcome::Full;
}

template <class Work> void change(Call &call, const QByteArray &fingerprint, Work work)
{
    call.realm.askAccounts(call, std::move(work), [fingerprint](Call &late, CertificateOutcome outcome) {
        const auto [kind, code, text] = answerTo(outcome);
        if (kind == "NOTE")
            late.note("CERTFP", code, {fingerprint.toHex()}, text);
        else
            late.fail("CERTFP", code, {fingerprint.toHex()}, text);
    });
}

void add(Call &call, const QByteArray &fingerprint)
{
    change(call, fingerprint, [=, account = call.client.account, now = call.world.now.utc](store::Accounts &accounts) {
        return addCertificate(accounts, account, fingerprint, now);
    });
}

void remove(Call &call, const QByteArray &fingerprint)
{
    change(call, fingerprint, [=, account = call.client.account](store::Accounts &accounts) {
        return accounts.removeFingerprint(account, fingerprint) ? CertificateOutcome::Removed
                                                                : CertificateOutcome::Unknown;
    });
}

void listCertificates(Call &call)
{
    call.realm.askAccounts(
        call, [account = call.client.account](store::Accounts &accounts) { return accounts.fingerprints(account); },
        [](Call &late, const QList<QByteArray> &fingerprints) {
            for (const QByteArray &one : fingerprints)
                late.note("CERTFP", "FINGERPRINT", {one.toHex()}, "signs you in");
            late.note("CERTFP", "END_OF_LIST", {}, QByteArray::number(fingerprints.size()) + " certificates");
        });
}

void onCertfp(Call &call)
{
    const QByteArray verb = call.param(0).toByteArray().toUpper();
    if (refuseStranger(call, "CERTFP") || refuseNow(call, "CERTFP", false))
        return;
    if (verb == "LIST")
        return listCertificates(call);
    const bool adds = verb == "ADD";
    if (!adds && verb != "DEL")
        return call.fail("CERTFP", "INVALID_PARAMS", {call.param(0)}, "ADD, DEL or LIST");
    const bool own = adds && call.line.paramCount == 1;
    if (own && call.client.arrival.fingerprint.isEmpty())
        return call.fail("CERTFP", "NO_CERTIFICATE", {}, "You came without a certificate");
    const QByteArray fingerprint =
        fingerprintFrom(own ? QByteArrayView(call.client.arrival.fingerprint) : call.param(1));
    if (fingerprint.isEmpty())
        return call.fail("CERTFP", "INVALID_FINGERPRINT", {call.param(1)}, "A fingerprint has 64 hexadecimal digits");
    return adds ? add(call, fingerprint) : remove(call, fingerprint);
}

void onLogout(Call &call)
{
    if (refuseStranger(call, "LOGOUT"))
        return;
    if (call.user().clients.size() > 1)
        return call.fail("LOGOUT", "SEVERAL_SESSIONS", {}, "Other clients are signed in under this nick");
    if (isReserved(call.world, call.user().nick, {}))
        return call.fail("LOGOUT", "NICK_IS_RESERVED", {call.user().nick},
                         "Your nick belongs to an account: change it first");
    signOut(call);
}

} // namespace

Commands credentialCommands()
{
    static constexpr Command table[] = {
        {"CERTFP", onCertfp, 1, false, 2},
        {"LOGOUT", onLogout},
        {"PASSWD", onPasswd, 2, false, 4},
    };
    return table;
}

} // namespace plausch::server
