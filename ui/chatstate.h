// Layer: ui. Pure, main thread (translations). What the bar above the composer says of a conversation.
#pragma once

#include "chat/networks.h"
#include "ui/infobar.h"

#include <optional>

namespace plausch::ui {

enum class ChatChoice {
    TryNow,
    Compare,
    Accept,
    Block,
    Ignore,
    Unblock,
    Connect, // to the chat server
    EnterPassword,
    LookAtCertificate,
    EditServer,
    Join,
    OpenBuddy,
};

/// nullopt: all is well and nothing is to be said. `now` in UTC ms.
std::optional<BarContent> chatBar(const chat::ChatInfo &chat, qint64 now);
/// The same for what stands on a chat server.
std::optional<BarContent> networkBar(const chat::ChatInfo &chat, const chat::NetworkInfo &network, qint64 now);

} // namespace plausch::ui
