#include "session/clientsession.h"

#include "wire/casemap.h"
#include "wire/textcase.h"

#include <utility>

namespace plausch::session {
namespace {

constexpr int MaxNickTries = 5;

/// Between two Plausch receipts say more than an echo does, so echoes are asked for elsewhere only.
Caps wantedOf(Caps offered)
{
    Caps wanted = Cap::MessageTags | Cap::ServerTime | Cap::Batch | Cap::AwayNotify | Cap::SetName | Cap::Multiline
        | Cap::CapNotify | Cap::Receipts | Cap::MessageRedaction;
    if (!offered.testFlag(Cap::Receipts))
        wanted |= Cap::EchoMessage | Cap::LabeledResponse;
    return wanted & offered;
}

/// ISUPPORT values may write bytes as \xHH (https://modern.ircdocs.horse/#rplisupport-005).
QByteArray supportValue(QByteArrayView escaped)
{
    QByteArray value;
    for (qsizetype i = 0; i < escaped.size(); ++i) {
        bool ok = false;
        const QByteArrayView rest = escaped.sliced(i);
        const bool hex = rest.startsWith("\\x") && rest.size() >= 4;
        const int code = hex ? rest.sliced(2, 2).toByteArray().toInt(&ok, 16) : 0;
        value += ok ? char(code) : escaped[i];
        i += ok ? 3 : 0;
    }
    return value;
}

} // namespace

void ClientSession::onCap(const Line &line)
{
    const QByteArray verb = line.param(1).toByteArray().toUpper();
    const QByteArrayView list = line.param(line.paramCount - 1);
    if (verb == "LS") {
        onCapList(line);
    } else if (verb == "ACK") {
        for (const CapToken &token : capTokens(list)) {
            if (const auto cap = capNamed(token.name))
                m_caps.setFlag(*cap, !token.off);
        }
        endNegotiation();
    } else if (verb == "NAK") {
        endNegotiation();
    } else if (verb == "NEW") {
        requestCaps(list);
    } else if (verb == "DEL") {
        for (const CapToken &token : capTokens(list)) {
            if (const auto cap = capNamed(token.name))
                m_caps.setFlag(*cap, false);
        }
    }
}

/// "CAP * LS * :..." is followed by more, "CAP * LS :..." is the last one.
void ClientSession::onCapList(const Line &line)
{
    const bool more = line.paramCount > 3 && line.param(2) == QByteArrayView("*");
    for (const CapToken &token : capTokens(line.param(line.paramCount - 1))) {
        const auto cap = capNamed(token.name);
        if (!cap)
            continue;
        const auto ceiling = *cap == Cap::Multiline ? multilineCeiling(token.value) : std::nullopt;
        m_multiline = ceiling.value_or(m_multiline);
        m_offered |= *cap;
    }
    if (more || !m_negotiating)
        return;
    const Caps wanted = wantedOf(m_offered);
    if (wanted)
        send({}, "CAP", {"REQ", capList(wanted)});
    else
        endNegotiation();
}

/// What a server learned after the start (cap-notify).
void ClientSession::requestCaps(QByteArrayView list)
{
    Caps fresh;
    for (const CapToken &token : capTokens(list)) {
        const auto cap = capNamed(token.name);
        if (!cap)
            continue;
        if (*cap == Cap::Multiline)
            m_multiline = multilineCeiling(token.value).value_or(m_multiline);
        fresh |= *cap;
    }
    m_offered |= fresh;
    if (const Caps wanted = wantedOf(m_offered) & fresh & ~m_caps)
        send({}, "CAP", {"REQ", capList(wanted)});
}

void ClientSession::endNegotiation()
{
    if (std::exchange(m_negotiating, false) && !m_registered)
        send({}, "CAP", {"END"});
}

void ClientSession::onWelcome(const Line &line)
{
    m_registered = true;
    m_nick = line.param(0).toByteArray();
    m_serverName = truncated(line.source, 63);
}

void ClientSession::onSupport(const Line &line)
{
    for (int i = 1; i < line.paramCount && m_phase == Phase::Greeting; ++i) {
        const QByteArrayView token = line.param(i);
        const qsizetype equals = token.indexOf('=');
        const QByteArrayView key = equals < 0 ? token : token.first(equals);
        if (key == QByteArrayView("PLAUSCH"))
            m_hostIsPlausch = true;
        if (key != QByteArrayView("HOSTNICK") || equals < 0 || !m_peer.nick.isEmpty())
            continue;
        const QByteArray nick = supportValue(token.sliced(equals + 1));
        if (!wire::isValidNick(nick))
            continue;
        m_peer.nick = nick;
        m_peer.name = QString::fromUtf8(nick);
        send({}, "WHOIS", {nick});
    }
}

void ClientSession::onEndOfBurst(const Line &)
{
    if (m_phase == Phase::Greeting && m_registered && m_peer.nick.isEmpty())
        leave(EndKind::Protocol, QStringLiteral("this is an IRC server, not a buddy"));
}

void ClientSession::onBadNick(const Line &)
{
    if (m_registered)
        return; // a later wish: the old nick stays
    if (++m_nickTries > MaxNickTries) {
        leave(EndKind::Protocol, QStringLiteral("no nick is free"));
        return;
    }
    m_nick = truncated(m_self.nick, wire::MaxNickBytes - MaxNickTries) + QByteArray(m_nickTries, '_');
    send({}, "NICK", {m_nick});
}

void ClientSession::onWhoisUser(const Line &line)
{
    if (!wire::sameName(line.param(1), m_peer.nick) || line.param(5).isEmpty())
        return;
    Self changed = m_peer;
    changed.name = QString::fromUtf8(truncated(line.param(5), MaxNameBytes));
    changePeer(changed);
}

void ClientSession::onWhoisAway(const Line &line)
{
    if (!wire::sameName(line.param(1), m_peer.nick))
        return;
    Self changed = m_peer;
    changed.away = true;
    changed.awayText = awayText(truncated(line.param(2), MaxAwayBytes));
    changePeer(changed);
}

void ClientSession::onWhoisEnd(const Line &line)
{
    if (m_phase == Phase::Greeting && !m_peer.nick.isEmpty() && wire::sameName(line.param(1), m_peer.nick))
        becomeReady();
}

/// A host that knows no WHOIS has no more to tell than its nick.
void ClientSession::onUnknownCommand(const Line &line)
{
    if (m_phase == Phase::Greeting && !m_peer.nick.isEmpty() && line.param(1) == QByteArrayView("WHOIS"))
        becomeReady();
}

void ClientSession::becomeReady()
{
    m_phase = Phase::Ready;
    m_port.emitEvent(Ready{m_peer, receipts(), has(Cap::MessageRedaction)});
    announce();
}

} // namespace plausch::session
