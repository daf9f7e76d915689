// The other end of a link under test: a raw socket, with TLS on it or without.
#pragma once

#include "support/rawsocket.h"
#include "support/tlsclient.h"

#include <QCoreApplication>

#include <future>
#include <memory>
#include <utility>

namespace plausch::test {

/// With TLS the handshake goes on by itself from the beginning, and every call waits for it. On the main thread it lets
/// the loop turn meanwhile, as the link may live there.
class RawPeer
{
public:
    enum class Speech { Plain, Tls };

    RawPeer(RawSocket socket, Speech speech) : m_socket(std::move(socket))
    {
        if (speech != Speech::Tls)
            return;
        m_tls = std::make_unique<TlsClient>(m_socket.descriptor());
        m_shaken = std::async(std::launch::async, [tls = m_tls.get()] { return tls->shake(); }).share();
    }
    RawPeer(RawPeer &&) = default;
    ~RawPeer()
    {
        if (m_shaken.valid() && m_socket.isOpen())
            ::shutdown(m_socket.descriptor(), SHUT_RDWR);
        if (m_shaken.valid())
            m_shaken.wait();
    }

    int descriptor() const { return m_socket.descriptor(); }
    bool isOpen() const { return m_socket.isOpen(); }
    void setTimeout(int option, int msecs) { m_socket.setTimeout(option, msecs); }
    void setNoDelay() { m_socket.setNoDelay(); }

    qint64 send(const QByteArray &bytes)
    {
        shake();
        return m_tls ? m_tls->send(bytes) : m_socket.send(bytes);
    }
    QByteArray receive(qint64 size)
    {
        shake();
        return m_tls ? m_tls->receive(size) : m_socket.receive(size);
    }
    QByteArray receiveAll() { return receive(1'000'000'000); }
    int error() const { return m_tls ? m_tls->error() : m_socket.error(); }

    void shutdownWriting()
    {
        shake();
        if (m_tls)
            m_tls->sayGoodbye();
        m_socket.shutdownWriting();
    }
    void reset()
    {
        shake();
        m_socket.reset();
    }
    void close()
    {
        shake();
        if (m_tls)
            m_tls->sayGoodbye();
        m_socket.close();
    }

private:
    void shake()
    {
        const auto *app = QCoreApplication::instance();
        while (m_shaken.valid() && app && QThread::currentThread() == app->thread()
               && m_shaken.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
            QCoreApplication::processEvents();
        if (m_shaken.valid())
            m_shaken.wait();
    }

    RawSocket m_socket;
    std::unique_ptr<TlsClient> m_tls;
    std::shared_future<bool> m_shaken;
};

} // namespace plausch::test
