#include "chat/networks.h"

#include "chat/address.h"
#include "chat/networks_p.h"
#include "session/overloaded.h"
#include "session/signtags.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

namespace plausch::chat {
namespace {

qint64 drawBelow(qint64 bound)
{
    return bound > 0 ? qint64(QRandomGenerator::global()->bounded(quint64(bound))) : 0;
}

Presence presenceOf(NetworkState state)
{
    switch (state) {
    case NetworkState::Connecting:
        return Presence::Connecting;
    case NetworkState::Securing:
    case NetworkState::Registering:
        return Presence::Securing;
    case NetworkState::Online:
        return Presence::Online;
    case NetworkState::KeyChanged:
        return Presence::KeyChanged;
    case NetworkState::Waiting:
    case NetworkState::AskingSecret:
    case NetworkState::AskingTrust:
    case NetworkState::Refused:
        return Presence::Unreachable;
    case NetworkState::Off:
        break;
    }
    return Presence::Offline;
}

Presence presenceOf(const NetworkLine &line, const Conversation &conversation)
{
    if (conversation.row.kind == store::NetworkChatKind::Server || !line.registered)
        return line.registered || line.state != NetworkState::Online ? presenceOf(line.state) : Presence::Offline;
    if (conversation.row.kind == store::NetworkChatKind::Room)
        return conversation.inRoom ? Presence::Online : Presence::Offline;
    if (!conversation.isOnline)
        return Presence::Offline;
    return conversation.isAway ? Presence::Away : Presence::Online;
}

ChatKind chatKind(store::NetworkChatKind kind)
{
    switch (kind) {
    case store::NetworkChatKind::Server:
        return ChatKind::Server;
    case store::NetworkChatKind::Person:
        return ChatKind::Person;
    case store::NetworkChatKind::Room:
        break;
    }
    return ChatKind::Room;
}

QString titleOf(const NetworkLine &line)
{
    if (!line.row.name.isEmpty())
        return line.row.name;
    return line.networkName.isEmpty() ? line.row.host : line.networkName;
}

} // namespace

QString networkKey(const QString &network)
{
    return QStringLiteral("network:") + network;
}

Networks::Impl::Impl(Networks &owner, const Options &theOptions, io::LoopPool &loops, Archive &theArchive)
    : q(owner)
    , options(theOptions)
    , archive(theArchive)
    , typing([&owner](const ChatId &chat, const QStringList &names) { Q_EMIT owner.typingChanged(chat, names); })
{
    clock.start();
    archive.setSelf(options.fingerprint);
    connections =
        std::make_unique<connection::ConnectionPool>(loops, &q, [this](auto events) { onEvents(std::move(events)); });
    tick.setSingleShot(true);
    stopLimit.setSingleShot(true);
    QObject::connect(&tick, &QTimer::timeout, &q, [this] { onTick(); });
    QObject::connect(&stopLimit, &QTimer::timeout, &q, [this] {
        lineOfLink.clear();
        q.stop();
    });
    QObject::connect(&archive, &Archive::crowdedChanged, &q,
                     [this](bool crowded) { connections->setTaking(!crowded); });
}

Networks::Networks(const Options &options, io::LoopPool &loops, Archive &archive, QObject *parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(*this, options, loops, archive))
{
}

Networks::~Networks() = default;

qint64 Networks::Impl::utc()
{
    return QDateTime::currentMSecsSinceEpoch();
}

void Networks::onContents(const Archive::Contents &contents)
{
    Impl &impl = *m_impl;
    for (const store::NetworkRow &row : contents.networks) {
        if (!impl.line(row.id))
            impl.addLine(row);
    }
    for (const store::NetworkChatRow &row : contents.networkChats) {
        NetworkLine *line = impl.line(row.network);
        if (line && !impl.conversation(row.chat))
            impl.addConversation(*line, row);
    }
    for (const store::ChatSummary &summary : contents.chats) {
        Conversation *known = impl.conversation(summary.chat);
        if (!known)
            continue;
        known->summary = summary;
        known->newestTime = summary.last.time;
        known->serverTime = summary.last.mine ? 0 : summary.last.sentAt;
        impl.refresh(*known);
    }
    for (const QString &id : std::as_const(impl.order)) {
        NetworkLine &line = *impl.line(id);
        impl.page(line);
        if (line.row.autoConnect)
            impl.want(line);
    }
}

NetworkLine *Networks::Impl::line(const QString &id)
{
    const auto found = lines.find(id);
    return found == lines.end() ? nullptr : found->second.get();
}

Conversation *Networks::Impl::conversation(const ChatId &chat)
{
    const auto found = conversations.find(chat);
    return found == conversations.end() ? nullptr : found->second.get();
}

Conversation *Networks::Impl::conversation(const NetworkLine &line, const QByteArray &name)
{
    return conversation(line.chats.value(line.folded(name)));
}

NetworkLine &Networks::Impl::addLine(const store::NetworkRow &row)
{
    auto made = std::make_unique<NetworkLine>(row, drawBelow);
    NetworkLine &result = *made;
    lines[row.id] = std::move(made);
    order.append(row.id);
    refresh(result);
    Q_EMIT q.networkAdded(row.id);
    return result;
}

Conversation &Networks::Impl::addConversation(NetworkLine &line, store::NetworkChatRow row, bool isHidden)
{
    auto made = std::make_unique<Conversation>();
    made->isHidden = isHidden;
    made->row = std::move(row);
    made->summary.chat = made->row.chat;
    Conversation &result = *made;
    conversations[result.row.chat] = std::move(made);
    result.isOnline = result.row.kind == store::NetworkChatKind::Person
        && line.online.contains(line.folded(result.row.name.toUtf8()));
    if (result.row.kind != store::NetworkChatKind::Server)
        line.chats.insert(line.folded(result.row.name.toUtf8()), result.row.chat);
    refresh(result);
    if (!isHidden)
        Q_EMIT q.chatAdded(result.row.chat);
    return result;
}

Conversation &Networks::Impl::ensure(NetworkLine &line, store::NetworkChatKind kind, const QByteArray &name)
{
    Conversation &made = makeHidden(line, kind, name);
    reveal(made);
    return made;
}

Conversation &Networks::Impl::makeHidden(NetworkLine &line, store::NetworkChatKind kind, const QByteArray &name)
{
    if (Conversation *known = conversation(line, name))
        return *known;
    store::NetworkChatRow row;
    row.chat = line.serverChat() + u':' + QString::fromUtf8(line.folded(name));
    row.network = line.row.id;
    row.kind = kind;
    row.name = QString::fromUtf8(name);
    const ChatId plain = row.chat;
    for (int number = 2; Conversation *same = conversation(row.chat); ++number) {
        // The server folds names in another way than the one before it did.
        if (kind != store::NetworkChatKind::Person || line.folded(same->row.name.toUtf8()) == line.folded(name)) {
            line.chats.insert(line.folded(name), row.chat);
            return *same;
        }
        row.chat = plain + u' ' + QString::number(number); // that one has followed somebody to another name
    }
    return addConversation(line, row, true);
}

Conversation &Networks::Impl::page(NetworkLine &line)
{
    if (Conversation *known = conversation(line.serverChat()))
        return *known;
    store::NetworkChatRow row;
    row.chat = line.serverChat();
    row.network = line.row.id;
    row.kind = store::NetworkChatKind::Server;
    Conversation &made = addConversation(line, row);
    save(made);
    return made;
}

int Networks::Impl::count(const NetworkLine &line, store::NetworkChatKind kind) const
{
    return int(std::count_if(conversations.cbegin(), conversations.cend(), [&](const auto &entry) {
        return entry.second->row.network == line.row.id && entry.second->row.kind == kind;
    }));
}

void Networks::Impl::forget(const ChatId &chat)
{
    const auto found = conversations.find(chat);
    if (found == conversations.end())
        return;
    if (NetworkLine *known = lineOf(*found->second))
        known->chats.removeIf([&](const auto &entry) { return entry.value() == chat; });
    const bool wasHidden = found->second->isHidden;
    conversations.erase(found);
    infos.remove(chat);
    changed.remove(chat);
    unshown.forget(chat);
    typing.forget(chat);
    if (!wasHidden)
        Q_EMIT q.chatRemoved(chat);
}

void Networks::Impl::refresh(const Conversation &conversation)
{
    const NetworkLine *known = lineOf(conversation);
    if (!known || conversation.isHidden)
        return;
    ChatInfo info;
    info.id = conversation.row.chat;
    info.kind = chatKind(conversation.row.kind);
    info.network = known->row.id;
    info.networkName = titleOf(*known);
    info.name = info.kind == ChatKind::Server ? info.networkName : conversation.row.name;
    info.presence = presenceOf(*known, conversation);
    info.awayText = conversation.awayText;
    info.detail = known->registered ? conversation.detail : known->detail;
    if (known->state == NetworkState::Waiting)
        info.nextTryAt = known->dialer.nextTry() + utc() - monotonic();
    info.encrypted = known->info.encrypted;
    info.fingerprint = known->info.peerFingerprint;
    info.address = formatAddress({known->row.host, known->row.port});
    info.threadName = known->link ? connections->threadName(known->link) : QString();
    info.notify = conversation.row.notify;
    info.mutedUntil = conversation.row.mutedUntil;
    info.unread = conversation.summary.unread;
    info.mentions = conversation.summary.mentions;
    info.readUpTo = conversation.summary.readUpTo;
    info.queued = conversation.summary.queued;
    info.last = conversation.summary.last;
    info.draft = conversation.summary.draft;
    info.ownNick = QString::fromUtf8(known->nick);
    info.topic = conversation.topic;
    for (auto mode = conversation.modes.cbegin(); mode != conversation.modes.cend(); ++mode) {
        info.modes += mode.key();
        if (!mode.value().isEmpty())
            info.modeArguments.insert(mode.key(), mode.value());
    }
    info.members = int(conversation.members.size());
    info.ownRanks = conversation.members.value(known->folded(known->nick)).ranks;
    const bool talks = info.kind != ChatKind::Server;
    info.replies = talks && (!known->registered || known->features.isRelayed(session::ReplyTag));
    info.reacts = info.replies && (!known->registered || known->features.isRelayed(session::ReactTag));
    info.typing = talks && known->registered && known->features.isRelayed(session::TypingTag);
    info.account = conversation.row.account;
    info.joined = info.kind == ChatKind::Room ? conversation.inRoom : known->registered;
    info.buddy = conversation.buddy;
    info.introducing = conversation.introducing;
    infos.insert(info.id, info);
}

void Networks::Impl::refresh(const NetworkLine &line)
{
    NetworkInfo info;
    info.row = line.row;
    info.state = line.state;
    info.detail = line.detail;
    if (line.state == NetworkState::Waiting)
        info.nextTryAt = line.dialer.nextTry() + utc() - monotonic();
    info.title = titleOf(line);
    info.nick = QString::fromUtf8(line.nick);
    info.account = line.account;
    info.away = line.away;
    info.awayText = line.awayText;
    info.encrypted = line.info.encrypted;
    info.cipher = line.info.cipher;
    info.fingerprint = line.info.peerFingerprint;
    info.threadName = line.link ? connections->threadName(line.link) : QString();
    info.channelTypes = QString::fromUtf8(line.features.roomTypes);
    info.ranks = QString::fromLatin1(line.features.rankSigns);
    info.rankModes = QString::fromLatin1(line.features.rankModes);
    info.topicLength = line.features.topicBytes;
    info.nickLength = line.features.nickBytes;
    info.history = line.features.history;
    info.registers = line.features.createsAccounts;
    networkInfos.insert(line.row.id, info);
}

void Networks::Impl::touch(const Conversation &conversation)
{
    changed.insert(conversation.row.chat);
    refresh(conversation);
    scheduleFlush();
}

void Networks::Impl::touch(const NetworkLine &line)
{
    changedNetworks.insert(line.row.id);
    refresh(line);
    for (const auto &[chat, known] : conversations) {
        if (known->row.network == line.row.id)
            touch(*known);
    }
    scheduleFlush();
}

void Networks::Impl::scheduleFlush()
{
    if (std::exchange(flushScheduled, true))
        return;
    QMetaObject::invokeMethod(
        &q, [this] { flush(); }, Qt::QueuedConnection);
}

/// One signal per conversation and turn, however much has happened.
void Networks::Impl::flush()
{
    flushScheduled = false;
    const Unshown::Piles rows = unshown.take();
    const auto chats = std::exchange(changed, {});
    const auto networks = std::exchange(changedNetworks, {});
    for (auto it = rows.cbegin(); it != rows.cend(); ++it)
        Q_EMIT q.messagesAdded(it.key(), it.value());
    for (const QString &id : networks) {
        if (line(id))
            Q_EMIT q.networkChanged(id);
    }
    for (const ChatId &chat : chats) {
        if (infos.contains(chat))
            Q_EMIT q.chatChanged(chat);
    }
}

QList<NetworkInfo> Networks::networks() const
{
    QList<NetworkInfo> list;
    for (const QString &id : std::as_const(m_impl->order))
        list.append(m_impl->networkInfos.value(id));
    return list;
}

const NetworkInfo *Networks::network(const QString &id) const
{
    const auto found = m_impl->networkInfos.constFind(id);
    return found == m_impl->networkInfos.constEnd() ? nullptr : &*found;
}

QList<ChatInfo> Networks::chats() const
{
    return m_impl->infos.values();
}

const ChatInfo *Networks::chat(const ChatId &id) const
{
    const auto found = m_impl->infos.constFind(id);
    return found == m_impl->infos.constEnd() ? nullptr : &*found;
}

} // namespace plausch::chat
