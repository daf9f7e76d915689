#include "session/networkparts.h"

#include "wire/textcase.h"

#include <algorithm>

namespace plausch::session {
namespace {

void readTags(Utterance &said, const QList<wire::Tag> &tags)
{
    if (const QByteArray *id = tagIn(tags, "msgid"); id && id->size() <= MaxMsgidBytes)
        said.msgid = *id;
    if (const QByteArray *id = tagIn(tags, IdTag); id && isValidId(*id))
        said.senderId = *id;
    if (const QByteArray *time = tagIn(tags, TimeTag))
        said.sentAt = parseTime(*time);
    if (const QByteArray *account = tagIn(tags, "account"))
        said.account = *account;
    if (const QByteArray *time = tagIn(tags, "time"))
        said.time = parseTime(*time);
    said.replyTo = replyOf(tags);
    said.others = otherTags(tags);
}

/// Up to two digits of a colour, and after a comma those of the background
/// (https://modern.ircdocs.horse/formatting#color). `digits` and the test for one differ for hexadecimal colours.
qsizetype skipColour(QStringView text, qsizetype at, int digits, bool (*isDigit)(QChar))
{
    const auto skip = [&](qsizetype from) {
        qsizetype end = from;
        while (end < text.size() && end - from < digits && isDigit(text[end]))
            ++end;
        return end;
    };
    const qsizetype end = skip(at);
    if (end == at || end + 1 >= text.size() || text[end] != u',' || !isDigit(text[end + 1]))
        return end;
    return skip(end + 1);
}

bool isDecimal(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexadecimal(QChar c)
{
    return isDecimal(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/// https://modern.ircdocs.horse/formatting#characters
QString withoutFormatting(const QString &text)
{
    constexpr QStringView Codes = u"\x02\x03\x04\x0f\x11\x16\x1d\x1e\x1f";
    const auto isCode = [Codes](QChar c) { return Codes.contains(c); };
    if (std::none_of(text.begin(), text.end(), isCode))
        return text;
    QString plain;
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text[i++];
        if (c == u'\x03')
            i = skipColour(text, i, 2, isDecimal);
        else if (c == u'\x04')
            i = skipColour(text, i, 6, isHexadecimal);
        else if (!isCode(c))
            plain += c;
    }
    return plain;
}

} // namespace

Utterance utteranceOf(const wire::MessageView &line)
{
    Utterance said;
    said.source = line.source.toByteArray();
    said.target = line.param(0).toByteArray();
    said.notice = line.isCommand("NOTICE");
    said.text = line.param(1).toByteArray();
    readTags(said, wire::Message::fromView(line).tags);
    return said;
}

Utterance utteranceOf(const QByteArray &source, const IncomingBatch &batch)
{
    Utterance said;
    said.source = source;
    said.target = batch.target();
    said.notice = batch.command() == "NOTICE";
    said.text = batch.text();
    readTags(said, batch.tags());
    return said;
}

QByteArrayView nickOf(QByteArrayView source)
{
    const qsizetype end = source.indexOf('!');
    return end < 0 ? source : source.first(end);
}

QString textOf(QByteArrayView bytes)
{
    const std::optional<QString> text = wire::decodeUtf8(bytes);
    return withoutFormatting(text ? *text : QString::fromLatin1(bytes));
}

QString restOf(const wire::MessageView &line, int first)
{
    QByteArray text;
    for (int i = first; i < line.paramCount; ++i) {
        text += i > first ? " " : "";
        text += line.param(i);
    }
    return textOf(text);
}

qint64 secondsOf(QByteArrayView digits)
{
    constexpr qint64 Latest = 4'102'444'800; // the year 2100
    const qint64 seconds = digits.toByteArray().toLongLong();
    return seconds > 0 && seconds < Latest ? seconds : 0;
}

qint64 timestampOf(QByteArrayView parameter)
{
    constexpr QByteArrayView Key = "timestamp=";
    return parameter.startsWith(Key) ? parseTime(parameter.sliced(Key.size())) : 0;
}

} // namespace plausch::session
