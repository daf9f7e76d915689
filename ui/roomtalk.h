// Layer: ui. Thread: main. Owner: Conversation.
#pragma once

#include "chat/networks.h"
#include "ui/memberpane.h"
#include "ui/models/completion.h"

#include <QObject>

namespace plausch::ui {

class ChatModel;
class ChatPage;

/// What a page shows and asks for beyond messages while its conversation is on a chat server: how the server stands,
/// who is in the room, what Tab completes.
class RoomTalk : public QObject
{
    Q_OBJECT
public:
    static constexpr int RecentRows = 200; // whose nicks are completed first

    RoomTalk(chat::Switchboard &switchboard, ChatPage &page, const ChatModel &messages);

    void open(const chat::ChatInfo &chat);
    void close();
    void refresh(const chat::ChatInfo &chat); // of the open conversation
    /// Somebody who is on the server, too; what stands in the way is said above the composer.
    void addAsBuddy(const store::ChatId &person);
    bool isOpen() const { return !m_network.isEmpty(); }
    const QString &network() const { return m_network; }

Q_SIGNALS:
    void chatWanted(const plausch::store::ChatId &chat);
    void kickWanted(const plausch::store::ChatId &room, const QString &nick, bool ban);

private:
    void onAction(MemberAction action, const QString &nick);
    void onNetwork(const QString &id);
    void readMembers();
    CompletionWords words() const;

    chat::Switchboard &m_switchboard;
    chat::Networks &m_networks;
    ChatPage &m_page;
    const ChatModel &m_messages;
    store::ChatId m_chat;
    QString m_network; // empty: nothing of a chat server is open
};

} // namespace plausch::ui
