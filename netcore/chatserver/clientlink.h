// Layer: chatserver. Thread: the realm's loop. Owner: Hall.
#pragma once

#include "chatserver/throttle.h"
#include "io/link.h"
#include "server/outlet.h"
#include "server/serverrealm.h"
#include "wire/lineframer.h"

#include <functional>

namespace plausch::chatserver {

class Hall;

/// One client's link and framing: bytes become lines for the realm, and the realm's lines become bytes.
class ClientLink final : private io::LinkObserver, private server::Outlet
{
public:
    ClientLink(Hall &hall, io::LinkPtr link);

    void start() { m_link->start(*this); }
    QByteArray address() const { return m_link->info().peerAddress.toString().toUtf8(); }
    server::ClientId id() const { return m_client ? m_client->id : 0; }
    /// Goes on with lines that were held back. False: still too early for some.
    bool takeHeld();

private:
    // io::LinkObserver
    void onOpened() override;
    void onBytes(QByteArrayView bytes) override;
    void onClosed(io::CloseReason reason, const QString &detail) override;
    // server::Outlet
    void write(const QByteArray &lines) override;
    void close() override;
    void charge(int lines) override { m_throttle.charge(lines); }

    void takeLines(QByteArrayView bytes);

    Hall &m_hall;
    io::LinkPtr m_link;
    server::Client *m_client = nullptr; // the realm's; null before the link is open and once the realm closed it
    wire::LineFramer m_framer;
    Throttle m_throttle;
    QByteArray m_held; // read, but too early to handle
};

} // namespace plausch::chatserver
