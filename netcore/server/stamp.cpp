#include "server/stamp.h"

#include "session/vocabulary.h"

#include <algorithm>

namespace plausch::server {
namespace {

constexpr int MsecsPlace = 20; // of 2026-02-28T19:30:01.123Z
constexpr int IdLetters = 13; // 5 bits each
constexpr int CounterBits = 16; // messages in one millisecond before ids run ahead of the clock

} // namespace

const QByteArray &TimeText::of(qint64 utcMsecs)
{
    if (utcMsecs == m_msecs)
        return m_text;
    m_msecs = utcMsecs;
    if (const qint64 second = utcMsecs / 1000; second != m_second) {
        m_second = second;
        m_text = session::formatTime(utcMsecs);
        return m_text;
    }
    char *digits = m_text.data() + MsecsPlace; // detaches: lines on their way keep theirs
    const qint64 msecs = utcMsecs % 1000;
    digits[0] = char('0' + msecs / 100);
    digits[1] = char('0' + msecs / 10 % 10);
    digits[2] = char('0' + msecs % 10);
    return m_text;
}

QByteArray MessageIds::next(qint64 utcMsecs)
{
    m_last = std::max(m_last + 1, quint64(utcMsecs) << CounterBits);
    constexpr char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz"; // sorts as the numbers do
    QByteArray id(IdLetters, Qt::Uninitialized);
    quint64 rest = m_last;
    for (int i = IdLetters - 1; i >= 0; --i, rest >>= 5)
        id[i] = alphabet[rest & 31];
    return id;
}

} // namespace plausch::server
