// Layer: ui/models. Pure, main thread (translations). How a chat server stands, in words.
#pragma once

#include "chat/networks.h"

#include <optional>

namespace plausch::ui {

/// For the list: short, with the countdown of the next try. `now` in UTC ms.
QString networkStateText(const chat::NetworkInfo &network, qint64 now);
/// When the text changes by itself; nullopt: not before the network does.
std::optional<int> msecsToNextNetworkText(const chat::NetworkInfo &network, qint64 now);
/// It stands still until the user decides something.
bool waitsForUser(chat::NetworkState state);
/// The sign that stands for it.
chat::Presence presenceOf(chat::NetworkState state);

/// How loud one conversation is now: muted for a while is as None.
store::NotifyLevel loudness(const chat::ChatInfo &chat, qint64 now);

} // namespace plausch::ui
