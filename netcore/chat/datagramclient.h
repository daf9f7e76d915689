// Layer: chat. Thread: its loop. Owner: ConverterTalk's seat there.
#pragma once

#include "chat/converterclient.h"
#include "io/udpport.h"

#include <QHostInfo>
#include <QObject>

#include <set>

namespace plausch::chat {

/// Converter and textbook pair over UDP. Only datagrams of the service's own address and port are taken for answers.
/// The oldest unanswered message is the one an answer belongs to; UDP itself knows no more.
class DatagramClient final : public ConverterClient
{
    Q_DECLARE_TR_FUNCTIONS(plausch::chat::DatagramClient)

public:
    DatagramClient(const ConverterTarget &target, io::Mailbox<ConverterEvent> box);
    ~DatagramClient() override;

private:
    void send(const QByteArray &message) override;
    void onResolved(const QHostInfo &info);
    bool open(const QHostAddress &address);
    void sendNow(const QByteArray &message);
    void onDatagram(const io::Datagram &datagram);
    void onLimit(quint64 id);

    QObject m_context; // timers and lookups
    QList<QByteArray> m_waiting; // for the address
    QHostAddress m_address; // null: not yet known
    bool m_resolving = false;
    int m_lookup = 0; // while resolving
    quint64 m_lastId = 0;
    std::set<quint64> m_unanswered; // in the order they were sent
    io::UdpPort m_port;
};

} // namespace plausch::chat
