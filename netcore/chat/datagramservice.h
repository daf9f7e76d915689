// Layer: chat. Thread: the services' loop. Owner: ConverterHost's floor on that loop.
#pragma once

#include "chat/converterservice.h"
#include "io/udpport.h"
#include "session/converterdatagrams.h"

#include <QElapsedTimer>

namespace plausch::chat {

/// A service on UDP: one socket, all senders.
class DatagramService final : public ConverterService
{
public:
    DatagramService(const ServiceSpec &spec, ServiceLog &log);
    io::BindError open() override;
    quint16 port() const override;

private:
    void onDatagram(const io::Datagram &datagram);

    ServiceSpec m_spec;
    ServiceLog &m_log;
    std::unique_ptr<session::ConverterDatagrams> m_talks;
    QElapsedTimer m_clock;
    io::UdpPort m_port;
};

} // namespace plausch::chat
