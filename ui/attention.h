// Layer: ui. Thread: main. Owner: Application; made after the window is shown, for nothing here is needed before.
#pragma once

#include "chat/switchboard.h"
#include "ui/desktopnotifications.h"
#include "ui/tray.h"

#include <QObject>

namespace plausch::ui {

class MainWindow;

/// Calls the user: notifications for conversations nobody looks at, the icon in the notification area, the explanation
/// when the window hides for the first time.
class Attention : public QObject
{
    Q_OBJECT
public:
    Attention(chat::Switchboard &switchboard, MainWindow &window, QObject *parent = nullptr);

    bool hasTray() const { return m_tray.isThere(); }

Q_SIGNALS:
    void quitWanted();

private:
    static QString wordsOf(const chat::ChatInfo &chat, const store::MessageRow &row);
    void onMessages(const store::ChatId &chat, const QList<store::MessageRow> &rows);
    void onSettings();
    void explainHiding();

    chat::Switchboard &m_switchboard;
    MainWindow &m_window;
    Tray m_tray;
    DesktopNotifications m_notifications;
};

} // namespace plausch::ui
