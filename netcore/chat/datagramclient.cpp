#include "chat/datagramclient.h"

#include <QTimer>

#include <chrono>

namespace plausch::chat {

DatagramClient::DatagramClient(const ConverterTarget &target, io::Mailbox<ConverterEvent> box)
    : ConverterClient(target, std::move(box)), m_port([this](const io::Datagram &datagram) { onDatagram(datagram); })
{
}

DatagramClient::~DatagramClient()
{
    if (m_resolving)
        QHostInfo::abortHostLookup(m_lookup);
}

void DatagramClient::send(const QByteArray &message)
{
    if (m_waiting.size() + qsizetype(m_unanswered.size()) >= MaxWaiting) {
        error(tooManySentence());
        return;
    }
    const QHostAddress numeric(target().host);
    if (m_address.isNull() && !numeric.isNull() && !open(numeric))
        return;
    if (!m_address.isNull()) {
        sendNow(message);
        return;
    }
    m_waiting.append(message);
    if (std::exchange(m_resolving, true))
        return;
    m_lookup = QHostInfo::lookupHost(target().host, &m_context, [this](const QHostInfo &info) { onResolved(info); });
}

void DatagramClient::onResolved(const QHostInfo &info)
{
    m_resolving = false;
    const QList<QByteArray> messages = std::exchange(m_waiting, {});
    if (info.addresses().isEmpty()) {
        error(failureSentence(io::CloseReason::HostNotFound, {}));
        return;
    }
    if (!open(info.addresses().constFirst()))
        return;
    for (const QByteArray &message : messages)
        sendNow(message);
}

bool DatagramClient::open(const QHostAddress &address)
{
    const bool six = address.protocol() == QAbstractSocket::IPv6Protocol;
    const io::BindError failed = m_port.bind(six ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4, 0);
    if (failed)
        error(tr("No UDP port could be opened: %1").arg(failed.text));
    else
        m_address = address;
    return !failed;
}

void DatagramClient::sendNow(const QByteArray &message)
{
    wireOut(message);
    if (const QString failed = m_port.send(message, m_address, target().port); !failed.isEmpty()) {
        error(tr("The datagram could not be sent: %1").arg(failed));
        return;
    }
    const bool slide = target().dialect == session::ConverterDialect::Slide;
    if (target().kind == ServiceKind::ConverterUdp && !slide && message.startsWith("C:"))
        return; // gets no answer by agreement
    const quint64 id = ++m_lastId;
    m_unanswered.insert(id);
    QTimer::singleShot(std::chrono::milliseconds(target().answerMsecs), &m_context, [this, id] { onLimit(id); });
}

void DatagramClient::onDatagram(const io::Datagram &datagram)
{
    if (datagram.senderPort != target().port || !datagram.sender.isEqual(m_address) || isOutletFull())
        return;
    if (!m_unanswered.empty())
        m_unanswered.erase(m_unanswered.begin());
    wireIn(datagram.bytes);
    answer(QString::fromUtf8(datagram.bytes));
}

void DatagramClient::onLimit(quint64 id)
{
    if (m_unanswered.erase(id) > 0)
        error(tr("No answer from %1 within %n second(s). UDP does not tell whether the datagram, or its answer, was "
                 "lost or nobody is there.",
                 nullptr, (target().answerMsecs + 999) / 1000)
                  .arg(place()));
}

} // namespace plausch::chat
