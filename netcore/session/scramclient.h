// Layer: session. A value without sockets or clock. Thread: the caller's; final() runs PBKDF2, which takes tens of
// milliseconds. Owner: NetworkSession.
#pragma once

#include "wire/secrets.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace plausch::session {

/// The client's side of one SCRAM-SHA-256 sign-in (https://www.rfc-editor.org/rfc/rfc5802#section-5), messages as they
/// are before AUTHENTICATE's Base64. Without channel binding. The server has to prove, too, that it knows the password.
class ScramClient
{
public:
    /// `nonce`: printable ASCII without ','.
    ScramClient(const QByteArray &user, const QByteArray &password,
                QByteArray nonce = wire::randomBytes(18).toBase64());

    /// False: the password is nothing SASLprep lets through.
    bool isValid() const { return m_password.has_value(); }
    QByteArray first() const;
    /// Nullopt: no challenge of this exchange, or one with fewer iterations than are safe or more than are sane.
    std::optional<QByteArray> final(QByteArrayView challenge);
    /// Whether server-final is the proof of one who knows the password.
    bool accepts(QByteArrayView serverFinal) const;

private:
    QByteArray m_bare; // client-first-message-bare
    QByteArray m_nonce;
    std::optional<QByteArray> m_password; // prepared
    QByteArray m_serverSignature;
};

} // namespace plausch::session
