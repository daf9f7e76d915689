#include "store/scram.h"

#include "store/scramcrypto_p.h"
#include "wire/textcase.h"

#include <QList>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>

namespace plausch::store {
namespace {

constexpr QByteArrayView TextForm = "SCRAM-SHA-256";
constexpr qsizetype MinSaltBytes = 8;
constexpr qsizetype MaxSaltBytes = 64;

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

/// Table B.1 of https://www.rfc-editor.org/rfc/rfc3454
constexpr bool mapsToNothing(char32_t c)
{
    return c == 0x00AD || c == 0x034F || c == 0x1806 || (c >= 0x180B && c <= 0x180D) || (c >= 0x200B && c <= 0x200D)
        || c == 0x2060 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

/// Tables C.2 to C.9 by what they are: control, format, private use, surrogates, no characters, tags.
bool isProhibited(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_PrivateUse:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return QChar::isNonCharacter(c) || c == QChar::ReplacementCharacter || (c >= 0x2FF0 && c <= 0x2FFB);
    }
}

} // namespace

QByteArray hmacSha256(QByteArrayView key, QByteArrayView text)
{
    QByteArray out(ScramKeyBytes, Qt::Uninitialized);
    if (!HMAC(EVP_sha256(), key.data(), int(key.size()), bytes(text), size_t(text.size()), bytes(out), nullptr))
        qFatal("HMAC-SHA-256 is not to be had");
    return out;
}

QByteArray sha256(QByteArrayView text)
{
    QByteArray out(ScramKeyBytes, Qt::Uninitialized);
    if (!EVP_Digest(text.data(), size_t(text.size()), bytes(out), nullptr, EVP_sha256(), nullptr))
        qFatal("SHA-256 is not to be had");
    return out;
}

std::optional<QByteArray> fromStrictBase64(QByteArrayView text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.toBase64() != text)
        return {};
    return decoded.decoded;
}

QByteArray randomBytes(qsizetype count)
{
    QByteArray out(count, Qt::Uninitialized);
    if (RAND_bytes(bytes(out), int(count)) != 1)
        qFatal("the system has no randomness to give");
    return out;
}

bool sameSecret(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), size_t(a.size())) == 0;
}

std::optional<QByteArray> preparedPassword(QByteArrayView password)
{
    const std::optional<QString> text = wire::decodeUtf8(password);
    if (!text)
        return {};
    QList<uint> kept;
    for (const uint c : text->toUcs4()) {
        if (!mapsToNothing(c))
            kept.append(QChar::category(char32_t(c)) == QChar::Separator_Space ? U' ' : c);
    }
    const QString mapped = QString::fromUcs4(reinterpret_cast<const char32_t *>(kept.constData()), kept.size());
    const QString composed = mapped.normalized(QString::NormalizationForm_KC);
    const QList<uint> characters = composed.toUcs4();
    if (characters.isEmpty() || std::any_of(characters.begin(), characters.end(), isProhibited))
        return {};
    return composed.toUtf8();
}

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
    QByteArray salted(ScramKeyBytes, Qt::Uninitialized);
    if (PKCS5_PBKDF2_HMAC(preparedPassword.constData(), int(preparedPassword.size()), bytes(salt), int(salt.size()),
                          iterations, EVP_sha256(), int(salted.size()), bytes(salted))
        != 1)
        qFatal("PBKDF2 is not to be had");
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
