// Layer: chat. Pure, any thread. Words about what happens on a chat server.
#pragma once

#include "session/networkevents.h"
#include "store/rows.h"

namespace plausch::chat {

/// The row in the user's language: "anna came in" for MessageKind::Joined; the text itself for what was said.
QString eventText(const store::MessageRow &row);

/// The nick stands in the text as a word of its own, in whatever case.
bool mentions(const QString &text, const QString &nick);

/// Why what was asked for did not work: our words where we know better, else the server's.
QString failureText(const session::Failed &failed);
/// Codes of session::SignInFailed.
QString signInText(const QByteArray &code, const QString &text);
/// Several lines.
QString personText(const session::PersonDescribed &person);

} // namespace plausch::chat
