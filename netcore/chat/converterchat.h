// Layer: chat. Pure, any thread. How a converter target is named as a conversation, and how its bytes are shown.
#pragma once

#include "chat/converterclient.h"
#include "store/rows.h"

#include <optional>

namespace plausch::chat {

/// The converter that is in the list from the first start; it needs no address.
inline const store::ChatId BuiltInConverter = QStringLiteral("converter:builtin");

/// "converter:tcp:repaired:line:host:port" and back; nullopt for anything else (the built-in one too).
store::ChatId converterChat(const ConverterTarget &target);
std::optional<ConverterTarget> converterTarget(const store::ChatId &chat);
bool isConverterChat(const store::ChatId &chat);

/// One line: hex and, behind it, what of it can be read: `55 3a 6c 6f  U:lo`. After 64 bytes only the count goes on.
QString shownBytes(const QByteArray &bytes);

} // namespace plausch::chat
