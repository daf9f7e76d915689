// Measures and places of one row. Drawing is in rowdrawing.cpp.
#include "ui/view/rowlayout.h"

#include <QCoreApplication>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>

namespace plausch::ui {
namespace {

int textWidth(const QFont &font, const QString &text)
{
    return text.isEmpty() ? 0 : qCeil(QFontMetricsF(font).horizontalAdvance(text));
}

} // namespace

RowLayout::RowLayout(RowSpec spec, const RowStyle &style) : m_spec(std::move(spec))
{
    if (m_spec.hidden) {
        layOutText(style, style.bubbleTextWidth);
        return;
    }
    placeHeadings(style);
    const int gap = m_spec.look == RowLook::Server ? 0 : RowStyle::RowGap;
    m_height += m_spec.startsGroup ? RowStyle::GroupGap : gap;
    switch (m_spec.look) {
    case RowLook::Mine:
    case RowLook::Theirs:
        placeBubble(style);
        break;
    case RowLook::WireOut:
    case RowLook::WireIn:
    case RowLook::Server:
        placeWire(style);
        break;
    case RowLook::Info:
        placeInfo(style);
        break;
    }
}

void RowLayout::placeHeadings(const RowStyle &style)
{
    if (!m_spec.day.isEmpty()) {
        const int width = textWidth(style.bold, m_spec.day) + 2 * RowStyle::PillPadX;
        m_dayPill = QRect((style.left + style.right - width) / 2, m_height + RowStyle::DayGap, width,
                          style.smallHeight + 2 * RowStyle::PillPadY);
        m_height += style.dayHeight();
    }
    if (m_spec.newLine) {
        m_newLine = QRect(style.left, m_height, style.right - style.left, style.newLineHeight());
        m_height += style.newLineHeight();
    }
}

/// Returns the width that is really used.
qreal RowLayout::layOutText(const RowStyle &style, int width)
{
    const bool isWire =
        m_spec.look == RowLook::WireOut || m_spec.look == RowLook::WireIn || m_spec.look == RowLook::Server;
    QFont font = isWire ? style.mono : m_spec.look == RowLook::Info ? style.small : style.body;
    font.setItalic(m_spec.faint);
    m_text.setFont(font);
    m_text.setText(m_spec.body);
    m_text.setCacheEnabled(true);
    QTextOption option(m_spec.look == RowLook::Info ? Qt::AlignHCenter : Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const Link &link : m_spec.links) {
        QTextCharFormat format;
        format.setFontUnderline(true);
        format.setForeground(linkColor(style));
        formats.append({link.start, link.length, format});
    }
    m_text.setFormats(formats);

    qreal used = 0;
    qreal y = 0;
    m_text.beginLayout();
    for (QTextLine line = m_text.createLine(); line.isValid(); line = m_text.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += std::ceil(line.height());
        used = std::max(used, line.naturalTextWidth());
    }
    m_text.endLayout();
    return std::min<qreal>(std::ceil(used), width);
}

void RowLayout::placeBubble(const RowStyle &style)
{
    const bool mine = m_spec.look == RowLook::Mine;
    const int used = static_cast<int>(layOutText(style, style.bubbleTextWidth));
    const QTextLine last = m_text.lineAt(m_text.lineCount() - 1);
    const int lastWidth = qCeil(last.naturalTextWidth());
    const int textHeight = qCeil(last.y() + last.height());

    const int icon = m_spec.stateIcon.isEmpty() ? 0 : style.iconSize() + RowStyle::IconGap;
    const QString tryAgain = m_spec.failed ? QCoreApplication::translate("MessageView", "Try again") : QString();
    const int tryAgainWidth = m_spec.failed ? textWidth(style.bold, tryAgain) + RowStyle::MetaGap : 0;
    const int metaWidth = tryAgainWidth + textWidth(style.small, m_spec.meta) + icon;
    const bool sameLine = lastWidth + RowStyle::MetaGap + metaWidth <= style.bubbleTextWidth;
    const int nameWidth = std::min(textWidth(style.bold, m_spec.name), style.bubbleTextWidth);
    const int lastLine = sameLine ? lastWidth + RowStyle::MetaGap + metaWidth : metaWidth;
    const int quoted = m_spec.quote.isEmpty() ? 0 : quoteWidth(style);
    const int inner =
        std::min(std::max({used, lastLine, nameWidth, quoted}), std::max(style.bubbleTextWidth, metaWidth));

    const int nameHeight = m_spec.name.isEmpty() ? 0 : style.smallHeight + 1;
    const int metaBelow = sameLine ? 0 : style.smallHeight + 1;
    const int width = inner + 2 * RowStyle::PadX;
    const int left = mine ? style.right - width : style.left + RowStyle::AvatarSize + RowStyle::AvatarGap;
    const int above = nameHeight + (m_spec.quote.isEmpty() ? 0 : quoteHeight(style));
    m_bubble = QRect(left, m_height, width, 2 * RowStyle::PadY + above + textHeight + metaBelow);
    const QRect content = m_bubble.adjusted(RowStyle::PadX, RowStyle::PadY, -RowStyle::PadX, -RowStyle::PadY);
    m_name = QRect(content.left(), content.top() - 1, nameWidth, nameHeight);
    if (!m_spec.quote.isEmpty())
        m_quote =
            QRect(content.left(), content.top() + nameHeight, content.width(), quoteHeight(style) - RowStyle::QuoteGap);
    m_textOrigin = QPoint(content.left(), content.top() + above);
    const int metaTop = content.bottom() + 1 - style.smallHeight + (sameLine ? 2 : 0);
    m_meta = QRect(content.right() + 1 - metaWidth, metaTop, metaWidth - icon, style.smallHeight);
    if (m_spec.failed) {
        m_tryAgain = QRect(m_meta.left(), metaTop, tryAgainWidth - RowStyle::MetaGap, style.smallHeight);
        m_meta.setLeft(m_meta.left() + tryAgainWidth);
    }
    if (icon > 0)
        m_icon = QRect(content.right() + 1 - style.iconSize(), metaTop, style.iconSize(), style.iconSize());
    if (!m_spec.avatarKey.isEmpty())
        m_avatar = QRect(style.left, m_bubble.top(), RowStyle::AvatarSize, RowStyle::AvatarSize);
    placeChips(style);
    const int foot = m_chips.empty() ? m_bubble.bottom() : m_chips.back().bottom();
    m_height = std::max(foot, m_spec.endsGroup ? m_avatar.bottom() : 0) + 1;
}

void RowLayout::placeWire(const RowStyle &style)
{
    layOutText(style, style.wireTextWidth);
    const QTextLine last = m_text.lineAt(m_text.lineCount() - 1);
    const int textHeight = qCeil(last.y() + last.height());
    const int beside = RowStyle::AvatarSize + RowStyle::AvatarGap;
    const int pad = m_spec.look == RowLook::Server ? 0 : RowStyle::WirePadY; // lines of one text, such as a greeting
    m_bubble = QRect(style.left + beside, m_height, style.right - style.left - beside, textHeight + 2 * pad);
    m_textOrigin = m_bubble.topLeft() + QPoint(RowStyle::PadX, pad);
    m_icon = QRect(style.left + beside - style.iconSize() - RowStyle::IconGap, m_textOrigin.y() + 1, style.iconSize(),
                   style.iconSize());
    const int metaWidth = textWidth(style.small, m_spec.meta);
    m_meta =
        QRect(m_bubble.right() + 1 - metaWidth - RowStyle::IconGap, m_textOrigin.y(), metaWidth, style.smallHeight);
    m_height = m_bubble.bottom() + 1;
}

void RowLayout::placeInfo(const RowStyle &style)
{
    const int width = style.right - style.left - 2 * (RowStyle::AvatarSize + RowStyle::AvatarGap);
    layOutText(style, width);
    const QTextLine last = m_text.lineAt(m_text.lineCount() - 1);
    const int textHeight = qCeil(last.y() + last.height());
    m_bubble = QRect((style.left + style.right - width) / 2, m_height, width, textHeight + 2 * RowStyle::WirePadY);
    m_textOrigin = m_bubble.topLeft() + QPoint(0, RowStyle::WirePadY);
    m_height = m_bubble.bottom() + 1;
}

// ---- where things are -----------------------------------------------------------------------------------------------

int RowLayout::positionAt(QPoint point) const
{
    const QPointF p = inText(point);
    if (point.y() < m_bubble.top() || (p.y() < 0 && m_name.isEmpty()))
        return p.y() < -RowStyle::PadY ? 0 : m_text.lineAt(0).xToCursor(p.x());
    for (int i = 0; i < m_text.lineCount(); ++i) {
        const QTextLine line = m_text.lineAt(i);
        if (p.y() < line.y() + line.height() || i == m_text.lineCount() - 1) {
            if (point.y() > m_bubble.bottom())
                return textLength();
            return line.xToCursor(p.x());
        }
    }
    return textLength();
}

bool RowLayout::isText(QPoint point) const
{
    const QPointF p = inText(point);
    for (int i = 0; i < m_text.lineCount(); ++i) {
        if (m_text.lineAt(i).naturalTextRect().contains(p))
            return true;
    }
    return false;
}

const Link *RowLayout::linkAt(QPoint point) const
{
    if (m_spec.links.isEmpty() || !isText(point))
        return nullptr;
    const QPointF p = inText(point);
    for (int i = 0; i < m_text.lineCount(); ++i) {
        const QTextLine line = m_text.lineAt(i);
        if (line.naturalTextRect().contains(p))
            return linkAt(line.xToCursor(p.x(), QTextLine::CursorOnCharacter));
    }
    return nullptr;
}

const Link *RowLayout::linkAt(int position) const
{
    const auto found = std::find_if(m_spec.links.begin(), m_spec.links.end(), [position](const Link &link) {
        return position >= link.start && position < link.start + link.length;
    });
    return found == m_spec.links.end() ? nullptr : &*found;
}

bool RowLayout::isTryAgain(QPoint point) const
{
    return m_tryAgain.adjusted(-4, -4, 4, 4).contains(point) && !m_tryAgain.isEmpty();
}

QRect RowLayout::caretRect(int position) const
{
    const QTextLine line = m_text.lineForTextPosition(std::clamp(position, 0, textLength()));
    const qreal x = line.cursorToX(position);
    return QRectF(m_textOrigin.x() + x, m_textOrigin.y() + line.y(), 2, line.height()).toAlignedRect();
}

int RowLayout::positionInNextLine(int position, int direction, int x) const
{
    const int line = m_text.lineForTextPosition(position).lineNumber() + direction;
    if (line < 0 || line >= m_text.lineCount())
        return -1;
    return m_text.lineAt(line).xToCursor(x - m_textOrigin.x());
}

int RowLayout::positionInEdgeLine(bool first, int x) const
{
    return m_text.lineAt(first ? 0 : m_text.lineCount() - 1).xToCursor(x - m_textOrigin.x());
}

int RowLayout::lineStart(int position) const
{
    return m_text.lineForTextPosition(position).textStart();
}

int RowLayout::lineEnd(int position) const
{
    const QTextLine line = m_text.lineForTextPosition(position);
    const int end = line.textStart() + line.textLength();
    return line.lineNumber() == m_text.lineCount() - 1 ? end : end - 1;
}

int RowLayout::nextPosition(int position, int direction, bool byWord) const
{
    if (direction < 0 ? position <= 0 : position >= textLength())
        return -1;
    const auto mode = byWord ? QTextLayout::SkipWords : QTextLayout::SkipCharacters;
    return direction < 0 ? m_text.previousCursorPosition(position, mode) : m_text.nextCursorPosition(position, mode);
}

std::pair<int, int> RowLayout::wordAt(int position) const
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, m_spec.body);
    finder.setPosition(position);
    if (!finder.isAtBoundary() || !(finder.boundaryReasons() & QTextBoundaryFinder::StartOfItem))
        finder.toPreviousBoundary();
    const auto start = static_cast<int>(std::max<qsizetype>(finder.position(), 0));
    const auto end = static_cast<int>(finder.toNextBoundary());
    return {start, end < 0 ? textLength() : end};
}

} // namespace plausch::ui
