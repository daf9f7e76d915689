// Layer: ui/models. Pure, main thread (translations). How one message is put into words; times are local.
#pragma once

#include "store/rows.h"

#include <QDate>

namespace plausch::ui {

/// A message whose writer's clock says it is older than this was late.
inline constexpr qint64 LateMsecs = 60'000;

/// Somebody's words, as opposed to what happened or went over the wire.
bool isSaid(store::MessageKind kind);
QDate dayOf(const store::MessageRow &message);
QString timeText(const store::MessageRow &message); // "14:03"
QString fullTimeText(const store::MessageRow &message); // "Monday, 23 November 2026 14:03:07"
QString dayText(QDate day, QDate today); // "Today", "Yesterday", "Monday, 23 November"
QString shortTimeText(qint64 utcMsecs, qint64 now); // for lists: "14:03", "Mon", "3 May", "03/05/25"
QString stateText(store::MessageState state); // "queued"; empty for received ones
/// "sent 09:12, arrived 11:40" with the dates where they differ; empty: in time.
QString lateNote(const store::MessageRow &message);
/// What stands in the bubble: the text, or what became of it; of what happened in a room, a sentence.
QString bodyText(const store::MessageRow &message, const QString &name);
/// A run of comings and goings in one line: "3 came, 2 left, 1 has a new name".
QString trafficText(int came, int left, int renamed);
/// "[14:03] <Anna> Hallo"
QString copyLine(const store::MessageRow &message, const QString &name, const QString &text);
/// "Anna, 14:03, delivered: Hallo"
QString sentence(const store::MessageRow &message, const QString &name);

} // namespace plausch::ui
