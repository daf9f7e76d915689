// Layer: ui. Thread: main. How lists that come up for a moment show a conversation in one line.
#pragma once

#include "chat/switchboard.h"

#include <QIcon>
#include <QStyledItemDelegate>

class QListWidget;
class QListWidgetItem;

namespace plausch::ui {

inline constexpr int EntryIconSize = 28;

/// Picture and name on one side, presence or keys on the other.
class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

QListWidgetItem *addEntry(QListWidget &list, const QIcon &icon, const QString &name, const QString &detail);
QIcon avatarIcon(const chat::ChatInfo &chat, const QWidget &on);
/// Presence; of a room the server, because the same room exists on many.
QString detailOf(const chat::ChatInfo &chat);

} // namespace plausch::ui
