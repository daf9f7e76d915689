// Layer: store. Pure functions and values, any thread. Whoever calls what runs PBKDF2 (it says so) does it on a loop
// that may be busy for tens of milliseconds, never where sockets or rooms live. SCRAM-SHA-256:
// https://www.rfc-editor.org/rfc/rfc5802, https://www.rfc-editor.org/rfc/rfc7677
#pragma once

#include "wire/secrets.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace plausch::store {

using wire::MaxPasswordBytes;
using wire::MaxScramIterations;
using wire::MinScramIterations;
using wire::preparedPassword;
using wire::randomBytes;
using wire::sameSecret;
using wire::ScramKeyBytes;

inline constexpr int DefaultScramIterations = 15'000; // RFC 7677 section 4: its rule of thumb
inline constexpr qsizetype ScramSaltBytes = 16;

/// What is kept of a password (RFC 5802 section 3). The password does not follow from it, nor does what a client
/// proves.
struct ScramCredential
{
    QByteArray salt;
    int iterations = 0;
    QByteArray storedKey; // ScramKeyBytes
    QByteArray serverKey; // ScramKeyBytes
    bool operator==(const ScramCredential &) const = default;
};

/// Runs PBKDF2. Nullopt: the password is longer than MaxPasswordBytes or cannot be prepared. `iterations` is held
/// between Min- and MaxScramIterations.
std::optional<ScramCredential> makeCredential(QByteArrayView password, int iterations = DefaultScramIterations);
/// The same with a given salt and any number of iterations, as test vectors have them. Runs PBKDF2.
ScramCredential deriveCredential(const QByteArray &preparedPassword, const QByteArray &salt, int iterations);
/// Runs PBKDF2, once more for every password whatever it is: SASL PLAIN, OPER, PASS.
bool verifies(const ScramCredential &credential, QByteArrayView password);

/// For a name without an account: nobody can prove it, and it is the same for the same name and secret, so that it does
/// not show that there is none (RFC 5802 section 9). `folded` name; `secret` of the server, kept over restarts.
ScramCredential decoyCredential(QByteArrayView folded, const QByteArray &secret,
                                int iterations = DefaultScramIterations);

/// The form for configuration files: SCRAM-SHA-256$iterations$salt$StoredKey$ServerKey, the last three in Base64.
QByteArray toText(const ScramCredential &credential);
/// Nullopt: no such form, keys of another size, a salt under 8 bytes, or iterations out of bounds.
std::optional<ScramCredential> credentialFromText(QByteArrayView text);

} // namespace plausch::store
