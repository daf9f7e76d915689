// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include <QHash>
#include <QMetaEnum>
#include <QObject>

class QAction;
class QMainWindow;
class QMenu;

namespace plausch::ui {

class ChatActions;

Q_NAMESPACE

enum class Command {
    AddBuddy,
    AddServer,
    HostServer,
    JoinRoom,
    OpenConverter,
    Away,
    AwayText,
    Settings,
    CloseView,
    Quit,
    Switcher,
    NextChat,
    PreviousChat,
    NextUnread,
    PreviousUnread,
    NextRecent,
    PreviousRecent,
    Find,
    FindNext,
    FindPrevious,
    FindEverywhere,
    Newest,
    MarkAllRead,
    NextPane,
    PreviousPane,
    FilterList,
    CompactList,
    MemberList,
    FullScreen,
    Shortcuts,
    About,
    AboutQt,
};
Q_ENUM_NS(Command) // their names are what changed keys are kept under

/// The menu bar: every command of the window with its keys. Knows names and keys, not what they do.
class MainMenu : public QObject
{
    Q_OBJECT
public:
    static constexpr int NumberedChats = 9;

    MainMenu(QMainWindow &window, ChatActions &chatActions);

    QAction *action(Command command) const { return m_actions.value(command); }
    QList<QAction *> actions() const; // of the menus, in their order
    void retranslate();

Q_SIGNALS:
    void chosen(plausch::ui::Command command);
    void numberChosen(int place); // from 0

private:
    QMenu *addMenu(std::initializer_list<std::initializer_list<Command>> groups);
    QAction *addCommand(QMenu &menu, Command command);
    void addNumbers();
    static QString text(Command command);

    QMainWindow &m_window;
    ChatActions &m_chatActions;
    QHash<Command, QAction *> m_actions;
    QList<QAction *> m_numbers;
    QMenu *m_file;
    QMenu *m_chat;
    QMenu *m_goTo;
    QMenu *m_view;
    QMenu *m_help;
};

} // namespace plausch::ui
