// Layer: chat. Thread: its loop. Owner: ConverterTalk's seat there.
#pragma once

#include "chat/converterclient.h"
#include "chat/converterreader.h"
#include "io/link.h"

#include <QTimer>

#include <optional>

namespace plausch::chat {

/// The converter over TCP: dials with the first message, waits for the greeting, keeps the connection. After C: the
/// lecture's client closes; the repaired service does it itself.
class StreamClient final : public ConverterClient, private io::LinkObserver
{
    Q_DECLARE_TR_FUNCTIONS(plausch::chat::StreamClient)

public:
    StreamClient(const ConverterTarget &target, io::Mailbox<ConverterEvent> box);

private:
    void send(const QByteArray &message) override;
    void onOutletFree() override;
    void onOpened() override;
    void onBytes(QByteArrayView bytes) override;
    void onClosed(io::CloseReason reason, const QString &detail) override;

    void dial();
    void onGreeting(const QString &text);
    void onNoGreeting();
    void sendWaiting();
    QByteArray frame(const QByteArray &message) const;

    QObject m_context; // later turns
    QTimer m_greetingLimit;
    QList<QByteArray> m_waiting;
    std::optional<ConverterReader> m_reader;
    io::LinkPtr m_link;
    io::LinkPtr m_ended; // for the rest of the turn its onClosed() came in
    bool m_closing = false;
};

} // namespace plausch::chat
