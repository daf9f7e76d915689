#include "wire/textcase.h"

#include <algorithm>

namespace plausch::wire {
namespace {

constexpr QByteArrayView ByteOrderMark = "\xef\xbb\xbf";

constexpr char upperAscii(char c)
{
    return c >= 'a' && c <= 'z' ? char(c & ~0x20) : c;
}

} // namespace

std::optional<QString> decodeUtf8(QByteArrayView bytes)
{
    if (!isUtf8(bytes))
        return std::nullopt;
    QString text = QString::fromUtf8(bytes);
    if (bytes.startsWith(ByteOrderMark))
        text.prepend(QChar::ByteOrderMark);
    return text;
}

bool isUtf8(QByteArrayView bytes)
{
    return bytes.isValidUtf8();
}

std::optional<QByteArray> toUpper(QByteArrayView utf8)
{
    const std::optional<QString> text = decodeUtf8(utf8);
    return text ? std::optional(text->toUpper().toUtf8()) : std::nullopt;
}

std::optional<QByteArray> toLower(QByteArrayView utf8)
{
    const std::optional<QString> text = decodeUtf8(utf8);
    return text ? std::optional(text->toLower().toUtf8()) : std::nullopt;
}

QByteArray toUpperAscii(QByteArrayView bytes)
{
    QByteArray out(bytes.size(), Qt::Uninitialized);
    std::transform(bytes.begin(), bytes.end(), out.begin(), upperAscii);
    return out;
}

} // namespace plausch::wire
