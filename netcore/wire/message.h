// Layer: wire. Pure values, any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <array>
#include <optional>

namespace plausch::wire {

// Sizes in bytes, from https://modern.ircdocs.horse/#messages and https://ircv3.net/specs/extensions/message-tags
inline constexpr qsizetype MaxTagBytes = 8191; // '@', tags and the space after them, as a server may send them
inline constexpr qsizetype MaxClientTagBytes = 4096; // what a client may send: 4094 bytes of tag data, '@' and ' '
inline constexpr qsizetype MaxBodyBytes = 512; // the rest of the line with CR LF
inline constexpr qsizetype MaxLongBodyBytes = 8192; // where a server says LINELEN, which no specification bounds
inline constexpr qsizetype MaxLineBytes = MaxTagBytes + MaxLongBodyBytes; // what a framer has to hold
inline constexpr int MaxParams = 15;

enum class ParseError { None, Empty, ForbiddenByte, NoCommand, BadCommand, TooManyParams };

/// One line as views into the caller's bytes: no allocation, valid only as long as those bytes.
/// Tag values are kept escaped; tag() unescapes the one that is asked for.
class MessageView
{
public:
    QByteArrayView rawTags; // without '@', may be empty
    QByteArrayView source; // without ':', may be empty
    QByteArrayView command; // as sent; compare with isCommand()
    std::array<QByteArrayView, MaxParams> params{};
    int paramCount = 0;

    /// Empty for an index that is not there, -1 included: param(paramCount - 1) is a common way to ask for the last.
    QByteArrayView param(int index) const
    {
        return index >= 0 && index < paramCount ? params[size_t(index)] : QByteArrayView();
    }
    /// ASCII case is ignored, as commands are.
    bool isCommand(QByteArrayView name) const;
    /// Absent: nullopt. Present without a value: empty. The last one wins when a key is repeated (message-tags).
    std::optional<QByteArray> tag(QByteArrayView key) const;
};

/// Parses one line without its CR LF. On an error `out` holds nothing to be used.
ParseError parse(QByteArrayView line, MessageView &out);

struct Tag
{
    QByteArray key;
    QByteArray value; // unescaped
    bool operator==(const Tag &) const = default;
};

/// One IRCv3 line that owns its bytes: for building and for keeping.
struct Message
{
    QList<Tag> tags;
    QByteArray source;
    QByteArray command;
    QList<QByteArray> params;

    static std::optional<Message> fromLine(QByteArrayView line);
    /// Of a repeated tag the last one is kept, tags without a key are dropped.
    static Message fromView(const MessageView &view);
    const QByteArray *tag(QByteArrayView key) const;
    bool operator==(const Message &) const = default;
};

/// A message can be written if no part would change the shape of the line: no NUL anywhere, no CR or LF outside tag
/// values, a command of letters or three digits, no blank in the source, no empty parameter and no blank or leading ':'
/// in any but the last, at most 15 of them; tag keys are not empty and without blank, ';' and '='.
bool isEncodable(const Message &message);
/// The line with CR LF; empty if it is not encodable. The last parameter gets its ':' only when it needs one.
QByteArray encode(const Message &message);

/// The client-only tags among those of a line, escaped as they came: the last of each key, in their order
/// (https://ircv3.net/specs/extensions/message-tags#client-only-tags). A server relays no others.
QByteArray clientOnlyTags(QByteArrayView rawTags);

QByteArray escapeTagValue(QByteArrayView value);
QByteArray unescapeTagValue(QByteArrayView value);

} // namespace plausch::wire
