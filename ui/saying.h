// Layer: ui. Thread: main. Owner: Conversation.
#pragma once

#include "chat/switchboard.h"
#include "ui/questions.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace plausch::ui {

class ChatPage;

/// What leaves the composer of a page: a message, an answer, a command, or many lines once it was said how. And that
/// something is being written.
class Saying : public QObject
{
    Q_OBJECT
public:
    static constexpr int PauseMsecs = 5'000; // without a key; then writing pauses

    Saying(chat::Switchboard &switchboard, ChatPage &page);

    void open(const store::ChatId &chat);
    void close();
    /// What is written next answers this message.
    void answer(const store::MessageRow &message, const QString &name);
    /// One step of Esc: takes back what stands above the field. False: nothing did.
    bool stepBack();

Q_SIGNALS:
    void said();
    /// By a command: who enters a room wants to see it.
    void roomEntered(const plausch::store::ChatId &room);

private:
    void onSent(const QString &text);
    void onChoice(QuestionChoice choice);
    void onEdited();
    void say(const QString &text); // no command
    void finish();
    void dropAnswer();
    void keepWriting();
    void followJoin(const QString &text);
    bool isOnServer() const { return chat::Networks::isNetworkChat(m_chat); }

    chat::Switchboard &m_switchboard;
    ChatPage &m_page;
    store::ChatId m_chat;
    std::optional<store::MessageRow> m_answered;
    QTimer m_pause;
};

} // namespace plausch::ui
