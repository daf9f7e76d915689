#include "chat/switchboard.h"

#include "chat/converterchat.h"
#include "chat/switchboard_p.h"
#include "wire/casemap.h"

#include <QDir>

#include <algorithm>
#include <tuple>

namespace plausch::chat {
namespace {

constexpr int StopMsecs = 5'000;

std::unique_ptr<io::LoopPool> makeLoops(int maxOwnLoops)
{
    using Policy = io::LoopPool::Policy;
    if (maxOwnLoops == 0)
        return std::make_unique<io::LoopPool>(Policy::Shared, 2);
    return std::make_unique<io::LoopPool>(Policy::LoopPerLink, 2, maxOwnLoops);
}

} // namespace

Switchboard::Impl::Impl(Switchboard &owner, const Options &theOptions, const Identity &theIdentity,
                        const Settings &theSettings, Archive &theArchive)
    : q(owner)
    , options(theOptions)
    , identity(theIdentity)
    , settings(theSettings)
    , archive(theArchive)
    , loops(makeLoops(theOptions.maxOwnLoops))
    , realm(wire::nickFromName(theSettings.name), theSettings.policy)
    , places([this](const QString &network, const QByteArray &nick) { return networks->folded(network, nick); })
    , hosted(QDir(theOptions.profileDir).filePath(QStringLiteral("server")),
             QDir(theOptions.profileDir).filePath(QLatin1String(IdentityFile)),
             theOptions.thisMachineOnly ? QHostAddress::LocalHost : QHostAddress::Any)
    , typing([&owner](const ChatId &chat, const QStringList &names) { Q_EMIT owner.typingChanged(chat, names); })
{
    clock.start();
    archive.setSelf(identity.fingerprint);
    connections =
        std::make_unique<connection::ConnectionPool>(*loops, &q, [this](auto events) { onEvents(std::move(events)); });
    makeNetworks();
    listener = std::make_unique<io::Listener>([this](qintptr descriptor) { onAccepted(descriptor); });
    tick.setSingleShot(true);
    stopLimit.setSingleShot(true);
    QObject::connect(&tick, &QTimer::timeout, &q, [this] { onTick(); });
    QObject::connect(&stopLimit, &QTimer::timeout, &q, [this] {
        calls.clear();
        networksStopped = true;
        hostedStopped = true;
        q.stop();
    });
    QObject::connect(&hosted, &HostedServer::changed, &q, [this] { onHostedChanged(); });
    // Who sends faster than the disk takes is read no further: his flood must not cost others their place in it.
    QObject::connect(&archive, &Archive::crowdedChanged, &q,
                     [this](bool crowded) { connections->setTaking(!crowded); });
    QObject::connect(&archive, &Archive::healthChanged, &q, [this](const Archive::Health &health) {
        Q_EMIT q.noticed(health.writable ? Notice::SavedAgain : Notice::NotSaved, health.why);
    });
}

Switchboard::Switchboard(const Options &options, const Identity &identity, const Settings &settings, Archive &archive,
                         QObject *parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(*this, options, identity, settings, archive))
{
}

Switchboard::~Switchboard() = default;

void Switchboard::start()
{
    m_impl->archive.open([impl = m_impl.get()](const Archive::Contents &contents) {
        impl->openListener(); // not sooner: who knocks must be found among the known
        impl->startDiscovery();
        impl->onContents(contents);
    });
}

/// Called again when the last call has gone or the time is up.
void Switchboard::stop()
{
    Impl &impl = *m_impl;
    if (!std::exchange(impl.stopping, true)) {
        impl.listener->close();
        impl.announce();
        impl.tick.stop();
        for (const Call &call : std::as_const(impl.calls)) {
            if (call.ready)
                impl.connections->perform(call.id, session::Leave{session::EndKind::ShuttingDown, {}});
            else
                impl.connections->drop(call.id);
        }
        impl.networks->stop();
        impl.hosted.stop();
        impl.hostedStopped = impl.hosted.state() != HostedServer::State::Stopping;
        impl.stopLimit.start(StopMsecs);
    }
    if (impl.calls.isEmpty() && impl.networksStopped && impl.hostedStopped && !std::exchange(impl.saidStopped, true)) {
        impl.stopLimit.stop();
        QMetaObject::invokeMethod(this, &Switchboard::stopped, Qt::QueuedConnection);
    }
}

QList<ChatInfo> Switchboard::chats() const
{
    return m_impl->infos.values() + m_impl->networks->chats();
}

const ChatInfo *Switchboard::chat(const ChatId &id) const
{
    if (Networks::isNetworkChat(id))
        return m_impl->networks->chat(id);
    const auto found = m_impl->infos.constFind(id);
    return found == m_impl->infos.constEnd() ? nullptr : &*found;
}

const Identity &Switchboard::identity() const
{
    return m_impl->identity;
}

const Settings &Switchboard::settings() const
{
    return m_impl->settings;
}

void Switchboard::setSettings(const Settings &settings)
{
    Impl &impl = *m_impl;
    const Settings before = std::exchange(impl.settings, settings);
    if (before == settings)
        return;
    const QString failed = saveSettings(impl.options.profileDir, settings);
    if (!failed.isEmpty())
        Q_EMIT noticed(Notice::SettingsNotSaved, failed);
    impl.realm.setPolicy(settings.policy);
    if (before.port != settings.port && impl.listener->isListening()) {
        impl.listener->close();
        impl.openListener();
    }
    impl.announceSelf();
    if (before.away != settings.away || before.awayText != settings.awayText)
        impl.tellAwayOverServers();
    impl.networks->setManners(settings.typingNotices, settings.readReceipts);
    Q_EMIT settingsChanged();
}

quint16 Switchboard::listenPort() const
{
    return m_impl->listener->isListening() ? m_impl->listener->port() : quint16(0);
}

HostedServer &Switchboard::hostedServer() const
{
    return m_impl->hosted;
}

QList<NearbyServer> Switchboard::nearbyServers() const
{
    QList<NearbyServer> servers;
    for (const Sighting &sighting : m_impl->discovery ? m_impl->discovery->sightings() : QList<Sighting>()) {
        const Beacon &beacon = sighting.beacon;
        const Line *line = m_impl->lineOf(beacon.fingerprint);
        const bool known = line && line->buddy.standing == store::BuddyStanding::Known;
        if (beacon.serverPort != 0)
            servers.append({beacon.name, hostText(sighting.address), beacon.serverPort, beacon.serverTls,
                            known ? beacon.fingerprint : QByteArray()});
    }
    std::sort(servers.begin(), servers.end(), [](const NearbyServer &a, const NearbyServer &b) {
        return std::tie(a.name, a.host, a.port) < std::tie(b.name, b.host, b.port);
    });
    return servers;
}

QStringList Switchboard::searchedInterfaces() const
{
    return m_impl->discovery ? m_impl->discovery->interfaces() : QStringList();
}

Archive &Switchboard::archive() const
{
    return m_impl->archive;
}

void Switchboard::say(const ChatId &chat, const QString &text, store::MessageKind kind)
{
    if (Networks::isNetworkChat(chat))
        m_impl->networks->say(chat, text, kind);
    Line *line = m_impl->line(chat);
    if (line && !text.trimmed().isEmpty())
        m_impl->say(*line, text, kind);
}

void Switchboard::withdraw(const ChatId &chat, const QByteArray &id)
{
    if (Networks::isNetworkChat(chat))
        m_impl->networks->withdraw(chat, id);
    Line *line = m_impl->line(chat);
    if (line && line->outbox.withdraw(id))
        m_impl->leftOutbox(*line, id, store::MessageState::Withdrawn);
}

bool Switchboard::isOnItsWay(const ChatId &chat, const QByteArray &id) const
{
    if (Networks::isNetworkChat(chat))
        return m_impl->networks->isOnItsWay(chat, id);
    const Line *line = m_impl->line(chat);
    return line && line->outbox.isHanded(id);
}

void Switchboard::markRead(const ChatId &chat, qint64 upToRow)
{
    if (Networks::isNetworkChat(chat))
        m_impl->networks->markRead(chat, upToRow);
    Line *line = m_impl->line(chat);
    if (!line || (line->summary.unread == 0 && upToRow <= line->summary.readUpTo))
        return;
    line->summary.unread = 0;
    line->summary.readUpTo = qMax(line->summary.readUpTo, upToRow);
    m_impl->archive.markRead(chat, line->summary.readUpTo);
    line->readIds += std::exchange(line->unreadIds, {});
    m_impl->confirmRead(*line);
    m_impl->touch(chat);
}

void Switchboard::saveDraft(const ChatId &chat, const QString &text)
{
    if (Networks::isNetworkChat(chat))
        m_impl->networks->saveDraft(chat, text);
    Line *line = m_impl->line(chat);
    if (!line || line->summary.draft == text)
        return;
    line->summary.draft = text;
    m_impl->archive.saveDraft(chat, text);
    m_impl->touch(chat);
}

void Switchboard::setNotify(const ChatId &chat, store::NotifyLevel level)
{
    if (Networks::isNetworkChat(chat))
        m_impl->networks->setNotify(chat, level);
    if (Line *line = m_impl->line(chat)) {
        line->buddy.notify = level;
        m_impl->save(*line);
        m_impl->touch(chat);
    }
}

void Switchboard::setAlias(const ChatId &chat, const QString &alias)
{
    if (Line *line = m_impl->line(chat)) {
        line->buddy.alias = alias.trimmed();
        m_impl->save(*line);
        m_impl->touch(chat);
    }
}

ConverterHost &Switchboard::converterHost() const
{
    return m_impl->host;
}

ChatId Switchboard::openConverter(const ConverterTarget &target)
{
    const ChatId chat = converterChat(target);
    if (!m_impl->line(chat)) {
        const QString address = formatAddress({target.host, target.port});
        Line &line = m_impl->addConverterLine(chat,
                                              isTextbook(target.kind) ? tr("Textbook pair at %1").arg(address)
                                                                      : tr("Converter at %1").arg(address));
        m_impl->save(line);
    }
    return chat;
}

QString Switchboard::addByAddress(const QString &text)
{
    const auto address = parseAddress(text, Settings::DefaultPort);
    if (!address)
        return tr("“%1” is not an address. Write a name or number, with a port if you know it: anna-pc, 10.0.0.7:50001 "
                  "or [fe80::1]:50001.")
            .arg(text.trimmed());
    m_impl->dialNew(*address, text);
    return {};
}

void Switchboard::accept(const ChatId &request)
{
    Line *line = m_impl->line(request);
    if (line && line->kind == ChatKind::Request)
        m_impl->acceptRequest(*line);
}

void Switchboard::block(const ChatId &chat)
{
    if (Line *line = m_impl->line(chat)) {
        m_impl->hangUp(*line, session::EndKind::Blocked, {});
        line->buddy.standing = store::BuddyStanding::Blocked;
        m_impl->chooseRoute(*line);
        line->kind = line->buddy.fingerprint.isEmpty() ? ChatKind::Visitor : ChatKind::Buddy;
        m_impl->save(*line);
        m_impl->touch(chat);
    }
}

void Switchboard::ignore(const ChatId &request)
{
    Line *line = m_impl->line(request);
    if (!line || line->kind != ChatKind::Request)
        return;
    m_impl->archive.removeBuddy(request, true);
    m_impl->removeLine(request);
}

void Switchboard::unblock(const ChatId &chat)
{
    Line *line = m_impl->line(chat);
    if (!line || line->buddy.standing != store::BuddyStanding::Blocked)
        return;
    m_impl->becomeBuddy(*line);
    m_impl->wantLine(*line);
    for (Place *place : m_impl->places.ofChat(chat)) { // what was said meanwhile is said again
        if (place->isOnline)
            m_impl->introduce(*place, true);
    }
}

void Switchboard::remove(const ChatId &chat, bool withHistory)
{
    if (Networks::isNetworkChat(chat)) {
        m_impl->networks->removeChat(chat, withHistory);
        return;
    }
    m_impl->archive.removeBuddy(chat, withHistory);
    m_impl->removeLine(chat);
}

void Switchboard::setVerified(const ChatId &chat, bool verified)
{
    if (Line *line = m_impl->line(chat)) {
        line->buddy.verified = verified;
        m_impl->save(*line);
        m_impl->touch(chat);
    }
}

void Switchboard::trustNewKey(const ChatId &chat)
{
    Impl &impl = *m_impl;
    Line *line = impl.line(chat);
    if (!line || line->offeredFingerprint.isEmpty())
        return;
    // What the new key already asked as a stranger is sent again once it is pinned.
    if (const Line *stranger = impl.lineOf(line->offeredFingerprint)) {
        const ChatId other = stranger->buddy.chat;
        impl.archive.removeBuddy(other, true);
        impl.removeLine(other);
    }
    impl.chatOfFingerprint.remove(line->buddy.fingerprint);
    line->buddy.fingerprint = std::exchange(line->offeredFingerprint, {});
    line->buddy.pinnedAt = Impl::utc();
    line->buddy.verified = false;
    impl.chatOfFingerprint.insert(line->buddy.fingerprint, chat);
    for (Place *place : impl.places.ofChat(chat)) // proven with the other key
        impl.losePlace(*place);
    impl.save(*line);
    impl.touch(chat);
    tryNow(chat);
}

void Switchboard::tryNow(const ChatId &chat)
{
    if (const ChatInfo *info = m_impl->networks->chat(chat))
        m_impl->networks->tryNow(info->network);
    Line *line = m_impl->line(chat);
    if (!line || !line->isWanted() || line->link || line->dialling != 0)
        return;
    if (line->dialer.tryNow() || line->dialer.want())
        m_impl->dial(*line);
}

} // namespace plausch::chat
