// Who is in a room, and what is known of them: https://modern.ircdocs.horse/#names-message,
// https://ircv3.net/specs/extensions/whox, https://ircv3.net/specs/extensions/away-notify,
// https://ircv3.net/specs/extensions/account-notify
#include "session/networksession.h"

namespace plausch::session {
namespace {

constexpr QByteArrayView WhoxToken = "742"; // so that our own questions' answers are known from others'
constexpr qsizetype MaxAskedAbout = 1'000; // a larger room is not asked about
constexpr QByteArrayView Space = " ";

} // namespace

/// RPL_NAMREPLY <client> <symbol> <room> :[ranks]nick[!user@host] ...
void NetworkSession::onNames(const Line &line)
{
    Roster::Room *room = m_roster.room(line.param(2));
    if (!room)
        return;
    QByteArrayView names = line.param(3);
    while (!names.isEmpty()) {
        const qsizetype end = names.indexOf(Space);
        QByteArrayView name = end < 0 ? names : names.first(end);
        names = end < 0 ? QByteArrayView() : names.sliced(end + 1);
        QByteArray signs;
        while (!name.isEmpty() && m_features.rankSigns.contains(name.front())) {
            signs += name.front();
            name = name.sliced(1);
        }
        if (name.isEmpty())
            continue;
        const QByteArrayView nick = nickOf(name);
        Member member{nick.toByteArray(), {}, {}, false};
        if (const Member *known = m_roster.member(*room, nick))
            member = *known;
        member.ranks = sortedRanks(m_features, signs);
        m_roster.put(*room, member);
    }
}

/// On entering nobody is told to be away, so that is asked once, if the server tells of every change from then on.
void NetworkSession::onNamesEnd(const Line &line)
{
    Roster::Room *room = m_roster.room(line.param(1));
    if (!room)
        return;
    listMembers(*room);
    const bool isFirst = !std::exchange(room->listed, true);
    const bool staysTrue = has(Cap::AwayNotify) || has(Cap::AccountNotify);
    if (!isFirst || !staysTrue || room->members.size() > MaxAskedAbout)
        return;
    m_whoRooms.append(m_roster.fold(room->name));
    if (m_features.whox)
        askAside("WHO", {room->name, "%tcnfa," + WhoxToken.toByteArray()});
    else
        askAside("WHO", {room->name});
}

void NetworkSession::listMembers(const Roster::Room &room)
{
    tell(MembersListed{room.name, room.members.values()});
}

/// RPL_WHOREPLY <client> <room> <user> <host> <server> <nick> <flags> ...: the first flag is G when away, else H.
void NetworkSession::onWho(const Line &line)
{
    Roster::Room *room = m_roster.room(line.param(1));
    if (!room || !m_whoRooms.contains(m_roster.fold(room->name)))
        return onOtherNumeric(line);
    if (Member *member = m_roster.member(*room, line.param(5)))
        member->away = line.param(6).startsWith('G');
}

/// RPL_WHOSPCRPL <client> <token> <room> <nick> <flags> <account>; account 0: none
void NetworkSession::onWhox(const Line &line)
{
    Roster::Room *room = m_roster.room(line.param(2));
    if (!room || line.param(1) != WhoxToken)
        return onOtherNumeric(line);
    Member *member = m_roster.member(*room, line.param(3));
    if (!member)
        return;
    member->away = line.param(4).startsWith('G');
    member->account = line.param(5) == QByteArrayView("0") ? QByteArray() : line.param(5).toByteArray();
}

void NetworkSession::onWhoEnd(const Line &line)
{
    const Roster::Room *room = m_roster.room(line.param(1));
    if (m_whoRooms.removeOne(m_roster.fold(line.param(1))) && room)
        listMembers(*room);
}

void NetworkSession::onAway(const Line &line)
{
    isAway(nickOf(line.source), !line.param(0).isEmpty(), line.param(0));
}

/// RPL_UNAWAY and RPL_NOWAWAY: away-notify tells the others only.
void NetworkSession::onOwnAway(const Line &line)
{
    isAway(m_nick, line.isCommand("306"), m_self.awayText.toUtf8());
    onOtherNumeric(line);
}

void NetworkSession::isAway(QByteArrayView nick, bool away, QByteArrayView text)
{
    m_roster.forEachRoomOf(nick, [&](Roster::Room &room) {
        Member *member = m_roster.member(room, nick);
        if (std::exchange(member->away, away) != away)
            tell(MemberChanged{room.name, *member});
    });
    tell(PersonAway{nick.toByteArray(), away, away ? textOf(text) : QString()});
}

void NetworkSession::onAccount(const Line &line)
{
    const QByteArrayView nick = nickOf(line.source);
    const QByteArray account = line.param(0) == QByteArrayView("*") ? QByteArray() : line.param(0).toByteArray();
    m_roster.forEachRoomOf(nick, [&](Roster::Room &room) {
        Member *member = m_roster.member(room, nick);
        if (std::exchange(member->account, account) != account)
            tell(MemberChanged{room.name, *member});
    });
}

/// https://ircv3.net/specs/extensions/chghost: what is around our words has another length from now on.
void NetworkSession::onHost(const Line &line)
{
    if (isMe(nickOf(line.source)))
        m_mask = m_nick + '!' + line.param(0).toByteArray() + '@' + line.param(1).toByteArray();
}

} // namespace plausch::session
