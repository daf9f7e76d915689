#include "ui/chatentries.h"

#include "ui/avatar.h"
#include "ui/models/presencetext.h"

#include <QCoreApplication>
#include <QListWidget>
#include <QPainter>

namespace plausch::ui {
namespace {

constexpr int Gap = 10;
constexpr int DetailRole = Qt::UserRole + 1; // presence or keys

} // namespace

void EntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor background = selected ? mixed(theme.background, theme.accent, 0.18) : theme.background;
    const QRect line = option.rect.adjusted(Gap / 2, 0, -Gap, 0);
    const auto mirrored = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    painter->save();
    painter->fillRect(option.rect, background);
    const QRect picture(line.left(), line.center().y() - EntryIconSize / 2, EntryIconSize, EntryIconSize);
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, mirrored(picture));
    const QString detail = index.data(DetailRole).toString();
    painter->setFont(option.font);
    painter->setPen(readable(theme.muted, background));
    painter->drawText(mirrored(line), int(Qt::AlignVCenter | Qt::AlignTrailing), detail);
    QRect name = line.adjusted(EntryIconSize + Gap, 0, 0, 0);
    if (!detail.isEmpty())
        name.setRight(name.right() - option.fontMetrics.horizontalAdvance(detail) - Gap);
    painter->setPen(theme.text);
    painter->drawText(mirrored(name), int(Qt::AlignVCenter | Qt::AlignLeading),
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, name.width()));
    painter->restore();
}

QListWidgetItem *addEntry(QListWidget &list, const QIcon &icon, const QString &name, const QString &detail)
{
    auto *item = new QListWidgetItem(icon, name, &list);
    item->setData(DetailRole, detail);
    item->setData(Qt::AccessibleTextRole,
                  detail.isEmpty()
                      ? name
                      : QCoreApplication::translate("plausch::ui::Switcher", "%1, %2", "name, presence or keys")
                            .arg(name, detail));
    item->setSizeHint({100, EntryIconSize + 10});
    return item;
}

QIcon avatarIcon(const chat::ChatInfo &chat, const QWidget &on)
{
    QPixmap pixmap(QSize(EntryIconSize, EntryIconSize) * on.devicePixelRatioF());
    pixmap.setDevicePixelRatio(on.devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawPicture(painter, QRectF(0, 0, EntryIconSize, EntryIconSize), chat, Theme::of(on.palette()),
                on.palette().color(QPalette::Base));
    return QIcon(pixmap);
}

QString detailOf(const chat::ChatInfo &chat)
{
    const bool elsewhere = chat.kind == chat::ChatKind::Room || chat.kind == chat::ChatKind::Person;
    return elsewhere ? chat.networkName : presenceWord(chat);
}

} // namespace plausch::ui
