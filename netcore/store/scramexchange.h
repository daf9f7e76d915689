// Layer: store. A value without sockets or clock, any one thread; nothing here takes time. Owner: who signs somebody
// in.
#pragma once

#include "store/scram.h"

namespace plausch::store {

/// The server's side of one SCRAM-SHA-256 sign-in (RFC 5802 section 5), messages as they are before AUTHENTICATE's
/// Base64:
///
///     readFirst(client-first) -> look up user() -> challenge(credential) is server-first
///     readFinal(client-final) -> answer() is server-final, whichever way it went
///
/// Each is called once and in this order; anything else fails. A user without an account gets decoyCredential() and
/// fails at the end, like one with a wrong password.
class ScramExchange
{
public:
    static constexpr qsizetype MaxMessageBytes = 4'096; // more than a name, a nonce and a proof need

    /// `serverNonce`: printable ASCII without ','; by default 24 random characters.
    explicit ScramExchange(QByteArray serverNonce = randomBytes(18).toBase64());

    /// False: answer() has the error, and there is nothing more to do.
    bool readFirst(QByteArrayView clientFirst);
    QByteArray user() const { return m_user; } // UTF-8, as sent; not folded
    QByteArray authorization() const { return m_authorization; } // empty: as user()
    QByteArray challenge(const ScramCredential &credential);
    /// True: whoever it is knows the password. No channel binding: 'n' and 'y' are taken, 'p' is refused.
    bool readFinal(QByteArrayView clientFinal);
    /// "v=<ServerSignature>" after success, else "e=<server-error-value>".
    QByteArray answer() const { return m_answer; }

private:
    enum class Step { First, Challenge, Final, Over };
    bool fail(const char *error);
    bool readBinding(QByteArrayView clientFirst, qsizetype &bare);

    Step m_step = Step::First;
    QByteArray m_nonce; // the server's part, then the whole
    QByteArray m_user;
    QByteArray m_authorization;
    QByteArray m_gs2Header; // "n,," or "y,a=name,"
    QByteArray m_firstBare;
    QByteArray m_serverFirst;
    ScramCredential m_credential;
    QByteArray m_answer;
};

} // namespace plausch::store
