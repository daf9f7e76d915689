// Layer: chatserver. Thread: the realm's loop. Owner: Hall.
#pragma once

#include <QByteArrayList>
#include <QHostAddress>
#include <QObject>
#include <QPointer>
#include <QTcpSocket>
#include <QWebSocketServer>

#include <functional>
#include <memory>
#include <vector>

namespace plausch::chatserver {

/// Connections that begin with HTTP: the opening handshake of a WebSocket (RFC 6455 section 4), with the subprotocols
/// of https://ircv3.net/specs/extensions/websocket; without one it is text. TLS is for a proxy in front. Who has not
/// shaken hands in time is closed, and so is who comes when MaxShaking are at it, or MaxShakingOfOne of its address.
/// Pages of other origins than those that may are refused with 403 (RFC 6455 section 10.2); programs send none and may.
class WebSocketDoor final : public QObject
{
public:
    static constexpr std::size_t MaxShaking = 256;
    static constexpr int MaxShakingOfOne = 32; // address, as ipaddress.h counts them
    static constexpr int ShakeMsecs = 10'000;
    using Entered = std::function<void(std::unique_ptr<QWebSocket>)>;

    /// `origins`: of pages that may; empty: all.
    explicit WebSocketDoor(Entered entered, const QByteArrayList &origins = {}, int shakeMsecs = ShakeMsecs);

    /// Takes the descriptor over.
    void take(qintptr descriptor);

private:
    bool isCrowded(const QHostAddress &address) const;
    void onShaken();
    void settle(QWebSocket &shaken);

    Entered m_entered;
    QByteArrayList m_origins;
    int m_shakeMsecs;
    QWebSocketServer m_server; // listens nowhere
    std::vector<QPointer<QTcpSocket>> m_shaking;
};

} // namespace plausch::chatserver
