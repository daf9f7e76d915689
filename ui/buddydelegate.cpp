#include "buddydelegate.h"

#include "ui/avatar.h"
#include "ui/buddypane.h"
#include "ui/models/chatlistmodel.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

namespace plausch::ui {
namespace {

constexpr int Margin = 8;
constexpr int AvatarSize = 40;
constexpr int Gap = 10;
constexpr int LineGap = 3;
constexpr int ServerSign = 28;

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

QFont small(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.87);
    return font;
}

QRect mirrored(const QRect &rect, const QStyleOptionViewItem &option)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

bool isServer(const QModelIndex &index)
{
    return index.data(ChatListModel::KindRole) == int(chat::ChatKind::Server);
}

bool isRoom(const QModelIndex &index)
{
    return index.data(ChatListModel::KindRole) == int(chat::ChatKind::Room);
}

int serverTextHeight(const QStyleOptionViewItem &option)
{
    return QFontMetrics(bold(option.font)).height() + QFontMetrics(small(option.font)).height();
}

/// As much as the picture needs.
chat::ChatInfo infoOf(const QModelIndex &index)
{
    chat::ChatInfo info;
    info.id = index.data(ChatListModel::IdRole).toString();
    info.kind = chat::ChatKind(index.data(ChatListModel::KindRole).toInt());
    info.name = index.data(ChatListModel::NameRole).toString();
    info.fingerprint = index.data(ChatListModel::KeyRole).toByteArray(); // of whatever kind; only its colour counts
    info.presence = chat::Presence(index.data(ChatListModel::PresenceRole).toInt());
    info.joined = index.data(ChatListModel::InRole).toBool();
    return info;
}

struct Badge
{
    QString text;
    QColor fill;
    QColor letters;
};

QString secondLine(const QModelIndex &index)
{
    const QString presence = index.data(ChatListModel::PresenceTextRole).toString();
    const QString draft = index.data(ChatListModel::DraftRole).toString();
    const QString last = draft.isEmpty() ? index.data(ChatListModel::LastLineRole).toString()
                                         : BuddyDelegate::tr("Draft: %1").arg(draft.simplified());
    if (last.isEmpty() || presence.isEmpty())
        return presence + last;
    return BuddyDelegate::tr("%1 · %2", "presence, last message").arg(presence, last);
}

/// What calls for us by name is loud, the rest of a room is not.
QList<Badge> badgesOf(const QModelIndex &index, const Theme &theme)
{
    const auto shown = [](int count) {
        return count > 99 ? BuddyDelegate::tr("99+", "unread messages") : QLocale().toString(count);
    };
    const int mentions = index.data(ChatListModel::MentionsRole).toInt();
    const int unread = index.data(ChatListModel::UnreadRole).toInt();
    const bool quiet = index.data(ChatListModel::MutedRole).toBool();
    const QColor soft = mixed(theme.background, theme.text, 0.18);
    QList<Badge> badges;
    if (mentions > 0)
        badges.append({u'@' + shown(mentions), theme.accent, theme.accentText});
    if (unread > mentions || (unread > 0 && !isRoom(index))) {
        const bool loud = !quiet && !isRoom(index) && !isServer(index);
        if (quiet && !isRoom(index))
            badges.append({shown(unread), theme.muted, theme.background});
        else
            badges.append(
                {shown(unread), loud ? theme.accent : soft, loud ? theme.accentText : readable(theme.text, soft)});
    }
    return badges;
}

bool isCompact(const QStyleOptionViewItem &option)
{
    return option.rect.width() < BuddyPane::LeastFullWidth;
}

QColor rowColor(const QStyleOptionViewItem &option, const Theme &theme)
{
    const QColor base = option.palette.color(QPalette::Window);
    if (option.state.testFlag(QStyle::State_Selected))
        return mixed(base, theme.accent, 0.18);
    if (option.state.testFlag(QStyle::State_MouseOver))
        return mixed(base, theme.text, 0.06);
    return base;
}

} // namespace

BuddyDelegate::BuddyDelegate(QObject *parent) : QStyledItemDelegate(parent) { }

