#include "session/roster.h"

#include <utility>

namespace plausch::session {

/// A server tells its mapping before anybody is in a room; whoever is kept is kept under the new one.
void Roster::setMapping(wire::CaseMapping mapping)
{
    if (std::exchange(m_mapping, mapping) == mapping)
        return;
    std::map<QByteArray, Room> rooms;
    for (auto &[name, room] : m_rooms) {
        QHash<QByteArray, Member> members;
        for (const Member &member : std::as_const(room.members))
            members.insert(fold(member.nick), member);
        room.members = std::move(members);
        rooms.insert_or_assign(fold(room.name), std::move(room));
    }
    m_rooms = std::move(rooms);
    m_count = 0;
    for (const auto &[name, room] : m_rooms)
        m_count += int(room.members.size());
}

Roster::Room *Roster::room(QByteArrayView name)
{
    const auto found = m_rooms.find(fold(name));
    return found == m_rooms.end() ? nullptr : &found->second;
}

Roster::Room &Roster::enter(const QByteArray &name)
{
    leave(name);
    Room &room = m_rooms[fold(name)];
    room.name = name;
    return room;
}

bool Roster::leave(QByteArrayView name)
{
    const auto node = m_rooms.extract(fold(name));
    if (!node)
        return false;
    m_count -= int(node.mapped().members.size());
    return true;
}

void Roster::rename(QByteArrayView from, const QByteArray &to)
{
    auto node = m_rooms.extract(fold(from));
    if (!node)
        return;
    leave(to);
    node.key() = fold(to);
    node.mapped().name = to;
    m_rooms.insert(std::move(node));
}

Member *Roster::member(Room &room, QByteArrayView nick)
{
    const auto found = room.members.find(fold(nick));
    return found == room.members.end() ? nullptr : &*found;
}

Member *Roster::put(Room &room, const Member &member)
{
    const QByteArray key = fold(member.nick);
    if (!room.members.contains(key)) {
        if (m_count >= m_ceiling)
            return nullptr;
        ++m_count;
    }
    return &*room.members.insert(key, member);
}

bool Roster::remove(Room &room, QByteArrayView nick)
{
    if (!room.members.remove(fold(nick)))
        return false;
    --m_count;
    return true;
}

} // namespace plausch::session
