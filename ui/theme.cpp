#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace plausch::ui {
namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// Relative luminance, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

struct Seed
{
    QColor window, base, text, button, highlight;
};

QPalette paletteOf(const Seed &seed)
{
    QPalette palette(seed.button, seed.window);
    const QColor muted = readable(mixed(seed.text, seed.base, 0.4), seed.base);
    palette.setColor(QPalette::Window, seed.window);
    palette.setColor(QPalette::WindowText, seed.text);
    palette.setColor(QPalette::Base, seed.base);
    palette.setColor(QPalette::AlternateBase, mixed(seed.base, seed.text, 0.04));
    palette.setColor(QPalette::Text, seed.text);
    palette.setColor(QPalette::Button, seed.button);
    palette.setColor(QPalette::ButtonText, seed.text);
    palette.setColor(QPalette::BrightText, seed.text);
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::ToolTipBase, mixed(seed.base, seed.text, 0.08));
    palette.setColor(QPalette::ToolTipText, seed.text);
    palette.setColor(QPalette::Highlight, seed.highlight);
    palette.setColor(QPalette::HighlightedText, readable(Qt::white, seed.highlight));
    palette.setColor(QPalette::Link, readable(seed.highlight, seed.base));
    palette.setColor(QPalette::LinkVisited, readable(QColor(0x8e, 0x5b, 0xc4), seed.base));
    const QColor disabled = mixed(seed.text, seed.window, 0.5);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    return palette;
}

} // namespace

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto channel = [share](double from, double to) { return static_cast<float>(from + (to - from) * share); };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
                            channel(a.blueF(), b.blueF()));
}

QColor readable(const QColor &wanted, const QColor &background, double ratio)
{
    const bool toWhite = contrast(Qt::white, background) > contrast(Qt::black, background);
    const QColor end = toWhite ? Qt::white : Qt::black;
    for (int step = 0; step < 20; ++step) {
        // Rounded to what a screen can show, so that the promise holds for the pixels.
        const QColor color = QColor(mixed(wanted, end, step / 20.0).rgb());
        if (contrast(color, background) >= ratio)
            return color;
    }
    return end;
}

Theme Theme::of(const QPalette &palette)
{
    Theme theme;
    theme.background = palette.color(QPalette::Base);
    theme.dark = luminance(theme.background) < 0.18;
    theme.text = readable(palette.color(QPalette::Text), theme.background);
    theme.muted = readable(mixed(theme.text, theme.background, 0.35), theme.background);
    theme.line = mixed(theme.background, theme.text, 0.14);
    const QColor highlight = palette.color(QPalette::Highlight);
    theme.accent = readable(highlight, theme.background);
    theme.accentText = readable(theme.background, theme.accent);

    theme.mine = mixed(theme.background, highlight, theme.dark ? 0.42 : 0.17);
    theme.mineText = readable(theme.text, theme.mine);
    theme.mineMuted = readable(mixed(theme.mineText, theme.mine, 0.35), theme.mine);
    theme.mineLink = readable(palette.color(QPalette::Link), theme.mine);
    theme.theirs = mixed(theme.background, theme.text, theme.dark ? 0.11 : 0.065);
    theme.theirsText = readable(theme.text, theme.theirs);
    theme.theirsMuted = readable(mixed(theme.theirsText, theme.theirs, 0.35), theme.theirs);
    theme.theirsLink = readable(palette.color(QPalette::Link), theme.theirs);

    theme.selection = highlight;
    theme.selectionText = readable(palette.color(QPalette::HighlightedText), highlight);
    theme.mark = theme.dark ? QColor(0x8a, 0x6d, 0x00) : QColor(0xff, 0xe0, 0x82);
    theme.markText = readable(theme.text, theme.mark);
    theme.danger = readable(QColor(0xd2, 0x2f, 0x2f), theme.background);
    theme.warning = readable(QColor(0xb8, 0x6a, 0x00), theme.background);
    theme.good = readable(QColor(0x1e, 0x8e, 0x4e), theme.background);
    theme.busy = readable(QColor(0x2f, 0x6f, 0xd6), theme.background);
    return theme;
}

QPalette lightPalette()
{
    return paletteOf({.window = QColor(0xf3, 0xf4, 0xf6),
                      .base = QColor(0xff, 0xff, 0xff),
                      .text = QColor(0x1c, 0x1f, 0x24),
                      .button = QColor(0xec, 0xee, 0xf1),
                      .highlight = QColor(0x2a, 0x64, 0xd0)});
}

QPalette darkPalette()
{
    return paletteOf({.window = QColor(0x2a, 0x2d, 0x32), // light enough for the outlines that styles derive from it
                      .base = QColor(0x18, 0x1a, 0x1d),
                      .text = QColor(0xe8, 0xea, 0xed),
                      .button = QColor(0x3a, 0x3e, 0x45),
                      .highlight = QColor(0x3b, 0x74, 0xd9)});
}

} // namespace plausch::ui
