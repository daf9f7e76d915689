#include "serverload/stream.h"

#include "serverload/failure.h"

#include <cerrno>
#include <cstring>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace plausch::bench {
namespace {

[[noreturn]] void fail(const char *call)
{
    throw Failure(std::string(call) + ": " + std::strerror(errno));
}

void switchOn(int descriptor, int level, int option)
{
    const int on = 1;
    if (::setsockopt(descriptor, level, option, &on, sizeof on) != 0)
        fail("setsockopt");
}

Stream::Progress progress(ssize_t count)
{
    if (count > 0)
        return {static_cast<std::size_t>(count), true};
    const bool later = count < 0 && (errno == EAGAIN || errno == EINTR);
    return {0, later, later};
}

} // namespace

Stream Stream::dial(const sockaddr_in &server, in_addr source, const TlsClient *tls)
{
    Stream stream(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (stream.m_descriptor < 0)
        fail("socket");
    switchOn(stream.m_descriptor, IPPROTO_TCP, TCP_NODELAY);
    // The port is chosen by connect(), which knows the server and may take one that is in use towards another (ip(7)).
    switchOn(stream.m_descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr = source;
    if (::bind(stream.m_descriptor, reinterpret_cast<const sockaddr *>(&from), sizeof from) != 0)
        fail("bind");
    if (::connect(stream.m_descriptor, reinterpret_cast<const sockaddr *>(&server), sizeof server) != 0
        && errno != EINPROGRESS)
        fail("connect");
    if (tls)
        stream.m_tls = tls->over(stream.m_descriptor);
    return stream;
}

Stream::Stream(Stream &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_tls(std::move(other.m_tls))
{
}

Stream::~Stream()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Stream::Progress Stream::read(std::span<char> into) const
{
    if (!m_tls)
        return progress(::recv(m_descriptor, into.data(), into.size(), 0));
    std::size_t total = 0;
    while (total < into.size()) {
        std::size_t some = 0;
        const int result = SSL_read_ex(m_tls.get(), into.data() + total, into.size() - total, &some);
        if (result != 1)
            return tlsProgress(total, result);
        total += some;
    }
    return {total};
}

Stream::Progress Stream::write(std::string_view bytes) const
{
    if (!m_tls) {
        Progress sent = progress(::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL));
        sent.waitsForRoom = sent.open && sent.bytes < bytes.size();
        return sent;
    }
    std::size_t total = 0;
    while (total < bytes.size()) {
        std::size_t some = 0;
        const int result = SSL_write_ex(m_tls.get(), bytes.data() + total, bytes.size() - total, &some);
        if (result != 1)
            return tlsProgress(total, result);
        total += some;
    }
    return {total};
}

Stream::Progress Stream::tlsProgress(std::size_t bytes, int result) const
{
    const int error = SSL_get_error(m_tls.get(), result);
    ERR_clear_error();
    const bool waitsForRoom = error == SSL_ERROR_WANT_WRITE;
    return {bytes, waitsForRoom || error == SSL_ERROR_WANT_READ, waitsForRoom};
}

} // namespace plausch::bench
