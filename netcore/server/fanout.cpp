#include "server/fanout.h"

#include "server/channel.h"
#include "server/client.h"
#include "server/user.h"

#include <utility>

namespace plausch::server {
namespace {

using session::Cap;

constexpr std::size_t FewMembers = 8;
constexpr std::size_t MaxPieces = 512;
constexpr qsizetype MaxBytes = 64 * 1024; // of bodies, so that one piece stays far below a client's send queue

} // namespace

bool Fanout::isWorthIt(const Channel &channel, const Relay &line)
{
    return channel.members.size() > FewMembers && !line.needs && !line.lacks;
}

void Fanout::add(Channel &channel, const Relay &line, Client *except)
{
    if (m_channel != &channel || m_pieces.size() >= MaxPieces || m_bytes >= MaxBytes)
        flush();
    m_channel = &channel;
    m_bytes += line.body().size();
    m_pieces.push_back({line, except});
}

qsizetype Fanout::waiting() const
{
    return m_channel ? qsizetype(m_channel->members.size()) : 0;
}

void Fanout::flush()
{
    if (!m_channel)
        return;
    const Channel &channel = *std::exchange(m_channel, nullptr);
    m_bytes = 0;
    Variants whole;
    ++m_mark;
    for (const Piece &piece : m_pieces) {
        if (piece.except)
            piece.except->fanMark = m_mark;
    }
    for (const Member &member : channel.members) {
        for (Client *client : member.user->clients)
            deliver(*client, whole);
    }
    m_pieces.clear();
}

void Fanout::deliver(Client &client, Variants &whole)
{
    if (client.fanMark != m_mark) {
        client.outlet->write(joined(client.caps, whole));
        return;
    }
    for (Piece &piece : m_pieces) {
        if (piece.except != &client)
            client.outlet->write(piece.line.lineFor(client.caps));
    }
}

const QByteArray &Fanout::joined(session::Caps caps, Variants &whole)
{
    if (m_pieces.size() == 1)
        return m_pieces.front().line.lineFor(caps);
    QByteArray &bytes = whole[Relay::variantOf(caps)];
    if (bytes.isNull()) {
        for (Piece &piece : m_pieces)
            bytes += piece.line.lineFor(caps);
    }
    return bytes;
}

} // namespace plausch::server
