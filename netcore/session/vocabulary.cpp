#include "session/vocabulary.h"

#include "session/signtags.h"
#include "wire/textcase.h"

#include <QDateTime>

#include <utility>

namespace plausch::session {
namespace {

struct Reason
{
    EndKind why;
    const char *token;
    const char *sentence;
};
constexpr Reason Reasons[] = {
    {EndKind::Quit, "", "Goodbye"},
    {EndKind::Duplicate, "duplicate", "There is already another link to you"},
    {EndKind::Blocked, "blocked", "You are not wanted here"},
    {EndKind::NotAdmitted, "refused", "You are not admitted here"},
    {EndKind::Flood, "flood", "You sent too much"},
    {EndKind::Timeout, "timeout", "You were silent for too long"},
    {EndKind::Protocol, "protocol", "That is not the protocol spoken here"},
    {EndKind::ShuttingDown, "shutdown", "This program is closing"},
};

const Reason &reason(EndKind why)
{
    for (const Reason &row : Reasons) {
        if (row.why == why)
            return row;
    }
    return Reasons[0];
}

constexpr QByteArrayView AwayWithoutText = "Away";

} // namespace

wire::Tag makeTag(QByteArrayView key, QByteArray value)
{
    return {key.toByteArray(), std::move(value)};
}

QByteArrayView whyToken(EndKind why)
{
    return reason(why).token;
}

EndKind endKind(QByteArrayView token)
{
    for (const Reason &row : Reasons) {
        if (!token.isEmpty() && token == QByteArrayView(row.token))
            return row.why;
    }
    return EndKind::Quit;
}

QString sentence(EndKind why)
{
    return QString::fromLatin1(reason(why).sentence);
}

QByteArray farewell(EndKind why, const QString &text)
{
    const QString words = text.isEmpty() ? sentence(why) : sentence(why) + QStringLiteral(": ") + text;
    return oneLine(words, MaxAwayBytes);
}

QByteArray formatTime(qint64 utcMsecs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMsecs, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
}

qint64 parseTime(QByteArrayView text)
{
    if (text.size() > 32 || !text.endsWith('Z'))
        return 0;
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
    return time.isValid() ? qMax<qint64>(time.toMSecsSinceEpoch(), 0) : 0;
}

bool isValidId(QByteArrayView id)
{
    if (id.isEmpty() || id.size() > MaxIdBytes)
        return false;
    for (const char byte : id) {
        if (byte <= ' ' || byte > '~')
            return false;
    }
    return true;
}

QByteArray truncated(QByteArrayView utf8, qsizetype bytes)
{
    if (utf8.size() <= bytes)
        return utf8.toByteArray();
    while (bytes > 0 && (uchar(utf8[bytes]) & 0xC0) == 0x80)
        --bytes;
    return utf8.first(bytes).toByteArray();
}

QByteArray oneLine(const QString &text, qsizetype bytes)
{
    QByteArray line = truncated(text.toUtf8(), bytes);
    for (char &byte : line) {
        if (byte == '\n' || byte == '\r' || byte == '\0')
            byte = ' ';
    }
    return line;
}

QByteArray awayWord(const Self &self)
{
    const QByteArray text = oneLine(self.awayText, MaxAwayBytes);
    return text.isEmpty() ? AwayWithoutText.toByteArray() : text;
}

QString awayText(QByteArrayView word)
{
    return word == AwayWithoutText ? QString() : QString::fromUtf8(word);
}

Stamp stampOf(const wire::MessageView &line)
{
    Stamp stamp;
    if (auto id = line.tag(IdTag); id && isValidId(*id))
        stamp.id = *std::move(id);
    if (const auto time = line.tag(TimeTag))
        stamp.sentAt = parseTime(*time);
    MessageName name;
    name.msgid = line.tag(ReplyTag).value_or(QByteArray());
    if (auto id = line.tag(OwnReplyTag); id && isValidId(*id))
        name.id = *std::move(id);
    stamp.replyTo = peerName(name);
    return stamp;
}

std::optional<Receipted> receiptOf(const wire::MessageView &line)
{
    for (const auto &[key, kind] : {std::pair(DeliveredTag, ReceiptKind::Delivered), {ReadTag, ReceiptKind::Read}}) {
        if (auto id = line.tag(key); id && isValidId(*id))
            return Receipted{*std::move(id), kind};
    }
    return std::nullopt;
}

std::optional<quint16> portOf(const wire::MessageView &line)
{
    const auto value = line.tag(PortTag);
    if (!value)
        return std::nullopt;
    bool ok = false;
    const ushort port = value->toUShort(&ok);
    return ok ? std::optional<quint16>(port) : std::nullopt;
}

QList<wire::Tag> receiptTags(const Receipt &receipt)
{
    return {makeTag(receipt.kind == ReceiptKind::Read ? ReadTag : DeliveredTag, receipt.id)};
}

std::optional<Ctcp> ctcpOf(QByteArrayView text)
{
    if (!text.startsWith('\x01'))
        return std::nullopt;
    text = text.sliced(1);
    if (text.endsWith('\x01'))
        text.chop(1);
    const qsizetype blank = text.indexOf(' ');
    if (blank < 0)
        return Ctcp{text, {}};
    return Ctcp{text.first(blank), text.sliced(blank + 1)};
}

QByteArray ctcpAnswer(const Ctcp &query)
{
    if (query.command == QByteArrayView("VERSION"))
        return "\x01VERSION Plausch " PLAUSCH_VERSION "\x01";
    if (query.command == QByteArrayView("PING"))
        return "\x01PING " + truncated(query.argument, 64) + '\x01';
    return {};
}

std::optional<Said> saidOf(QByteArrayView command, QByteArrayView text, const Stamp &stamp)
{
    const TextKind plain = command == QByteArrayView("NOTICE") ? TextKind::Notice : TextKind::Text;
    Said said{stamp.id, stamp.sentAt, {}, plain, stamp.replyTo};
    if (const auto ctcp = ctcpOf(text)) {
        if (said.kind == TextKind::Notice || ctcp->command != QByteArrayView("ACTION"))
            return std::nullopt;
        said.kind = TextKind::Action;
        text = ctcp->argument;
    }
    auto decoded = wire::decodeUtf8(text);
    if (!decoded)
        return std::nullopt;
    said.text = *std::move(decoded);
    return said;
}

} // namespace plausch::session
