// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include "server/outlet.h"
#include "session/capabilities.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <memory>

namespace plausch::server {

struct User;
struct Profile;
struct SaslExchange;

using ClientId = quint64;

/// How a connection came in.
struct Arrival
{
    QByteArray address; // numeric
    bool secure = false;
    bool loopback = false;
    QByteArray fingerprint; // of the client's certificate, hex; empty: none
};

/// What a client has said of itself before it is a user; gone afterwards.
struct Greeting
{
    QByteArray nick;
    QByteArray user;
    QByteArray realName;
    QByteArray password;
    QByteArray away; // draft/pre-away
    bool userGiven = false;
    bool negotiating = false; // between CAP LS or REQ and CAP END
    bool passwordRight = false; // the server's
    int waiting = 0; // answers from outside that registration waits for
    int strikes = 0;
    std::shared_ptr<Profile> profile; // signed in
};

/// What a client is not told yet: an answer that echoes what is not kept, or one that came after such a one and must
/// not overtake it.
struct HeldAnswer
{
    bool isEcho = false;
    QByteArray label;
    QByteArray bytes;
};

/// What few clients have, so that the others need no room for it.
struct ClientExtras
{
    QByteArrayList monitored; // folded nicks
    QByteArray away; // of this session; "*": nobody sits there (draft/pre-away)
    std::shared_ptr<SaslExchange> sasl;
    int saslFailures = 0;
    std::shared_ptr<void> multiline; // the batch that is open
    QByteArrayList metadataKeys; // subscribed to
    QList<HeldAnswer> held; // the first one is an echo
    qsizetype heldBytes = 0;
};

/// One connection. Several of one account may be one user.
struct Client
{
    enum class Stage : quint8 { Greeting, Ready, Closed };

    ClientId id = 0;
    Outlet *outlet = nullptr;
    User *user = nullptr; // from registration on
    session::Caps caps;
    Stage stage = Stage::Greeting;
    bool capValues = false; // said CAP LS 302
    bool pinged = false;
    quint32 fanMark = 0; // Fanout's: has a part of its own in what waits
    Arrival arrival;
    QByteArray account; // signed in, as written at registration; empty: not
    std::unique_ptr<Greeting> greeting = std::make_unique<Greeting>();
    std::unique_ptr<ClientExtras> extras;
    qint64 arrivedAt = 0; // monotonic milliseconds
    qint64 heardAt = 0;

    bool isWaitedFor() const { return extras && !extras->held.empty(); } // by answers that are held
    bool has(session::Cap cap) const { return caps.testFlag(cap); }
    ClientExtras &more()
    {
        if (!extras)
            extras = std::make_unique<ClientExtras>();
        return *extras;
    }
};

} // namespace plausch::server
