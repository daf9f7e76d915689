#include "serverload/tlsclient.h"

#include "serverload/failure.h"

#include <openssl/ssl.h>

namespace plausch::bench {

void TlsDeleter::operator()(ssl_ctx_st *context) const
{
    SSL_CTX_free(context);
}

void TlsDeleter::operator()(ssl_st *stream) const
{
    SSL_free(stream);
}

TlsClient::TlsClient() : m_context(SSL_CTX_new(TLS_client_method()))
{
    ssl_ctx_st *const context = m_context.get();
    if (!context || SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) != 1
        || SSL_CTX_set_ciphersuites(context, "TLS_AES_256_GCM_SHA384") != 1)
        throw Failure("OpenSSL cannot be prepared");
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context, 1); // a call for all that is there, not two for each record
}

TlsPtr TlsClient::over(int descriptor) const
{
    TlsPtr stream(SSL_new(m_context.get()));
    if (!stream || SSL_set_fd(stream.get(), descriptor) != 1)
        throw Failure("OpenSSL has no room for a stream");
    SSL_set_connect_state(stream.get());
    return stream;
}

} // namespace plausch::bench
