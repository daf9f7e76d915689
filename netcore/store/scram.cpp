#include "store/scram.h"

#include <QList>

#include <openssl/crypto.h>

#include <algorithm>

namespace plausch::store {
namespace {

using wire::fromStrictBase64;
using wire::hmacSha256;
using wire::sha256;

constexpr QByteArrayView TextForm = "SCRAM-SHA-256";
constexpr qsizetype MinSaltBytes = 8;
constexpr qsizetype MaxSaltBytes = 64;

} // namespace

std::optional<ScramCredential> makeCredential(QByteArrayView password, int iterations)
{
    if (password.size() > MaxPasswordBytes)
        return {};
    const std::optional<QByteArray> prepared = preparedPassword(password);
    if (!prepared)
        return {};
    return deriveCredential(*prepared, randomBytes(ScramSaltBytes),
                            std::clamp(iterations, MinScramIterations, MaxScramIterations));
}

ScramCredential deriveCredential(const QByteArray &preparedPassword, const QByteArray &salt, int iterations)
{
    QByteArray salted = wire::saltedPassword(preparedPassword, salt, iterations);
    ScramCredential made{salt, iterations, sha256(hmacSha256(salted, "Client Key")), hmacSha256(salted, "Server Key")};
    OPENSSL_cleanse(salted.data(), size_t(salted.size()));
    return made;
}

bool verifies(const ScramCredential &credential, QByteArrayView password)
{
    // One that cannot be prepared is nobody's, but costs as much.
    const std::optional<QByteArray> prepared =
        password.size() <= MaxPasswordBytes ? preparedPassword(password) : std::nullopt;
    const ScramCredential other =
        deriveCredential(prepared.value_or(QByteArray()), credential.salt, std::max(credential.iterations, 1));
    return sameSecret(other.storedKey, credential.storedKey) && prepared;
}

ScramCredential decoyCredential(QByteArrayView folded, const QByteArray &secret, int iterations)
{
    const auto part = [&](QByteArrayView what) {
        return hmacSha256(secret, what.toByteArray() + '\0' + folded.toByteArray());
    };
    return {part("salt").left(ScramSaltBytes), iterations, part("stored"), part("server")};
}

QByteArray toText(const ScramCredential &credential)
{
    return TextForm.toByteArray() + '$' + QByteArray::number(credential.iterations) + '$' + credential.salt.toBase64()
        + '$' + credential.storedKey.toBase64() + '$' + credential.serverKey.toBase64();
}

std::optional<ScramCredential> credentialFromText(QByteArrayView text)
{
    const QByteArrayList parts = text.toByteArray().split('$');
    if (parts.size() != 5 || parts.at(0) != TextForm)
        return {};
    bool isNumber = false;
    const int iterations = parts.at(1).toInt(&isNumber);
    const std::optional<QByteArray> salt = fromStrictBase64(parts.at(2));
    const std::optional<QByteArray> storedKey = fromStrictBase64(parts.at(3));
    const std::optional<QByteArray> serverKey = fromStrictBase64(parts.at(4));
    const bool well = isNumber && iterations >= MinScramIterations && iterations <= MaxScramIterations && salt
        && salt->size() >= MinSaltBytes && salt->size() <= MaxSaltBytes && storedKey
        && storedKey->size() == ScramKeyBytes && serverKey && serverKey->size() == ScramKeyBytes;
    if (!well)
        return {};
    return ScramCredential{*salt, iterations, *storedKey, *serverKey};
}

} // namespace plausch::store
