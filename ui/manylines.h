// Layer: ui. Pure, main thread (translations).
#pragma once

#include "chat/networks.h"
#include "ui/infobar.h"

#include <optional>

namespace plausch::ui {

inline constexpr int MaxLinesUnasked = 3; // messages that one text may become without a question
inline constexpr int MaxLinesAtOnce = 100; // messages of one text at the very most

enum class ManyLinesChoice { AsOne, AsLines, Cancel };

/// Nobody floods a room by a careless paste: what is asked before so many messages leave. nullopt: nothing.
std::optional<BarContent> manyLinesBar(const chat::Shape &shape);

} // namespace plausch::ui
