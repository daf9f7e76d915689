// Layer: io. Thread: the loop it was made on. Owner: Switchboard, a service or ChatServer.
#pragma once

#include <QHostAddress>
#include <QString>

#include <functional>
#include <memory>

namespace plausch::io {

/// Why a socket could not be bound, for a sentence that names address and port.
struct BindError
{
    enum class Kind { None, InUse, NotPermitted, NoSuchAddress, Other } kind = Kind::None;
    QString text; // the system's words
    explicit operator bool() const { return kind != Kind::None; }
};

/// Accepts TCP connections and hands over the bare descriptor: the socket object is made on the loop it will live on.
/// When descriptors run out (EMFILE) it pauses and tries again after 100 ms.
class Listener
{
public:
    /// The receiver owns the descriptor.
    using Accepted = std::function<void(qintptr descriptor)>;

    explicit Listener(Accepted accepted);
    ~Listener();

    /// Port 0: any free one. SO_REUSEADDR is set, backlog 512. `address` Any is dual stack, AnyIPv4 is 0.0.0.0.
    BindError listen(const QHostAddress &address, quint16 port);
    /// Off: connects still succeed in the kernel's backlog and wait there.
    void setAccepting(bool on);
    void close();
    bool isListening() const;
    QHostAddress address() const;
    quint16 port() const;

private:
    class Server;
    std::unique_ptr<Server> m_server;
};

} // namespace plausch::io
