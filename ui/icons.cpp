// The icon half of theme.h: drawings from resources/icons, tinted when they are painted.
#include "ui/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

// Q_INIT_RESOURCE must not stand in a namespace; the linker drops a static library's resources without it.
static void initIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace plausch::ui {
namespace {

QByteArray drawing(const QString &name)
{
    static const bool once = (initIcons(), true);
    Q_UNUSED(once)
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "themedIcon", qPrintable(name));
    return found ? file.readAll() : QByteArray();
}

/// The drawings are black; the colour is put in before they are rendered.
QByteArray tintedDrawing(const QString &name, const QColor &color)
{
    return drawing(name).replace("#000\"", color.name().toLatin1() + '"');
}

class TintedIconEngine : public QIconEngine
{
public:
    explicit TintedIconEngine(const QString &name) : m_name(name) { }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        const int side = std::min(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        painter->drawPixmap(square, tintedPixmap(m_name, side, colorFor(mode), ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return tintedPixmap(m_name, std::min(size.width(), size.height()), colorFor(mode), 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap pixmap = this->pixmap(size, mode, state);
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }
    QIconEngine *clone() const override { return new TintedIconEngine(m_name); }

private:
    static QColor colorFor(QIcon::Mode mode)
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        return palette.color(mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active, QPalette::ButtonText);
    }
    QString m_name;
};

} // namespace

QPixmap tintedPixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio)
{
    const int side = static_cast<int>(std::ceil(size * devicePixelRatio));
    const QString key = QStringLiteral("plausch/%1/%2/%3/%4")
                            .arg(name, color.name(), QString::number(side), QString::number(devicePixelRatio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(tintedDrawing(name, color));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, side, side));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon themedIcon(const QString &name)
{
    return QIcon(new TintedIconEngine(name));
}

QIcon applicationIcon()
{
    QIcon icon;
    const QByteArray svg = drawing(QStringLiteral("plausch"));
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(0, 0, side, side));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace plausch::ui
