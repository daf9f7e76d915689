#include "support/tlsclient.h"

#include <QCryptographicHash>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

namespace plausch::test {
namespace {

/// As OpenSSL's for sockets, but without SIGPIPE.
int sendQuietly(BIO *bio, const char *data, int size)
{
    int descriptor = -1;
    BIO_get_fd(bio, &descriptor);
    const ssize_t sent = ::send(descriptor, data, static_cast<size_t>(size), MSG_NOSIGNAL);
    BIO_clear_retry_flags(bio);
    if (sent < 0 && BIO_sock_should_retry(-1))
        BIO_set_retry_write(bio);
    return static_cast<int>(sent);
}

BIO_METHOD *quietSocket()
{
    static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> s_method = [] {
        const BIO_METHOD *socket = BIO_s_socket();
        std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> made(
            BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK | BIO_TYPE_DESCRIPTOR, "quiet socket"),
            BIO_meth_free);
        BIO_meth_set_read(made.get(), BIO_meth_get_read(socket));
        BIO_meth_set_write(made.get(), sendQuietly);
        BIO_meth_set_ctrl(made.get(), BIO_meth_get_ctrl(socket));
        BIO_meth_set_create(made.get(), BIO_meth_get_create(socket));
        BIO_meth_set_destroy(made.get(), BIO_meth_get_destroy(socket));
        return made;
    }();
    return s_method.get();
}

void showIdentity(SSL_CTX *context, const QByteArray &pem)
{
    const auto reader = [&pem] {
        return std::unique_ptr<BIO, decltype(&BIO_free)>(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())),
                                                         BIO_free);
    };
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(reader().get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(reader().get(), nullptr, nullptr, nullptr), X509_free);
    SSL_CTX_use_certificate(context, certificate.get());
    SSL_CTX_use_PrivateKey(context, key.get());
}

int noteTicket(SSL *ssl, SSL_SESSION *)
{
    *static_cast<bool *>(SSL_get_app_data(ssl)) = true;
    return 0;
}

} // namespace

TlsClient::TlsClient(int descriptor, const TlsClientOptions &options) : m_context(SSL_CTX_new(TLS_client_method()))
{
    SSL_CTX_set_mode(m_context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(m_context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(m_context, noteTicket);
    if (options.version == TlsVersion::Tls12)
        SSL_CTX_set_max_proto_version(m_context, TLS1_2_VERSION);
    if (options.version == TlsVersion::Tls11) {
        SSL_CTX_set_cipher_list(m_context, "ALL:@SECLEVEL=0");
        SSL_CTX_set_min_proto_version(m_context, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(m_context, TLS1_1_VERSION);
    }
    if (!options.identity.isEmpty())
        showIdentity(m_context, options.identity);
    m_ssl = SSL_new(m_context);
    SSL_set_app_data(m_ssl, &m_gotTicket);
    BIO *bio = BIO_new(quietSocket());
    BIO_set_fd(bio, descriptor, BIO_NOCLOSE);
    SSL_set_bio(m_ssl, bio, bio);
    SSL_set_connect_state(m_ssl);
}

TlsClient::~TlsClient()
{
    SSL_free(m_ssl);
    SSL_CTX_free(m_context);
}

/// To be called right after the call that failed.
int TlsClient::noteError(int outcome, int error)
{
    switch (SSL_get_error(m_ssl, outcome)) {
    case SSL_ERROR_ZERO_RETURN:
        return 0;
    case SSL_ERROR_SSL:
        if (const char *reason = ERR_reason_error_string(ERR_peek_last_error()))
            m_alert = reason;
        return EPROTO;
    case SSL_ERROR_SYSCALL:
        return error != 0 ? error : EPROTO;
    default:
        return EAGAIN;
    }
}

bool TlsClient::shake()
{
    ERR_clear_error();
    const int outcome = SSL_connect(m_ssl);
    const int error = errno;
    m_isOpen = outcome == 1;
    if (!m_isOpen)
        m_error = noteError(outcome, error);
    return m_isOpen;
}

qint64 TlsClient::send(const QByteArray &bytes, int recordBytes)
{
    qint64 sent = 0;
    while (m_isOpen && sent < bytes.size()) {
        ERR_clear_error();
        const auto size = static_cast<int>(std::min<qint64>(bytes.size() - sent, recordBytes));
        const int count = SSL_write(m_ssl, bytes.constData() + sent, size);
        if (count <= 0)
            break;
        sent += count;
    }
    return sent;
}

QByteArray TlsClient::receive(qint64 size)
{
    QByteArray all;
    char piece[16 * 1024];
    while (m_isOpen && all.size() < size) {
        ERR_clear_error();
        errno = 0;
        const int count = SSL_read(m_ssl, piece, static_cast<int>(std::min<qint64>(size - all.size(), sizeof piece)));
        const int error = errno;
        m_error = count > 0 ? 0 : noteError(count, error);
        if (count <= 0)
            break;
        all.append(piece, count);
    }
    return all;
}

void TlsClient::sayGoodbye()
{
    ERR_clear_error();
    if (m_isOpen)
        SSL_shutdown(m_ssl);
}

bool TlsClient::renegotiate()
{
    ERR_clear_error();
    if (SSL_renegotiate(m_ssl) != 1)
        return false;
    const int outcome = SSL_do_handshake(m_ssl);
    const int error = errno;
    if (outcome != 1)
        m_error = noteError(outcome, error);
    return outcome == 1;
}

bool TlsClient::updateKeys()
{
    ERR_clear_error();
    return SSL_key_update(m_ssl, SSL_KEY_UPDATE_REQUESTED) == 1 && SSL_do_handshake(m_ssl) == 1;
}

QByteArray TlsClient::keyFingerprint() const
{
    const X509 *certificate = SSL_get0_peer_certificate(m_ssl);
    unsigned char *spki = nullptr;
    const int size = certificate ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &spki) : 0;
    if (size <= 0)
        return {};
    const QByteArray bytes(reinterpret_cast<const char *>(spki), size);
    OPENSSL_free(spki);
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace plausch::test
