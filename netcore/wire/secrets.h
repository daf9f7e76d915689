// Layer: wire. Pure functions of passwords and proofs, any thread: the parts of SCRAM-SHA-256 that both its ends need
// (https://www.rfc-editor.org/rfc/rfc5802, https://www.rfc-editor.org/rfc/rfc7677).
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace plausch::wire {

inline constexpr int MinScramIterations = 4'096; // RFC 7677 section 4: the least there should be
inline constexpr int MaxScramIterations = 1'000'000; // half a second and more: a slip of the pen, not a wish
inline constexpr qsizetype ScramKeyBytes = 32; // SHA-256
inline constexpr qsizetype MaxPasswordBytes = 300; // as draft/account-registration advises

/// `count` bytes of the system's randomness.
QByteArray randomBytes(qsizetype count);
/// Takes as long whatever differs; only the lengths are no secret.
bool sameSecret(QByteArrayView a, QByteArrayView b);

/// SASLprep (https://www.rfc-editor.org/rfc/rfc4013) of UTF-8: spaces are one kind of space, invisible joiners are
/// gone, composed by NFKC. Nullopt: not UTF-8, empty, or with characters it prohibits. Its rule on mixed writing
/// directions is left to the clients: they do not offer what they refuse.
std::optional<QByteArray> preparedPassword(QByteArrayView password);
/// PBKDF2: takes its time, tens of milliseconds and more.
QByteArray saltedPassword(const QByteArray &prepared, const QByteArray &salt, int iterations);

QByteArray hmacSha256(QByteArrayView key, QByteArrayView text);
QByteArray sha256(QByteArrayView text);
/// ClientKey and ClientSignature, or ClientProof and ClientSignature: each gives the third. Of one size.
QByteArray exclusiveOr(QByteArrayView a, QByteArrayView b);
/// Nullopt for anything that encoding would not have written just so.
std::optional<QByteArray> fromStrictBase64(QByteArrayView text);

} // namespace plausch::wire
