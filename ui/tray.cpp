#include "tray.h"

#include "ui/theme.h"

#include <QAction>
#include <QLocale>
#include <QPainter>

namespace plausch::ui {

Tray::Tray(QObject *parent)
    : QObject(parent)
    , m_open(m_menu.addAction(QString()))
    , m_away(m_menu.addAction(QString()))
    , m_quit(m_menu.addAction(QString()))
{
    m_away->setCheckable(true);
    m_icon.setIcon(applicationIcon());
    m_icon.setContextMenu(&m_menu);
    connect(m_open, &QAction::triggered, this, &Tray::openWanted);
    connect(m_away, &QAction::triggered, this, &Tray::awayWanted);
    connect(m_quit, &QAction::triggered, this, &Tray::quitWanted);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::messageClicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT openWanted();
    });
    retranslate();
    if (isThere())
        m_icon.show();
}

bool Tray::isThere() const
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::setUnread(int unread)
{
    if (unread == m_unread)
        return;
    m_unread = unread;
    m_icon.setIcon(badged(applicationIcon(), unread));
    retranslate();
}

void Tray::setAway(bool away)
{
    m_away->setChecked(away);
}

void Tray::say(const QString &title, const QString &text)
{
    if (m_icon.isVisible() && QSystemTrayIcon::supportsMessages())
        m_icon.showMessage(title, text, applicationIcon());
}

void Tray::retranslate()
{
    m_open->setText(tr("Open Plausch"));
    m_away->setText(tr("Away"));
    m_quit->setText(tr("Quit"));
    m_icon.setToolTip(m_unread > 0 ? tr("Plausch, %n unread", nullptr, m_unread) : tr("Plausch"));
}

QIcon Tray::badged(const QIcon &icon, int unread)
{
    if (unread <= 0)
        return icon;
    QIcon result;
    for (const int size : {16, 22, 24, 32, 48, 64}) {
        QPixmap pixmap = icon.pixmap(size, size);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal diameter = size * 0.62;
        const QRectF badge(size - diameter, size - diameter, diameter, diameter);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0xc6, 0x28, 0x28));
        painter.drawEllipse(badge);
        QFont font;
        font.setBold(true);
        font.setPixelSize(qMax(6, int(diameter * (unread > 9 ? 0.55 : 0.75))));
        painter.setFont(font);
        painter.setPen(Qt::white);
        painter.drawText(badge, Qt::AlignCenter, unread > 9 ? QStringLiteral("9+") : QLocale().toString(unread));
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

} // namespace plausch::ui
