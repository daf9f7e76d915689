// Layer: chatserver. Thread: the realm's loop. Owner: ClientLink.
#pragma once

#include "io/link.h"
#include "io/qtlink.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <functional>
#include <memory>
#include <optional>

namespace plausch::chatserver {

/// A stream of lines over messages of a WebSocket, each of which is one line without its end
/// (https://ircv3.net/specs/extensions/websocket): bytes with binary.ircv3.net, else text. Qt reads a WebSocket whether
/// one likes it or not, so what comes while nobody reads waits here; past LinkOptions::readBudget the link closes.
class WebSocketLink final : public QObject, public io::Link
{
public:
    static constexpr char Binary[] = "binary.ircv3.net";
    static constexpr char Text[] = "text.ircv3.net";

    /// `taken` after each onBytes(), as the end of a turn.
    WebSocketLink(std::unique_ptr<QWebSocket> socket, const io::LinkOptions &options, std::function<void()> taken);
    ~WebSocketLink() override;

    io::LinkInfo info() const override { return m_info; }
    void start(io::LinkObserver &observer) override;
    void write(const QByteArray &bytes) override;
    qint64 queuedBytes() const override { return m_socket->bytesToWrite(); }
    void setReading(bool on) override;
    void close(io::CloseReason reason, const QString &detail) override;
    void reset(io::CloseReason reason, const QString &detail) override;

private:
    struct Ending
    {
        io::CloseReason reason;
        QString detail;
    };

    void later(void (WebSocketLink::*step)());
    void open();
    void report();
    void deliver();
    void onMessage(QByteArray line);
    void onDisconnected();
    void sendLine(QByteArrayView line);
    bool isEnding() const { return m_ending.has_value(); }

    std::unique_ptr<QWebSocket> m_socket;
    io::LinkOptions m_options;
    std::function<void()> m_taken;
    io::LinkInfo m_info;
    io::LinkObserver *m_observer = nullptr;
    std::optional<Ending> m_ending;
    QByteArray m_unread;
    QTimer m_limit; // of closing
    bool m_binary;
    bool m_opened = false;
    bool m_reading = true;
};

} // namespace plausch::chatserver
