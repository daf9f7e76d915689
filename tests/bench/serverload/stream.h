// tests/bench, one thread. One TCP stream that never blocks, plain or through TLS; owned by Clients.
#pragma once

#include "serverload/tlsclient.h"

#include <cstddef>
#include <netinet/in.h>
#include <span>
#include <string_view>

namespace plausch::bench {

class Stream
{
public:
    /// From `source`, so that many connections do not run out of ports. The connection is there when a write succeeds.
    /// Without `tls` it is plain.
    static Stream dial(const sockaddr_in &server, in_addr source, const TlsClient *tls);
    Stream(Stream &&other) noexcept;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;
    Stream &operator=(Stream &&) = delete;
    ~Stream();

    struct Progress
    {
        std::size_t bytes = 0; // less than asked for on an open stream: not now
        bool open = true;
        bool waitsForRoom = false; // of writing: until the descriptor is writable; else until something was read
    };
    Progress read(std::span<char> into) const;
    Progress write(std::string_view bytes) const;
    int descriptor() const { return m_descriptor; }

private:
    explicit Stream(int descriptor) : m_descriptor(descriptor) { }
    /// After a call of OpenSSL that did not succeed.
    Progress tlsProgress(std::size_t bytes, int result) const;

    int m_descriptor;
    TlsPtr m_tls; // null: plain
};

} // namespace plausch::bench
