// tests/bench, one thread. One plain TCP stream that never blocks; owned by Clients. Clients uses nothing but dial,
// read, write and the descriptor, so a stream through TLS has these four to offer.
#pragma once

#include <cstddef>
#include <netinet/in.h>
#include <span>
#include <string_view>

namespace plausch::bench {

class Stream
{
public:
    /// From `source`, so that many connections do not run out of ports. The connection is there when a write succeeds.
    static Stream dial(const sockaddr_in &server, in_addr source);
    Stream(Stream &&other) noexcept;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;
    Stream &operator=(Stream &&) = delete;
    ~Stream();

    struct Progress
    {
        std::size_t bytes = 0; // 0 on an open stream: not now
        bool open = true;
    };
    Progress read(std::span<char> into) const;
    Progress write(std::string_view bytes) const;
    int descriptor() const { return m_descriptor; }

private:
    explicit Stream(int descriptor) : m_descriptor(descriptor) { }

    int m_descriptor;
};

} // namespace plausch::bench
