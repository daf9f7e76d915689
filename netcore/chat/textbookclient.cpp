#include "chat/textbookclient.h"

#include "io/qtlink.h"

namespace plausch::chat {

TextbookClient::TextbookClient(const ConverterTarget &target, io::Mailbox<ConverterEvent> box)
    : ConverterClient(target, std::move(box))
{
}

void TextbookClient::send(const QByteArray &message)
{
    if (message.isEmpty()) {
        error(tr("An empty text puts nothing on a TCP connection: nothing was sent."));
        return;
    }
    if (m_waiting.size() >= MaxWaiting) {
        error(tooManySentence());
        return;
    }
    m_waiting.append(message);
    if (!m_link)
        dialNext();
}

void TextbookClient::dialNext()
{
    m_answer.clear();
    m_overflown = false;
    m_link = io::dialLink(target().host, target().port, io::LinkOptions());
    m_link->start(*this);
}

void TextbookClient::onOpened()
{
    wireOut(m_waiting.first());
    m_link->write(m_waiting.first());
}

void TextbookClient::onBytes(QByteArrayView bytes)
{
    if (m_overflown)
        return;
    wireIn(bytes.toByteArray());
    m_answer.append(bytes);
    if (m_answer.size() > MaxAnswer) {
        m_overflown = true;
        m_answer.clear();
        error(tr("%1 sent an answer without end; the connection was closed.").arg(place()));
        m_link->reset(io::CloseReason::ReadLimit);
    } else if (isOutletFull()) {
        m_link->setReading(false);
    }
}

void TextbookClient::onOutletFree()
{
    if (m_link && !m_overflown)
        m_link->setReading(true);
}

void TextbookClient::onClosed(io::CloseReason reason, const QString &detail)
{
    m_ended = std::move(m_link);
    QMetaObject::invokeMethod(
        &m_context, [this] { m_ended.reset(); }, Qt::QueuedConnection);
    m_waiting.removeFirst();
    if (!m_answer.isEmpty())
        answer(QString::fromUtf8(m_answer));
    if (reason != io::CloseReason::PeerClosed && !m_overflown)
        error(failureSentence(reason, detail));
    else if (m_answer.isEmpty() && !m_overflown)
        error(tr("%1 closed the connection without an answer.").arg(place()));
    if (!m_waiting.isEmpty())
        dialNext();
}

} // namespace plausch::chat
