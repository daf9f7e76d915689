// The grammar: https://modern.ircdocs.horse/#message-format and https://ircv3.net/specs/extensions/message-tags#format
#include "wire/message.h"

#include "wire/casemap.h"

#include <QSet>

#include <algorithm>
#include <cstring>
#include <vector>

namespace plausch::wire {
namespace {

bool contains(QByteArrayView bytes, char c)
{
    return !bytes.isEmpty() && std::memchr(bytes.data(), c, size_t(bytes.size()));
}

/// Eight bytes at a time, for every byte that comes is looked at.
/// (https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord)
bool hasControl(QByteArrayView bytes)
{
    constexpr quint64 Ones = 0x0101'0101'0101'0101;
    constexpr quint64 Limit = '\r' + 1;
    quint64 found = 0;
    for (; bytes.size() >= qsizetype(sizeof found); bytes = bytes.sliced(sizeof found)) {
        quint64 word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        found |= (word - Ones * Limit) & ~word & Ones * 0x80;
    }
    return found || std::any_of(bytes.begin(), bytes.end(), [](char byte) { return uchar(byte) < Limit; });
}

bool hasLineBreakOrNul(QByteArrayView bytes)
{
    if (!hasControl(bytes))
        return false;
    return contains(bytes, '\0') || contains(bytes, '\r') || contains(bytes, '\n');
}

constexpr bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// One or more letters, or exactly three digits (#message-format, "command").
bool isCommandWord(QByteArrayView word)
{
    if (word.size() == 3 && std::all_of(word.begin(), word.end(), isDigit))
        return true;
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), isLetter);
}

/// Reads a line from the left, word by word; one or more blanks part two words.
class Cursor
{
public:
    explicit Cursor(QByteArrayView line) : m_at(line.data()), m_end(line.data() + line.size()) { }

