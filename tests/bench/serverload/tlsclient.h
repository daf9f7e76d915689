// tests/bench, one thread. The dialling end of TLS, for as many streams as one likes.
#pragma once

#include <memory>

struct ssl_ctx_st;
struct ssl_st;

namespace plausch::bench {

struct TlsDeleter
{
    void operator()(ssl_ctx_st *context) const;
    void operator()(ssl_st *stream) const;
};
using TlsPtr = std::unique_ptr<ssl_st, TlsDeleter>;

/// Believes any certificate, and offers one suite only, so that every server has the same work with a byte.
class TlsClient
{
public:
    TlsClient();

    /// Over a descriptor that is connected, or about to be; the handshake comes with the first reading or writing.
    TlsPtr over(int descriptor) const;

private:
    std::unique_ptr<ssl_ctx_st, TlsDeleter> m_context;
};

} // namespace plausch::bench
