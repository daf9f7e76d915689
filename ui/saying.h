// Layer: ui. Thread: main. Owner: Conversation.
#pragma once

#include "chat/switchboard.h"
#include "ui/manylines.h"

#include <QObject>

namespace plausch::ui {

class ChatPage;

/// What leaves the composer of a page: a message, a command, or many lines once it was said how.
class Saying : public QObject
{
    Q_OBJECT
public:
    Saying(chat::Switchboard &switchboard, ChatPage &page);

    void open(const store::ChatId &chat);
    void close();
    /// One step of Esc: takes back what stands above the field. False: nothing did.
    bool stepBack();

Q_SIGNALS:
    void said();

private:
    void onSent(const QString &text);
    void onChoice(ManyLinesChoice choice);
    void keepWriting();
    bool isOnServer() const { return chat::Networks::isNetworkChat(m_chat); }

    chat::Switchboard &m_switchboard;
    ChatPage &m_page;
    store::ChatId m_chat;
};

} // namespace plausch::ui