    bool atEnd() const { return m_at == m_end; }
    bool take(char c)
    {
        if (atEnd() || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    void skipBlanks()
    {
        while (m_at != m_end && *m_at == ' ')
            ++m_at;
    }
    QByteArrayView word()
    {
        const void *blank = atEnd() ? nullptr : std::memchr(m_at, ' ', size_t(m_end - m_at));
        return upTo(blank ? static_cast<const char *>(blank) : m_end);
    }
    QByteArrayView rest() { return upTo(m_end); }

private:
    QByteArrayView upTo(const char *end)
    {
        const QByteArrayView bytes(m_at, end);
        m_at = end;
        return bytes;
    }

    const char *m_at;
    const char *m_end;
};

struct RawTag
{
    QByteArrayView key;
    QByteArrayView value; // escaped
};

RawTag splitTag(QByteArrayView text)
{
    const qsizetype equals = text.indexOf('=');
    return equals < 0 ? RawTag{text, {}} : RawTag{text.first(equals), text.sliced(equals + 1)};
}

/// From the last tag to the first, because the last of a repeated key is the one that counts (message-tags, "Format").
/// Ends when `visit` returns false. A tag without a key is nothing to look up and is passed over.
template <class Visit> void visitTagsFromEnd(QByteArrayView rawTags, Visit &&visit)
{
    qsizetype end = rawTags.size();
    while (end > 0) {
        const qsizetype begin = rawTags.first(end).lastIndexOf(';') + 1;
        const RawTag tag = splitTag(rawTags.sliced(begin, end - begin));
        if (!tag.key.isEmpty() && !visit(tag))
            return;
        end = begin - 1;
    }
}

/// What was seen, without a hash table for the few keys of an ordinary line.
class SeenKeys
{
public:
    bool insert(QByteArrayView key)
    {
        if (m_few < FewMax) {
            const auto end = m_first.begin() + m_few;
            if (std::find(m_first.begin(), end, key) != end)
                return false;
            *end = key;
            ++m_few;
            return true;
        }
        if (m_many.isEmpty())
            m_many = QSet<QByteArrayView>(m_first.begin(), m_first.end());
        const qsizetype before = m_many.size();
        m_many.insert(key);
        return m_many.size() > before;
    }

private:
    static constexpr int FewMax = 8;
    std::array<QByteArrayView, FewMax> m_first;
    int m_few = 0;
    QSet<QByteArrayView> m_many;
};

/// The letter that stands for `c` behind a backslash, 0 if `c` stands for itself (message-tags, "Escaping values").
constexpr char escapeLetter(char c)
{
    switch (c) {
    case ';':
        return ':';
    case ' ':
        return 's';
    case '\\':
        return '\\';
    case '\r':
        return 'r';
    case '\n':
        return 'n';
    default:
        return 0;
    }
}

/// An unknown escape is the letter itself: the backslash goes.
constexpr char unescapeLetter(char letter)
{
    switch (letter) {
    case ':':
        return ';';
    case 's':
        return ' ';
    case 'r':
        return '\r';
    case 'n':
        return '\n';
    default:
        return letter;
    }
}

qsizetype escapedSize(QByteArrayView value)
{
    return value.size() + std::count_if(value.begin(), value.end(), escapeLetter);
}

char *put(char *to, char c)
{
    *to = c;
    return to + 1;
}

char *put(char *to, QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        std::memcpy(to, bytes.data(), size_t(bytes.size()));
    return to + bytes.size();
}

char *putEscaped(char *to, QByteArrayView value)
{
    for (const char c : value) {
        if (const char letter = escapeLetter(c)) {
            to = put(to, '\\');
            to = put(to, letter);
        } else {
            to = put(to, c);
        }
    }
    return to;
}

/// NUL is the one byte a tag value cannot hold: there is no escape for it.
bool isEncodableTag(const Tag &tag)
{
    const QByteArrayView key = tag.key;
    return !key.isEmpty() && !hasLineBreakOrNul(key) && !contains(key, ' ') && !contains(key, ';')
        && !contains(key, '=') && !contains(tag.value, '\0');
}

bool isMiddle(QByteArrayView param)
{
    return !param.isEmpty() && param.front() != ':' && !contains(param, ' ');
}

bool areEncodableParams(const QList<QByteArray> &params)
{
    for (qsizetype i = 0; i < params.size(); ++i) {
        const bool last = i + 1 == params.size();
        if (hasLineBreakOrNul(params[i]) || (!last && !isMiddle(params[i])))
            return false;
    }
    return params.size() <= MaxParams;
}

qsizetype encodedSize(const Message &message, bool colon)
{
    qsizetype size = message.command.size() + (colon ? 1 : 0) + 2;
    for (const Tag &tag : message.tags)
        size += 1 + tag.key.size() + (tag.value.isEmpty() ? 0 : 1 + escapedSize(tag.value)); // with '@' or ';'
    if (!message.tags.isEmpty())
        size += 1;
    if (!message.source.isEmpty())
        size += 1 + message.source.size() + 1;
    for (const QByteArray &param : message.params)
        size += 1 + param.size();
    return size;
}

char *putTags(char *to, const QList<Tag> &tags)
{
    char before = '@';
    for (const Tag &tag : tags) {
        to = put(put(to, before), tag.key);
        if (!tag.value.isEmpty())
            to = putEscaped(put(to, '='), tag.value);
        before = ';';
    }
    return tags.isEmpty() ? to : put(to, ' ');
}

} // namespace

bool MessageView::isCommand(QByteArrayView name) const
{
    return sameName(command, name);
}

std::optional<QByteArray> MessageView::tag(QByteArrayView key) const
{
    std::optional<QByteArray> value;
    visitTagsFromEnd(rawTags, [&](const RawTag &tag) {
        if (tag.key == key)
            value = unescapeTagValue(tag.value);
        return !value;
    });
    return value;
}

ParseError parse(QByteArrayView line, MessageView &out)
{
    out.rawTags = {};
    out.source = {};
    out.paramCount = 0;
    if (line.isEmpty())
        return ParseError::Empty;
    if (hasLineBreakOrNul(line))
        return ParseError::ForbiddenByte;

    Cursor cursor(line);
    if (cursor.take('@')) {
        out.rawTags = cursor.word();
        cursor.skipBlanks();
    }
    if (cursor.take(':')) {
        out.source = cursor.word();
        cursor.skipBlanks();
    }
    out.command = cursor.word();
    if (out.command.isEmpty())
        return ParseError::NoCommand;
    if (!isCommandWord(out.command))
        return ParseError::BadCommand;

    for (cursor.skipBlanks(); !cursor.atEnd(); cursor.skipBlanks()) {
        if (out.paramCount == MaxParams)
            return ParseError::TooManyParams;
        out.params[size_t(out.paramCount++)] = cursor.take(':') ? cursor.rest() : cursor.word();
    }
    return ParseError::None;
}

std::optional<Message> Message::fromLine(QByteArrayView line)
{
    MessageView view;
    if (parse(line, view) != ParseError::None)
        return std::nullopt;
    return fromView(view);
}

Message Message::fromView(const MessageView &view)
{
    Message message;
    SeenKeys seen;
    visitTagsFromEnd(view.rawTags, [&](const RawTag &tag) {
        if (seen.insert(tag.key))
            message.tags.append({tag.key.toByteArray(), unescapeTagValue(tag.value)});
        return true;
    });
    std::reverse(message.tags.begin(), message.tags.end());
    message.source = view.source.toByteArray();
    message.command = view.command.toByteArray();
    message.params.reserve(view.paramCount);
    for (int i = 0; i < view.paramCount; ++i)
        message.params.append(view.params[size_t(i)].toByteArray());
    return message;
}

const QByteArray *Message::tag(QByteArrayView key) const
{
    const auto it = std::find_if(tags.crbegin(), tags.crend(), [&](const Tag &tag) { return tag.key == key; });
    return it == tags.crend() ? nullptr : &it->value;
}

bool isEncodable(const Message &message)
{
    return isCommandWord(message.command) && !hasLineBreakOrNul(message.source) && !contains(message.source, ' ')
        && std::all_of(message.tags.begin(), message.tags.end(), isEncodableTag) && areEncodableParams(message.params);
}

QByteArray encode(const Message &message)
{
    if (!isEncodable(message))
        return {};
    const bool colon = !message.params.isEmpty() && !isMiddle(message.params.last());
    QByteArray line(encodedSize(message, colon), Qt::Uninitialized);
    char *to = putTags(line.data(), message.tags);
    if (!message.source.isEmpty())
        to = put(put(put(to, ':'), message.source), ' ');
    to = put(to, message.command);
    for (qsizetype i = 0; i < message.params.size(); ++i) {
        to = put(to, ' ');
        if (colon && i + 1 == message.params.size())
            to = put(to, ':');
        to = put(to, message.params[i]);
    }
    to = put(to, "\r\n");
    Q_ASSERT(to == line.constData() + line.size());
    return line;
}

QByteArray clientOnlyTags(QByteArrayView rawTags)
{
    std::vector<RawTag> kept;
    SeenKeys seen;
    visitTagsFromEnd(rawTags, [&](const RawTag &tag) {
        if (tag.key.size() > 1 && tag.key.front() == '+' && seen.insert(tag.key))
            kept.push_back(tag);
        return true;
    });
    QByteArray tags;
    for (auto tag = kept.crbegin(); tag != kept.crend(); ++tag) {
        tags.append(tags.isEmpty() ? "" : ";").append(tag->key);
        tags.append(tag->value.isEmpty() ? "" : "=").append(tag->value);
    }
    return tags;
}

QByteArray escapeTagValue(QByteArrayView value)
{
    QByteArray out(escapedSize(value), Qt::Uninitialized);
    putEscaped(out.data(), value);
    return out;
}

QByteArray unescapeTagValue(QByteArrayView value)
{
    if (!contains(value, '\\'))
        return value.toByteArray();
    QByteArray out;
    out.reserve(value.size());
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] != '\\')
            out.append(value[i]);
        else if (++i < value.size()) // a lone backslash at the end is nothing
            out.append(unescapeLetter(value[i]));
    }
    return out;
}

} // namespace plausch::wire
