// Layer: ui. Thread: main. Owner: Attention.
#pragma once

#include <QMenu>
#include <QSystemTrayIcon>

namespace plausch::ui {

/// The icon in the notification area, with the number of unread messages on it.
class Tray : public QObject
{
    Q_OBJECT
public:
    explicit Tray(QObject *parent = nullptr);

    bool isThere() const; // a desktop without such an area has none
    void setUnread(int unread);
    void setAway(bool away);
    void say(const QString &title, const QString &text);
    void retranslate();
    static QIcon badged(const QIcon &icon, int unread);

Q_SIGNALS:
    void openWanted();
    void awayWanted(bool away);
    void quitWanted();
    void messageClicked();

private:
    int m_unread = 0;
    QMenu m_menu;
    QAction *m_open;
    QAction *m_away;
    QAction *m_quit;
    QSystemTrayIcon m_icon;
};

} // namespace plausch::ui
