#include "io/writequeue_p.h"

#include <algorithm>
#include <cstring>

namespace plausch::io {
namespace {

constexpr std::size_t MinGap = 64; // sent pieces worth moving the others for
constexpr qsizetype LongPiece = 8 * 1024;
constexpr qsizetype ShortPiece = 1024;

} // namespace

/// A first short piece stays shared: most often it is the only one of a turn.
bool WriteQueue::joinsLast(const QByteArray &bytes) const
{
    if (isEmpty() || bytes.size() > ShortPiece)
        return false;
    const qsizetype size = m_pieces.back().size();
    return size + bytes.size() <= LongPiece && (m_lastIsOwn || size <= ShortPiece);
}

void WriteQueue::push(const QByteArray &bytes)
{
    if (joinsLast(bytes)) {
        QByteArray &last = m_pieces.back();
        if (!m_lastIsOwn)
            last.reserve(4 * ShortPiece);
        last.append(bytes);
        m_lastIsOwn = true;
        m_bytes += bytes.size();
        return;
    }
    m_lastIsOwn = false;
    if (m_head >= MinGap && m_head >= m_pieces.size() / 2) {
        m_pieces.erase(m_pieces.begin(), m_pieces.begin() + static_cast<std::ptrdiff_t>(m_head));
        m_head = 0;
    }
    m_pieces.push_back(bytes);
    m_bytes += bytes.size();
}

QByteArrayView WriteQueue::next(std::vector<char> &room) const
{
    QByteArrayView piece = QByteArrayView(m_pieces[m_head]).sliced(m_offset);
    if (piece.size() >= LongPiece || m_head + 1 == m_pieces.size())
        return piece;
    std::size_t used = 0;
    for (std::size_t i = m_head;;) {
        const std::size_t size = std::min(room.size() - used, static_cast<std::size_t>(piece.size()));
        std::memcpy(room.data() + used, piece.data(), size);
        used += size;
        if (used == room.size() || ++i == m_pieces.size() || m_pieces[i].size() >= LongPiece)
            return QByteArrayView(room.data(), static_cast<qsizetype>(used));
        piece = m_pieces[i];
    }
}

void WriteQueue::forget(qint64 sent)
{
    if (sent == m_bytes)
        return clear();
    m_bytes -= sent;
    m_offset += sent;
    while (m_offset >= m_pieces[m_head].size()) {
        m_offset -= m_pieces[m_head].size();
        m_pieces[m_head++] = QByteArray();
    }
}

void WriteQueue::clear()
{
    m_pieces.clear();
    m_head = 0;
    m_offset = 0;
    m_bytes = 0;
    m_lastIsOwn = false;
}

} // namespace plausch::io
