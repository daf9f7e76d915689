// Layer: ui. Thread: main. Owner: MainWindow, or a ChatWindow.
#pragma once

#include "chat/switchboard.h"

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace plausch::ui {

class NetworkActions;
class ServerDialogs;

/// What can be done with one conversation, as actions for menu bar and context menus; opens the dialogs for it.
class ChatActions : public QObject
{
    Q_OBJECT
public:
    ChatActions(chat::Switchboard &switchboard, ServerDialogs &dialogs, QWidget &window);

    void setChat(const store::ChatId &chat); // empty: all disabled
    const store::ChatId &chat() const { return m_chat; }
    void fill(QMenu &menu) const;
    void retranslate();

    void showContact(const store::ChatId &chat);
    void contact(); // of a person; a service has none
    void compareKeys(const store::ChatId &chat);

    QAction *popOut() const { return m_popOut; }

Q_SIGNALS:
    void popOutWanted(const plausch::store::ChatId &chat);

private:
    QAction *add(const char *name, const QString &icon, void (ChatActions::*what)());
    void refresh();
    void compare() { compareKeys(m_chat); }
    void markRead();
    void tryNow();
    void accept();
    void ignore();
    void toggleBlock();
    void rename();
    void remove();
    void emitPopOut() { Q_EMIT popOutWanted(m_chat); }
    const chat::ChatInfo *info() const;

    chat::Switchboard &m_switchboard;
    QWidget &m_window;
    ServerDialogs &m_dialogs;
    NetworkActions *m_network;
    store::ChatId m_chat;
    QAction *m_contact;
    QAction *m_compare;
    QAction *m_rename;
    QAction *m_markRead;
    QAction *m_tryNow;
    QAction *m_accept;
    QAction *m_ignore;
    QAction *m_popOut;
    QAction *m_block;
    QAction *m_remove;
};

} // namespace plausch::ui
