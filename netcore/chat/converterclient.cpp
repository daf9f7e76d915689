#include "chat/converterclient.h"

#include "chat/datagramclient.h"
#include "chat/streamclient.h"
#include "chat/textbookclient.h"

namespace plausch::chat {
namespace {

using session::ConverterDialect;
using session::ConverterFraming;

bool isLineFramed(const ConverterTarget &target)
{
    return target.kind == ServiceKind::ConverterTcp && target.dialect == ConverterDialect::Repaired
        && target.framing == ConverterFraming::Line;
}

bool hasHeader(QByteArrayView message)
{
    return message.startsWith("U:") || message.startsWith("L:") || message.startsWith("C:");
}

} // namespace

ConverterMessages composeMessages(const ConverterTarget &target, const QString &typed)
{
    const QByteArray bytes = typed.toUtf8();
    if (isTextbook(target.kind))
        return {{bytes}, false};
    ConverterMessages result;
    const QList<QByteArray> parts = isLineFramed(target) ? bytes.split('\n') : QList{bytes};
    for (const QByteArray &part : parts) {
        const bool bare = !hasHeader(part);
        result.messages.append(bare ? "U:" + part : part);
        result.headerAdded = result.headerAdded || bare;
    }
    return result;
}

void ConverterOutlet::push(ConverterEvent::Kind kind, const QByteArray &bytes, const QString &text)
{
    if (m_box.push({kind, bytes, text}))
        ++m_untaken;
}

ConverterClient::ConverterClient(ConverterTarget target, io::Mailbox<ConverterEvent> box)
    : m_target(std::move(target)), m_outlet(std::move(box))
{
}

void ConverterClient::say(const QString &typed)
{
    m_outlet.push(ConverterEvent::Kind::Typed, {}, typed);
    const ConverterMessages composed = composeMessages(m_target, typed);
    if (composed.headerAdded)
        info(tr("No U:, L: or C: in front, so U: was put there."));
    for (const QByteArray &message : composed.messages) {
        if (message.size() > MaxTyped)
            error(tr("This is over 64 KiB and was not sent."));
        else
            send(message);
    }
}

void ConverterClient::taken(qsizetype count)
{
    const bool wasFull = isOutletFull();
    m_outlet.taken(count);
    if (wasFull && !isOutletFull())
        onOutletFree();
}

QString ConverterClient::place() const
{
    return tr("%1, port %2").arg(m_target.host).arg(m_target.port);
}

QString ConverterClient::tooManySentence() const
{
    return tr("%n message(s) already wait for %1; this one was not sent.", nullptr, int(MaxWaiting)).arg(place());
}

QString ConverterClient::failureSentence(io::CloseReason reason, const QString &detail) const
{
    switch (reason) {
    case io::CloseReason::Refused:
        return tr("Nobody listens at %1: the connection was refused. Is the service running?").arg(place());
    case io::CloseReason::HostNotFound:
        return tr("There is no computer named %1.").arg(m_target.host);
    case io::CloseReason::Timeout:
        return tr("No answer from %1: the connection timed out.").arg(place());
    case io::CloseReason::WriteLimit:
        return tr("%1 does not read what it is sent; the connection was given up.").arg(place());
    default:
        return detail.isEmpty() ? tr("The connection to %1 broke.").arg(place())
                                : tr("The connection to %1 broke: %2").arg(place(), detail);
    }
}

std::unique_ptr<ConverterClient> makeConverterClient(const ConverterTarget &target, io::Mailbox<ConverterEvent> box)
{
    if (isUdp(target.kind))
        return std::make_unique<DatagramClient>(target, std::move(box));
    if (isTextbook(target.kind))
        return std::make_unique<TextbookClient>(target, std::move(box));
    return std::make_unique<StreamClient>(target, std::move(box));
}

} // namespace plausch::chat
