#include "chatserver/websocketlink.h"

#include "io/trace.h"

#include <QThread>

#include <utility>

namespace plausch::chatserver {

WebSocketLink::WebSocketLink(std::unique_ptr<QWebSocket> socket, const io::LinkOptions &options,
                             std::function<void()> taken)
    : m_socket(std::move(socket))
    , m_options(options)
    , m_taken(std::move(taken))
    , m_binary(m_socket->subprotocol() == QLatin1String(Binary))
{
    m_info.id = io::nextLinkId();
    m_info.peerAddress = m_socket->peerAddress();
    m_info.peerPort = m_socket->peerPort();
    m_info.localAddress = m_socket->localAddress();
    m_info.localPort = m_socket->localPort();
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { m_socket->abort(); });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, &WebSocketLink::onMessage);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { onMessage(text.toUtf8()); });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &WebSocketLink::onDisconnected);
}

WebSocketLink::~WebSocketLink()
{
    if (m_opened && m_options.trace)
        m_options.trace->onTraceClosed(m_info.id, io::nameOf(io::CloseReason::LocalClose));
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // it may be on the stack
}

/// In a turn of its own, so that nothing of ours or of Qt's is on the stack.
void WebSocketLink::later(void (WebSocketLink::*step)())
{
    QMetaObject::invokeMethod(
        this, [this, step] { (this->*step)(); }, Qt::QueuedConnection);
}

void WebSocketLink::start(io::LinkObserver &observer)
{
    m_observer = &observer;
    later(isEnding() ? &WebSocketLink::report : &WebSocketLink::open);
}

void WebSocketLink::open()
{
    if (isEnding())
        return;
    m_opened = true;
    if (m_options.trace)
        m_options.trace->onTraceOpened(m_info, QThread::currentThread()->objectName());
    m_observer->onOpened();
    deliver();
}

void WebSocketLink::onMessage(QByteArray line)
{
    if (isEnding())
        return;
    if (!line.endsWith('\n'))
        line += "\r\n";
    m_unread += line;
    if (m_opened && m_reading)
        deliver();
    else if (m_unread.size() > m_options.readBudget)
        close(io::CloseReason::ReadLimit, QStringLiteral("RecvQ exceeded"));
}

void WebSocketLink::deliver()
{
    if (!m_opened || !m_reading || isEnding() || m_unread.isEmpty())
        return;
    const QByteArray bytes = std::exchange(m_unread, {});
    if (m_options.trace)
        m_options.trace->onTraceBytes(m_info.id, false, bytes);
    m_observer->onBytes(bytes);
    m_taken();
}

void WebSocketLink::write(const QByteArray &bytes)
{
    if (isEnding())
        return;
    if (queuedBytes() + bytes.size() > m_options.highMark)
        return reset(io::CloseReason::WriteLimit, {});
    if (m_options.trace)
        m_options.trace->onTraceBytes(m_info.id, true, bytes);
    QByteArrayView rest = bytes;
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf('\n');
        const qsizetype size = end < 0 ? rest.size() : end;
        QByteArrayView line = rest.first(size);
        if (line.endsWith('\r'))
            line.chop(1);
        sendLine(line);
        rest = rest.sliced(end < 0 ? rest.size() : end + 1);
    }
}

/// Text that is no UTF-8 would end the connection (RFC 6455 section 8.1), so what is wrong in it is replaced.
void WebSocketLink::sendLine(QByteArrayView line)
{
    if (m_binary)
        m_socket->sendBinaryMessage(line.toByteArray());
    else
        m_socket->sendTextMessage(QString::fromUtf8(line));
}

void WebSocketLink::setReading(bool on)
{
    m_reading = on;
    if (on && !m_unread.isEmpty())
        later(&WebSocketLink::deliver);
}

void WebSocketLink::close(io::CloseReason reason, const QString &detail)
{
    if (isEnding())
        return;
    m_ending = Ending{reason, detail};
    m_limit.start(m_options.closeMsecs);
    m_socket->close(QWebSocketProtocol::CloseCodeNormal, detail.left(100));
}

void WebSocketLink::reset(io::CloseReason reason, const QString &detail)
{
    if (!isEnding())
        m_ending = Ending{reason, detail};
    m_socket->abort();
}

void WebSocketLink::onDisconnected()
{
    if (!isEnding())
        m_ending = Ending{io::CloseReason::PeerClosed, {}};
    m_limit.stop();
    if (m_observer)
        later(&WebSocketLink::report);
}

void WebSocketLink::report()
{
    io::LinkObserver *observer = std::exchange(m_observer, nullptr);
    if (!observer)
        return;
    if (std::exchange(m_opened, false) && m_options.trace)
        m_options.trace->onTraceClosed(m_info.id,
                                       m_ending->detail.isEmpty() ? io::nameOf(m_ending->reason) : m_ending->detail);
    observer->onClosed(m_ending->reason, m_ending->detail);
}

} // namespace plausch::chatserver
