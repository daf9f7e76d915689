#include "session/scramclient.h"

#include <QByteArrayList>

#include <utility>

namespace plausch::session {
namespace {

constexpr QByteArrayView Gs2Header = "n,,"; // no channel binding, no other authorization
constexpr qsizetype MaxChallengeBytes = 4'096;

/// RFC 5802 section 5.1, "saslname".
QByteArray saslName(QByteArray name)
{
    return name.replace('=', "=3D").replace(',', "=2C");
}

/// The value of "<letter>=<value>", empty for another attribute.
QByteArray attribute(const QByteArray &part, char letter)
{
    return part.size() > 2 && part[0] == letter && part[1] == '=' ? part.mid(2) : QByteArray();
}

} // namespace

ScramClient::ScramClient(const QByteArray &user, const QByteArray &password, QByteArray nonce)
    : m_bare("n=" + saslName(user) + ",r=" + nonce)
    , m_nonce(std::move(nonce))
    , m_password(wire::preparedPassword(password))
{
}

QByteArray ScramClient::first() const
{
    return Gs2Header.toByteArray() + m_bare;
}

std::optional<QByteArray> ScramClient::final(QByteArrayView challenge)
{
    const QByteArrayList parts = challenge.toByteArray().split(',');
    if (!m_password || challenge.size() > MaxChallengeBytes || parts.size() < 3)
        return {};
    const QByteArray nonce = attribute(parts[0], 'r');
    const std::optional<QByteArray> salt = wire::fromStrictBase64(attribute(parts[1], 's'));
    const int iterations = attribute(parts[2], 'i').toInt();
    if (!nonce.startsWith(m_nonce) || nonce.size() == m_nonce.size() || !salt || salt->isEmpty()
        || iterations < wire::MinScramIterations || iterations > wire::MaxScramIterations)
        return {};

    const QByteArray salted = wire::saltedPassword(*m_password, *salt, iterations);
    const QByteArray withoutProof = "c=" + Gs2Header.toByteArray().toBase64() + ",r=" + nonce;
    const QByteArray agreed = m_bare + ',' + challenge.toByteArray() + ',' + withoutProof; // AuthMessage
    const QByteArray clientKey = wire::hmacSha256(salted, "Client Key");
    const QByteArray signature = wire::hmacSha256(wire::sha256(clientKey), agreed);
    m_serverSignature = wire::hmacSha256(wire::hmacSha256(salted, "Server Key"), agreed);
    return withoutProof + ",p=" + wire::exclusiveOr(clientKey, signature).toBase64();
}

bool ScramClient::accepts(QByteArrayView serverFinal) const
{
    const QByteArray verifier = attribute(serverFinal.toByteArray().split(',').constFirst(), 'v');
    const std::optional<QByteArray> signature = wire::fromStrictBase64(verifier);
    return !m_serverSignature.isEmpty() && signature && wire::sameSecret(*signature, m_serverSignature);
}

} // namespace plausch::session
