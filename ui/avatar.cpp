#include "ui/avatar.h"

#include <QCryptographicHash>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QTextBoundaryFinder>

namespace plausch::ui {
namespace {

using chat::Presence;

QString firstLetter(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.first(end).toUpper() : QString();
}

bool startsWithLetter(const QString &word)
{
    return !word.isEmpty() && (word[0].isLetterOrNumber() || word[0].isHighSurrogate());
}

void drawTrouble(QPainter &painter, const QRectF &rect, const QColor &color, const QColor &background)
{
    QPainterPath triangle(QPointF(rect.center().x(), rect.top()));
    triangle.lineTo(rect.bottomRight());
    triangle.lineTo(rect.bottomLeft());
    triangle.closeSubpath();
    painter.fillPath(triangle, color);
    const qreal width = rect.width() / 7;
    painter.setPen(QPen(background, width, Qt::SolidLine, Qt::RoundCap));
    const qreal x = rect.center().x();
    painter.drawLine(QPointF(x, rect.top() + rect.height() * 0.42), QPointF(x, rect.top() + rect.height() * 0.64));
    painter.drawPoint(QPointF(x, rect.top() + rect.height() * 0.84));
}

void drawRing(QPainter &painter, const QRectF &rect, const QColor &color)
{
    const qreal width = rect.width() / 5;
    painter.setPen(QPen(color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2));
}

void drawTarget(QPainter &painter, const QRectF &rect, const QColor &color)
{
    drawRing(painter, rect, color);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(rect.center(), rect.width() / 6, rect.width() / 6);
}

/// A crescent: the disc without a second one at its upper left.
void drawMoon(QPainter &painter, const QRectF &rect, const QColor &color)
{
    QPainterPath disc;
    disc.addEllipse(rect);
    QPainterPath shadow;
    shadow.addEllipse(rect.translated(-rect.width() * 0.32, -rect.height() * 0.22));
    painter.fillPath(disc.subtracted(shadow), color);
}

void drawDots(QPainter &painter, const QRectF &rect, const QColor &color)
{
    const qreal radius = rect.width() / 7;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    for (const qreal x : {rect.left() + radius, rect.center().x(), rect.right() - radius})
        painter.drawEllipse(QPointF(x, rect.center().y()), radius, radius);
}

void drawBarred(QPainter &painter, const QRectF &rect, const QColor &color)
{
    drawRing(painter, rect, color);
    const qreal inset = rect.width() * 0.2;
    painter.drawLine(rect.topLeft() + QPointF(inset, inset), rect.bottomRight() - QPointF(inset, inset));
}

} // namespace

QString initials(const QString &name)
{
    QStringList words = name.split(QRegularExpression(QStringLiteral("[\\s_.-]+")), Qt::SkipEmptyParts);
    words.removeIf([](const QString &word) { return !startsWithLetter(word); });
    if (words.isEmpty())
        return name.trimmed().isEmpty() ? QStringLiteral("?") : firstLetter(name.trimmed());
    return words.size() == 1 ? firstLetter(words[0]) : firstLetter(words.first()) + firstLetter(words.last());
}

QColor avatarColor(QByteArrayView key)
{
    const QByteArray hash = QCryptographicHash::hash(key.toByteArray(), QCryptographicHash::Sha256);
    const int hue = (static_cast<quint8>(hash[0]) * 256 + static_cast<quint8>(hash[1])) % 360;
    // readable() asks which of two colours to darken; white on the avatar is the fixed one here.
    QColor color = QColor::fromHsl(hue, 120, 120);
    return readable(color, Qt::white);
}

void drawAvatar(QPainter &painter, const QRectF &rect, const QString &name, QByteArrayView key)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(avatarColor(key));
    painter.drawEllipse(rect);
    QFont font = painter.font();
    font.setPixelSize(std::max(8, static_cast<int>(rect.height() * 0.4)));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(rect, Qt::AlignCenter, initials(name));
    painter.restore();
}

