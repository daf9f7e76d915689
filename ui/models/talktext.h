// Layer: ui/models. Pure, main thread (translations). Words for what is said about a message or beside it.
#pragma once

#include "store/rows.h"

#include <QStringList>

namespace plausch::ui {

/// Before it left, or later and everywhere: its text is gone.
bool isWithdrawn(const store::MessageRow &message);
/// The answered message in one line, or what became of it.
QString quoteText(const store::Quote &quote);
/// "Ben, Clara and you"; `other`: the partner where only two talk.
QString reactionNames(const store::ReactionSum &sum, const QString &other);
/// "👍 2, ❤ 1"; empty: there are none.
QString reactionsText(const QList<store::ReactionSum> &reactions);
/// "Anna and Ben are typing ..."; empty: nobody is.
QString typingText(const QStringList &names);

} // namespace plausch::ui
