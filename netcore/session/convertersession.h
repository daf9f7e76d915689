// Layer: session. Pure: bytes in, bytes and wishes out; no socket, no timer. Thread: the caller's.
// Owner: one client of a converter service.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>
#include <vector>

namespace plausch::session {

enum class ConverterDialect {
    Slide, // exactly what the lecture's code does: the header is thrown away, always upper case, nothing framed
    Repaired, // U:, L: and C: honoured, messages framed, bad input gets an error line
};
enum class ConverterFraming {
    Line,
    Length, // 4-byte big-endian length, repaired dialect only
};

inline constexpr qsizetype ConverterMaxMessage = 64 * 1024; // bytes of one framed request
inline constexpr qsizetype ConverterMaxGrowth = 3; // U+0390: 2 bytes become 6 under upper()

/// What was special about a request.
enum class ConverterNote { None, BadUtf8, UnknownCommand, TooLong, ReplyTooLong, Goodbye, RestLost };

struct ConverterExchange
{
    QByteArray request; // as the service read it
    std::optional<QByteArray> reply; // absent: none was sent; an empty one can be a datagram
    ConverterNote note = ConverterNote::None;
};

/// What one pile of bytes led to.
struct ConverterStep
{
    enum class Then {
        GoOn,
        Close,
        Reset, // bytes that came were never read: a socket closed like that sends RST
    };
    QByteArray out;
    std::vector<ConverterExchange> exchanges;
    Then then = Then::GoOn;
};

/// The service's side of one TCP conversation.
class ConverterSession
{
public:
    virtual ~ConverterSession() = default;
    /// Sent first; empty: this service does not greet.
    virtual QByteArray greeting() const = 0;
    /// After Close or Reset nothing more may be fed. What is unfinished at the end of the stream is dropped.
    virtual ConverterStep onBytes(QByteArrayView bytes) = 0;
};

std::unique_ptr<ConverterSession> makeConverterSession(ConverterDialect dialect, ConverterFraming framing);
/// One recv(1024), upper case of ASCII, close.
std::unique_ptr<ConverterSession> makeTextbookSession();

/// The 67 bytes of the lecture, without an end of line.
QByteArray converterGreeting();

/// The repaired dialect's answer to one message without its frame.
struct RepairedAnswer
{
    std::optional<QByteArray> reply; // absent after C:
    ConverterNote note = ConverterNote::None;
};
RepairedAnswer answerRepaired(QByteArrayView message);
QByteArray errorReply(ConverterNote note);

} // namespace plausch::session
