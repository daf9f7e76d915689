// https://modern.ircdocs.horse/#connection-registration,
// https://ircv3.net/specs/extensions/capability-negotiation
#include "session/networksession.h"
#include "wire/casemap.h"

#include <algorithm>
#include <utility>

namespace plausch::session {
namespace {

constexpr int MaxNickTries = 8;
constexpr qsizetype ShortNickBytes = 9; // RFC 2812 section 1.2.1: what every server takes
constexpr QByteArrayView LastNick = "plausch";

constexpr Caps Wanted = Cap::MessageTags | Cap::ServerTime | Cap::EchoMessage | Cap::LabeledResponse | Cap::Batch
    | Cap::AwayNotify | Cap::Multiline | Cap::CapNotify | Cap::MultiPrefix | Cap::ExtendedJoin | Cap::AccountNotify
    | Cap::AccountTag | Cap::ChgHost | Cap::InviteNotify | Cap::ExtendedMonitor | Cap::Sasl | Cap::StandardReplies
    | Cap::AccountRegistration | Cap::ChatHistory | Cap::ReadMarker | Cap::ChannelRename | Cap::EventPlayback
    | Cap::MessageRedaction | Cap::PreAway;

/// "port=6697,duration=..."; 0: none.
quint16 securePort(QByteArrayView value)
{
    for (const QByteArray &part : value.toByteArray().split(',')) {
        if (part.startsWith("port="))
            return part.mid(5).toUShort();
    }
    return 0;
}

/// What a server that knows ASCII only takes of a nick.
QByteArray plainNick(QByteArrayView nick)
{
    constexpr QByteArrayView Special = "[]\\`_^{|}-";
    QByteArray plain;
    for (const char c : nick) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        if (letter || Special.contains(c) || (digit && !plain.isEmpty()))
            plain += c;
    }
    while (plain.startsWith('-'))
        plain.remove(0, 1);
    return plain.left(ShortNickBytes);
}

} // namespace

void NetworkSession::onCap(const Line &line)
{
    const QByteArray verb = line.param(1).toByteArray().toUpper();
    const QByteArrayView list = line.param(line.paramCount - 1);
    if (verb == "LS")
        onCapList(line);
    else if (verb == "ACK")
        onCapsGranted(list);
    else if (verb == "NAK")
        endNegotiation();
    else if (verb == "NEW")
        requestCaps(list);
    else if (verb == "DEL")
        for (const CapToken &token : capTokens(list)) {
            if (const auto cap = capNamed(token.name))
                m_caps.setFlag(*cap, false);
        }
}

/// What the value of a capability says.
void NetworkSession::onCapTold(const CapToken &token, Cap cap)
{
    m_offered |= cap;
    const QByteArrayList values = token.value.toByteArray().split(',');
    if (cap == Cap::Multiline) {
        m_multiline = multilineCeiling(token.value).value_or(m_multiline);
    } else if (cap == Cap::Sasl && !token.value.isEmpty()) {
        m_mechanisms = values;
    } else if (cap == Cap::Sts && !m_registered) {
        if (const quint16 port = securePort(token.value))
            tell(SecureWanted{port});
    } else if (cap == Cap::AccountRegistration) {
        m_registersEarly = values.contains("before-connect");
        m_features.wantsEmail = values.contains("email-required");
    }
}

/// "CAP * LS * :..." is followed by more, "CAP * LS :..." is the last one.
void NetworkSession::onCapList(const Line &line)
{
    const bool more = line.paramCount > 3 && line.param(2) == QByteArrayView("*");
    for (const CapToken &token : capTokens(line.param(line.paramCount - 1))) {
        if (const auto cap = capNamed(token.name))
            onCapTold(token, *cap);
    }
    if (more || !m_negotiating)
        return;
    if (const Caps wanted = Wanted & m_offered)
        send("CAP", {"REQ", capList(wanted)});
    else
        endNegotiation();
}

/// What a server learned after the start (cap-notify).
void NetworkSession::requestCaps(QByteArrayView list)
{
    Caps fresh;
    for (const CapToken &token : capTokens(list)) {
        if (const auto cap = capNamed(token.name)) {
            onCapTold(token, *cap);
            fresh |= *cap;
        }
    }
    if (const Caps wanted = Wanted & fresh & ~m_caps)
        send("CAP", {"REQ", capList(wanted)});
}

