// Layer: ui. Thread: main. Drawing only.
#pragma once

#include "chat/switchboard.h"
#include "ui/theme.h"

class QPainter;

namespace plausch::ui {

/// At most two letters of a name: "Anna Berg" -> "AB", "eva" -> "E"; "?" for an empty one.
QString initials(const QString &name);
/// A colour that belongs to the key (fingerprint, or the chat id where there is none); white is readable on it.
QColor avatarColor(QByteArrayView key);
/// A circle with initials that fills `rect`.
void drawAvatar(QPainter &painter, const QRectF &rect, const QString &name, QByteArrayView key);
/// The shape says it, the colour only repeats it: disc online, crescent away, ring offline, ring with a dot nearby,
/// three dots on the way, triangle with ! in trouble, barred ring blocked. `background` is what it stands on.
void drawPresence(QPainter &painter, const QRectF &rect, chat::Presence presence, const Theme &theme,
                  const QColor &background);
/// Both, the presence at the lower right with a rim of `background`.
void drawAvatarWithPresence(QPainter &painter, const QRectF &rect, const QString &name, QByteArrayView key,
                            chat::Presence presence, const Theme &theme, const QColor &background);

} // namespace plausch::ui
