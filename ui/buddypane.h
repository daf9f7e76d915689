// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include "chat/settings.h"
#include "ui/models/chatlistmodel.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QToolButton;

namespace plausch::ui {

/// The list of people with its filter box, and who one is oneself.
class BuddyPane : public QWidget
{
    Q_OBJECT
public:
    static constexpr int CompactWidth = 72;
    static constexpr int FullWidth = 300;
    static constexpr int LeastFullWidth = 160; // below it the pane is compact

    explicit BuddyPane(ChatListModel &model, QWidget *parent = nullptr);

    /// What the line at the foot says: own name, and where others can dial. Port 0: nowhere.
    void setOwn(const chat::Settings &settings, quint16 listenPort);
    void setSearchedInterfaces(const QStringList &names);
    void select(const store::ChatId &chat); // empty: none
    store::ChatId selected() const;
    /// The chat that is `by` places away from the selected one in the list; empty: none.
    store::ChatId neighbour(int by) const;
    /// The next one with unread messages after (1) or before (-1) the selected one, around the end of the list.
    store::ChatId nextUnread(int by) const;
    store::ChatId nth(int place) const; // from 0, headings and the pages of servers not counted
    /// So narrow that only the pictures are left.
    bool isCompact() const { return m_compact; }
    QListView *list() const { return m_list; }
    QLineEdit *filter() const { return m_filter; }

Q_SIGNALS:
    void activated(const plausch::store::ChatId &chat); // by click or Enter: the next key belongs to the chat
    void browsed(const plausch::store::ChatId &chat); // by arrow keys, which go on in the list
    void addWanted();
    void serverWanted();
    void hostWanted();
    void roomWanted();
    void awayWanted(bool away);
    void awayTextWanted();
    void settingsWanted();
    void compactChanged(bool compact);
    void menuWanted(const plausch::store::ChatId &chat, const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    const chat::ChatInfo *chatAt(const QModelIndex &index) const; // null: a heading, or nothing
    QStringList order(bool withServers = true) const;
    void keepTime();
    void onCurrent(const QModelIndex &index, const QModelIndex &before);
    void keepSelection();
    void refreshOwn();
    void refreshHint();
    void retranslate();

    ChatListModel &m_model;
    chat::Settings m_settings;
    quint16 m_port = 0;
    QStringList m_interfaces;
    store::ChatId m_selected; // wherever its row goes, and while it is filtered away
    bool m_selecting = false;
    bool m_compact = false;
    QLineEdit *m_filter;
    QToolButton *m_add;
    QAction *m_addBuddy;
    QAction *m_addServer;
    QAction *m_joinRoom;
    QListView *m_list;
    QWidget *m_hint;
    QLabel *m_hintText;
    QPushButton *m_hintAdd;
    QPushButton *m_hintServer;
    QPushButton *m_hintHost;
    QToolButton *m_own;
    QTimer m_clock; // runs only while a countdown is shown
};

} // namespace plausch::ui
