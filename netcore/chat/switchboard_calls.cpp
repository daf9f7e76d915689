// The Switchboard's links: who calls, who is let in, and which of two links stays.
#include "chat/doublelink.h"
#include "chat/switchboard_p.h"
#include "session/overloaded.h"
#include "wire/casemap.h"

namespace plausch::chat {

using session::EndKind;

namespace {

constexpr int CrowdAtDoor = 64; // from here on callers have to hurry
constexpr int HurryMsecs = 3'000;

/// Without a key a name is all there is: whoever comes with it again is the same visitor, and the window says unproven.
ChatId visitorChat(const QByteArray &nick)
{
    return QStringLiteral("visitor:") + QString::fromUtf8(wire::folded(nick));
}

bool isProven(const io::LinkInfo &info)
{
    return info.encrypted && !info.peerFingerprint.isEmpty();
}

realm::Standing standingOf(const Line *line)
{
    if (!line)
        return realm::Standing::Unknown;
    switch (line->buddy.standing) {
    case store::BuddyStanding::Known:
        return realm::Standing::Known;
    case store::BuddyStanding::Blocked:
        return realm::Standing::Blocked;
    case store::BuddyStanding::Ignored:
        return realm::Standing::Ignored;
    case store::BuddyStanding::Unknown:
        break;
    }
    return realm::Standing::Unknown;
}

} // namespace

ChatId buddyChat(const QByteArray &fingerprint)
{
    return QStringLiteral("buddy:") + QString::fromLatin1(fingerprint.toHex());
}

session::Self Switchboard::Impl::self(bool stranger) const
{
    session::Self own;
    own.nick = wire::nickFromName(settings.name);
    own.name = settings.name;
    if (stranger)
        return own; // learns nothing but the name
    own.away = settings.away;
    own.awayText = settings.awayText;
    own.listenPort = announcedPort();
    return own;
}

void Switchboard::Impl::announceSelf()
{
    realm.setHostNick(self().nick);
    for (const Call &call : std::as_const(calls)) {
        if (call.ready)
            connections->perform(call.id, session::SelfChanged{self(call.stranger)});
    }
    announce();
}

void Switchboard::Impl::openListener()
{
    const QHostAddress address(options.thisMachineOnly ? QHostAddress::LocalHost : QHostAddress::Any);
    io::BindError error = listener->listen(address, settings.port);
    if (error.kind == io::BindError::Kind::InUse || error.kind == io::BindError::Kind::NotPermitted) {
        error = listener->listen(address, 0);
        if (!error)
            Q_EMIT q.noticed(Notice::PortTaken, QString::number(settings.port));
    }
    if (error)
        Q_EMIT q.noticed(Notice::NotListening, error.text);
}

void Switchboard::Impl::onAccepted(qintptr descriptor)
{
    io::LinkOptions link = linkOptions();
    link.encryption = io::Encryption::Detect;
    link.halfOpen = true;
    session::Limits limits = options.limits;
    if (callersAtDoor() >= CrowdAtDoor) {
        link.openMsecs = qMin(link.openMsecs, HurryMsecs);
        limits.registrationMsecs = qMin<qint64>(limits.registrationMsecs, HurryMsecs);
    }
    Call call;
    call.id =
        connections->accept({descriptor, QStringLiteral("plausch"), self(true)}, link, limits, QStringLiteral("knock"));
    calls.insert(call.id, call);
    watchDoor();
    if (loops->isSharing() && options.maxOwnLoops > 0 && !std::exchange(saidSharing, true))
        Q_EMIT q.noticed(Notice::SharingLoops, QString::number(options.maxOwnLoops));
}

int Switchboard::Impl::callersAtDoor() const
{
    return int(
        std::count_if(calls.cbegin(), calls.cend(), [](const Call &call) { return !call.outbound && !call.ready; }));
}

/// Who has connected and says nothing costs a thread. There are places for MaxAtDoor of them, each for some seconds;
/// whoever comes then waits in the kernel's backlog.
void Switchboard::Impl::watchDoor()
{
    listener->setAccepting(callersAtDoor() < MaxAtDoor);
}

void Switchboard::Impl::onEvents(std::vector<connection::ConnectionEvent> events)
{
    for (const connection::ConnectionEvent &event : events) {
        const auto found = calls.find(event.id);
        if (found == calls.end())
            continue;
        const session::Overloaded handler{
            [&](const connection::Opened &opened) { onOpened(*found, opened.info); },
            [&](const session::Event &what) { onSession(*found, what); },
            [&](const connection::Closed &closed) {
                Call call = calls.take(event.id);
                onClosed(call, closed);
            },
        };
        std::visit(handler, event.what);
    }
}

void Switchboard::Impl::onOpened(Call &call, const io::LinkInfo &info)
{
    call.info = info;
    call.info.peerAddress = plainAddress(info.peerAddress);
    call.info.localAddress = plainAddress(info.localAddress);
    if (Line *known = line(call.chat)) {
        known->securing = call.outbound;
        touch(call.chat);
    }
}

void Switchboard::Impl::onSession(Call &call, const session::Event &event)
{
    const session::Overloaded handler{
        [&](const session::Knocked &knocked) { onKnocked(call, knocked); },
        [&](const session::Ready &ready) { onReady(call, ready); },
        [&](const session::PeerChanged &news) { onPeerChanged(call, news); },
        [&](const session::Said &said) { onSaid(call, said); },
        [&](const session::Handed &handed) { onHanded(call, handed.id); },
        [&](const session::Receipted &receipt) {
            if (Line *known = line(call.chat))
                onReceipt(*known, receipt);
        },
        [&](const session::Ended &ended) { call.ended = ended; },
        [&](const session::SignEvent &sign) { onSign(call, sign); },
        [](const session::NetworkEvent &) {}, // of links to chat servers, which are no calls
    };
    std::visit(handler, event);
}

/// Known by key, or by the claimed name where there is no key.
Line *Switchboard::Impl::lineOfKnock(Call &call, const session::Knocked &knocked)
{
    return isProven(call.info) ? lineOf(call.info.peerFingerprint) : line(visitorChat(knocked.nick));
}

void Switchboard::Impl::onKnocked(Call &call, const session::Knocked &knocked)
{
    Line *known = lineOfKnock(call, knocked);
    const realm::Caller caller{
        call.id,     call.info.peerFingerprint, isProven(call.info), call.info.peerAddress.isLoopback(), knocked.nick,
        knocked.name};
    realm::Answer answer = realm.onKnock(caller, standingOf(known));
    const bool isFresh = !known || known->kind == ChatKind::Nearby;
    if (isFresh && answer.verdict == realm::Answer::Verdict::AdmitStranger && requestsWaiting() >= MaxRequests)
        answer = {
            realm::Answer::Verdict::Refuse, {}, EndKind::NotAdmitted, QStringLiteral("Too many requests wait here")};
    if (answer.verdict == realm::Answer::Verdict::Refuse || stopping) {
        realm.onClosed(call.id);
        connections->perform(call.id, session::Refuse{answer.why, answer.text});
        return;
    }
    call.nick = answer.nick; // two visitors of one name at a time are two
    // A visitor who was accepted before proves nothing, but need not ask again: nothing waits for him in the outbox.
    const bool accepted = known && known->buddy.standing == store::BuddyStanding::Known;
    if (accepted)
        realm.promote(call.id);
    call.stranger = answer.verdict == realm::Answer::Verdict::AdmitStranger && !accepted;
    connections->perform(call.id, session::Admit{answer.nick});
}

void Switchboard::Impl::onReady(Call &call, const session::Ready &ready)
{
    call.ready = true;
    watchDoor();
    call.readyAt = monotonic();
    call.peer = ready.peer;
    call.receipts = ready.receipts;
    call.redaction = ready.redaction;
    const bool proven = isProven(call.info);
    if (call.outbound && !proven) { // a TLS server without a certificate of its own is no Plausch
        connections->perform(call.id, session::Leave{EndKind::Protocol, {}});
        return;
    }
    Line *line = proven ? lineOf(call.info.peerFingerprint) : this->line(visitorChat(call.nick));
    if (!line) {
        store::BuddyRow row;
        row.chat = proven ? buddyChat(call.info.peerFingerprint) : visitorChat(call.nick);
        row.fingerprint = proven ? call.info.peerFingerprint : QByteArray();
        row.name = call.peer.name;
        line = &addLine(row, call.outbound ? ChatKind::Buddy : ChatKind::Request);
        save(*line);
    } else if (line->kind == ChatKind::Nearby && !call.outbound) {
        line->kind = ChatKind::Request;
        save(*line);
    }
    call.chat = line->buddy.chat;
    if (call.stranger && line->buddy.standing == store::BuddyStanding::Known) { // accepted since he knocked
        call.stranger = false;
        realm.promote(call.id);
    }
    settle(call, *line);
}

/// The line has a ready link; there may be another one already.
void Switchboard::Impl::settle(Call &call, Line &line)
{
    if (line.dialling == call.id) {
        line.dialling = 0;
        line.securing = false;
    }
    if (line.link && line.link->id != call.id) {
        const auto current = calls.constFind(line.link->id);
        const bool currentOutbound = current != calls.constEnd() && current->outbound;
        const bool ownIsSmaller = identity.fingerprint < line.buddy.fingerprint;
        const bool unproven = line.buddy.fingerprint.isEmpty();
        const Keep keep = unproven
            ? Keep::Newer
            : chooseLink({currentOutbound, line.link->readyAt}, {call.outbound, call.readyAt}, ownIsSmaller);
        const ConnectionId loser = keep == Keep::Newer ? line.link->id : call.id;
        connections->perform(loser, session::Leave{EndKind::Duplicate, QStringLiteral("The other link is used")});
        if (keep == Keep::Older)
            return;
    }
    useLink(call, line);
}

void Switchboard::Impl::useLink(Call &call, Line &line)
{
    line.link = LineLink{call.id, call.info, call.peer, call.receipts, call.redaction, call.readyAt};
    line.dialer.onConnected();
    line.offeredFingerprint.clear();
    line.lastFailure.clear();
    line.buddy.lastSeen = utc();
    if (!call.peer.name.isEmpty())
        line.buddy.name = call.peer.name;
    if (call.outbound)
        line.rememberAddress(call.target);
    else if (call.peer.listenPort != 0)
        line.rememberAddress({hostText(call.info.peerAddress), call.peer.listenPort});
    if (call.outbound && line.buddy.standing != store::BuddyStanding::Known)
        becomeBuddy(line);
    save(line);
    connections->rename(call.id, line.buddy.name);
    if (!call.outbound && !call.stranger)
        connections->perform(call.id, session::SelfChanged{self()});
    chooseRoute(line, QString());
    confirmRead(line);
    touch(line.buddy.chat);
    if (const QString address = std::exchange(call.addedAs, {}); !address.isEmpty())
        Q_EMIT q.addressAnswered(address, line.buddy.chat, {});
}

void Switchboard::Impl::onPeerChanged(Call &call, const session::PeerChanged &news)
{
    call.peer = news.peer;
    Line *known = line(call.chat);
    if (!known || !known->link || known->link->id != call.id)
        return;
    known->link->peer = news.peer;
    const store::BuddyRow before = known->buddy;
    if (!news.peer.name.isEmpty())
        known->buddy.name = news.peer.name;
    if (!call.outbound && news.peer.listenPort != 0)
        known->rememberAddress({hostText(call.info.peerAddress), news.peer.listenPort});
    if (before != known->buddy) {
        connections->rename(call.id, known->buddy.name);
        save(*known);
    }
    touch(call.chat);
}

void Switchboard::Impl::onClosed(Call &call, const connection::Closed &closed)
{
    realm.onClosed(call.id);
    watchDoor();
    Line *known = line(call.chat);
    if (known && known->dialling == call.id) {
        known->dialling = 0;
        known->securing = false;
        dialFailed(*known, call, closed);
        touch(call.chat);
    } else if (known && known->link && known->link->id == call.id) {
        loseLink(*known, call, closed);
    } else if (!call.addedAs.isEmpty()) {
        answerAddress(call, closed);
    }
    if (stopping && calls.isEmpty())
        q.stop();
}

/// Who is at that address may be connected already: then the new link has lost to the old one, and all is well.
void Switchboard::Impl::answerAddress(const Call &call, const connection::Closed &closed)
{
    const Line *reached = isProven(call.info) ? lineOf(call.info.peerFingerprint) : nullptr;
    if (reached && reached->link)
        Q_EMIT q.addressAnswered(call.addedAs, reached->buddy.chat, {});
    else
        Q_EMIT q.addressAnswered(call.addedAs, {}, failure(call, closed));
}

void Switchboard::Impl::loseLink(Line &line, const Call &call, const connection::Closed &closed)
{
    line.link.reset();
    chooseRoute(line);
    typing.forget(line.buddy.chat);
    if (line.buddy.fingerprint.isEmpty())
        failOutbox(line);
    line.buddy.lastSeen = utc();
    save(line);
    for (Call &other : calls) { // the loser of a double link may still be the better half
        if (other.chat == line.buddy.chat && other.ready && !other.ended) {
            useLink(other, line);
            return;
        }
    }
    if (call.isRefused())
        line.lastFailure = failure(call, closed);
    if (line.isWanted()) {
        line.dialer.onFailed(closed.reason, call.isRefused(), monotonic());
        armTick();
    } else {
        line.dialer.forget();
    }
    touch(line.buddy.chat);
}

} // namespace plausch::chat
