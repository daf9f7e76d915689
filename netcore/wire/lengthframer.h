// Layer: wire. Caller's thread. Owner: a session with length framing.
#pragma once

#include "wire/lineframer.h"

#include <QtEndian>

namespace plausch::wire {

/// Bytes in any cut -> bodies behind a 4-byte big-endian length. The length is judged as soon as its four bytes are
/// here, so a declared 2 GB body costs four bytes of memory. An empty body is a message. No memory is held between
/// messages; TooLong is the answer from then on. The sink must not feed the framer again.
class LengthFramer
{
public:
    explicit LengthFramer(qsizetype maxBody) : m_maxBody(maxBody) { }

    template <class Sink> FrameStatus feed(QByteArrayView bytes, Sink &&sink)
    {
        while (true) {
            if (m_buffer.size() < HeaderBytes) {
                const qsizetype part = qMin(HeaderBytes - m_buffer.size(), bytes.size());
                m_buffer.append(bytes.data(), part);
                bytes = bytes.sliced(part);
                if (m_buffer.size() < HeaderBytes)
                    return FrameStatus::Ok;
            }
            const qsizetype body = qsizetype(qFromBigEndian<quint32>(m_buffer.constData()));
            if (body > m_maxBody)
                return FrameStatus::TooLong;
            const qsizetype part = qMin(HeaderBytes + body - m_buffer.size(), bytes.size());
            m_buffer.append(bytes.data(), part);
            bytes = bytes.sliced(part);
            if (m_buffer.size() < HeaderBytes + body)
                return FrameStatus::Ok;
            const bool more = sink(QByteArrayView(m_buffer).sliced(HeaderBytes));
            m_buffer.clear();
            if (!more)
                return FrameStatus::Stopped;
        }
    }

    qsizetype pending() const { return m_buffer.size(); }
    /// The frame of a body; the body must fit 32 bits.
    static QByteArray frame(QByteArrayView body)
    {
        QByteArray out(HeaderBytes, Qt::Uninitialized);
        qToBigEndian(quint32(body.size()), out.data());
        return out.append(body.data(), body.size());
    }

private:
    static constexpr qsizetype HeaderBytes = 4;
    QByteArray m_buffer;
    qsizetype m_maxBody;
};

} // namespace plausch::wire
