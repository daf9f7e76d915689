#include "chat/converterchat.h"

#include "chat/address.h"

#include <array>

namespace plausch::chat {
namespace {

using session::ConverterDialect;
using session::ConverterFraming;

struct KindName
{
    ServiceKind kind;
    const char *name;
};
constexpr std::array KindNames{KindName{ServiceKind::ConverterTcp, "tcp"}, KindName{ServiceKind::ConverterUdp, "udp"},
                               KindName{ServiceKind::TextbookTcp, "textbook-tcp"},
                               KindName{ServiceKind::TextbookUdp, "textbook-udp"}};

const QString Prefix = QStringLiteral("converter:");
constexpr int Fields = 4; // kind, dialect, framing, address

} // namespace

store::ChatId converterChat(const ConverterTarget &target)
{
    QString kind;
    for (const KindName &known : KindNames) {
        if (known.kind == target.kind)
            kind = QString::fromLatin1(known.name);
    }
    const auto dialect =
        target.dialect == ConverterDialect::Slide ? QStringLiteral("slide") : QStringLiteral("repaired");
    const auto framing = target.framing == ConverterFraming::Length ? QStringLiteral("length") : QStringLiteral("line");
    return Prefix + QStringList{kind, dialect, framing, formatAddress({target.host, target.port})}.join(u':');
}

std::optional<ConverterTarget> converterTarget(const store::ChatId &chat)
{
    if (!chat.startsWith(Prefix))
        return std::nullopt;
    const QStringList fields = chat.mid(Prefix.size()).split(u':');
    if (fields.size() < Fields)
        return std::nullopt;
    const auto address = parseAddress(fields.mid(Fields - 1).join(u':'), ConverterPort);
    if (!address)
        return std::nullopt;
    for (const KindName &known : KindNames) {
        if (fields.at(0) != QLatin1String(known.name))
            continue;
        ConverterTarget target;
        target.kind = known.kind;
        target.dialect = fields.at(1) == u"slide" ? ConverterDialect::Slide : ConverterDialect::Repaired;
        target.framing = fields.at(2) == u"length" ? ConverterFraming::Length : ConverterFraming::Line;
        target.host = address->host;
        target.port = address->port;
        return target;
    }
    return std::nullopt;
}

bool isConverterChat(const store::ChatId &chat)
{
    return chat == BuiltInConverter || converterTarget(chat).has_value();
}

QString shownBytes(const QByteArray &bytes)
{
    constexpr qsizetype Shown = 64;
    const QByteArray head = bytes.left(Shown);
    QString readable;
    for (const char byte : head)
        readable += byte >= ' ' && byte < 0x7f ? QLatin1Char(byte) : QChar(u'·');
    QString line = QString::fromLatin1(head.toHex(' ')) + QStringLiteral("  ") + readable;
    if (bytes.size() > Shown)
        line += QStringLiteral(" … (%1 B)").arg(bytes.size());
    return line;
}

} // namespace plausch::chat
