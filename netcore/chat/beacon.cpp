#include "chat/beacon.h"

#include "wire/message.h"

#include <QStringDecoder>

#include <algorithm>

namespace plausch::chat {
namespace {

constexpr auto Version = "1";
constexpr QByteArrayView ServerTag = "server";
constexpr QByteArrayView TlsServerTag = "server-tls";
constexpr qsizetype FingerprintBytes = 32;

bool isHex(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

/// 1 to `most`, in digits only: no sign, no blank, no hexadecimal.
uint parseNumber(QByteArrayView text, uint most)
{
    if (text.isEmpty() || text.size() > 5
        || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return 0;
    const uint number = text.toByteArray().toUInt();
    return number <= most ? number : 0;
}

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control;
}

QByteArray nameBytes(QString name)
{
    name.removeIf(isControl);
    QByteArray bytes = name.toUtf8();
    while (bytes.size() > MaxBeaconNameBytes) {
        name.chop(name.size() > 1 && name.at(name.size() - 1).isLowSurrogate() ? 2 : 1);
        bytes = name.toUtf8();
    }
    return bytes;
}

std::optional<QString> parseName(QByteArrayView bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString name = utf8(bytes);
    const bool isPlain = std::none_of(name.begin(), name.end(), isControl);
    return bytes.size() <= MaxBeaconNameBytes && !utf8.hasError() && isPlain ? std::optional(name) : std::nullopt;
}

} // namespace

QByteArray encodeBeacon(const Beacon &beacon)
{
    wire::Message message;
    message.source = beacon.fingerprint.toHex();
    message.command = beacon.port == 0 ? "BYE" : "BEACON";
    if (beacon.port != 0 && beacon.serverPort != 0)
        message.tags = {
            {(beacon.serverTls ? TlsServerTag : ServerTag).toByteArray(), QByteArray::number(beacon.serverPort)}};
    if (beacon.port != 0)
        message.params = {Version, QByteArray::number(beacon.port), nameBytes(beacon.name)};
    return wire::encode(message);
}

std::optional<Beacon> parseBeacon(QByteArrayView datagram)
{
    if (datagram.size() > MaxBeaconBytes)
        return {};
    if (datagram.endsWith('\n'))
        datagram.chop(1);
    if (datagram.endsWith('\r'))
        datagram.chop(1);
    wire::MessageView message;
    if (wire::parse(datagram, message) != wire::ParseError::None || message.source.size() != 2 * FingerprintBytes
        || !isHex(message.source))
        return {};
    Beacon beacon{QByteArray::fromHex(message.source.toByteArray()), 0, {}, 0};
    if (message.isCommand("BYE"))
        return beacon;
    beacon.port = quint16(parseNumber(message.param(1), 65'535));
    const std::optional<QString> name = parseName(message.param(2));
    if (!message.isCommand("BEACON") || parseNumber(message.param(0), 99'999) == 0 || beacon.port == 0 || !name)
        return {};
    beacon.name = *name;
    const std::optional<QByteArray> tls = message.tag(TlsServerTag);
    beacon.serverPort = quint16(parseNumber(tls ? *tls : message.tag(ServerTag).value_or(QByteArray()), 65'535));
    beacon.serverTls = tls && beacon.serverPort != 0;
    return beacon;
}

} // namespace plausch::chat
