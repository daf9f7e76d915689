#include "chat/line.h"

namespace plausch::chat {

Line::Line(const store::BuddyRow &row, ChatKind chatKind, io::Dialer::Random random)
    : buddy(row), kind(chatKind), dialer(io::Dialer::Policy{}, std::move(random))
{
    summary.chat = row.chat;
}

QList<Address> Line::candidates() const
{
    QList<Address> all;
    if (sighted)
        all.append(*sighted);
    for (const QString &text : buddy.addresses) {
        const auto address = parseAddress(text, Settings::DefaultPort);
        if (address && !all.contains(*address))
            all.append(*address);
    }
    return all;
}

bool Line::isWanted() const
{
    return kind == ChatKind::Buddy && buddy.standing == store::BuddyStanding::Known && !candidates().isEmpty();
}

void Line::rememberAddress(const Address &address)
{
    const QString text = formatAddress(address);
    buddy.addresses.removeAll(text);
    buddy.addresses.prepend(text);
    while (buddy.addresses.size() > MaxAddresses)
        buddy.addresses.removeLast();
}

bool Line::takesSign(const QByteArray &id)
{
    if (id.isEmpty())
        return true;
    if (seenSigns.contains(id))
        return false;
    if (seenSigns.size() >= MaxSeenSigns)
        seenSigns.removeFirst();
    seenSigns.append(id);
    return true;
}

Presence Line::presence() const
{
    if (buddy.standing == store::BuddyStanding::Blocked)
        return Presence::Blocked;
    if (link)
        return link->peer.away ? Presence::Away : Presence::Online;
    if (kind == ChatKind::Converter || routeInUse)
        return overServer.away ? Presence::Away : Presence::Online;
    if (!offeredFingerprint.isEmpty())
        return Presence::KeyChanged;
    if (securing)
        return Presence::Securing;
    // Quiet tries in the background do not make an absent buddy flicker.
    if (dialling != 0 && (sighted || dialer.failures() == 0))
        return Presence::Connecting;
    if (kind == ChatKind::Nearby)
        return Presence::Nearby;
    if (kind != ChatKind::Buddy)
        return Presence::Offline;
    if (sighted && dialer.failures() > 0)
        return Presence::Unreachable;
    if (buddy.lastSeen == 0 && candidates().isEmpty())
        return Presence::Searching;
    return Presence::Offline;
}

ChatInfo Line::info(qint64 utcMinusMonotonic) const
{
    ChatInfo info;
    info.id = buddy.chat;
    info.kind = kind;
    info.name = buddy.alias.isEmpty() ? buddy.name : buddy.alias;
    info.presence = presence();
    info.detail = lastFailure;
    if (dialer.state() == io::Dialer::State::Waiting)
        info.nextTryAt = dialer.nextTry() + utcMinusMonotonic;
    info.offlineSince = link || routeInUse ? 0 : buddy.lastSeen;
    info.awayText = link ? link->peer.awayText : overServer.awayText;
    info.fingerprint = buddy.fingerprint;
    info.offeredFingerprint = offeredFingerprint;
    info.pinnedAt = buddy.pinnedAt;
    info.verified = buddy.verified;
    if (link) {
        info.encrypted = link->info.encrypted;
        info.direct = true;
        info.receipts = link->receipts;
        info.address = formatAddress({hostText(link->info.peerAddress), link->info.peerPort});
    } else if (!candidates().isEmpty()) {
        info.address = formatAddress(candidates().constFirst());
    }
    info.replies = info.reacts = kind == ChatKind::Buddy && (link ? link->receipts : !buddy.fingerprint.isEmpty());
    info.typing = info.replies && routeInUse.has_value();
    info.notify = buddy.notify;
    info.mutedUntil = buddy.mutedUntil;
    info.unread = summary.unread;
    info.readUpTo = summary.readUpTo;
    info.queued = summary.queued;
    info.last = summary.last;
    info.draft = summary.draft;
    info.routeChoice = buddy.route;
    info.tooLong = outbox.isStuck();
    if (kind == ChatKind::Buddy || kind == ChatKind::Request)
        info.routes = QList<Route>{Route{{}, {}, {}, link.has_value()}} + serverRoutes;
    for (int i = 0; routeInUse && i < info.routes.size(); ++i) {
        if (info.routes[i].network == *routeInUse)
            info.routeInUse = i;
    }
    info.encrypted = info.encrypted && info.routeInUse <= 0; // a server reads along
    return info;
}

} // namespace plausch::chat
