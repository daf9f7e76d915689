// Layer: ui. Thread: main. Owner: MainWindow, or a ChatWindow.
#pragma once

#include "chat/switchboard.h"
#include "ui/answering.h"
#include "ui/chatstate.h"
#include "ui/models/chatmodel.h"
#include "ui/models/searchmodel.h"
#include "ui/roomtalk.h"
#include "ui/saying.h"

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
    /// One step of Esc: takes back what stands above the field, else ends the search, else goes to the newest message
    /// and marks all as read.
    void stepBack();
    void markRead();

Q_SIGNALS:
    void linkActivated(const QUrl &url);
    void compareWanted(const plausch::store::ChatId &chat);
    void chatWanted(const plausch::store::ChatId &chat);
    void kickWanted(const plausch::store::ChatId &room, const QString &nick, bool ban);
    /// Of what stands on the chat server: a password, a certificate, its settings.
    void serverChoiceMade(const QString &network, plausch::ui::ChatChoice choice);
    void everywhereWanted(const QString &words);

private:
    void wirePage();
    void wireSwitchboard();
    void onChanged(const store::ChatId &chat);
    void onChoice(ChatChoice choice);
    void onNetworkChoice(ChatChoice choice);
    void askOlder();
    void sayAgain(const QByteArray &id);
    void readWhatIsSeen();
    void refreshEmpty();
    Speakers speakersOf(const chat::ChatInfo &info) const;
    void refreshSpeakers(const chat::ChatInfo &info);
    QStringList ownTexts() const;

    chat::Switchboard &m_switchboard;
    ChatPage &m_page;
    QPointer<MessageView> m_view; // of the page, which may go first
    ChatModel m_model;
    SearchModel m_search;
    RoomTalk m_talk;
    Saying m_saying;
    Answering m_answering;
    store::ChatId m_chat;
    QHash<store::ChatId, store::Cursor> m_places; // where each was left, unless at the newest
    bool m_watched = false;
    bool m_askingOlder = false;
    bool m_serverHasOlder = true;
};

} // namespace plausch::ui
