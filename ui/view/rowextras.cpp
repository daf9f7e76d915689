// The quote inside a bubble and the reactions under it.
#include "ui/view/rowlayout.h"

#include <QPainter>

#include <algorithm>

namespace plausch::ui {
namespace {

constexpr int QuoteBar = 3;
constexpr int QuotePadX = 8; // between the bar and the words
constexpr int QuotePadY = 3;
constexpr int ChipPadX = 8;
constexpr int ChipPadY = 3;
constexpr int ChipGap = 4;

int widthOf(const QFont &font, const QString &text)
{
    return qCeil(QFontMetricsF(font).horizontalAdvance(text));
}

/// Text fonts draw some emojis in outline.
QFont emojiFont(const RowStyle &style)
{
    QFont font = style.small;
    font.setFamilies({QStringLiteral("Noto Color Emoji"), font.family()});
    return font;
}

} // namespace

int quoteHeight(const RowStyle &style)
{
    return 2 * style.smallHeight + 2 * QuotePadY + RowStyle::QuoteGap;
}

int chipHeight(const RowStyle &style)
{
    return style.smallHeight + 2 * ChipPadY;
}

int RowLayout::quoteWidth(const RowStyle &style) const
{
    const int words = std::max(widthOf(style.bold, m_spec.quoteName), widthOf(style.small, m_spec.quote));
    return std::min(words + QuoteBar + 2 * QuotePadX, style.bubbleTextWidth);
}

/// In as many lines as it takes, on the side where the bubble stands.
void RowLayout::placeChips(const RowStyle &style)
{
    const bool mine = m_spec.look == RowLook::Mine;
    const int room = style.bubbleTextWidth + 2 * RowStyle::PadX;
    const int height = chipHeight(style);
    int top = m_bubble.bottom() + 1 + ChipGap;
    int x = 0;
    size_t lineStart = 0;
    const auto endLine = [&] {
        const int shift = mine ? m_bubble.right() + 1 - (x - ChipGap) : m_bubble.left();
        for (size_t i = lineStart; i < m_chips.size(); ++i)
            m_chips[i].translate(shift, 0);
        lineStart = m_chips.size();
        x = 0;
        top += height + ChipGap;
    };
    for (const RowSpec::Chip &chip : std::as_const(m_spec.chips)) {
        const int words = widthOf(emojiFont(style), chip.reaction) + ChipGap + widthOf(style.small, chip.count);
        const int width = std::min(words + 2 * ChipPadX, room);
        if (x > 0 && x + width > room)
            endLine();
        m_chips.push_back(QRect(x, top, width, height));
        x += width + ChipGap;
    }
    if (!m_chips.empty())
        endLine();
}

bool RowLayout::isQuote(QPoint point) const
{
    return m_quote.contains(point);
}

int RowLayout::chipAt(QPoint point) const
{
    const auto found =
        std::find_if(m_chips.begin(), m_chips.end(), [point](const QRect &chip) { return chip.contains(point); });
    return found == m_chips.end() ? -1 : static_cast<int>(std::distance(m_chips.begin(), found));
}

QRect RowLayout::chipRect(int chip) const
{
    return m_chips.at(static_cast<size_t>(chip));
}

void RowLayout::drawQuote(QPainter &painter, const RowStyle &style) const
{
    if (m_quote.isEmpty())
        return;
    const QColor ground = mixed(fill(style), textColor(style), 0.08);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(m_quote, RowStyle::TightRadius, RowStyle::TightRadius);
    const QColor accent = readable(m_spec.look == RowLook::Mine ? style.theme.mineText : style.theme.accent, ground);
    painter.setBrush(accent);
    painter.drawRoundedRect(QRect(m_quote.left(), m_quote.top(), QuoteBar, m_quote.height()), 1.5, 1.5);
    const QRect words = m_quote.adjusted(QuoteBar + QuotePadX, QuotePadY, -QuotePadX, -QuotePadY);
    const QRect name(words.left(), words.top(), words.width(), style.smallHeight);
    painter.setFont(style.bold);
    painter.setPen(accent);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(style.bold).elidedText(m_spec.quoteName, Qt::ElideRight, name.width()));
    painter.setFont(style.small);
    painter.setPen(readable(textColor(style), ground));
    painter.drawText(name.translated(0, style.smallHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(style.small).elidedText(m_spec.quote, Qt::ElideRight, name.width()));
}

void RowLayout::drawChips(QPainter &painter, const RowStyle &style) const
{
    const QFont emoji = emojiFont(style);
    for (size_t i = 0; i < m_chips.size(); ++i) {
        const RowSpec::Chip &chip = m_spec.chips.at(static_cast<qsizetype>(i));
        const QColor ground =
            chip.mine ? mixed(style.theme.background, style.theme.accent, 0.22) : style.theme.background;
        const QRectF edge = QRectF(m_chips[i]).adjusted(0.75, 0.75, -0.75, -0.75);
        painter.setPen(chip.mine ? QPen(readable(style.theme.accent, style.theme.background, 3.0), 1.5)
                                 : QPen(style.theme.line, 1));
        painter.setBrush(ground);
        painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2);
        QRect words = m_chips[i].adjusted(ChipPadX, 0, -ChipPadX, 0);
        const int countWidth = widthOf(style.small, chip.count);
        QRect sign = words;
        sign.setRight(words.right() - countWidth - ChipGap);
        painter.setPen(readable(style.theme.text, ground));
        painter.setFont(emoji);
        painter.drawText(sign, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(emoji).elidedText(chip.reaction, Qt::ElideRight, sign.width() + 1));
        painter.setFont(chip.mine ? style.bold : style.small);
        painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, chip.count);
    }
}

} // namespace plausch::ui
