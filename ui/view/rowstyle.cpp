#include "ui/view/rowstyle.h"

#include <QFontDatabase>
#include <QWidget>

#include <algorithm>

namespace plausch::ui {
namespace {

constexpr int ColumnChars = 120; // wider windows keep the conversation in the middle
constexpr int BubbleChars = 72; // lines longer than that are hard to read

QFont scaled(QFont font, double factor)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(std::max(1, static_cast<int>(font.pixelSize() * factor)));
    else
        font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

} // namespace

RowStyle RowStyle::of(const QWidget &widget, int width)
{
    RowStyle style;
    style.theme = Theme::of(widget.palette());
    style.body = widget.font();
    style.small = scaled(style.body, 0.84);
    style.bold = style.small;
    style.bold.setWeight(QFont::DemiBold);
    style.mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    style.mono.setPointSizeF(style.body.pointSizeF() > 0 ? style.body.pointSizeF() * 0.95 : style.mono.pointSizeF());

    const QFontMetricsF body(style.body);
    style.charWidth = std::max(body.averageCharWidth(), 1.0);
    style.lineHeight = qCeil(body.lineSpacing());
    style.smallHeight = qCeil(QFontMetricsF(style.small).lineSpacing());

    style.width = width;
    const int column = std::min(width - 2 * Margin, static_cast<int>(style.charWidth * ColumnChars));
    style.left = (width - column) / 2;
    style.right = style.left + column;
    const int beside = AvatarSize + AvatarGap;
    const int bubble = std::min(column - 2 * beside, static_cast<int>(style.charWidth * BubbleChars) + 2 * PadX);
    style.bubbleTextWidth = std::max(bubble - 2 * PadX, 60);
    style.wireTextWidth = std::max(column - 2 * beside - 2 * PadX, 60);
    return style;
}

} // namespace plausch::ui