QSize BuddyDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(ChatListModel::IsHeadingRole).toBool())
        return {120, qMax(24, QFontMetrics(small(option.font)).height() + 2 * Margin)};
    if (isServer(index))
        return {200, qMax(ServerSign, serverTextHeight(option)) + 2 * Margin};
    const int lines = 2 * option.fontMetrics.height() + LineGap;
    return {200, qMax(AvatarSize, lines) + 2 * Margin};
}

void BuddyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(ChatListModel::IsHeadingRole).toBool()) {
        paintHeading(*painter, option, index);
        painter->restore();
        return;
    }
    const Theme theme = Theme::of(option.palette);
    paintBackground(*painter, option, theme);
    if (isServer(index)) {
        paintServer(*painter, option, index);
        painter->restore();
        return;
    }
    const QRect row = option.rect.adjusted(Margin + 4, Margin, -Margin - 4, -Margin);
    const int left = isCompact(option) ? option.rect.center().x() - AvatarSize / 2 : row.left();
    const QRect avatar(left, row.center().y() - AvatarSize / 2 + 1, AvatarSize, AvatarSize);
    drawPicture(*painter, mirrored(avatar, option), infoOf(index), theme, rowColor(option, theme));
    if (isCompact(option)) {
        const QRect corner(avatar.left(), option.rect.top() + 3, AvatarSize + Margin, option.fontMetrics.height());
        paintBadges(*painter, corner, small(option.font), index, theme);
        painter->restore();
        return;
    }
    const int height = option.fontMetrics.height();
    const bool oneLine = secondLine(index).isEmpty() && badgesOf(index, theme).isEmpty();
    const int top = row.center().y() - (oneLine ? height : 2 * height + LineGap) / 2 + 1;
    const QRect first(avatar.right() + Gap, top, row.right() - avatar.right() - Gap, height);
    paintFirstLine(*painter, first, option, index, theme);
    if (!oneLine)
        paintSecondLine(*painter, first.translated(0, height + LineGap), option, index, theme);
    painter->restore();
}

void BuddyDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (isCompact(option)) {
        painter.fillRect(option.rect.adjusted(2 * Margin, option.rect.height() - 3, -2 * Margin, -2),
                         Theme::of(option.palette).line);
        return;
    }
    painter.setFont(bold(small(option.font)));
    painter.setPen(readable(Theme::of(option.palette).muted, option.palette.color(QPalette::Window)));
    const QRect line = option.rect.adjusted(Margin + 6, 6, -Margin, 0);
    painter.drawText(line, int(Qt::AlignVCenter | Qt::AlignLeading), index.data().toString());
}

/// The state is never cut short: the second line is all its own.
void BuddyDelegate::paintServer(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.palette);
    const QColor background = rowColor(option, theme);
    const QRect row = option.rect.adjusted(Margin + 4, 0, -Margin - 4, 0);
    const int left = isCompact(option) ? option.rect.center().x() - ServerSign / 2 : row.left();
    const QRect sign(left, row.center().y() - ServerSign / 2, ServerSign, ServerSign);
    drawPicture(painter, mirrored(sign, option), infoOf(index), theme, background);
    if (isCompact(option))
        return;
    const auto presence = chat::Presence(index.data(ChatListModel::PresenceRole).toInt());
    const bool trouble = presence == chat::Presence::Unreachable || presence == chat::Presence::KeyChanged
        || presence == chat::Presence::Blocked;
    const QFont nameFont = bold(option.font);
    const QFont stateFont = small(option.font);
    const int top = row.center().y() - serverTextHeight(option) / 2 + 1;
    QRect line(sign.right() + Gap, top, row.right() - sign.right() - Gap, QFontMetrics(nameFont).height());
    const int badges = paintBadges(painter, mirrored(line, option), stateFont, index, theme);
    painter.setFont(nameFont);
    painter.setPen(option.palette.color(QPalette::WindowText));
    painter.drawText(mirrored(line, option), int(Qt::AlignVCenter | Qt::AlignLeading),
                     QFontMetrics(nameFont).elidedText(index.data().toString(), Qt::ElideRight, line.width() - badges));
    line = QRect(line.left(), line.bottom() + 1, line.width(), QFontMetrics(stateFont).height());
    painter.setFont(stateFont);
    painter.setPen(readable(trouble ? theme.warning : theme.muted, background));
    painter.drawText(mirrored(line, option), int(Qt::AlignVCenter | Qt::AlignLeading),
                     QFontMetrics(stateFont).elidedText(index.data(ChatListModel::StateTextRole).toString(),
                                                        Qt::ElideRight, line.width()));
}

