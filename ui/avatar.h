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

/// What the colour of somebody in a room comes from: the same one in the messages and in the list of members.
QByteArray nickKey(const QString &nick);
/// The picture of a conversation: a square with a # for a room, one with a drawing for a chat server, else a person.
/// A room shows its presence only where there is something to say.
void drawPicture(QPainter &painter, const QRectF &rect, const chat::ChatInfo &chat, const Theme &theme,
                 const QColor &background);
QByteArray pictureKey(const chat::ChatInfo &chat);

} // namespace plausch::ui
