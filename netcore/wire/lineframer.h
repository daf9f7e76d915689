// Layer: wire. Caller's thread. Owner: Connection.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>

namespace plausch::wire {

enum class FrameStatus { Ok, Stopped, TooLong };

/// Bytes in any cut -> lines without LF and without one CR before it. Empty lines are skipped unless keepEmpty.
/// The ceiling (bytes of one line without LF) is checked before anything is stored; the only copy made
/// is of a line that came in several pieces, and no memory is held between lines. A line over the ceiling is never
/// given in part: TooLong is the answer from then on, until clear(). The sink must not feed the framer again.
class LineFramer
{
public:
    explicit LineFramer(qsizetype maxLine, bool keepEmpty = false) : m_maxLine(maxLine), m_keepEmpty(keepEmpty) { }

    /// Calls bool sink(QByteArrayView line) per line; false stops and the rest of `bytes` is not looked at.
    /// `consumed`, if given, says how many of `bytes` were taken.
    template <class Sink> FrameStatus feed(QByteArrayView bytes, Sink &&sink, qsizetype *consumed = nullptr)
    {
        qsizetype taken = 0;
        FrameStatus status = m_broken ? FrameStatus::TooLong : FrameStatus::Ok;
        while (status == FrameStatus::Ok && taken < bytes.size())
            status = step(bytes, taken, sink);
        if (consumed)
            *consumed = taken;
        return status;
    }

    /// Bytes of a line that has no end yet.
    qsizetype pending() const { return m_tail.size(); }
    void clear()
    {
        m_tail.clear();
        m_broken = false;
    }

private:
    /// Up to the end of one line or of the bytes.
    template <class Sink> FrameStatus step(QByteArrayView bytes, qsizetype &taken, Sink &sink)
    {
        QByteArrayView line = bytes.sliced(taken);
        const void *newline = std::memchr(line.data(), '\n', size_t(line.size()));
        if (newline)
            line = QByteArrayView(line.data(), static_cast<const char *>(newline));
        if (m_tail.size() + line.size() > m_maxLine) {
            m_broken = true;
            return FrameStatus::TooLong;
        }
        taken += line.size() + (newline ? 1 : 0);
        if (!newline || !m_tail.isEmpty()) {
            m_tail.append(line);
            line = m_tail;
        }
        return !newline || deliver(line, sink) ? FrameStatus::Ok : FrameStatus::Stopped;
    }

    template <class Sink> bool deliver(QByteArrayView line, Sink &sink)
    {
        if (line.endsWith('\r'))
            line.chop(1);
        const bool more = (line.isEmpty() && !m_keepEmpty) || sink(line);
        m_tail.clear();
        return more;
    }

    QByteArray m_tail;
    qsizetype m_maxLine;
    bool m_keepEmpty;
    bool m_broken = false;
};

} // namespace plausch::wire
