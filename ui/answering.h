// Layer: ui. Thread: main. Owner: Conversation.
#pragma once

#include "chat/switchboard.h"
#include "ui/questions.h"

#include <QObject>
#include <QPoint>

namespace plausch::ui {

class ChatModel;
class ChatPage;
class EmojiPicker;
class ReactionChoice;
class Saying;

/// What is done about a message in the page: it is answered, reacted to, taken back.
class Answering : public QObject
{
    Q_OBJECT
public:
    Answering(chat::Switchboard &switchboard, ChatPage &page, const ChatModel &messages, Saying &saying);

    void open(const chat::ChatInfo &chat);
    void close();
    void refresh(const chat::ChatInfo &chat); // of the open conversation

private:
    void answer(int row);
    void choose(int row, const QPoint &corner);
    void chooseOfAll(const QPoint &corner, const QString &letters);
    void react(const QString &reaction, bool on);
    void toggle(int row, int reaction);
    void withdraw(int row);
    void onChoice(QuestionChoice choice);
    void complain(const QString &why); // empty: there is nothing to complain about

    chat::Switchboard &m_switchboard;
    ChatPage &m_page;
    const ChatModel &m_messages;
    Saying &m_saying;
    store::ChatId m_chat;
    store::MessageRow m_about; // what is being reacted to, or perhaps taken back
    ReactionChoice *m_choice = nullptr; // made when first needed, as the next
    EmojiPicker *m_picker = nullptr;
};

} // namespace plausch::ui
