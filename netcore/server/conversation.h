// Layer: server. A value of one command. Thread: the realm's. Which history somebody may read.
#pragma once

#include "store/serverrows.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace plausch::server {

class Call;

/// What was said in a channel, or between who asks and another.
///
/// A channel's is its members', all of it. A conversation of two is theirs: of accounts for good, whatever their nicks
/// are. Who has no account reads what was said since the nick is his, for before that it may have been another's.
struct Conversation
{
    QByteArray target; // in the history
    QByteArray name; // as it is written in lines
    QByteArray self; // of two: who asks, as talkerOf() has it; of a channel empty
    qint64 since = 0; // UTC ms; 0: all of it

    bool isPrivate() const { return !self.isEmpty(); }
};

/// nullopt: there is none that who asks may read.
std::optional<Conversation> conversationWith(const Call &call, QByteArrayView name);
/// "~nick" and accounts as they are called on the wire.
QByteArray nameOfTalker(const Call &call, const QByteArray &talker);

} // namespace plausch::server
