// Links to chat servers: when and how to dial, what to do when one is gone.
#include "chat/address.h"
#include "chat/networks_p.h"
#include "chat/secrets.h"
#include "session/overloaded.h"

namespace plausch::chat {

using io::CloseReason;
using session::EndKind;

namespace {

constexpr int StopMsecs = 5'000;

QString failureText(const connection::Closed &closed, const QString &address)
{
    switch (closed.reason) {
    case CloseReason::Refused:
        return Networks::tr("%1 refuses connections. No chat server may be running there.").arg(address);
    case CloseReason::Timeout:
        return Networks::tr("%1 does not answer.").arg(address);
    case CloseReason::HostNotFound:
        return Networks::tr("There is no computer named %1.").arg(address);
    case CloseReason::TlsError:
        return Networks::tr("%1 does not encrypt as it should: %2").arg(address, closed.detail);
    case CloseReason::UntrustedPeer:
        return Networks::tr("Nobody vouches that this is %1. Nothing was sent.").arg(address);
    case CloseReason::IdentityMismatch:
        return Networks::tr("%1 shows another key than before. Nothing was sent.").arg(address);
    case CloseReason::PeerClosed:
        return Networks::tr("%1 hung up without a word.").arg(address);
    default:
        return closed.detail.isEmpty() ? Networks::tr("The link to %1 broke.").arg(address)
                                       : Networks::tr("The link to %1 broke: %2").arg(address, closed.detail);
    }
}

QString endText(const session::Ended &ended, const QString &address)
{
    if (!ended.byPeer && ended.why == EndKind::Timeout)
        return Networks::tr("%1 does not answer.").arg(address);
    if (!ended.byPeer && ended.why == EndKind::Protocol)
        return Networks::tr("%1 answers, but not as a chat server does.").arg(address);
    return ended.text.isEmpty() ? Networks::tr("%1 hung up without a word.").arg(address)
                                : Networks::tr("%1 hung up: %2").arg(address, ended.text);
}

/// The link went before what was missed had been read. What the server named is in its history, behind what was missed:
/// in the store it would be the newest, and the next reading would begin after it.
void leaveToHistory(Conversation &conversation)
{
    if (conversation.reading == Conversation::Reading::Missed)
        conversation.held.removeIf([](const store::MessageRow &row) { return !row.msgid.isEmpty(); });
}

} // namespace

void Networks::Impl::want(NetworkLine &line)
{
    if (stopping || line.dialAgain)
        return;
    if (line.link != 0) {
        line.dialAgain = line.dialer.state() == io::Dialer::State::Idle; // it is being left
        return;
    }
    if (line.dialer.want() || line.dialer.tryNow() || line.state == NetworkState::AskingSecret)
        dial(line);
}

void Networks::Impl::dial(NetworkLine &line)
{
    if (stopping || line.link != 0)
        return;
    if (line.needsSecret() && !line.hasSecret)
        readSecret(line);
    else
        dialNow(line);
}

/// The keyring may ask the user to open it: that takes as long as it takes.
void Networks::Impl::readSecret(NetworkLine &line)
{
    setState(line, NetworkState::Connecting);
    const auto onFound = [this, id = line.row.id](const Secrets::Found &found) {
        NetworkLine *known = this->line(id);
        if (!known || known->state != NetworkState::Connecting || known->link != 0)
            return;
        if (found.secret.isEmpty()) {
            setState(*known, NetworkState::AskingSecret, found.why);
            return;
        }
        known->secret = found.secret;
        known->hasSecret = true;
        dialNow(*known);
    };
    if (options.secrets)
        options.secrets->read(networkKey(line.row.id), onFound);
    else
        onFound({});
}

void Networks::Impl::keepSecret(NetworkLine &line)
{
    if (!std::exchange(line.rememberSecret, false) || !options.secrets)
        return;
    options.secrets->write(networkKey(line.row.id), line.secret, [this, chat = line.serverChat()](const QString &why) {
        if (!why.isEmpty())
            complain(chat,
                     tr("The keyring does not keep the password, so you are asked for it each time: %1").arg(why));
    });
}

void Networks::Impl::dialNow(NetworkLine &line)
{
    if (stopping)
        return;
    const store::NetworkRow &row = line.row;
    connection::NetworkSpec spec;
    spec.host = row.host;
    spec.port = row.port;
    spec.self.nick = (row.nick.isEmpty() ? options.defaultNick : row.nick).toUtf8();
    spec.self.realName = row.realName;
    spec.self.away = line.away;
    spec.self.awayText = line.awayText;
    if (!row.account.isEmpty()) {
        spec.self.account = row.account.toUtf8();
        spec.self.secret = line.secret.toUtf8();
        spec.self.createAccount = line.createAccount;
        spec.self.email = line.email.toUtf8();
        spec.self.external = row.external && row.tls && !line.createAccount;
    } else if (row.serverPassword) {
        spec.self.serverPassword = line.secret.toUtf8();
    }
    io::LinkOptions link;
    link.encryption = row.tls ? io::Encryption::Tls : io::Encryption::Plain;
    link.tls.trust = io::Trust::Authorities;
    link.tls.expectedPeer = row.pinnedKey;
    line.showsCertificate = spec.self.external;
    if (line.showsCertificate) {
        link.tls.certificate = options.certificate;
        link.tls.key = options.key;
    }
    link.trace = options.trace;
    link.openMsecs = options.openMsecs;
    line.ended.reset();
    line.offeredKey.clear();
    line.refusedSecret.clear();
    line.link = connections->dial(spec, link, options.limits, row.host);
    lineOfLink.insert(line.link, row.id);
    if (line.showsWire)
        perform(line, session::ShowWire{true});
    setState(line, NetworkState::Connecting);
}

/// Not wanted any more.
void Networks::Impl::hangUp(NetworkLine &line, const QString &text)
{
    line.dialer.forget();
    line.dialAgain = false;
    if (line.registered)
        connections->perform(line.link, session::Leave{EndKind::Quit, text});
    else if (line.link != 0)
        connections->drop(line.link);
    armTick();
}

void Networks::Impl::setState(NetworkLine &line, NetworkState state, const QString &detail)
{
    line.state = state;
    line.detail = detail;
    touch(line);
}

void Networks::Impl::perform(const NetworkLine &line, session::NetworkRequest request)
{
    if (line.link != 0)
        connections->perform(line.link, session::Request(std::move(request)));
}

void Networks::Impl::perform(const NetworkLine &line, session::SignRequest request)
{
    if (line.link != 0)
        connections->perform(line.link, session::Request(std::move(request)));
}

void Networks::Impl::onEvents(std::vector<connection::ConnectionEvent> events)
{
    for (const connection::ConnectionEvent &event : events) {
        NetworkLine *known = line(lineOfLink.value(event.id));
        const session::Overloaded handler{
            [&](const connection::Opened &opened) {
                if (known)
                    onOpened(*known, opened.info);
            },
            [&](const session::Event &what) {
                if (known)
                    onSession(*known, what);
            },
            [&](const connection::Closed &closed) {
                lineOfLink.remove(event.id);
                if (known)
                    onClosed(*known, closed);
                if (stopping)
                    q.stop();
            },
        };
        std::visit(handler, event.what);
    }
}

void Networks::Impl::onOpened(NetworkLine &line, const io::LinkInfo &info)
{
    line.info = info;
    if (line.dialer.state() != io::Dialer::State::Idle)
        setState(line, NetworkState::Registering);
}

void Networks::Impl::onClosed(NetworkLine &line, const connection::Closed &closed)
{
    const bool wasRegistered = line.registered;
    onLinkGone(line);
    const QString address = formatAddress({line.row.host, line.row.port});
    if (line.dialer.state() == io::Dialer::State::Idle) {
        setState(line, NetworkState::Off);
        if (std::exchange(line.dialAgain, false))
            want(line);
        return;
    }
    const QString why = line.ended ? endText(*line.ended, address) : failureText(closed, address);
    const bool refused = line.ended && (line.ended->why == EndKind::NotAdmitted || line.ended->why == EndKind::Blocked);
    const bool asks = closed.reason == CloseReason::UntrustedPeer || closed.reason == CloseReason::IdentityMismatch;
    const bool wrongPassword = refused && !wasRegistered && line.row.serverPassword && line.row.account.isEmpty()
        && line.ended->why == EndKind::NotAdmitted;
    if (wrongPassword)
        line.refusedSecret = why;
    if (wasRegistered)
        note(page(line), store::MessageKind::Info, {}, why);
    line.dialer.onFailed(closed.reason, refused || asks || !line.refusedSecret.isEmpty(), monotonic());
    if (asks) {
        line.offeredKey = QByteArray::fromHex(closed.detail.toLatin1());
        setState(line, line.row.pinnedKey.isEmpty() ? NetworkState::AskingTrust : NetworkState::KeyChanged, why);
    } else if (!line.refusedSecret.isEmpty()) {
        line.hasSecret = false;
        line.secret.clear();
        setState(line, NetworkState::AskingSecret, line.refusedSecret);
    } else {
        setState(line, refused ? NetworkState::Refused : NetworkState::Waiting, why);
    }
    armTick();
}

void Networks::Impl::onLinkGone(NetworkLine &line)
{
    line.link = 0;
    line.info = {};
    const bool wasRegistered = std::exchange(line.registered, false);
    line.nick.clear();
    line.account.clear();
    line.underWay.clear();
    line.signsUnderWay.clear();
    line.withdrawing.clear();
    line.motd.clear();
    line.watchedForBuddies.clear();
    line.online.clear();
    line.masks.clear();
    for (const auto &[chat, known] : conversations) {
        if (known->row.network != line.row.id)
            continue;
        known->outbox.onLinkGone();
        known->signs.onLinkGone();
        typing.forget(chat);
        leaveToHistory(*known);
        leaveRoom(*known);
        known->isOnline = false;
        known->isAway = false;
    }
    if (wasRegistered)
        Q_EMIT q.departed(line.row.id);
}

void Networks::Impl::onTick()
{
    for (const auto &[id, known] : lines) {
        if (known->link == 0 && known->dialer.onTick(monotonic()))
            dial(*known);
    }
    armTick();
}

/// Nothing to wait for: no timer runs.
void Networks::Impl::armTick()
{
    qint64 next = std::numeric_limits<qint64>::max();
    for (const auto &[id, known] : lines) {
        if (known->dialer.state() == io::Dialer::State::Waiting)
            next = qMin(next, known->dialer.nextTry());
    }
    if (next == std::numeric_limits<qint64>::max() || stopping)
        tick.stop();
    else
        tick.start(int(qBound(qint64(1), next - monotonic(), qint64(3'600'000))));
}

/// Called again when the last link has gone or the time is up.
void Networks::stop()
{
    Impl &impl = *m_impl;
    if (!std::exchange(impl.stopping, true)) {
        impl.tick.stop();
        for (const auto &[id, line] : impl.lines)
            impl.hangUp(*line, {});
        impl.stopLimit.start(StopMsecs);
    }
    if (impl.lineOfLink.isEmpty() && !std::exchange(impl.saidStopped, true)) {
        impl.stopLimit.stop();
        QMetaObject::invokeMethod(this, &Networks::stopped, Qt::QueuedConnection);
    }
}

} // namespace plausch::chat
