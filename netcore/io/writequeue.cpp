#include "io/writequeue_p.h"

#include <algorithm>
#include <sys/uio.h>

namespace plausch::io {
namespace {

constexpr std::size_t MinGap = 64; // sent pieces worth moving the others for

}

void WriteQueue::push(const QByteArray &bytes)
{
    if (m_head >= MinGap && m_head >= m_pieces.size() / 2) {
        m_pieces.erase(m_pieces.begin(), m_pieces.begin() + static_cast<std::ptrdiff_t>(m_head));
        m_head = 0;
    }
    m_pieces.push_back(bytes);
    m_bytes += bytes.size();
}

qint64 WriteQueue::fill(iovec *pieces, std::size_t most, std::size_t &count) const
{
    qint64 bytes = 0;
    qsizetype skip = m_offset;
    count = std::min(most, m_pieces.size() - m_head);
    for (std::size_t i = 0; i < count; ++i) {
        const QByteArray &piece = m_pieces[m_head + i];
        pieces[i] = {const_cast<char *>(piece.constData()) + skip, static_cast<std::size_t>(piece.size() - skip)};
        bytes += piece.size() - skip;
        skip = 0;
    }
    return bytes;
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
}

} // namespace plausch::io
