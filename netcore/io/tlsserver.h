// Layer: io. Immutable, any thread. Owner: shared by the links that were accepted with it.
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

struct ssl_ctx_st;

namespace plausch::io {

/// What accepted links on an EpollPort have in common: certificate, key, and the rules: TLS 1.2 or newer, ciphers with
/// forward secrecy, no renegotiation, no early data. The other end is asked for a certificate; any is taken, as people
/// are known by their key. No session is resumed: links last for hours, so a shorter handshake saves nothing, and the
/// key of the tickets would open whatever was recorded.
class TlsServer
{
public:
    struct Made
    {
        std::shared_ptr<const TlsServer> server; // null: the error says why
        QString error; // "the key does not belong to the certificate"
    };
    /// PEM: a certificate, with those between it and its authority behind it, and its key without a password. Whoever
    /// speaks plainly is sent `plainAnswer` before the link closes.
    static Made make(const QByteArray &certificate, const QByteArray &key, const QByteArray &plainAnswer = {});
    ~TlsServer();
    TlsServer(const TlsServer &) = delete;
    TlsServer &operator=(const TlsServer &) = delete;

    /// SHA-256 of the certificate (DER), as IRC clients show it.
    const QByteArray &certificateFingerprint() const { return m_certificateFingerprint; }
    /// As publicKeyFingerprint().
    const QByteArray &keyFingerprint() const { return m_keyFingerprint; }
    const QByteArray &plainAnswer() const { return m_plainAnswer; }
    ssl_ctx_st *context() const { return m_context; }

private:
    TlsServer(ssl_ctx_st *context, const QByteArray &plainAnswer);

    ssl_ctx_st *m_context;
    QByteArray m_certificateFingerprint;
    QByteArray m_keyFingerprint;
    QByteArray m_plainAnswer;
};

} // namespace plausch::io
