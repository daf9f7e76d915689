// Layer: wire. Caller's thread. Owner: Connection.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace plausch::wire {

enum class FrameStatus { Ok, Stopped, TooLong };

/// Bytes in any cut -> lines without LF and without one CR before it. Empty lines are skipped unless keepEmpty.
/// The ceiling (bytes of one line without LF) is checked before anything is stored; the only copy made
/// is of a line that came in several pieces. The sink must not feed the framer again.
class LineFramer
{
public:
    explicit LineFramer(qsizetype maxLine, bool keepEmpty = false) : m_maxLine(maxLine), m_keepEmpty(keepEmpty) { }

    /// Calls bool sink(QByteArrayView line) per line; false stops and the rest of `bytes` is not looked at.
    /// `consumed`, if given, says how many of `bytes` were taken.
    template <class Sink> FrameStatus feed(QByteArrayView bytes, Sink &&sink, qsizetype *consumed = nullptr)
    {
        qsizetype taken = 0;
        FrameStatus status = FrameStatus::Ok;
        while (taken < bytes.size()) {
            const QByteArrayView rest = bytes.sliced(taken);
            const qsizetype newline = rest.indexOf('\n');
            const qsizetype part = newline < 0 ? rest.size() : newline;
            if (m_tail.size() + part > m_maxLine) {
                status = FrameStatus::TooLong;
                break;
            }
            if (newline < 0) {
                m_tail.append(rest.data(), part);
                taken += part;
                break;
            }
            taken += newline + 1;
            QByteArrayView line = rest.first(part);
            if (!m_tail.isEmpty()) {
                m_tail.append(line.data(), line.size());
                line = m_tail;
            }
            if (line.endsWith('\r'))
                line.chop(1);
            const bool more = (line.isEmpty() && !m_keepEmpty) || sink(line);
            m_tail.resize(0);
            if (!more) {
                status = FrameStatus::Stopped;
                break;
            }
        }
        if (consumed)
            *consumed = taken;
        return status;
    }

    /// Bytes of a line that has no end yet.
    qsizetype pending() const { return m_tail.size(); }
    void clear() { m_tail.clear(); }

private:
    QByteArray m_tail;
    qsizetype m_maxLine;
    bool m_keepEmpty;
};

} // namespace plausch::wire
