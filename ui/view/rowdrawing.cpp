#include "ui/avatar.h"
#include "ui/view/rowlayout.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace plausch::ui {
namespace {

/// A rectangle with a radius for each corner, clockwise from the upper left.
QPainterPath rounded(const QRectF &r, const std::array<qreal, 4> &radii)
{
    const auto [topLeft, topRight, bottomRight, bottomLeft] = radii;
    QPainterPath path(QPointF(r.left() + topLeft, r.top()));
    path.lineTo(r.right() - topRight, r.top());
    path.arcTo(r.right() - 2 * topRight, r.top(), 2 * topRight, 2 * topRight, 90, -90);
    path.lineTo(r.right(), r.bottom() - bottomRight);
    path.arcTo(r.right() - 2 * bottomRight, r.bottom() - 2 * bottomRight, 2 * bottomRight, 2 * bottomRight, 0, -90);
    path.lineTo(r.left() + bottomLeft, r.bottom());
    path.arcTo(r.left(), r.bottom() - 2 * bottomLeft, 2 * bottomLeft, 2 * bottomLeft, 270, -90);
    path.lineTo(r.left(), r.top() + topLeft);
    path.arcTo(r.left(), r.top(), 2 * topLeft, 2 * topLeft, 180, -90);
    path.closeSubpath();
    return path;
}

/// Rows of one group hang together on the side they stand on.
QPainterPath bubblePath(const QRectF &rect, const RowSpec &spec)
{
    const qreal wide = RowStyle::Radius;
    const qreal above = spec.startsGroup ? RowStyle::Radius : RowStyle::TightRadius;
    const qreal below = spec.endsGroup ? RowStyle::Radius : RowStyle::TightRadius;
    if (spec.look == RowLook::Mine)
        return rounded(rect, {wide, above, below, wide});
    if (spec.look == RowLook::Theirs)
        return rounded(rect, {above, wide, wide, below});
    const qreal top = spec.startsGroup ? RowStyle::TightRadius : 0.5;
    const qreal bottom = spec.endsGroup ? RowStyle::TightRadius : 0.5;
    return rounded(rect, {top, top, bottom, bottom});
}

} // namespace

