// The chat servers as a part of the Switchboard.
#include "chat/networks.h"
#include "chat/switchboard_p.h"
#include "wire/casemap.h"

namespace plausch::chat {

void Switchboard::Impl::makeNetworks()
{
    Networks::Options of;
    of.trace = options.trace;
    of.limits = options.limits;
    of.openMsecs = options.openMsecs;
    of.secrets = options.secrets;
    of.fingerprint = identity.fingerprint;
    of.certificate = identity.certificate;
    of.key = identity.key;
    of.typingNotices = settings.typingNotices;
    of.readReceipts = settings.readReceipts;
    of.defaultNick = QString::fromUtf8(wire::nickFromName(settings.name));
    networks = std::make_unique<Networks>(of, *loops, archive);
    connectRoutes();
    const Networks *from = networks.get();
    QObject::connect(from, &Networks::chatAdded, &q, &Switchboard::chatAdded);
    QObject::connect(from, &Networks::chatChanged, &q, &Switchboard::chatChanged);
    QObject::connect(from, &Networks::chatRemoved, &q, &Switchboard::chatRemoved);
    QObject::connect(from, &Networks::messagesAdded, &q, &Switchboard::messagesAdded);
    QObject::connect(from, &Networks::pastAdded, &q, &Switchboard::pastAdded);
    QObject::connect(from, &Networks::messageStateChanged, &q, &Switchboard::messageStateChanged);
    QObject::connect(from, &Networks::messageChanged, &q, &Switchboard::messageChanged);
    QObject::connect(from, &Networks::typingChanged, &q, &Switchboard::typingChanged);
    QObject::connect(from, &Networks::stopped, &q, [this] {
        networksStopped = true;
        q.stop();
    });
}

Networks &Switchboard::networks() const
{
    return *m_impl->networks;
}

void Switchboard::setMutedUntil(const ChatId &chat, qint64 utcMsecs)
{
    if (Networks::isNetworkChat(chat)) {
        m_impl->networks->setMutedUntil(chat, utcMsecs);
    } else if (Line *line = m_impl->line(chat)) {
        line->buddy.mutedUntil = utcMsecs;
        m_impl->save(*line);
        m_impl->touch(chat);
    }
}

} // namespace plausch::chat
