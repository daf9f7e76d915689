#include "io/tlsserver.h"

#include "io/openssl_p.h"

#include <QCryptographicHash>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace plausch::io {
namespace {

using ContextPtr = std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>>;

constexpr char Tls12Ciphers[] = "ECDHE+AESGCM:ECDHE+CHACHA20"; // those of TLS 1.3 are all of this kind
constexpr long MaxPeerCertificates = 32 * 1024; // bytes, held during the handshake

BioPtr readerOf(const QByteArray &pem)
{
    return BioPtr(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
}

int noPassword(char *, int, int, void *)
{
    return 0; // else OpenSSL would ask on the terminal
}

int takeAny(X509_STORE_CTX *, void *)
{
    return 1;
}

ContextPtr contextWithRules()
{
    ContextPtr context(SSL_CTX_new(TLS_server_method()));
    if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != 1
        || SSL_CTX_set_cipher_list(context.get(), Tls12Ciphers) != 1 || SSL_CTX_set_num_tickets(context.get(), 0) != 1)
        return {};
    SSL_CTX_set_options(context.get(),
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET
                            | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_max_cert_list(context.get(), MaxPeerCertificates);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(context.get(), takeAny, nullptr);
    return context;
}

bool useCertificates(SSL_CTX *context, const QByteArray &pem)
{
    const BioPtr reader = readerOf(pem);
    const CertificatePtr own(PEM_read_bio_X509(reader.get(), nullptr, noPassword, nullptr));
    if (!own || SSL_CTX_use_certificate(context, own.get()) != 1)
        return false;
    while (const CertificatePtr next{PEM_read_bio_X509(reader.get(), nullptr, noPassword, nullptr)}) {
        if (SSL_CTX_add1_chain_cert(context, next.get()) != 1)
            return false;
    }
    ERR_clear_error(); // of the end of the file
    return true;
}

QByteArray hashOf(const X509 *certificate)
{
    unsigned char *der = nullptr;
    const int size = i2d_X509(certificate, &der);
    if (size <= 0)
        return {};
    const QByteArray bytes(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

TlsServer::Made failure(const char *what)
{
    const QString reason = takeOpensslError();
    return {nullptr, QStringLiteral("%1 (%2)").arg(QLatin1String(what), reason)};
}

} // namespace

TlsServer::Made TlsServer::make(const QByteArray &certificate, const QByteArray &key, const QByteArray &plainAnswer)
{
    ERR_clear_error();
    ContextPtr context = contextWithRules();
    if (!context)
        return failure("TLS cannot be set up");
    if (!useCertificates(context.get(), certificate))
        return failure("the certificate cannot be used");
    const KeyPtr own(PEM_read_bio_PrivateKey(readerOf(key).get(), nullptr, noPassword, nullptr));
    if (!own)
        return failure("the key cannot be read");
    if (SSL_CTX_use_PrivateKey(context.get(), own.get()) != 1 || SSL_CTX_check_private_key(context.get()) != 1)
        return failure("the key does not belong to the certificate");
    return {std::shared_ptr<const TlsServer>(new TlsServer(context.release(), plainAnswer)), {}};
}

TlsServer::TlsServer(ssl_ctx_st *context, const QByteArray &plainAnswer)
    : m_context(context), m_plainAnswer(plainAnswer)
{
    const X509 *certificate = SSL_CTX_get0_certificate(context);
    m_certificateFingerprint = hashOf(certificate);
    m_keyFingerprint = plausch::io::keyFingerprint(certificate);
}

TlsServer::~TlsServer()
{
    SSL_CTX_free(m_context);
}

} // namespace plausch::io
