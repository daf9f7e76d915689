// Layer: chat. Thread: its loop. Owner: ConverterTalk's seat there.
#pragma once

#include "chat/converterclient.h"
#include "io/link.h"

#include <QObject>

namespace plausch::chat {

/// The textbook pair over TCP: a connection per message, whose answer ends where the connection ends.
class TextbookClient final : public ConverterClient, private io::LinkObserver
{
    Q_DECLARE_TR_FUNCTIONS(plausch::chat::TextbookClient)

public:
    TextbookClient(const ConverterTarget &target, io::Mailbox<ConverterEvent> box);

private:
    static constexpr qsizetype MaxAnswer = session::ConverterMaxMessage;

    void send(const QByteArray &message) override;
    void onOutletFree() override;
    void onOpened() override;
    void onBytes(QByteArrayView bytes) override;
    void onClosed(io::CloseReason reason, const QString &detail) override;
    void dialNext();

    QObject m_context; // later turns
    QList<QByteArray> m_waiting; // the first is the one under way
    QByteArray m_answer;
    bool m_overflown = false;
    io::LinkPtr m_link;
    io::LinkPtr m_ended; // for the rest of the turn its onClosed() came in
};

} // namespace plausch::chat
