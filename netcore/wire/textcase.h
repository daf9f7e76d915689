// Layer: wire. Pure functions, any thread. What the converter does to text.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace plausch::wire {

/// Strict UTF-8: nullopt on any bad byte. A leading byte order mark is kept as text (QString::fromUtf8 would eat it).
std::optional<QString> decodeUtf8(QByteArrayView bytes);
bool isUtf8(QByteArrayView bytes);

/// Unicode case mapping of strict UTF-8, as QString does it (final sigma is not special); nullopt on bad UTF-8.
std::optional<QByteArray> toUpper(QByteArrayView utf8);
std::optional<QByteArray> toLower(QByteArrayView utf8);
/// a-z only, every other byte untouched: str.upper() on Python 2 bytes, the textbook pair.
QByteArray toUpperAscii(QByteArrayView bytes);

} // namespace plausch::wire
