#include "wire/secrets.h"

#include "wire/textcase.h"

#include <QList>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>

namespace plausch::wire {
namespace {

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
    const std::optional<QString> text = decodeUtf8(password);
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

QByteArray saltedPassword(const QByteArray &prepared, const QByteArray &salt, int iterations)
{
    QByteArray salted(ScramKeyBytes, Qt::Uninitialized);
    if (PKCS5_PBKDF2_HMAC(prepared.constData(), int(prepared.size()), bytes(salt), int(salt.size()), iterations,
                          EVP_sha256(), int(salted.size()), bytes(salted))
        != 1)
        qFatal("PBKDF2 is not to be had");
    return salted;
}

QByteArray exclusiveOr(QByteArrayView a, QByteArrayView b)
{
    Q_ASSERT(a.size() == b.size());
    QByteArray out(a.size(), Qt::Uninitialized);
    std::transform(a.begin(), a.end(), b.begin(), out.begin(), [](char x, char y) { return char(x ^ y); });
    return out;
}

} // namespace plausch::wire
