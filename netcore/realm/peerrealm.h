// Layer: realm. Pure decisions, no socket. Thread: main. Owner: Switchboard.
#pragma once

#include "connection/connectionpool.h"
#include "session/session.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace plausch::realm {

using connection::ConnectionId;

/// What the local user has said about an identity.
enum class Standing { Unknown, Known, Blocked, Ignored };
enum class Visibility { Everybody, Known, Nobody };

struct HostPolicy
{
    Visibility visibility = Visibility::Everybody;
    bool unencryptedVisitors = false; // plain links from elsewhere than loopback
    bool operator==(const HostPolicy &) const = default;
};

struct Caller
{
    ConnectionId id = 0;
    QByteArray fingerprint; // empty: nothing is proven
    bool encrypted = false;
    bool loopback = false;
    QByteArray nick; // as asked for
    QString name;
};

struct Answer
{
    enum class Verdict { Admit, AdmitStranger, Refuse } verdict = Verdict::Refuse;
    QByteArray nick; // what the guest is called here: max, max~2 ...
    session::EndKind why = session::EndKind::NotAdmitted;
    QString text; // for the guest, English as all of the wire
};

/// What one stranger has left here, over all his links. Owner: whoever keeps his messages.
struct Waiting
{
    QList<QByteArray> ids;
    qsizetype bytes = 0;
};

/// The world behind an accepting end: one local user and his guests. Guests are kept apart by identity, two of one
/// name get a suffix. Strangers cost bounded memory, each and together.
class PeerRealm
{
public:
    static constexpr int MaxGuests = 1024;
    static constexpr int MaxStrangers = 32; // at one time
    static constexpr int MaxStrangerMessages = 20; // waiting, of one stranger
    static constexpr qsizetype MaxStrangerBytes = 64 * 1024; // of one stranger

    explicit PeerRealm(QByteArray hostNick, HostPolicy policy = {});
    void setHostNick(const QByteArray &nick);
    void setPolicy(HostPolicy policy);

    Answer onKnock(const Caller &caller, Standing standing);
    /// False: over the ceiling of a stranger; the message is not kept and the link is to be closed with Flood. What he
    /// says again costs nothing: he repeats what was not confirmed.
    bool onSaid(ConnectionId id, Waiting &waiting, const QByteArray &message, qsizetype bytes) const;
    /// The stranger was accepted: no ceiling any more.
    void promote(ConnectionId id);
    void onClosed(ConnectionId id);
    int guestCount() const;

private:
    struct Guest
    {
        Caller caller;
        QByteArray nick;
        bool stranger = false;
    };
    QByteArray freeNick(const QByteArray &wanted) const;

    QByteArray m_hostNick;
    HostPolicy m_policy;
    QHash<ConnectionId, Guest> m_guests;
};

} // namespace plausch::realm
