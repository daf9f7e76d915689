// Layer: ui. Pure, main thread (translations). What is asked or said above the composer about one's own words.
#pragma once

#include "chat/networks.h"
#include "ui/infobar.h"

#include <optional>

namespace plausch::ui {

inline constexpr int MaxLinesUnasked = 3; // messages that one text may become without a question
inline constexpr int MaxLinesAtOnce = 100; // messages of one text at the very most

enum class QuestionChoice { AsOne, AsLines, KeepWriting, Withdraw, Keep };

/// Nobody floods a room by a careless paste: what is asked before so many messages leave. nullopt: nothing.
std::optional<BarContent> manyLinesBar(const chat::Shape &shape);
BarContent withdrawBar();
/// The answer to /help.
BarContent commandsBar();
/// Something that cannot be done, in a sentence.
BarContent refusalBar(const QString &why);

} // namespace plausch::ui