void NetworkSession::onCapsGranted(QByteArrayView list)
{
    for (const CapToken &token : capTokens(list)) {
        if (const auto cap = capNamed(token.name))
            m_caps.setFlag(*cap, !token.off);
    }
    if (!m_negotiating || m_registered || m_signIn || m_registering)
        return;
    if (m_self.createAccount && has(Cap::AccountRegistration)) {
        if (m_registersEarly)
            return registerAccount({m_self.account, m_self.email, m_self.secret});
    } else if (has(Cap::Sasl) && !m_self.createAccount && (m_self.external || !m_self.account.isEmpty())) {
        return beginSignIn(m_self.account, m_self.secret, m_self.external);
    }
    endNegotiation();
}

void NetworkSession::endNegotiation()
{
    if (!std::exchange(m_negotiating, false) || m_registered)
        return;
    // https://ircv3.net/specs/extensions/pre-away: nobody sees him come back for a moment
    if (has(Cap::PreAway) && m_self.away) {
        Self self;
        self.awayText = m_self.awayText;
        send("AWAY", {awayWord(self)});
    }
    send("CAP", {"END"});
}

void NetworkSession::onWelcome(const Line &line)
{
    if (std::exchange(m_registered, true))
        return;
    m_nick = line.param(0).toByteArray();
    m_server = truncated(line.source, 128);
    m_welcomed = m_now.monotonic;
    onOtherNumeric(line);
}

void NetworkSession::onSupport(const Line &line)
{
    for (int i = 1; i < line.paramCount - 1; ++i)
        applySupport(m_features, m_network, line.param(i));
    m_roster.setMapping(m_features.caseMapping);
}

void NetworkSession::onEndOfBurst(const Line &)
{
    if (m_phase == Phase::Greeting && m_registered)
        becomeReady();
}

/// What was asked for in the meantime is done now.
void NetworkSession::becomeReady()
{
    m_phase = Phase::Ready;
    m_features.history = has(Cap::ChatHistory) && has(Cap::Batch);
    m_features.readMarks = has(Cap::ReadMarker);
    m_features.echo = has(Cap::EchoMessage);
    m_features.tags = has(Cap::MessageTags);
    m_features.redaction = has(Cap::MessageRedaction) && has(Cap::MessageTags);
    m_features.events = has(Cap::EventPlayback) && m_features.history;
    m_features.multiline = has(Cap::Multiline) && has(Cap::Batch);
    m_features.multilineBytes = m_multiline.bytes;
    m_features.multilineLines = m_multiline.lines;
    m_features.signIn = has(Cap::Sasl);
    m_features.createsAccounts = has(Cap::AccountRegistration);
    const QString name = m_network.isEmpty() ? QString::fromUtf8(m_server) : m_network;
    tell(Registered{m_nick, m_server, name, m_features});
    const bool wantsAccount = m_self.external || !m_self.account.isEmpty();
    if (m_account.isEmpty() && m_self.createAccount && !m_registersEarly)
        registerAccount({m_self.account, m_self.email, m_self.secret});
    else if (m_account.isEmpty() && !m_self.createAccount && wantsAccount && !has(Cap::Sasl))
        signInFailed("NO_SASL", {});
    if (m_self.away && !has(Cap::PreAway))
        performNow(SetAway{true, m_self.awayText});
    for (const NetworkRequest &request : std::exchange(m_early, {}))
        performNow(request);
}

/// Taken: one more underscore, and a shorter nick if that does not help. Not a nick there: what is left of it in ASCII.
void NetworkSession::onBadNick(const Line &line)
{
    if (m_registered)
        return onRefusal(line);
    if (++m_nickTries > MaxNickTries)
        return leave(EndKind::Protocol, QStringLiteral("no nick is free"));
    QByteArray base = m_self.nick;
    if (line.isCommand("432")) {
        base = plainNick(base);
        m_nick = base.isEmpty() || base == m_self.nick ? LastNick.toByteArray() : base;
        m_self.nick = m_nick;
    } else {
        const bool mayBeCut = m_nickTries > 2;
        base = mayBeCut ? truncated(base, std::max<qsizetype>(ShortNickBytes - m_nickTries, 1)) : base;
        m_nick = base + QByteArray(m_nickTries, '_');
    }
    send("NICK", {m_nick});
}

/// ERR_PASSWDMISMATCH: of PASS while registering, of OPER later.
void NetworkSession::onBadPassword(const Line &line)
{
    if (m_registered)
        return onRefusal(line);
    send("QUIT", {});
    end(EndKind::NotAdmitted, textOf(line.param(line.paramCount - 1)), true);
}

void NetworkSession::onBanned(const Line &line)
{
    m_refused = EndKind::Blocked;
    onOtherNumeric(line);
}

} // namespace plausch::session
