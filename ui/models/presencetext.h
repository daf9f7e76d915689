// Layer: ui/models. Pure, main thread (translations).
#pragma once

#include "chat/switchboard.h"

#include <optional>

namespace plausch::ui {

/// The whole sentence for header and bar: "Unreachable, next try in 0:14". `now` in UTC ms.
QString presenceText(const chat::ChatInfo &chat, qint64 now);
/// The same in a word or two, and without anything that runs: for lists.
QString presenceWord(const chat::ChatInfo &chat);
/// When presenceText() reads differently by itself; nullopt: never. Nothing has to tick otherwise.
std::optional<int> msecsToNextPresenceText(const chat::ChatInfo &chat, qint64 now);
/// 14'000 -> "0:14", 3'600'000 -> "1:00:00"; a begun second counts.
QString countdownText(qint64 msecs);

} // namespace plausch::ui
