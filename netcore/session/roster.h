// Layer: session. A value. Owner: NetworkSession.
#pragma once

#include "session/networkevents.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <map>
#include <optional>

namespace plausch::session {

/// Who is in which of our rooms, so that a QUIT or a NICK, which name no room, can be told room by room. Over its
/// ceiling it takes no more members: they are heard, but not listed.
class Roster
{
public:
    struct Room
    {
        QByteArray name; // as the server writes it
        QHash<QByteArray, Member> members; // by folded nick
        QString topic;
        bool listed = false; // the first list of names is complete
    };

    explicit Roster(int ceiling) : m_ceiling(ceiling) { }

    void setMapping(wire::CaseMapping mapping);
    QByteArray fold(QByteArrayView name) const { return wire::folded(name, m_mapping); }
    bool same(QByteArrayView a, QByteArrayView b) const { return fold(a) == fold(b); }

    Room *room(QByteArrayView name);
    Room &enter(const QByteArray &name); // empty again if it was there
    bool leave(QByteArrayView name);
    void rename(QByteArrayView from, const QByteArray &to);

    Member *member(Room &room, QByteArrayView nick);
    /// Added or replaced; nullptr: there is no more room for it.
    Member *put(Room &room, const Member &member);
    bool remove(Room &room, QByteArrayView nick);

    /// Calls visit(Room &) for each room with that nick.
    template <class Visit> void forEachRoomOf(QByteArrayView nick, Visit &&visit)
    {
        const QByteArray key = fold(nick);
        for (auto &[name, room] : m_rooms) {
            if (room.members.contains(key))
                visit(room);
        }
    }

private:
    wire::CaseMapping m_mapping = wire::CaseMapping::Rfc1459;
    std::map<QByteArray, Room> m_rooms; // by folded name; a room keeps its place in memory
    int m_ceiling;
    int m_count = 0;
};

} // namespace plausch::session
