#include "session/serversession.h"

#include "wire/casemap.h"

#include <utility>

namespace plausch::session {
namespace {

QByteArray upper(QByteArrayView word)
{
    return word.toByteArray().toUpper();
}

/// ISUPPORT values write some characters as \xHH (https://modern.ircdocs.horse/#rplisupport-005).
QByteArray supportValue(QByteArray value)
{
    return value.replace('\\', "\\x5C").replace('=', "\\x3D");
}

/// A user name has no room for what splits a mask.
QByteArray userName(QByteArrayView wanted)
{
    QByteArray user = truncated(wanted, MaxUserBytes);
    user.removeIf([](char byte) { return byte == '!' || byte == '@' || byte == ' ' || byte == ':'; });
    return user.isEmpty() ? QByteArrayLiteral("user") : user;
}

} // namespace

/// https://ircv3.net/specs/extensions/capability-negotiation
void ServerSession::onCap(const Line &line)
{
    const QByteArray verb = upper(line.param(0));
    const QByteArray me = m_peer.nick.isEmpty() ? QByteArrayLiteral("*") : m_peer.nick;
    const bool greeting = m_stage == Stage::Greeting;
    if (verb == "LS") {
        m_negotiating = m_negotiating || greeting;
        m_values = m_values || line.param(1).toByteArray().toInt() >= 302;
        if (m_values)
            m_caps |= Cap::CapNotify;
        reply({{}, m_info.serverName, "CAP", {me, "LS", capList(peerCaps(), m_values ? &m_limits : nullptr)}});
    } else if (verb == "LIST") {
        reply({{}, m_info.serverName, "CAP", {me, "LIST", capList(m_caps)}});
    } else if (verb == "REQ") {
        m_negotiating = m_negotiating || greeting;
        requestCaps(line.param(1));
    } else if (verb == "END") {
        m_negotiating = false;
        knockIfComplete();
    } else {
        numeric(ERR_INVALIDCAPCMD, {line.param(0).toByteArray()}, "Invalid CAP command");
    }
}

/// All or nothing, as the specification wants it.
void ServerSession::requestCaps(QByteArrayView list)
{
    Caps wanted = m_caps;
    bool known = true;
    for (const CapToken &token : capTokens(list)) {
        const auto cap = capNamed(token.name);
        // cap-notify cannot be switched off by a client that said CAP LS 302
        known = known && cap && peerCaps().testFlag(*cap) && !(token.off && *cap == Cap::CapNotify && m_values);
        if (known)
            wanted.setFlag(*cap, !token.off);
    }
    const QByteArray me = m_peer.nick.isEmpty() ? QByteArrayLiteral("*") : m_peer.nick;
    reply({{}, m_info.serverName, "CAP", {me, known ? "ACK" : "NAK", list.toByteArray()}});
    if (known)
        m_caps = wanted;
}

void ServerSession::onPass(const Line &)
{
    if (m_stage == Stage::Ready)
        numeric(ERR_ALREADYREGISTERED, {}, "You may not reregister");
}

void ServerSession::onForeignProtocol(const Line &line)
{
    if (m_stage == Stage::Ready)
        numeric(ERR_UNKNOWNCOMMAND, {line.command.toByteArray()}, "Unknown command");
    else
        finish(EndKind::Protocol, QStringLiteral("this is not a web server"), false);
}

void ServerSession::onNick(const Line &line)
{
    const QByteArray nick = line.param(0).toByteArray();
    if (nick.isEmpty()) {
        numeric(ERR_NONICKNAMEGIVEN, {}, "No nickname given");
    } else if (!wire::isValidNick(nick)) {
        numeric(ERR_ERRONEUSNICKNAME, {nick}, "Erroneous nickname");
    } else if (m_stage == Stage::Ready) {
        changeNick(nick);
    } else {
        m_peer.nick = nick;
        knockIfComplete();
    }
}

void ServerSession::changeNick(const QByteArray &nick)
{
    if (isHost(nick)) {
        numeric(ERR_NICKNAMEINUSE, {nick}, "Nickname is already in use");
    } else if (nick != m_peer.nick) {
        reply({{}, guestMask(), "NICK", {nick}});
        Self changed = m_peer;
        changed.nick = nick;
        changePeer(changed);
    }
}

void ServerSession::onUser(const Line &line)
{
    if (m_userGiven) {
        numeric(ERR_ALREADYREGISTERED, {}, "You may not reregister");
        return;
    }
    m_userGiven = true;
    m_user = userName(line.param(0));
    m_peer.name = QString::fromUtf8(truncated(line.param(3), MaxNameBytes));
    knockIfComplete();
}

void ServerSession::knockIfComplete()
{
    if (m_stage != Stage::Greeting || m_negotiating || m_peer.nick.isEmpty() || !m_userGiven)
        return;
    m_stage = Stage::Knocking;
    m_port.emitEvent(Knocked{m_peer.nick, m_user, m_peer.name});
}

void ServerSession::admit(const QByteArray &nick)
{
    if (m_stage != Stage::Knocking)
        return;
    m_stage = Stage::Ready;
    if (!nick.isEmpty())
        m_peer.nick = nick;
    if (m_peer.name.isEmpty())
        m_peer.name = QString::fromUtf8(m_peer.nick);
    sendWelcome();
    m_port.emitEvent(Ready{m_peer, receipts(), has(Cap::MessageRedaction)});
    if (m_info.host.away)
        announceAway();
    if (m_info.host.listenPort)
        announcePort();
    m_heldBytes = 0;
    for (const QByteArray &line : std::exchange(m_held, {})) {
        if (m_stage != Stage::Ready)
            return;
        handleLine(line);
    }
    if (m_peerFinished && m_stage == Stage::Ready)
        askIfStillThere();
}

void ServerSession::sendWelcome()
{
    const QByteArray created = formatTime(m_info.createdUtc);
    m_responses.begin({});
    numeric(RPL_WELCOME, {}, "Welcome to the line of " + m_info.host.nick + ", " + m_peer.nick);
    numeric(RPL_YOURHOST, {}, "Your host is " + m_info.serverName + ", running Plausch " PLAUSCH_VERSION);
    numeric(RPL_CREATED, {}, "This server was started at " + created);
    numeric(RPL_MYINFO, {m_info.serverName, "plausch-" PLAUSCH_VERSION, "i", "n"});
    sendSupport();
    numeric(ERR_NOMOTD, {}, "MOTD File is missing");
    flushReplies();
}

void ServerSession::sendSupport()
{
    numeric(RPL_ISUPPORT,
            {"AWAYLEN=" + QByteArray::number(MaxAwayBytes), "CASEMAPPING=ascii", "CHANTYPES=",
             "HOSTNICK=" + supportValue(m_info.host.nick), "LINELEN=" + QByteArray::number(wire::MaxBodyBytes),
             "MONITOR=" + QByteArray::number(m_limits.monitorTargets), "NAMELEN=" + QByteArray::number(MaxNameBytes),
             "NETWORK=Plausch", "NICKLEN=" + QByteArray::number(wire::MaxNickBytes), "PLAUSCH=1", "UTF8ONLY"},
            "are supported by this server");
}

} // namespace plausch::session
