#include "chatserver/websocketdoor.h"

#include "chatserver/websocketlink.h"
#include "server/ipaddress.h"
#include "wire/message.h"

#include <QTimer>
#include <QWebSocketCorsAuthenticator>

#include <algorithm>
#include <utility>

namespace plausch::chatserver {
namespace {

/// Of what has come and is not taken: an opening handshake, or a few lines.
constexpr qint64 ReadBytes = 32 * 1024;

} // namespace

WebSocketDoor::WebSocketDoor(Entered entered, const QByteArrayList &origins, int shakeMsecs)
    : m_entered(std::move(entered))
    , m_origins(origins)
    , m_shakeMsecs(shakeMsecs)
    , m_server({}, QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QWebSocketServer::originAuthenticationRequired, this, [this](QWebSocketCorsAuthenticator *one) {
        const QByteArray origin = one->origin().toUtf8().toLower();
        one->setAllowed(m_origins.isEmpty() || origin.isEmpty() || m_origins.contains(origin));
    });
    m_server.setMaxPendingConnections(static_cast<int>(MaxShaking));
    m_server.setSupportedSubprotocols({QLatin1String(WebSocketLink::Text), QLatin1String(WebSocketLink::Binary)});
    connect(&m_server, &QWebSocketServer::newConnection, this, &WebSocketDoor::onShaken);
}

void WebSocketDoor::take(qintptr descriptor)
{
    std::erase_if(m_shaking, [](const auto &one) { return one.isNull(); });
    auto socket = std::make_unique<QTcpSocket>();
    const bool isSocket = socket->setSocketDescriptor(descriptor);
    if (!isSocket || m_shaking.size() >= MaxShaking || isCrowded(socket->peerAddress()))
        return;
    socket->setReadBufferSize(ReadBytes);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    socket->setParent(this);
    auto *limit = new QTimer(socket.get());
    limit->setSingleShot(true);
    connect(limit, &QTimer::timeout, socket.get(), &QTcpSocket::abort);
    limit->start(m_shakeMsecs);
    m_shaking.push_back(socket.get());
    m_server.handleConnection(socket.release());
}

bool WebSocketDoor::isCrowded(const QHostAddress &address) const
{
    const auto crowd = [](const QHostAddress &one) { return server::crowdOf(one.toString().toUtf8()); };
    const QByteArray wanted = crowd(address);
    return std::count_if(m_shaking.begin(), m_shaking.end(),
                         [&](const auto &one) { return one && crowd(one->peerAddress()) == wanted; })
        >= MaxShakingOfOne;
}

void WebSocketDoor::onShaken()
{
    while (m_server.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> shaken(m_server.nextPendingConnection());
        shaken->setParent(nullptr);
        settle(*shaken);
        shaken->setMaxAllowedIncomingFrameSize(wire::MaxLineBytes);
        shaken->setMaxAllowedIncomingMessageSize(wire::MaxLineBytes);
        m_entered(std::move(shaken));
    }
}

/// Its socket shakes hands no more and goes with it.
void WebSocketDoor::settle(QWebSocket &shaken)
{
    const auto found = std::find_if(m_shaking.begin(), m_shaking.end(), [&shaken](const auto &one) {
        return one && one->peerPort() == shaken.peerPort() && one->peerAddress() == shaken.peerAddress();
    });
    if (found == m_shaking.end())
        return;
    QTcpSocket *socket = *found;
    m_shaking.erase(found);
    delete socket->findChild<QTimer *>(QString(), Qt::FindDirectChildrenOnly);
    socket->setParent(&shaken);
}

} // namespace plausch::chatserver
