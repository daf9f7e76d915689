// The Switchboard's dialling: whom, where to, and when again.
#include "chat/switchboard_p.h"

namespace plausch::chat {

using session::EndKind;

io::LinkOptions Switchboard::Impl::linkOptions() const
{
    io::LinkOptions link;
    link.encryption = io::Encryption::Tls;
    link.tls.certificate = identity.certificate;
    link.tls.key = identity.key;
    link.tls.ownFingerprint = identity.fingerprint;
    link.trace = options.trace;
    link.openMsecs = options.openMsecs;
    return link;
}

quint16 Switchboard::Impl::announcedPort() const
{
    if (!listener || !listener->isListening())
        return 0;
    return options.announcedPort != 0 ? options.announcedPort : listener->port();
}

void Switchboard::Impl::startDiscovery()
{
    if (options.discoveryPort == 0)
        return;
    discovery = std::make_unique<Discovery>();
    QObject::connect(discovery.get(), &Discovery::heard, &q, [this](const auto &sighting) {
        noteServers();
        onHeard(sighting);
    });
    QObject::connect(discovery.get(), &Discovery::lost, &q, [this](const auto &fingerprint) {
        noteServers();
        onLost(fingerprint);
    });
    const QString deaf = discovery->start(identity.fingerprint, options.discoveryPort, options.thisMachineOnly);
    if (!deaf.isEmpty())
        Q_EMIT q.noticed(Notice::DiscoveryDeaf, deaf);
    announce();
}

/// Known buddies recognise the key; the name is for everybody only if the user wants that.
void Switchboard::Impl::announce()
{
    if (!discovery)
        return;
    const bool silent = settings.policy.visibility == realm::Visibility::Nobody || !listener->isListening() || stopping;
    if (silent) {
        discovery->announce(std::nullopt);
        return;
    }
    const bool named = settings.policy.visibility == realm::Visibility::Everybody;
    const bool hosts = hosted.state() == HostedServer::State::Running && !hosted.wish().thisMachineOnly;
    discovery->announce(Beacon{identity.fingerprint, listener->port(), named ? settings.name : QString(),
                               hosts ? hosted.port() : quint16(0)});
}

void Switchboard::Impl::onHostedChanged()
{
    announce();
    if (!stopping || hosted.state() != HostedServer::State::Off)
        return;
    hostedStopped = true;
    q.stop();
}

void Switchboard::Impl::noteServers()
{
    QList<NearbyServer> servers = q.nearbyServers();
    if (servers == saidServers)
        return;
    saidServers = std::move(servers);
    Q_EMIT q.nearbyServersChanged();
}

void Switchboard::Impl::onHeard(const Discovery::Sighting &sighting)
{
    if (!isLoaded || stopping)
        return;
    const Beacon &beacon = sighting.beacon;
    Line *known = lineOf(beacon.fingerprint);
    if (!known) {
        if (beacon.name.isEmpty())
            return; // wants to be seen by those who know the key
        store::BuddyRow row;
        row.chat = buddyChat(beacon.fingerprint);
        row.fingerprint = beacon.fingerprint;
        row.name = beacon.name;
        known = &addLine(row, ChatKind::Nearby);
    }
    known->sighted = Address{hostText(sighting.address), beacon.port};
    if (known->kind == ChatKind::Nearby)
        known->buddy.name = beacon.name;
    known->nextAddress = 0;
    wantLine(*known);
    if (known->isWanted() && !known->link && known->dialling == 0 && known->dialer.tryNow())
        dial(*known);
    touch(known->buddy.chat);
}

void Switchboard::Impl::onLost(const QByteArray &fingerprint)
{
    Line *known = lineOf(fingerprint);
    if (!known)
        return;
    known->sighted.reset();
    const ChatId chat = known->buddy.chat;
    if (known->kind == ChatKind::Nearby && !known->link && known->summary.last.row == 0)
        removeLine(chat);
    else
        touch(chat);
}

void Switchboard::Impl::wantLine(Line &line)
{
    if (line.isWanted() && !line.link && line.dialling == 0 && line.dialer.want())
        dial(line);
    armTick();
}

void Switchboard::Impl::dial(Line &line)
{
    const QList<Address> candidates = line.candidates();
    if (candidates.isEmpty() || stopping || line.dialling != 0)
        return;
    const Address target = candidates.at(line.nextAddress % candidates.size());
    io::LinkOptions link = linkOptions();
    link.tls.expectedPeer = line.buddy.fingerprint;
    Call call;
    call.outbound = true;
    call.chat = line.buddy.chat;
    call.target = target;
    call.id = connections->dial({target.host, target.port, self()}, link, options.limits, line.buddy.name);
    line.dialling = call.id;
    calls.insert(call.id, call);
    touch(line.buddy.chat);
}

void Switchboard::Impl::dialNew(const Address &address, const QString &text)
{
    if (!isLoaded) { // who answers must be looked up among the known, and is told where we listen
        addressesToDial.append({address, text});
        return;
    }
    Call call;
    call.outbound = true;
    call.addedAs = text;
    call.target = address;
    call.id = connections->dial({address.host, address.port, self()}, linkOptions(), options.limits, address.host);
    calls.insert(call.id, call);
}

namespace {

QString failureText(const connection::Closed &closed, const QString &address)
{
    using io::CloseReason;
    switch (closed.reason) {
    case CloseReason::Refused:
        return Switchboard::tr("%1 refuses connections. Plausch may not be running there, or a firewall is in the way.")
            .arg(address);
    case CloseReason::Timeout:
        return Switchboard::tr("%1 does not answer.").arg(address);
    case CloseReason::HostNotFound:
        return Switchboard::tr("There is no computer named %1.").arg(address);
    case CloseReason::TlsError:
        return Switchboard::tr("%1 does not speak the encryption that Plausch needs.").arg(address);
    case CloseReason::IdentityMismatch:
        return Switchboard::tr("Somebody with another key answers at %1. Nothing was sent.").arg(address);
    case CloseReason::OwnIdentity:
        return Switchboard::tr("%1 is you yourself.").arg(address);
    case CloseReason::PeerClosed:
        return Switchboard::tr("%1 hung up without a word.").arg(address);
    default:
        return closed.detail.isEmpty() ? Switchboard::tr("The link to %1 broke.").arg(address)
                                       : Switchboard::tr("The link to %1 broke: %2").arg(address, closed.detail);
    }
}

QString refusalText(const session::Ended &ended, const QString &address)
{
    switch (ended.why) {
    case EndKind::Blocked:
    case EndKind::NotAdmitted:
        return Switchboard::tr("%1 does not take your call.").arg(address);
    case EndKind::Flood:
        return Switchboard::tr("%1 has not accepted you yet and takes no more messages until then.").arg(address);
    case EndKind::ShuttingDown:
        return Switchboard::tr("%1 has quit the chat.").arg(address);
    default:
        return ended.text.isEmpty() ? Switchboard::tr("%1 hung up without a word.").arg(address)
                                    : Switchboard::tr("%1 hung up: %2").arg(address, ended.text);
    }
}

/// Why our own side gave a call up.
QString leavingText(const session::Ended &ended, const connection::Closed &closed, const QString &address)
{
    switch (ended.why) {
    case EndKind::Protocol:
        return Switchboard::tr("%1 answers, but not as a buddy does.").arg(address);
    case EndKind::Timeout:
        return Switchboard::tr("%1 does not answer.").arg(address);
    case EndKind::Flood:
        return Switchboard::tr("%1 sent too much at once.").arg(address);
    default:
        return failureText(closed, address);
    }
}

} // namespace

bool Call::isRefused() const
{
    return ended && ended->byPeer
        && (ended->why == EndKind::Blocked || ended->why == EndKind::NotAdmitted || ended->why == EndKind::Flood);
}

QString Switchboard::Impl::failure(const Call &call, const connection::Closed &closed) const
{
    const Line *known = lines.count(call.chat) ? lines.at(call.chat).get() : nullptr;
    const QString address = call.outbound ? formatAddress(call.target) : known ? known->buddy.name : QString();
    if (!call.ended)
        return failureText(closed, address);
    return call.ended->byPeer ? refusalText(*call.ended, address) : leavingText(*call.ended, closed, address);
}

void Switchboard::Impl::dialFailed(Line &line, const Call &call, const connection::Closed &closed)
{
    if (line.link) { // the other link has won
        line.dialer.onConnected();
        return;
    }
    line.lastFailure = failure(call, closed);
    const QByteArray offered = QByteArray::fromHex(closed.detail.toLatin1());
    bool stops = call.isRefused();
    io::CloseReason reason = closed.reason;
    if (reason == io::CloseReason::IdentityMismatch) {
        // At a remembered address somebody else may live by now; at a fresh one it is a key that changed.
        const Line *other = lineOf(offered);
        // A buddy with a new key is at first a stranger of the same name.
        const bool isOther = other && (other->kind == ChatKind::Buddy || other->buddy.name != line.buddy.name);
        const bool somebodyElse = isOther || (line.sighted && call.target != *line.sighted);
        if (somebodyElse) {
            line.buddy.addresses.removeAll(formatAddress(call.target));
            save(line);
            reason = io::CloseReason::NetworkError;
        } else {
            line.offeredFingerprint = offered;
            stops = true;
        }
    }
    ++line.nextAddress;
    line.dialer.onFailed(reason, stops, monotonic());
    armTick();
}

void Switchboard::Impl::onTick()
{
    for (const auto &[chat, known] : lines) {
        if (known->isWanted() && !known->link && known->dialling == 0 && known->dialer.onTick(monotonic()))
            dial(*known);
    }
    armTick();
}

/// Nothing to wait for: no timer runs.
void Switchboard::Impl::armTick()
{
    qint64 next = std::numeric_limits<qint64>::max();
    for (const auto &[chat, known] : lines) {
        if (known->dialer.state() == io::Dialer::State::Waiting && known->isWanted())
            next = qMin(next, known->dialer.nextTry());
    }
    if (next == std::numeric_limits<qint64>::max() || stopping)
        tick.stop();
    else
        tick.start(int(qBound(qint64(1), next - monotonic(), qint64(3'600'000))));
}

} // namespace plausch::chat
