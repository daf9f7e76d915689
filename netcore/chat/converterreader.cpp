#include "chat/converterreader.h"

namespace plausch::chat {

ConverterReader::ConverterReader(const ConverterTarget &target)
    : m_framed(target.dialect == session::ConverterDialect::Repaired)
    , m_lengths(target.framing == session::ConverterFraming::Length)
{
}

bool ConverterReader::feed(QByteArrayView bytes, const std::function<void(const QString &)> &onGreeting,
                           const std::function<void(const QString &)> &onAnswer)
{
    if (!m_framed) {
        if (!m_greeted) {
            const QString greeting = takeSlideGreeting(bytes);
            if (m_greeted)
                onGreeting(greeting);
        }
        if (const QString text = decode(bytes); !text.isEmpty())
            onAnswer(text);
        return true;
    }
    const auto message = [&](QByteArrayView body) {
        if (std::exchange(m_greeted, true))
            onAnswer(QString::fromUtf8(body));
        else
            onGreeting(QString::fromUtf8(body));
        return true;
    };
    const auto status = m_lengths ? m_bodies.feed(bytes, message) : m_lines.feed(bytes, message);
    return status != wire::FrameStatus::TooLong;
}

/// The lecture's greeting has no end: its 67 bytes are waited for; anything else that comes first is one greeting.
QString ConverterReader::takeSlideGreeting(QByteArrayView &bytes)
{
    const QByteArray known = session::converterGreeting();
    const qsizetype part = qMin(known.size() - m_greeting.size(), bytes.size());
    m_greeting.append(bytes.first(part));
    bytes = bytes.sliced(part);
    if (!known.startsWith(m_greeting)) {
        m_greeting.append(bytes);
        bytes = {};
    } else if (m_greeting.size() < known.size()) {
        return {};
    }
    m_greeted = true;
    return QString::fromUtf8(m_greeting);
}

} // namespace plausch::chat
