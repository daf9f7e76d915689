// Layer: ui. A value: fonts, colours and measures all rows share at one width.
#pragma once

#include "ui/theme.h"

#include <QFont>
#include <QFontMetrics>

class QWidget;

namespace plausch::ui {

struct RowStyle
{
    static RowStyle of(const QWidget &widget, int width);

    Theme theme;
    QFont body;
    QFont small;
    QFont bold; // small and bold: names, days
    QFont mono;
    int width = 0; // of the row
    int left = 0; // of the column
    int right = 0;
    int lineHeight = 0;
    int smallHeight = 0;
    int bubbleTextWidth = 0; // at most
    int wireTextWidth = 0;
    double charWidth = 0; // on average

    static constexpr int AvatarSize = 34;
    static constexpr int AvatarGap = 10;
    static constexpr int PadX = 13;
    static constexpr int PadY = 8;
    static constexpr int Radius = 15;
    static constexpr int TightRadius = 5;
    static constexpr int GroupGap = 14;
    static constexpr int RowGap = 3;
    static constexpr int DayGap = 12;
    static constexpr int PillPadX = 12;
    static constexpr int PillPadY = 4;
    static constexpr int MetaGap = 12; // between text and time
    static constexpr int IconGap = 4;
    static constexpr int Margin = 18;
    static constexpr int WirePadY = 3;
    static constexpr int QuoteGap = 5; // between the answered message and the text
    int iconSize() const { return smallHeight; }
    int dayHeight() const { return smallHeight + 2 * (PillPadY + DayGap); }
    int newLineHeight() const { return smallHeight + DayGap; }
};

} // namespace plausch::ui
