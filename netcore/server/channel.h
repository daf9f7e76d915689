// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include <QByteArray>
#include <QFlags>
#include <QMap>

#include <vector>

namespace plausch::server {

struct User;

/// https://ircv3.net/specs/extensions/metadata
using Metadata = QMap<QByteArray, QByteArray>;

/// Of a member, as bits so that "at least" is a comparison of the highest one.
enum class Rank : quint8 {
    Voice = 1 << 0, // v +
    HalfOperator = 1 << 1, // h %
    Operator = 1 << 2, // o @
    Founder = 1 << 3, // q ~
};
Q_DECLARE_FLAGS(Ranks, Rank)
Q_DECLARE_OPERATORS_FOR_FLAGS(Ranks)

enum class ChannelMode : quint16 {
    InviteOnly = 1 << 0, // i
    Moderated = 1 << 1, // m
    NoOutside = 1 << 2, // n
    Secret = 1 << 3, // s
    TopicLocked = 1 << 4, // t
    NoCtcp = 1 << 5, // C
    RegisteredOnly = 1 << 6, // R: accounts only may join
    ModeratedUnregistered = 1 << 7, // M: accounts only may speak
    Persistent = 1 << 8, // P: stays when the last one leaves
};
Q_DECLARE_FLAGS(ChannelModes, ChannelMode)
Q_DECLARE_OPERATORS_FOR_FLAGS(ChannelModes)

struct Topic
{
    QByteArray text;
    QByteArray setter; // mask
    qint64 setUtc = 0; // milliseconds
};

/// A row of the lists b, e and I.
struct MaskEntry
{
    QByteArray mask;
    QByteArray setter;
    qint64 setUtc = 0;
};

/// What an account is whenever it comes into a channel that stays.
struct KeptRank
{
    QByteArray account; // as registered
    Ranks ranks;
};

struct Member
{
    User *user = nullptr;
    Ranks ranks;
};

struct Channel
{
    QByteArray name;
    QByteArray folded;
    qint64 createdUtc = 0;
    Topic topic;
    ChannelModes modes;
    QByteArray key;
    int limit = 0; // 0: none
    QByteArray founder; // account, empty: nobody's
    std::vector<MaskEntry> bans; // b
    std::vector<MaskEntry> exceptions; // e
    std::vector<MaskEntry> invitations; // I
    std::vector<User *> invited; // by INVITE; each has the channel in User::invitations
    std::vector<Member> members;
    std::vector<KeptRank> keptRanks;
    QByteArray keptAs; // folded name in the database, empty: not there
    Metadata metadata;

    bool is(ChannelMode mode) const { return modes.testFlag(mode); }
    /// Not for everybody to come in or to know of.
    bool isClosed() const
    {
        return !key.isEmpty() || is(ChannelMode::InviteOnly) || is(ChannelMode::Secret)
            || is(ChannelMode::RegisteredOnly);
    }
};

} // namespace plausch::server
