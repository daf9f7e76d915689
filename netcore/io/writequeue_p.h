// Layer: io, private to it. Thread: the port's loop. Owner: an EpollLink that has something to send, else the port.
#pragma once

#include <QByteArray>

#include <vector>

namespace plausch::io {

/// Pieces in their order, shared with whoever else sends the same bytes; of short ones that pile up one piece is made,
/// so that each gives its memory back at once. The ceiling is the link's high mark.
class WriteQueue
{
public:
    bool isEmpty() const { return m_head == m_pieces.size(); }
    qint64 bytes() const { return m_bytes; }
    std::size_t capacity() const { return m_pieces.capacity(); }
    void push(const QByteArray &bytes);
    /// What to send next: a long piece as it lies, shorter ones side by side in `room`. Copying them is quicker than to
    /// let the kernel gather them: sixteen lines of 128 bytes, a sixth of all time.
    QByteArrayView next(std::vector<char> &room) const;
    void forget(qint64 sent);
    void clear();
    template <class Call> void forEach(Call call) const
    {
        for (std::size_t i = m_head; i < m_pieces.size(); ++i)
            call(m_pieces[i]);
    }

private:
    bool joinsLast(const QByteArray &bytes) const;

    std::vector<QByteArray> m_pieces;
    std::size_t m_head = 0; // what lies before it is sent and empty
    qsizetype m_offset = 0; // sent of the first
    qint64 m_bytes = 0;
    bool m_lastIsOwn = false; // made of short ones, and nobody else's
};

} // namespace plausch::io
