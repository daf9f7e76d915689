// Partners for sockets under test: plain blocking POSIX calls, to be used on a thread of their own.
#pragma once

#include <QByteArray>

#include <arpa/inet.h>
#include <cerrno>
#include <future>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace plausch::test {

inline sockaddr_in loopbackAddress(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// Owns a descriptor. No call blocks longer than a minute, so a broken test ends.
class RawSocket
{
public:
    explicit RawSocket(int descriptor) : m_descriptor(descriptor)
    {
        setTimeout(SO_RCVTIMEO, 60'000);
        setTimeout(SO_SNDTIMEO, 60'000);
    }
    RawSocket(RawSocket &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }
    RawSocket(const RawSocket &) = delete;
    RawSocket &operator=(const RawSocket &) = delete;
    RawSocket &operator=(RawSocket &&) = delete;
    ~RawSocket() { close(); }

    static RawSocket connectedTo(quint16 port)
    {
        RawSocket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const sockaddr_in address = loopbackAddress(port);
        if (::connect(socket.m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            socket.close();
        return socket;
    }

    int descriptor() const { return m_descriptor; }
    int takeDescriptor() { return std::exchange(m_descriptor, -1); }
    bool isOpen() const { return m_descriptor >= 0; }
    void setTimeout(int option, int msecs)
    {
        const timeval time{msecs / 1000, (msecs % 1000) * 1000};
        ::setsockopt(m_descriptor, SOL_SOCKET, option, &time, sizeof time);
    }
    void setBuffer(int option, int bytes) { ::setsockopt(m_descriptor, SOL_SOCKET, option, &bytes, sizeof bytes); }
    void setNoDelay()
    {
        const int on = 1;
        ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }

    /// How many bytes went out before the end, an error or the time limit.
    qint64 send(const QByteArray &bytes)
    {
        qint64 sent = 0;
        while (sent < bytes.size()) {
            const ssize_t count =
                ::send(m_descriptor, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
            if (count <= 0)
                break;
            sent += count;
        }
        return sent;
    }
    /// Up to `size` bytes, fewer at the end of the stream or on an error.
    QByteArray receive(qint64 size)
    {
        QByteArray all;
        char piece[65536];
        while (all.size() < size) {
            const auto want = static_cast<size_t>(std::min<qint64>(size - all.size(), sizeof piece));
            const ssize_t count = ::recv(m_descriptor, piece, want, 0);
            m_error = count < 0 ? errno : 0;
            if (count <= 0)
                break;
            all.append(piece, count);
        }
        return all;
    }
    QByteArray receiveAll() { return receive(1'000'000'000); }
    /// errno of the last receive: 0 after an orderly end.
    int error() const { return m_error; }

    void shutdownWriting() { ::shutdown(m_descriptor, SHUT_WR); }
    void reset()
    {
        const linger off{1, 0};
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &off, sizeof off);
        close();
    }
    void close()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }

private:
    int m_descriptor;
    int m_error = 0;
};

class RawListener
{
public:
    explicit RawListener(int backlog = 16)
    {
        sockaddr_in address = loopbackAddress(0);
        ::bind(m_socket.descriptor(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
        ::listen(m_socket.descriptor(), backlog);
        socklen_t size = sizeof address;
        ::getsockname(m_socket.descriptor(), reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
    }

    quint16 port() const { return m_port; }
    RawSocket accept() { return RawSocket(::accept4(m_socket.descriptor(), nullptr, nullptr, SOCK_CLOEXEC)); }

private:
    RawSocket m_socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    quint16 m_port = 0;
};

/// A pair of connected TCP sockets, each end free to be used anywhere.
inline std::pair<RawSocket, RawSocket> connectedPair()
{
    RawListener listener;
    RawSocket one = RawSocket::connectedTo(listener.port());
    RawSocket other = listener.accept();
    return {std::move(one), std::move(other)};
}

template <class Work> auto onThread(Work work)
{
    return std::async(std::launch::async, std::move(work));
}

template <class T> bool isDone(const std::future<T> &future)
{
    return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

} // namespace plausch::test
