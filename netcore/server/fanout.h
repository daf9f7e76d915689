// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include "server/relay.h"

#include <QByteArray>

#include <array>
#include <vector>

namespace plausch::server {

struct Channel;
struct Client;

/// Lines for one channel that came in one turn and have not gone to its members yet. Members who hear all of them get
/// them as one piece of bytes that all of them share, so what a delivery costs is divided by the lines of a turn; who
/// said some of them gets the others one by one.
///
/// One channel at a time: what anybody is told otherwise comes after, so World flushes before every other line, before
/// anybody comes or goes, and at the end of a turn.
class Fanout
{
public:
    /// In small rooms there is nothing to be saved; lines that not all members get are not taken.
    static bool isWorthIt(const Channel &channel, const Relay &line);

    void add(Channel &channel, const Relay &line, Client *except);
    void flush();
    /// How many clients something waits for.
    qsizetype waiting() const;

private:
    struct Piece
    {
        Relay line;
        Client *except;
    };
    using Variants = std::array<QByteArray, Relay::Variants>;

    void deliver(Client &client, Variants &whole);
    const QByteArray &joined(session::Caps caps, Variants &whole);

    Channel *m_channel = nullptr;
    std::vector<Piece> m_pieces;
    qsizetype m_bytes = 0;
    quint32 m_mark = 0; // of clients that are excepted from a piece
};

} // namespace plausch::server
