// Layer: ui. Thread: main. Owner: MainWindow, or a ChatWindow.
#pragma once

#include "chat/switchboard.h"
#include "ui/chatstate.h"
#include "ui/models/chatmodel.h"
#include "ui/models/searchmodel.h"

#include <QHash>
#include <QObject>
#include <QPointer>

class QUrl;

namespace plausch::ui {

class ChatPage;
class MessageView;

/// Joins a page with the switchboard: whatever conversation is open in the page is fed, said, read and searched here.
class Conversation : public QObject
{
    Q_OBJECT
public:
    static constexpr int MaxHistory = 100; // own texts that Up and Ctrl+Up reach

    Conversation(chat::Switchboard &switchboard, ChatPage &page);
    ~Conversation() override;

    void open(const store::ChatId &chat);
    void close(); // keeps the draft, and the place that was read
    const store::ChatId &chat() const { return m_chat; }
    bool isOpen() const { return !m_chat.isEmpty(); }

    /// True while the user can see the page and its window is the active one.
    void setWatched(bool watched);
    void jumpTo(store::Cursor place, const QString &words);
    void find();
    /// One step of Esc: ends the search, else goes to the newest message and marks all as read.
    void stepBack();
    void markRead();

Q_SIGNALS:
    void linkActivated(const QUrl &url);
    void compareWanted(const plausch::store::ChatId &chat);
    void everywhereWanted(const QString &words);

private:
    void wirePage();
    void wireSwitchboard();
    void onChanged(const store::ChatId &chat);
    void onChoice(ChatChoice choice);
    void say(const QString &text);
    void sayAgain(const QByteArray &id);
    void readWhatIsSeen();
    void refreshEmpty();
    void refreshSpeakers(const chat::ChatInfo &info);
    QStringList ownTexts() const;

    chat::Switchboard &m_switchboard;
    ChatPage &m_page;
    QPointer<MessageView> m_view; // of the page, which may go first
    ChatModel m_model;
    SearchModel m_search;
    store::ChatId m_chat;
    QHash<store::ChatId, store::Cursor> m_places; // where each was left, unless at the newest
    bool m_watched = false;
};

} // namespace plausch::ui
