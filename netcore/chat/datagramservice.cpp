#include "chat/datagramservice.h"

#include "chat/servicelog.h"

namespace plausch::chat {
namespace {

std::unique_ptr<session::ConverterDatagrams> makeTalks(const ServiceSpec &spec)
{
    if (isTextbook(spec.kind))
        return session::makeTextbookDatagrams();
    return spec.dialect == session::ConverterDialect::Slide ? session::makeSlideDatagrams()
                                                            : session::makeRepairedDatagrams();
}

} // namespace

DatagramService::DatagramService(const ServiceSpec &spec, ServiceLog &log)
    : m_spec(spec)
    , m_log(log)
    , m_talks(makeTalks(spec))
    , m_port([this](const io::Datagram &datagram) { onDatagram(datagram); })
{
    m_clock.start();
}

io::BindError DatagramService::open()
{
    return m_port.bind(m_spec.address, m_spec.port);
}

quint16 DatagramService::port() const
{
    return m_port.port();
}

void DatagramService::onDatagram(const io::Datagram &datagram)
{
    const QByteArray peer = datagram.sender.toString().toLatin1() + ' ' + QByteArray::number(datagram.senderPort);
    const session::ConverterExchange exchange = m_talks->onDatagram(peer, datagram.bytes, m_clock.elapsed());
    QString error;
    if (exchange.reply)
        error = m_port.send(*exchange.reply, datagram.sender, datagram.senderPort);
    m_log.exchanged(datagram.sender, datagram.senderPort, exchange, error);
}

} // namespace plausch::chat
