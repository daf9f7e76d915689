#include "attention.h"

#include "ui/mainwindow.h"
#include "ui/models/messagetext.h"
#include "ui/models/networktext.h"
#include "ui/ownpresence.h"

#include <QApplication>
#include <QDateTime>

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
    connect(&m_tray, &Tray::awayWanted, this, [this](bool away) { setAwayEverywhere(m_switchboard, away); });
    connect(&m_window, &MainWindow::hidden, this, &Attention::explainHiding);
    connect(&m_window.list(), &ChatListModel::totalUnreadChanged, &m_tray, &Tray::setUnread);
    m_tray.setUnread(m_window.list().totalUnread());
    onSettings();
}

/// In a room it matters who says it.
QString Attention::wordsOf(const chat::ChatInfo &chat, const store::MessageRow &row)
{
    const QString name = row.speaker.isEmpty() ? chat.name : row.speaker;
    const bool named = chat.kind == chat::ChatKind::Room && row.kind != store::MessageKind::Action;
    return named ? tr("%1: %2", "who, what").arg(name, bodyText(row, name)) : bodyText(row, name);
}

void Attention::onMessages(const store::ChatId &chat, const QList<store::MessageRow> &rows)
{
    const chat::ChatInfo *info = m_switchboard.chat(chat);
    const chat::Settings &settings = m_switchboard.settings();
    if (!info || !settings.notifications || info->kind == chat::ChatKind::Converter || m_window.isWatched(chat))
        return;
    const store::NotifyLevel level = loudness(*info, QDateTime::currentMSecsSinceEpoch());
    const auto calls = [level](const store::MessageRow &row) {
        const bool loud = row.mention || level == store::NotifyLevel::All;
        return !row.mine && isSaid(row.kind) && loud && level != store::NotifyLevel::None;
    };
    const auto last = std::find_if(rows.crbegin(), rows.crend(), calls);
    if (last == rows.crend())
        return;
    m_notifications.show(chat, info->name, settings.notificationText ? wordsOf(*info, *last) : tr("New message"));
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
