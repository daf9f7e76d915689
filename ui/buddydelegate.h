// Layer: ui. Thread: main. Owner: BuddyPane. Drawing only.
#pragma once

#include "ui/theme.h"

#include <QStyledItemDelegate>

namespace plausch::ui {

/// One row of the list: picture with presence, name, presence in words and the last line, time, unread and mentions.
/// A chat server's row is the heading of its rooms: its name, and below it how it stands.
class BuddyDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit BuddyDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintServer(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintBackground(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme) const;
    void paintFirstLine(QPainter &painter, QRect line, const QStyleOptionViewItem &option, const QModelIndex &index,
                        const Theme &theme) const;
    void paintSecondLine(QPainter &painter, QRect line, const QStyleOptionViewItem &option, const QModelIndex &index,
                         const Theme &theme) const;
    int paintBadges(QPainter &painter, QRect line, const QFont &font, const QModelIndex &index,
                    const Theme &theme) const;
};

} // namespace plausch::ui
