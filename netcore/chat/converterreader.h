// Layer: chat. Pure. Thread: the client's loop. Owner: StreamClient, one per connection.
#pragma once

#include "chat/converterclient.h"
#include "wire/lengthframer.h"
#include "wire/lineframer.h"

#include <QStringDecoder>

namespace plausch::chat {

/// What a converter's stream says: a greeting, then answers. Without framing an answer is whatever has arrived.
class ConverterReader
{
public:
    explicit ConverterReader(const ConverterTarget &target);

    bool hasGreeting() const { return m_greeted; }
    /// A service that does not greet: everything from now on is an answer.
    void waiveGreeting() { m_greeted = true; }
    /// False: over the ceiling, nothing more may be fed.
    bool feed(QByteArrayView bytes, const std::function<void(const QString &greeting)> &onGreeting,
              const std::function<void(const QString &answer)> &onAnswer);

private:
    static constexpr qsizetype MaxLine = session::ConverterMaxMessage * session::ConverterMaxGrowth;

    QString takeSlideGreeting(QByteArrayView &bytes);
    QString decode(QByteArrayView bytes) { return m_decoder.decode(bytes); }

    bool m_framed;
    bool m_lengths;
    bool m_greeted = false;
    QByteArray m_greeting; // the slide's, as far as it has come
    wire::LineFramer m_lines{MaxLine, true};
    wire::LengthFramer m_bodies{session::ConverterMaxMessage};
    QStringDecoder m_decoder{QStringDecoder::Utf8}; // remembers half a character between two reads
};

} // namespace plausch::chat