void RowLayout::draw(QPainter &painter, QPoint topLeft, const Emphasis &emphasis, const RowStyle &style) const
{
    if (m_spec.hidden)
        return;
    painter.save();
    painter.translate(topLeft);
    painter.setRenderHint(QPainter::Antialiasing);
    drawHeadings(painter, style);
    drawBubble(painter, style);
    drawQuote(painter, style);
    drawChips(painter, style);
    if (emphasis.outlined) {
        painter.setPen(QPen(style.theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(bubblePath(QRectF(m_bubble).adjusted(-2, -2, 2, 2), m_spec));
    }
    painter.setPen(textColor(style));
    m_text.draw(&painter, m_textOrigin, emphasised(emphasis, style));
    if (emphasis.caret >= 0) {
        painter.fillRect(caretRect(emphasis.caret), textColor(style));
    }
    drawMeta(painter, style);
    painter.restore();
}

void RowLayout::drawHeadings(QPainter &painter, const RowStyle &style) const
{
    if (!m_spec.day.isEmpty()) {
        painter.setFont(style.bold);
        painter.setPen(style.theme.muted);
        painter.drawText(m_dayPill, Qt::AlignCenter, m_spec.day);
    }
    if (!m_spec.newLine)
        return;
    const QString label = QCoreApplication::translate("MessageView", "New");
    painter.setFont(style.bold);
    const int half = QFontMetrics(style.bold).horizontalAdvance(label) / 2 + RowStyle::PillPadX;
    const QPoint middle = m_newLine.center();
    painter.setPen(QPen(style.theme.accent, 1));
    painter.drawLine(m_newLine.left(), middle.y(), middle.x() - half, middle.y());
    painter.drawLine(middle.x() + half, middle.y(), m_newLine.right(), middle.y());
    painter.drawText(m_newLine, Qt::AlignCenter, label);
}

void RowLayout::drawBubble(QPainter &painter, const RowStyle &style) const
{
    if (!m_avatar.isEmpty())
        drawAvatar(painter, m_avatar, m_spec.avatarName, m_spec.avatarKey);
    if (m_spec.look != RowLook::Info && m_spec.look != RowLook::Server)
        painter.fillPath(bubblePath(m_bubble, m_spec), fill(style));
    if (m_spec.mention) {
        painter.setPen(QPen(readable(style.theme.accent, style.theme.background, 3.0), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(bubblePath(QRectF(m_bubble).adjusted(0.75, 0.75, -0.75, -0.75), m_spec));
    }
    if (!m_spec.name.isEmpty()) {
        painter.setFont(style.bold);
        painter.setPen(readable(avatarColor(m_spec.avatarKey), fill(style)));
        painter.drawText(m_name, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(style.bold).elidedText(m_spec.name, Qt::ElideRight, m_name.width()));
    }
}

void RowLayout::drawMeta(QPainter &painter, const RowStyle &style) const
{
    painter.setFont(style.small);
    painter.setPen(metaColor(style));
    painter.drawText(m_meta, Qt::AlignRight | Qt::AlignVCenter, m_spec.meta);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const auto drawIcon = [&](const QString &name, const QColor &color) {
        painter.drawPixmap(m_icon, tintedPixmap(name, m_icon.width(), color, ratio));
    };
    if (!m_spec.stateIcon.isEmpty())
        drawIcon(m_spec.stateIcon, metaColor(style));
    else if (m_spec.look == RowLook::WireOut)
        drawIcon(QStringLiteral("wire-out"), style.theme.accent);
    else if (m_spec.look == RowLook::WireIn)
        drawIcon(QStringLiteral("wire-in"), style.theme.good);
    if (m_spec.failed) {
        QFont font = style.bold;
        font.setUnderline(true);
        painter.setFont(font);
        painter.setPen(linkColor(style));
        painter.drawText(m_tryAgain, Qt::AlignLeft | Qt::AlignVCenter,
                         QCoreApplication::translate("MessageView", "Try again"));
    }
}

QList<QTextLayout::FormatRange> RowLayout::emphasised(const Emphasis &emphasis, const RowStyle &style) const
{
    QList<QTextLayout::FormatRange> ranges;
    QTextCharFormat mark;
    mark.setBackground(style.theme.mark);
    mark.setForeground(style.theme.markText);
    for (const QString &word : emphasis.marked) {
        for (auto at = m_spec.body.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
             at = m_spec.body.indexOf(word, at + word.size(), Qt::CaseInsensitive))
            ranges.append({static_cast<int>(at), static_cast<int>(word.size()), mark});
    }
    const auto [from, to] = emphasis.selected;
    if (to > from) {
        QTextCharFormat selected;
        selected.setBackground(style.theme.selection);
        selected.setForeground(style.theme.selectionText);
        ranges.append({from, to - from, selected});
    }
    return ranges;
}

QColor RowLayout::fill(const RowStyle &style) const
{
    switch (m_spec.look) {
    case RowLook::Mine:
        return style.theme.mine;
    case RowLook::Theirs:
        if (m_spec.mention)
            return mixed(style.theme.theirs, style.theme.accent, 0.14);
        return style.theme.theirs;
    case RowLook::WireOut:
    case RowLook::WireIn:
        return style.theme.theirs;
    case RowLook::Server:
    case RowLook::Info:
        break;
    }
    return style.theme.background;
}

QColor RowLayout::textColor(const RowStyle &style) const
{
    if (m_spec.look == RowLook::Info)
        return style.theme.muted;
    if (m_spec.look == RowLook::Server)
        return style.theme.text;
    if (m_spec.faint)
        return metaColor(style);
    return m_spec.look == RowLook::Mine ? style.theme.mineText : readable(style.theme.theirsText, fill(style));
}

QColor RowLayout::metaColor(const RowStyle &style) const
{
    if (m_spec.failed)
        return readable(style.theme.danger, fill(style));
    return m_spec.look == RowLook::Mine ? style.theme.mineMuted : readable(style.theme.theirsMuted, fill(style));
}

QColor RowLayout::linkColor(const RowStyle &style) const
{
    return m_spec.look == RowLook::Mine ? style.theme.mineLink : readable(style.theme.theirsLink, fill(style));
}

} // namespace plausch::ui
