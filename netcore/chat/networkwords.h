// Layer: chat. Pure, any thread. Words about what happens on a chat server.
#pragma once

#include "store/rows.h"

namespace plausch::chat {

/// The row in the user's language: "anna came in" for MessageKind::Joined; the text itself for what was said.
QString eventText(const store::MessageRow &row);

/// The nick stands in the text as a word of its own, in whatever case.
bool mentions(const QString &text, const QString &nick);

} // namespace plausch::chat
