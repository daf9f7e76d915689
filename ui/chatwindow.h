// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include "chat/switchboard.h"

#include <QWidget>

#include <memory>

class QMenu;
class QUrl;

namespace plausch::ui {

class ChatActions;
class ChatPage;
class Conversation;
class ServerDialogs;

/// One conversation in a window of its own.
class ChatWindow : public QWidget
{
    Q_OBJECT
public:
    ChatWindow(chat::Switchboard &switchboard, const store::ChatId &chat);
    ~ChatWindow() override;

    const store::ChatId &chat() const { return m_chat; }
    Conversation &conversation() const { return *m_conversation; }
    void bringUp();

Q_SIGNALS:
    void closed(const plausch::store::ChatId &chat);
    void linkActivated(const QUrl &url);
    void everywhereWanted(const QString &words);
    void chatWanted(const plausch::store::ChatId &chat);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void addKeys();
    void refreshTitle();

    chat::Switchboard &m_switchboard;
    store::ChatId m_chat;
    ChatPage *m_page;
    std::unique_ptr<Conversation> m_conversation; // goes before the page it serves
    ServerDialogs *m_servers;
    ChatActions *m_actions;
    QMenu *m_menu;
};

} // namespace plausch::ui
