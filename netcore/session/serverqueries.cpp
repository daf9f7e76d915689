#include "session/serversession.h"

#include "wire/casemap.h"

#include <utility>

namespace plausch::session {
namespace {

constexpr qsizetype MaxListBytes = 300; // leaves room for the rest of a line of 512

QByteArrayList words(const wire::MessageView &line)
{
    QByteArrayList all;
    for (int i = 0; i < line.paramCount; ++i)
        all += line.param(i).toByteArray().split(' ');
    all.removeAll(QByteArray());
    return all;
}

} // namespace

/// https://modern.ircdocs.horse/#ping-message
void ServerSession::onPing(const Line &line)
{
    reply({{}, m_info.serverName, "PONG", {m_info.serverName, line.param(0).toByteArray()}});
}

void ServerSession::ping()
{
    transmit({{}, m_info.serverName, "PING", {m_info.serverName}});
}

/// `printf ... | nc` has said all it had to say, and shows what comes for as long as it stays.
void ServerSession::onPeerFinished(Moment now)
{
    m_now = now;
    m_peerFinished = true;
    if (m_stage == Stage::Greeting)
        finish(EndKind::Quit, {}, true);
    else if (m_stage == Stage::Ready)
        askIfStillThere();
}

/// Whoever has closed both halves answers this with RST; who only reads is let go when silence says nothing any more.
void ServerSession::askIfStillThere()
{
    m_liveness = Liveness(m_limits.silenceMsecs / 3);
    m_liveness.heard(m_now.monotonic);
    ping();
}

void ServerSession::onQuit(const Line &line)
{
    const EndKind why = endKind(line.tag(WhyTag).value_or(QByteArray()));
    finish(why, QString::fromUtf8(line.param(0)), true);
}

/// WHOIS [server] nick (https://modern.ircdocs.horse/#whois-message)
void ServerSession::onWhois(const Line &line)
{
    const QByteArray nick = line.param(line.paramCount > 1 ? 1 : 0).toByteArray();
    if (nick.isEmpty())
        return numeric(ERR_NONICKNAMEGIVEN, {}, "No nickname given");
    if (const auto person = personNamed(nick)) {
        const Self &self = person->self;
        numeric(RPL_WHOISUSER, {self.nick, person->user, m_info.serverName, "*"}, oneLine(self.name, MaxNameBytes));
        numeric(RPL_WHOISSERVER, {self.nick, m_info.serverName}, "Plausch");
        if (self.away)
            numeric(RPL_AWAY, {self.nick}, awayWord(self));
    } else {
        numeric(ERR_NOSUCHNICK, {nick}, "No such nick");
    }
    numeric(RPL_ENDOFWHOIS, {nick}, "End of /WHOIS list");
}

void ServerSession::onWho(const Line &line)
{
    const QByteArray wanted = line.paramCount ? line.param(0).toByteArray() : QByteArrayLiteral("*");
    QByteArrayList nicks{wanted};
    if (wanted == "*" || wanted == "0")
        nicks = {m_info.host.nick, m_peer.nick};
    for (const QByteArray &nick : std::as_const(nicks)) {
        const auto person = personNamed(nick);
        if (!person)
            continue;
        const Self &self = person->self;
        numeric(RPL_WHOREPLY,
                {"*", person->user, m_info.serverName, m_info.serverName, self.nick, self.away ? "G" : "H"},
                "0 " + oneLine(self.name, MaxNameBytes));
    }
    numeric(RPL_ENDOFWHO, {wanted}, "End of WHO list");
}

void ServerSession::onUserhost(const Line &line)
{
    QByteArrayList found;
    for (const QByteArray &nick : words(line).mid(0, 5)) {
        if (const auto person = personNamed(nick))
            found += person->self.nick + '=' + (person->self.away ? '-' : '+') + person->user + '@' + m_info.serverName;
    }
    numeric(RPL_USERHOST, {}, found.isEmpty() ? QByteArray("") : found.join(' '));
}

void ServerSession::onIson(const Line &line)
{
    QByteArrayList found;
    for (const QByteArray &nick : words(line)) {
        if (const auto person = personNamed(nick); person && !found.contains(person->self.nick))
            found += person->self.nick;
    }
    numeric(RPL_ISON, {}, found.isEmpty() ? QByteArray("") : found.join(' '));
}

void ServerSession::onMode(const Line &line)
{
    if (wire::sameName(line.param(0), m_peer.nick))
        numeric(RPL_UMODEIS, {"+"});
    else if (isHost(line.param(0)))
        numeric(ERR_USERSDONTMATCH, {}, "Cant change mode for other users");
    else
        onNoChannel(line);
}

void ServerSession::onNoChannel(const Line &line)
{
    const int index = line.isCommand("INVITE") ? 1 : 0;
    numeric(ERR_NOSUCHCHANNEL, {line.param(index).toByteArray()}, "No such channel: this line has no rooms");
}

void ServerSession::onNames(const Line &line)
{
    numeric(RPL_ENDOFNAMES, {line.paramCount ? line.param(0).toByteArray() : QByteArrayLiteral("*")},
            "End of /NAMES list");
}

void ServerSession::onList(const Line &)
{
    numeric(RPL_LISTEND, {}, "End of /LIST");
}

void ServerSession::onLusers(const Line &)
{
    numeric(RPL_LUSERCLIENT, {}, "There are 2 users and 0 invisible on 1 servers");
    numeric(RPL_LUSERME, {}, "I have 2 clients and 0 servers");
}

void ServerSession::onMotd(const Line &)
{
    numeric(ERR_NOMOTD, {}, "MOTD File is missing");
}

void ServerSession::onVersion(const Line &)
{
    numeric(RPL_VERSION, {"plausch-" PLAUSCH_VERSION, m_info.serverName}, "");
    sendSupport();
}

void ServerSession::onTime(const Line &)
{
    numeric(RPL_TIME, {m_info.serverName}, formatTime(m_now.utc));
}

/// https://ircv3.net/specs/extensions/monitor
void ServerSession::onMonitor(const Line &line)
{
    const QByteArray verb = line.param(0).toByteArray().toUpper();
    QByteArrayList targets = line.param(1).toByteArray().split(',');
    targets.removeAll(QByteArray());
    if (verb == "+") {
        monitorAdd(targets);
    } else if (verb == "-") {
        m_monitored.removeIf([&targets](const QByteArray &nick) {
            return std::any_of(targets.cbegin(), targets.cend(),
                               [&nick](const QByteArray &gone) { return wire::sameName(gone, nick); });
        });
    } else if (verb == "C") {
        m_monitored.clear();
    } else if (verb == "L") {
        numericList(RPL_MONLIST, m_monitored, ',');
        numeric(RPL_ENDOFMONLIST, {}, "End of MONITOR list");
    } else if (verb == "S") {
        monitorStatus(m_monitored);
    } else {
        numeric(ERR_NEEDMOREPARAMS, {"MONITOR"}, "Not enough parameters");
    }
}

void ServerSession::monitorAdd(const QByteArrayList &targets)
{
    QByteArrayList added;
    QByteArrayList refused;
    for (const QByteArray &target : targets) {
        const auto same = [&target](const QByteArray &nick) { return wire::sameName(nick, target); };
        if (std::any_of(m_monitored.cbegin(), m_monitored.cend(), same))
            continue;
        if (m_monitored.size() >= m_limits.monitorTargets) {
            refused += target;
            continue;
        }
        m_monitored += target;
        added += target;
    }
    monitorStatus(added);
    if (!refused.isEmpty())
        numeric(ERR_MONLISTFULL,
                {QByteArray::number(m_limits.monitorTargets), truncated(refused.join(','), MaxListBytes)},
                "Monitor list is full");
}

/// Of these the watched ones: who is here and who is not.
void ServerSession::monitorStatus(const QByteArrayList &targets)
{
    QByteArrayList online;
    QByteArrayList offline;
    for (const QByteArray &target : targets) {
        const auto same = [&target](const QByteArray &nick) { return wire::sameName(nick, target); };
        if (std::none_of(m_monitored.cbegin(), m_monitored.cend(), same))
            continue;
        if (const auto person = personNamed(target))
            online += mask(*person);
        else
            offline += target;
    }
    numericList(RPL_MONONLINE, online, ',');
    numericList(RPL_MONOFFLINE, offline, ',');
}

void ServerSession::numericList(Numeric code, const QByteArrayList &items, char separator)
{
    QByteArray joined;
    for (const QByteArray &item : items) {
        if (!joined.isEmpty() && joined.size() + item.size() >= MaxListBytes)
            numeric(code, {}, std::exchange(joined, {}));
        if (!joined.isEmpty())
            joined += separator;
        joined += truncated(item, MaxListBytes);
    }
    if (!joined.isEmpty())
        numeric(code, {}, joined);
}

} // namespace plausch::session
