#include "chat/address.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

namespace plausch::chat {
namespace {

constexpr qsizetype MaxHostLength = 253; // RFC 1035, section 2.3.4
constexpr qsizetype MaxLabelLength = 63;

std::optional<quint16> parsePort(const QString &text)
{
    static const QRegularExpression digits(QStringLiteral("^[0-9]{1,5}$"));
    const uint port = digits.match(text).hasMatch() ? text.toUInt() : 0;
    return port >= 1 && port <= 65'535 ? std::optional(quint16(port)) : std::nullopt;
}

/// Four decimal numbers; what inet_aton would also take (10.1, 0x7f.1, 010.0.0.1) is more often a slip than meant.
bool isIPv4(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("^(0|[1-9][0-9]{0,2})$"));
    const QStringList parts = text.split(u'.');
    for (const QString &part : parts) {
        if (!number.match(part).hasMatch() || part.toInt() > 255)
            return false;
    }
    return parts.size() == 4;
}

bool isIPv6(const QString &text)
{
    return text.contains(u':') && QHostAddress(text).protocol() == QAbstractSocket::IPv6Protocol;
}

/// RFC 1123, section 2.1, with the underscores of local networks; names in other scripts through their ASCII form.
bool isName(const QString &text)
{
    const QString ascii = QString::fromLatin1(QUrl::toAce(text));
    if (ascii.isEmpty() || ascii.size() > MaxHostLength)
        return false;
    static const QRegularExpression label(QStringLiteral("^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?$"));
    const QStringList labels = ascii.split(u'.');
    for (const QString &part : labels) {
        if (part.size() > MaxLabelLength || !label.match(part).hasMatch())
            return false;
    }
    static const QRegularExpression allDigits(QStringLiteral("^[0-9]+$")); // no top-level domain is a number
    return !allDigits.match(labels.last()).hasMatch();
}

} // namespace

std::optional<Address> parseAddress(const QString &text, quint16 defaultPort)
{
    QString host = text.trimmed();
    std::optional<quint16> port = defaultPort;
    static const QRegularExpression bracketed(QStringLiteral("^\\[([^\\[\\]]*)\\](?::(.*))?$"));
    if (const auto match = bracketed.match(host); match.hasMatch()) {
        if (match.hasCaptured(2))
            port = parsePort(match.captured(2));
        host = match.captured(1);
        return port && isIPv6(host) ? std::optional(Address{host, *port}) : std::nullopt;
    }
    if (isIPv6(host))
        return Address{host, *port};
    if (const qsizetype colon = host.indexOf(u':'); colon >= 0) {
        port = parsePort(host.mid(colon + 1));
        host.truncate(colon);
    }
    return port && (isIPv4(host) || isName(host)) ? std::optional(Address{host, *port}) : std::nullopt;
}

QString formatAddress(const Address &address)
{
    const QString host = address.host.contains(u':') ? QStringLiteral("[%1]").arg(address.host) : address.host;
    return QStringLiteral("%1:%2").arg(host).arg(address.port);
}

QHostAddress plainAddress(const QHostAddress &address)
{
    bool mapped = false;
    const quint32 v4 = address.toIPv4Address(&mapped);
    return mapped && v4 != 0 ? QHostAddress(v4) : address; // :: is no 0.0.0.0
}

QString hostText(const QHostAddress &address)
{
    return plainAddress(address).toString();
}

} // namespace plausch::chat
