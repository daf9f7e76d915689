// What tests of channels do again and again.
#pragma once

#include "server/party.h"

namespace plausch::test {

/// A client more of a user who is there already, with these capabilities.
inline void attach(Party &session, Stage &stage, const QByteArray &nick, session::Caps caps = {})
{
    session.client()->caps = caps;
    stage.realm.world().attach(*session.client(), *stage.realm.world().userNamed(nick));
}

inline void signIn(Stage &stage, const QByteArray &nick, const QByteArray &account)
{
    stage.realm.world().userNamed(nick)->account = account;
}

inline void makeOperator(Stage &stage, const QByteArray &nick)
{
    stage.realm.world().userNamed(nick)->modes |= server::UserMode::Operator;
}

/// All join, the first makes it; what that said is forgotten.
inline void gather(const QByteArray &channel, std::initializer_list<Party *> parties)
{
    for (Party *party : parties)
        party->send("JOIN " + channel);
    for (Party *party : parties)
        party->take();
}

/// ":irc.test 404 anna #a :..." -> "404"; the command of any other line.
inline QByteArray commandOf(const QByteArray &line)
{
    QByteArrayList words = line.split(' ');
    if (words.value(0).startsWith('@'))
        words.removeFirst();
    return words.value(1);
}

inline QByteArrayList commandsOf(const QByteArrayList &lines)
{
    QByteArrayList commands;
    for (const QByteArray &line : lines)
        commands.append(commandOf(line));
    return commands;
}

/// Without the tags in front.
inline QByteArray bodyOf(const QByteArray &line)
{
    return line.startsWith('@') ? line.mid(line.indexOf(' ') + 1) : line;
}

/// As the tags of a line give it; null if it is not there.
inline QByteArray tagOf(const QByteArray &line, const QByteArray &key)
{
    const QByteArray tags = line.startsWith('@') ? line.mid(1, line.indexOf(' ') - 1) : QByteArray();
    for (const QByteArray &tag : tags.split(';')) {
        if (tag == key || tag.startsWith(key + '='))
            return QByteArray("").append(tag.mid(key.size() + 1));
    }
    return {};
}

} // namespace plausch::test
