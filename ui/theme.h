// Layer: ui. Thread: main. Values; everything comes from the palette, nothing is kept.
#pragma once

#include "chat/settings.h"

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QPixmap>

namespace plausch::ui {

/// The colours we draw with. Every text colour has a contrast of at least 4.5:1 on the background it is named for.
struct Theme
{
    static Theme of(const QPalette &palette);

    bool dark = false;
    QColor background; // of the conversation
    QColor text;
    QColor muted; // secondary text on background
    QColor line; // separators
    QColor accent; // on background: the "New" line, buttons
    QColor accentText; // on accent
    QColor mine; // own bubbles
    QColor mineText;
    QColor mineMuted;
    QColor mineLink;
    QColor theirs; // bubbles of others
    QColor theirsText;
    QColor theirsMuted;
    QColor theirsLink;
    QColor selection;
    QColor selectionText;
    QColor mark; // search hits
    QColor markText;
    QColor danger; // failed, blocked
    QColor warning; // trouble that passes
    QColor good; // online
    QColor busy; // on the way: searching, connecting, securing
};

/// WCAG 2.1 contrast ratio, 1 to 21.
double contrast(const QColor &a, const QColor &b);
/// `wanted`, lighter or darker by as little as it takes to be readable on `background`.
QColor readable(const QColor &wanted, const QColor &background, double ratio = 4.5);
/// a and b mixed; 0: a, 1: b.
QColor mixed(const QColor &a, const QColor &b, double share);

/// Palettes for chat::Theme::Light and Dark. System keeps what the desktop gives.
QPalette lightPalette();
QPalette darkPalette();

/// One of resources/icons by name ("send", "search", "lock" ...), in the palette's colour at the time of painting.
QIcon themedIcon(const QString &name);
/// The same in one colour; sharp at the painter's device pixel ratio.
QPixmap tintedPixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio);
QIcon applicationIcon();

} // namespace plausch::ui
