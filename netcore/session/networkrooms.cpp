// https://modern.ircdocs.horse/#channel-operations
#include "session/networksession.h"

namespace plausch::session {
namespace {

/// https://ircv3.net/specs/extensions/server-time; 0: the line has none.
qint64 timeOf(const wire::MessageView &line)
{
    const auto time = line.tag("time");
    return time ? parseTime(*time) : 0;
}

} // namespace

/// JOIN <room> [<account> <real name>]: the longer form is https://ircv3.net/specs/extensions/extended-join
void NetworkSession::onJoin(const Line &line)
{
    const QByteArray room = line.param(0).toByteArray();
    const QByteArray nick = nickOf(line.source).toByteArray();
    if (room.isEmpty() || nick.isEmpty())
        return;
    if (isMe(nick)) {
        m_mask = line.source.contains('!') ? line.source.toByteArray() : m_mask;
        return onEntered(room, timeOf(line));
    }
    Roster::Room *known = m_roster.room(room);
    if (!known)
        return;
    Member member{nick, {}, {}, false};
    if (has(Cap::ExtendedJoin) && line.param(1) != QByteArrayView("*"))
        member.account = line.param(1).toByteArray();
    m_roster.put(*known, member);
    tell(MemberJoined{known->name, member});
}

void NetworkSession::onEntered(const QByteArray &name, qint64 time)
{
    if (m_phase == Phase::Greeting)
        becomeReady(); // put there by the server, before it has come to its message of the day
    const Roster::Room &room = m_roster.enter(name);
    takeAsked("JOIN", name);
    tell(RoomEntered{room.name, time});
    askAside("MODE", {name});
}

void NetworkSession::onPart(const Line &line)
{
    removeMember(nickOf(line.source), line.param(0), LeftHow::Part, {}, textOf(line.param(1)));
}

void NetworkSession::onKick(const Line &line)
{
    removeMember(line.param(1), line.param(0), LeftHow::Kick, nickOf(line.source), textOf(line.param(2)));
}

void NetworkSession::removeMember(QByteArrayView nick, QByteArrayView roomName, LeftHow how, QByteArrayView by,
                                  const QString &text)
{
    Roster::Room *room = m_roster.room(roomName);
    if (!room)
        return;
    const QByteArray name = room->name;
    if (isMe(nick)) {
        m_roster.leave(roomName);
        tell(RoomLeft{name, how, by.toByteArray(), text});
    } else {
        m_roster.remove(*room, nick);
        tell(MemberLeft{name, nick.toByteArray(), how, by.toByteArray(), text});
    }
}

/// Our own QUIT is followed by an ERROR, which ends the link.
void NetworkSession::onQuit(const Line &line)
{
    const QByteArray nick = nickOf(line.source).toByteArray();
    if (isMe(nick))
        return;
    const QString text = textOf(line.param(0));
    m_roster.forEachRoomOf(nick, [&](Roster::Room &room) {
        m_roster.remove(room, nick);
        tell(MemberLeft{room.name, nick, LeftHow::Quit, {}, text});
    });
}

void NetworkSession::onNick(const Line &line)
{
    const QByteArray from = nickOf(line.source).toByteArray();
    const QByteArray to = line.param(0).toByteArray();
    if (from.isEmpty() || to.isEmpty())
        return;
    QByteArrayList rooms;
    m_roster.forEachRoomOf(from, [&](Roster::Room &room) {
        Member member = *m_roster.member(room, from);
        member.nick = to;
        m_roster.remove(room, from);
        m_roster.put(room, member);
        rooms.append(room.name);
    });
    if (isMe(from)) {
        takeAsked("NICK", to);
        m_nick = to;
        m_mask = m_mask.isEmpty() ? m_mask : to + m_mask.mid(m_mask.indexOf('!'));
        tell(OwnNick{to});
    }
    tell(NickChanged{from, to, rooms});
}

/// https://ircv3.net/specs/extensions/channel-rename
void NetworkSession::onRename(const Line &line)
{
    Roster::Room *room = m_roster.room(line.param(0));
    const QByteArray to = line.param(1).toByteArray();
    if (!room || to.isEmpty())
        return;
    const QByteArray from = room->name;
    m_roster.rename(from, to);
    tell(RoomRenamed{from, to, textOf(line.param(2))});
}

void NetworkSession::onTopic(const Line &line)
{
    Roster::Room *room = m_roster.room(line.param(0));
    if (!room)
        return;
    room->topic = textOf(line.param(1));
    const qint64 told = timeOf(line);
    tell(TopicChanged{room->name, room->topic, nickOf(line.source).toByteArray(), told > 0 ? told : m_now.utc, true});
}

void NetworkSession::onTopicTold(const Line &line)
{
    Roster::Room *room = m_roster.room(line.param(1));
    if (!room)
        return;
    room->topic = textOf(line.param(2));
    tell(TopicChanged{room->name, room->topic, {}, 0, false});
}

void NetworkSession::onNoTopic(const Line &line)
{
    Roster::Room *room = m_roster.room(line.param(1));
    if (!room)
        return;
    room->topic.clear();
    tell(TopicChanged{room->name, {}, {}, 0, false});
}

/// RPL_TOPICWHOTIME follows RPL_TOPIC.
void NetworkSession::onTopicBy(const Line &line)
{
    if (const Roster::Room *room = m_roster.room(line.param(1)))
        tell(TopicChanged{room->name, room->topic, nickOf(line.param(2)).toByteArray(), secondsOf(line.param(3)) * 1000,
                          false});
}

void NetworkSession::onMode(const Line &line)
{
    const QByteArray target = line.param(0).toByteArray();
    const QByteArray modes = line.param(1).toByteArray();
    QByteArrayList arguments;
    for (int i = 2; i < line.paramCount; ++i)
        arguments.append(line.param(i).toByteArray());
    const QByteArray by = nickOf(line.source).toByteArray();
    Roster::Room *room = m_roster.room(target);
    if (!room) {
        if (isMe(target))
            tell(ModesChanged{target, modes, arguments, by});
        return;
    }
    tell(ModesChanged{room->name, modes, arguments, by});
    changeRanks(*room, modeSteps(m_features, modes, arguments));
}

void NetworkSession::changeRanks(Roster::Room &room, const QList<ModeStep> &steps)
{
    for (const ModeStep &step : steps) {
        const qsizetype rank = m_features.rankModes.indexOf(step.letter);
        Member *member = rank < 0 ? nullptr : m_roster.member(room, step.argument);
        if (!member || rank >= m_features.rankSigns.size())
            continue;
        const char sign = m_features.rankSigns[rank];
        QByteArray signs = member->ranks;
        signs.replace(QByteArray(1, sign), {});
        if (step.on)
            signs += sign;
        member->ranks = sortedRanks(m_features, signs);
        tell(MemberChanged{room.name, *member});
    }
}

void NetworkSession::onModesTold(const Line &line)
{
    QByteArrayList arguments;
    for (int i = 3; i < line.paramCount; ++i)
        arguments.append(line.param(i).toByteArray());
    tell(ModesChanged{line.param(1).toByteArray(), line.param(2).toByteArray(), arguments, {}});
}

void NetworkSession::onOwnModes(const Line &line)
{
    tell(ModesChanged{m_nick, line.param(1).toByteArray(), {}, {}});
}

/// With invite-notify also what members invite others to (https://ircv3.net/specs/extensions/invite-notify).
void NetworkSession::onInvite(const Line &line)
{
    tell(Invited{line.param(1).toByteArray(), nickOf(line.source).toByteArray(), line.param(0).toByteArray()});
}

/// Some servers swap the two.
void NetworkSession::onInviting(const Line &line)
{
    const bool swapped = m_features.isRoom(line.param(1));
    const QByteArray who = line.param(swapped ? 2 : 1).toByteArray();
    tell(Invited{line.param(swapped ? 1 : 2).toByteArray(), m_nick, who});
}

} // namespace plausch::session
