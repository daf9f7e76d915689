// Layer: ui. Thread: main. Owner: MainWindow, or a ChatWindow.
#pragma once

#include "chat/switchboard.h"
#include "ui/chatstate.h"
#include "ui/composer.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedLayout;

namespace plausch::ui {

class ChatHeader;
class FindBar;
class InfoBar;
class MemberPane;
class MessageView;
class TypingLine;

/// One conversation on the screen: header, find bar, messages, the bar that says how the line stands, composer.
/// Takes values and says what the user wants; knows no switchboard.
class ChatPage : public QWidget
{
    Q_OBJECT
public:
    explicit ChatPage(QWidget *parent = nullptr);

    static constexpr int RoomForMembers = 620; // narrower, and the members take the place of the messages

    void show(const chat::ChatInfo &chat);
    void setNetwork(const chat::NetworkInfo &network); // of a conversation on a chat server
    const chat::ChatInfo &chat() const { return m_chat; }
    void setVerificationWords(const QStringList &words);
    void setTyping(const QStringList &names); // who is writing
    void setEmpty(bool empty); // nothing was ever said here
    void focusComposer();

    ChatHeader *header() const { return m_header; }
    FindBar *findBar() const { return m_find; }
    MessageView *view() const { return m_view; }
    InfoBar *bar() const { return m_bar; }
    InfoBar *question() const { return m_question; } // about what is to be sent
    Composer *composer() const { return m_composer; }
    MemberPane *members() const { return m_members; }
    /// Whether rooms show who is in them, where there is room for it.
    void setMembersWanted(bool wanted);
    bool membersWanted() const { return m_membersWanted; }

Q_SIGNALS:
    void choiceMade(plausch::ui::ChatChoice choice);
    void backWanted();
    void contactWanted();
    void searchWanted();
    void membersWantedChanged(bool wanted);
    void routeChosen(const QString &choice);
    void addWanted();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void scroll(ComposerEdit::Scroll where);
    void refresh();
    void refreshEmptyText();
    void noteRoute(const chat::ChatInfo &now);
    QString secondLine(qint64 now) const;
    bool isWide() const { return width() >= RoomForMembers; }
    void toggleMembers(bool shown);
    void placeMembers();

    chat::ChatInfo m_chat;
    chat::NetworkInfo m_network;
    QStringList m_words;
    QString m_routeNotice; // the way has changed by itself; empty: nothing to say
    ChatHeader *m_header;
    FindBar *m_find;
    QWidget *m_messages;
    MessageView *m_view;
    QLabel *m_emptyText;
    InfoBar *m_bar;
    InfoBar *m_question;
    TypingLine *m_typing;
    Composer *m_composer;
    QWidget *m_talk; // all of the above but the header
    MemberPane *m_members;
    bool m_membersWanted = true;
    bool m_membersInFront = false; // narrow
    QTimer m_clock; // runs only while a countdown is shown
};

} // namespace plausch::ui
