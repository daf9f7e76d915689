// Layer: ui. Thread: main. Owner: Application.
#pragma once

#include "chat/switchboard.h"
#include "ui/mainmenu.h"
#include "ui/models/chatlistmodel.h"
#include "ui/recents.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>

#include <memory>

class QSplitter;
class QStackedWidget;
class QUrl;

namespace plausch::ui {

class AddBuddyDialog;
class BuddyPane;
class ChatActions;
class ChatPage;
class ChatWindow;
class Conversation;
class ConverterPage;
class KeyMap;
class NoticeBar;
class Placeholder;
class RecentList;
class SearchModel;
class SearchPanel;
class ServerDialogs;
class SettingsDialog;
class StartPage;
class Switcher;

/// The window: list on the left, conversation on the right; below NarrowWidth one of them.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    static constexpr int NarrowWidth = 560;

    MainWindow(chat::Switchboard &switchboard, const QString &profileDir);
    ~MainWindow() override;

    void openChat(const store::ChatId &chat);
    void addByAddress(const QString &address);
    /// irc:// or ircs://; a server that is not known is added only if the user says so.
    void followLink(const QUrl &url);
    void bringUp();
    void warn(const QString &text); // about the program as a whole
    /// The user is looking at this conversation, here or in a window of its own.
    bool isWatched(const store::ChatId &chat) const;
    /// Whether closing the window hides it; decided by whoever knows about the notification area.
    void setHidesOnClose(bool hides) { m_hidesOnClose = hides; }
    void keepState(); // geometry, splitter, open chat, drafts
    ChatListModel &list() { return m_list; }

Q_SIGNALS:
    void quitWanted();
    void hidden(); // closed, but still running

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void wireList();
    void wireConversation();
    void wireSwitchboard();
    void restoreState();
    void showPage(QWidget *page);
    void leavePage();
    void applyWidth();
    void refreshWatched();
    void refreshTitle();
    void retranslate();

    void onCommand(Command command);
    void onNotice(chat::Switchboard::Notice notice, const QString &detail);
    void onNoticeChoice(int choice);
    void onAddressAnswered(const QString &address, const store::ChatId &chat, const QString &error);
    void onChatRemoved(const store::ChatId &chat);
    void onSettingsChanged();
    void finishStart(const QString &name);
    void goTo(const store::ChatId &chat);
    void stepRecent(int by);
    void showRecent();
    void settleRecent();
    void stepPane(int by);
    void setCompactList(bool compact);
    void markAllRead();
    void openSwitcher();
    void openSearch(const QString &words);
    void openAddDialog();
    void openSettings();
    void openConverter();
    void openShortcuts();
    void openAbout();
    void openLink(const QUrl &url);
    void joinRoom();
    void onInvited(const QString &network, const QString &room, const QString &by);
    void acceptInvitation();
    void endInvitationTo(const chat::ChatInfo &room);
    void openWindow(const store::ChatId &chat);
    void showListMenu(const store::ChatId &chat, const QPoint &position);
    void confirmQuit();

    chat::Switchboard &m_switchboard;
    QString m_profileDir;
    ChatListModel m_list;
    Recents m_recents;
    ServerDialogs *m_servers;
    ChatActions *m_chatActions;
    ChatActions *m_listActions; // for the context menu of the list
    MainMenu *m_menu;
    KeyMap *m_keys;
    QStackedWidget *m_root;
    StartPage *m_start = nullptr; // only at the first start
    QSplitter *m_splitter;
    BuddyPane *m_pane;
    QWidget *m_right;
    NoticeBar *m_notice;
    QStackedWidget *m_pages;
    Placeholder *m_nothingOpen;
    ChatPage *m_page;
    std::unique_ptr<Conversation> m_conversation; // goes before the page it serves
    SearchModel *m_searchModel = nullptr; // made when first needed, as the two below
    SearchPanel *m_search = nullptr;
    ConverterPage *m_converter = nullptr;
    Switcher *m_switcher = nullptr;
    RecentList *m_recentList = nullptr;
    QPointer<AddBuddyDialog> m_addDialog;
    QPointer<SettingsDialog> m_settingsDialog;
    QHash<store::ChatId, ChatWindow *> m_windows; // own, delete themselves when closed
    struct Invitation
    {
        QString network;
        QString room;
    };
    Invitation m_invitation; // the last one
    store::ChatId m_wantedChat; // of the last session, until it is loaded
    bool m_narrow = false;
    bool m_listInFront = true; // with m_narrow
    bool m_hidesOnClose = false;
};

} // namespace plausch::ui
