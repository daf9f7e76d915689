#include "attention.h"

#include "ui/mainwindow.h"
#include "ui/models/messagetext.h"

#include <QApplication>

namespace plausch::ui {

Attention::Attention(chat::Switchboard &switchboard, MainWindow &window, QObject *parent)
    : QObject(parent), m_switchboard(switchboard), m_window(window)
{
    connect(&m_switchboard, &chat::Switchboard::messagesAdded, this, &Attention::onMessages);
    connect(&m_switchboard, &chat::Switchboard::settingsChanged, this, &Attention::onSettings);
    connect(&m_switchboard, &chat::Switchboard::chatChanged, this, [this](const store::ChatId &chat) {
        const chat::ChatInfo *info = m_switchboard.chat(chat);
        if (info && info->unread == 0)
            m_notifications.withdraw(chat);
    });
    connect(&m_switchboard, &chat::Switchboard::chatRemoved, &m_notifications, &DesktopNotifications::withdraw);
    connect(&m_notifications, &DesktopNotifications::activated, this, [this](const store::ChatId &chat) {
        m_window.bringUp();
        m_window.openChat(chat);
    });
    connect(&m_notifications, &DesktopNotifications::failed, &m_tray, &Tray::say);
    connect(&m_tray, &Tray::openWanted, &m_window, &MainWindow::bringUp);
    connect(&m_tray, &Tray::messageClicked, &m_window, &MainWindow::bringUp);
    connect(&m_tray, &Tray::quitWanted, this, &Attention::quitWanted);
    connect(&m_tray, &Tray::awayWanted, this, [this](bool away) {
        chat::Settings settings = m_switchboard.settings();
        settings.away = away;
        m_switchboard.setSettings(settings);
    });
    connect(&m_window, &MainWindow::hidden, this, &Attention::explainHiding);
    connect(&m_window.list(), &ChatListModel::totalUnreadChanged, &m_tray, &Tray::setUnread);
    m_tray.setUnread(m_window.list().totalUnread());
    onSettings();
}

void Attention::onMessages(const store::ChatId &chat, const QList<store::MessageRow> &rows)
{
    const chat::ChatInfo *info = m_switchboard.chat(chat);
    const chat::Settings &settings = m_switchboard.settings();
    if (!info || !settings.notifications || info->notify == store::NotifyLevel::None
        || info->kind == chat::ChatKind::Converter || m_window.isWatched(chat))
        return;
    const auto last =
        std::find_if(rows.crbegin(), rows.crend(), [](const store::MessageRow &row) { return !row.mine; });
    if (last == rows.crend())
        return;
    m_notifications.show(chat, info->name, settings.notificationText ? bodyText(*last, info->name) : tr("New message"));
    QApplication::alert(&m_window);
}

/// Without a notification area a hidden window would be lost, so there closing ends the program.
void Attention::onSettings()
{
    m_tray.setAway(m_switchboard.settings().away);
    m_tray.retranslate();
    m_window.setHidesOnClose(m_switchboard.settings().closeToTray && m_tray.isThere());
}

void Attention::explainHiding()
{
    chat::Settings settings = m_switchboard.settings();
    if (settings.trayExplained)
        return;
    settings.trayExplained = true;
    m_switchboard.setSettings(settings);
    m_tray.say(tr("Plausch keeps running"),
               tr("Messages still arrive. Click this icon to open the window again; quit with Ctrl+Q or the icon's "
                  "menu."));
}

} // namespace plausch::ui
