// Layer: ui. Thread: main. Owner: ChatActions.
#pragma once

#include "chat/networks.h"

#include <QObject>

class QAction;
class QActionGroup;
class QMenu;
class QWidget;

namespace plausch::ui {

class ServerDialogs;

/// What can be done with a conversation on a chat server, and how loud any conversation may be.
class NetworkActions : public QObject
{
    Q_OBJECT
public:
    NetworkActions(chat::Switchboard &switchboard, ServerDialogs &dialogs, QWidget &window);
    ~NetworkActions() override;

    void setChat(const store::ChatId &chat);
    void fill(QMenu &menu) const; // of a server, a room or somebody there; invisible for others
    void fillNotifications(QMenu &menu) const;
    void refresh();
    void retranslate();

private:
    enum class Quiet { Hour, Tomorrow, Not };
    QAction *add(const char *name, const QString &icon, void (NetworkActions::*what)());
    void makeNotifications();
    const chat::ChatInfo *info() const;
    const chat::NetworkInfo *network() const;
    void connectTo();
    void disconnectFrom();
    void joinRoom();
    void changeNick();
    void away();
    void edit();
    void raw();
    void rejoin();
    void leave();
    void settings();
    void invite();
    void whois();
    void mute(Quiet how);

    chat::Switchboard &m_switchboard;
    chat::Networks &m_networks;
    ServerDialogs &m_dialogs;
    store::ChatId m_chat;
    QAction *m_connect;
    QAction *m_disconnect;
    QAction *m_joinRoom;
    QAction *m_nick;
    QAction *m_away;
    QAction *m_edit;
    QAction *m_raw;
    QAction *m_rejoin;
    QAction *m_leave;
    QAction *m_settings;
    QAction *m_invite;
    QAction *m_whois;
    QMenu *m_notifications;
    QActionGroup *m_levels;
    QAction *m_all;
    QAction *m_mentions;
    QAction *m_none;
    QAction *m_hour;
    QAction *m_tomorrow;
    QAction *m_unmute;
};

} // namespace plausch::ui
