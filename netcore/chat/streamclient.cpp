#include "chat/streamclient.h"

#include "io/qtlink.h"

namespace plausch::chat {

using session::ConverterDialect;
using session::ConverterFraming;

StreamClient::StreamClient(const ConverterTarget &target, io::Mailbox<ConverterEvent> box)
    : ConverterClient(target, std::move(box))
{
    m_greetingLimit.setSingleShot(true);
    QObject::connect(&m_greetingLimit, &QTimer::timeout, &m_context, [this] { onNoGreeting(); });
}

void StreamClient::send(const QByteArray &message)
{
    if (m_waiting.size() >= MaxWaiting) {
        error(tooManySentence());
        return;
    }
    m_waiting.append(message);
    if (!m_link)
        dial();
    else if (m_reader->hasGreeting())
        sendWaiting();
}

void StreamClient::dial()
{
    m_reader.emplace(target());
    m_closing = false;
    m_link = io::dialLink(target().host, target().port, io::LinkOptions());
    m_link->start(*this);
}

void StreamClient::onOpened()
{
    info(tr("Connected to %1.").arg(place()));
    m_greetingLimit.start(target().answerMsecs);
}

void StreamClient::onBytes(QByteArrayView bytes)
{
    wireIn(bytes.toByteArray());
    const bool inBounds = m_reader->feed(
        bytes, [this](const QString &text) { onGreeting(text); }, [this](const QString &text) { answer(text); });
    if (!inBounds) {
        error(tr("%1 sent an answer without end; the connection was closed.").arg(place()));
        m_closing = true;
        m_waiting.clear();
        m_link->reset(io::CloseReason::ReadLimit);
    } else if (isOutletFull()) {
        m_link->setReading(false);
    }
}

void StreamClient::onOutletFree()
{
    if (m_link && !m_closing)
        m_link->setReading(true);
}

void StreamClient::onGreeting(const QString &text)
{
    m_greetingLimit.stop();
    info(tr("Greeting: %1").arg(text));
    sendWaiting();
}

void StreamClient::onNoGreeting()
{
    m_reader->waiveGreeting();
    info(tr("%1 does not greet; sending all the same.").arg(place()));
    sendWaiting();
}

void StreamClient::sendWaiting()
{
    while (!m_waiting.isEmpty() && !m_closing) {
        const QByteArray message = m_waiting.takeFirst();
        const QByteArray bytes = frame(message);
        wireOut(bytes);
        m_link->write(bytes);
        if (!message.startsWith("C:"))
            continue;
        m_closing = true;
        if (target().dialect == ConverterDialect::Slide)
            m_link->close(io::CloseReason::LocalClose);
    }
}

QByteArray StreamClient::frame(const QByteArray &message) const
{
    if (target().dialect == ConverterDialect::Slide)
        return message;
    return target().framing == ConverterFraming::Length ? wire::LengthFramer::frame(message) : message + '\n';
}

void StreamClient::onClosed(io::CloseReason reason, const QString &detail)
{
    m_greetingLimit.stop();
    m_ended = std::move(m_link);
    QMetaObject::invokeMethod(
        &m_context, [this] { m_ended.reset(); }, Qt::QueuedConnection);
    if (m_closing) {
        info(tr("The connection is closed."));
        if (!m_waiting.isEmpty())
            dial(); // said after C:, meant for the next connection
        return;
    }
    m_waiting.clear();
    if (reason == io::CloseReason::PeerClosed)
        info(tr("The service has closed the connection; the next message opens a new one."));
    else
        error(failureSentence(reason, detail));
}

} // namespace plausch::chat
