// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include <QByteArray>
#include <QFlags>

#include <memory>
#include <vector>

namespace plausch::server {

struct Channel;
struct Client;
struct Profile;

enum class UserMode : quint8 {
    Invisible = 1 << 0, // i
    Operator = 1 << 1, // o
    Bot = 1 << 2, // B, https://ircv3.net/specs/extensions/bot-mode
    NoCtcp = 1 << 3, // T
    Wallops = 1 << 4, // w
    RegisteredOnly = 1 << 5, // R: private messages from accounts only
};
Q_DECLARE_FLAGS(UserModes, UserMode)
Q_DECLARE_OPERATORS_FOR_FLAGS(UserModes)

/// A user's place in a channel: Channel::members[place] is the user.
struct Membership
{
    Channel *channel = nullptr;
    quint32 place = 0;
};

/// Who is on the server under one nick, from one client or several of one account.
struct User
{
    QByteArray nick;
    QByteArray folded;
    QByteArray name; // ident: what USER said, with ~ in front
    QByteArray host; // as others see it
    QByteArray realHost; // the same, unless an operator changed it
    QByteArray realName;
    QByteArray account;
    QByteArray away; // empty: here
    QByteArray operatorName;
    QByteArray mask; // nick!name@host
    UserModes modes;
    std::vector<Client *> clients;
    std::vector<Membership> channels;
    std::vector<Channel *> invitations; // by INVITE; each has the user in Channel::invited
    std::shared_ptr<Profile> profile; // with an account always, otherwise once there is something to remember
    qint64 signedOnUtc = 0;
    qint64 namedUtc = 0; // has this nick since then
    qint64 spokeAt = 0; // monotonic milliseconds
    quint64 mark = 0; // World's: already told of this

    bool is(UserMode mode) const { return modes.testFlag(mode); }
    void updateMask() { mask = nick + '!' + name + '@' + host; }
    bool hasOtherHost() const { return host != realHost; }
    QByteArray realMask() const { return nick + '!' + name + '@' + realHost; }
};

} // namespace plausch::server