void drawPresence(QPainter &painter, const QRectF &rect, Presence presence, const Theme &theme,
                  const QColor &background)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto on = [&background](const QColor &color) { return readable(color, background, 3.0); };
    switch (presence) {
    case Presence::Online:
        painter.setPen(Qt::NoPen);
        painter.setBrush(on(theme.good));
        painter.drawEllipse(rect);
        break;
    case Presence::Away:
        drawMoon(painter, rect, on(theme.warning));
        break;
    case Presence::Offline:
        drawRing(painter, rect, on(theme.muted));
        break;
    case Presence::Nearby:
        drawTarget(painter, rect, on(theme.good));
        break;
    case Presence::Searching:
    case Presence::Connecting:
    case Presence::Securing:
        drawDots(painter, rect, on(theme.busy));
        break;
    case Presence::Unreachable:
        drawTrouble(painter, rect, on(theme.warning), background);
        break;
    case Presence::KeyChanged:
        drawTrouble(painter, rect, on(theme.danger), background);
        break;
    case Presence::Blocked:
        drawBarred(painter, rect, on(theme.danger));
        break;
    }
    painter.restore();
}

namespace {

void drawBadge(QPainter &painter, const QRectF &rect, Presence presence, const Theme &theme, const QColor &background)
{
    const qreal side = std::max(rect.width() * 0.3, 9.0);
    const qreal rim = std::max(side * 0.18, 2.0);
    const QRectF badge(rect.right() - side + 1, rect.bottom() - side + 1, side, side);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(background);
    painter.drawEllipse(badge.adjusted(-rim, -rim, rim, rim));
    painter.restore();
    drawPresence(painter, badge, presence, theme, background);
}

/// A sign on a square, so that a place is never taken for a person.
void drawPlace(QPainter &painter, const QRectF &rect, const QColor &color, const QString &sign)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const qreal radius = rect.width() * 0.24;
    painter.drawRoundedRect(rect, radius, radius);
    QFont font = painter.font();
    font.setPixelSize(std::max(9, static_cast<int>(rect.height() * 0.56)));
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(rect, Qt::AlignCenter, sign);
    painter.restore();
}

void drawServer(QPainter &painter, const QRectF &rect, const QColor &color)
{
    drawPlace(painter, rect, color, {});
    const int side = static_cast<int>(rect.width() * 0.62);
    const QPixmap sign = tintedPixmap(QStringLiteral("server"), side, Qt::white, painter.device()->devicePixelRatioF());
    painter.drawPixmap(QPointF(rect.center().x() - side / 2.0, rect.center().y() - side / 2.0), sign);
}

} // namespace

void drawAvatarWithPresence(QPainter &painter, const QRectF &rect, const QString &name, QByteArrayView key,
                            Presence presence, const Theme &theme, const QColor &background)
{
    drawAvatar(painter, rect, name, key);
    drawBadge(painter, rect, presence, theme, background);
}

QByteArray nickKey(const QString &nick)
{
    return nick.toCaseFolded().toUtf8();
}

QByteArray pictureKey(const chat::ChatInfo &chat)
{
    if (chat.kind == chat::ChatKind::Person)
        return nickKey(chat.name);
    if (!chat.network.isEmpty()) // the fingerprint is the server's
        return chat.id.toUtf8();
    return chat.fingerprint.isEmpty() ? chat.id.toUtf8() : chat.fingerprint;
}

void drawPicture(QPainter &painter, const QRectF &rect, const chat::ChatInfo &chat, const Theme &theme,
                 const QColor &background)
{
    const QByteArray key = pictureKey(chat);
    switch (chat.kind) {
    case chat::ChatKind::Room: {
        const QColor color = chat.joined ? avatarColor(key) : readable(theme.muted, Qt::white);
        drawPlace(painter, rect, color, chat.name.isEmpty() ? QStringLiteral("#") : chat.name.first(1));
        break;
    }
    case chat::ChatKind::Server:
        drawServer(painter, rect, avatarColor(key));
        drawBadge(painter, rect, chat.presence, theme, background);
        break;
    default:
        drawAvatarWithPresence(painter, rect, chat.name, key, chat.presence, theme, background);
        break;
    }
}

} // namespace plausch::ui