void BuddyDelegate::paintBackground(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme) const
{
    const QRectF pill = QRectF(option.rect).adjusted(4.5, 1.5, -4.5, -1.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(rowColor(option, theme));
    const bool focused = option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_Active);
    if (focused)
        painter.setPen(QPen(theme.accent, 1.5));
    painter.drawRoundedRect(pill, 9, 9);
}

void BuddyDelegate::paintFirstLine(QPainter &painter, QRect line, const QStyleOptionViewItem &option,
                                   const QModelIndex &index, const Theme &theme) const
{
    const QColor background = rowColor(option, theme);
    const QColor muted = readable(theme.muted, background);
    const QString time = index.data(ChatListModel::TimeRole).toString();
    const QFont timeFont = small(option.font);
    const int timeWidth = time.isEmpty() ? 0 : QFontMetrics(timeFont).horizontalAdvance(time) + Gap;
    painter.setFont(timeFont);
    painter.setPen(muted);
    painter.drawText(mirrored(line, option), int(Qt::AlignVCenter | Qt::AlignTrailing), time);

    const bool faint =
        index.data(ChatListModel::MutedRole).toBool() || (isRoom(index) && !index.data(ChatListModel::InRole).toBool());
    const bool unread = index.data(ChatListModel::UnreadRole).toInt() > 0;
    const QFont nameFont = unread ? bold(option.font) : option.font;
    line.setRight(line.right() - timeWidth);
    const int mark = index.data(ChatListModel::VerifiedRole).toBool() ? 18 : 0;
    const QString name = QFontMetrics(nameFont).elidedText(index.data(ChatListModel::NameRole).toString(),
                                                           Qt::ElideRight, line.width() - mark);
    painter.setFont(nameFont);
    painter.setPen(faint ? muted : option.palette.color(QPalette::WindowText));
    painter.drawText(mirrored(line, option), int(Qt::AlignVCenter | Qt::AlignLeading), name);
    if (mark > 0) {
        const QRect place(line.left() + QFontMetrics(nameFont).horizontalAdvance(name) + 4, line.center().y() - 6, 14,
                          14);
        painter.drawPixmap(mirrored(place, option),
                           tintedPixmap(QStringLiteral("verified"), 14, readable(theme.accent, background, 3.0),
                                        painter.device()->devicePixelRatioF()));
    }
}

void BuddyDelegate::paintSecondLine(QPainter &painter, QRect line, const QStyleOptionViewItem &option,
                                    const QModelIndex &index, const Theme &theme) const
{
    const QFont font = small(option.font);
    line.setRight(line.right() - paintBadges(painter, mirrored(line, option), font, index, theme));
    const QString text = secondLine(index);
    painter.setFont(font);
    painter.setPen(readable(theme.muted, rowColor(option, theme)));
    painter.drawText(mirrored(line, option), int(Qt::AlignVCenter | Qt::AlignLeading),
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, line.width()));
}

/// From the end of the line inwards; returns the room they take.
int BuddyDelegate::paintBadges(QPainter &painter, QRect line, const QFont &font, const QModelIndex &index,
                               const Theme &theme) const
{
    const QFontMetrics metrics(bold(font));
    const int height = metrics.height() + 2;
    int used = 0;
    painter.setFont(bold(font));
    for (const Badge &badge : badgesOf(index, theme)) {
        const int width = qMax(height, metrics.horizontalAdvance(badge.text) + 10);
        QRect place(line.right() - used - width + 1, line.center().y() - height / 2, width, height);
        if (QGuiApplication::isRightToLeft())
            place.moveLeft(line.left() + used);
        painter.setPen(Qt::NoPen);
        painter.setBrush(badge.fill);
        painter.drawRoundedRect(place, height / 2.0, height / 2.0);
        painter.setPen(badge.letters);
        painter.drawText(place, Qt::AlignCenter, badge.text);
        used += width + 4;
    }
    return used > 0 ? used + Gap - 4 : 0;
}

} // namespace plausch::ui
