#include "mainmenu.h"

#include "ui/chatactions.h"
#include "ui/theme.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace plausch::ui {
namespace {

QList<QKeySequence> keysOf(Command command)
{
    switch (command) {
    case Command::AddBuddy:
        return {QKeySequence(Qt::CTRL | Qt::Key_N)};
    case Command::JoinRoom:
        return {QKeySequence(Qt::CTRL | Qt::Key_J)};
    case Command::MemberList:
        return {QKeySequence(Qt::CTRL | Qt::Key_F7)};
    case Command::Settings:
        return {QKeySequence(Qt::CTRL | Qt::Key_Comma)};
    case Command::CloseView:
        return {QKeySequence(Qt::CTRL | Qt::Key_W)};
    case Command::Quit:
        return {QKeySequence(Qt::CTRL | Qt::Key_Q)};
    case Command::Switcher:
        return {QKeySequence(Qt::CTRL | Qt::Key_K)};
    case Command::NextChat:
        return {QKeySequence(Qt::ALT | Qt::Key_Down), QKeySequence(Qt::CTRL | Qt::Key_PageDown)};
    case Command::PreviousChat:
        return {QKeySequence(Qt::ALT | Qt::Key_Up), QKeySequence(Qt::CTRL | Qt::Key_PageUp)};
    case Command::NextUnread:
        return {QKeySequence(Qt::ALT | Qt::Key_A), QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Down)};
    case Command::PreviousUnread:
        return {QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Up)};
    case Command::NextRecent:
        return {QKeySequence(Qt::CTRL | Qt::Key_Tab)};
    case Command::PreviousRecent: // Shift+Tab arrives as Backtab
        return {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Backtab), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab)};
    case Command::Find:
        return {QKeySequence(Qt::CTRL | Qt::Key_F)};
    case Command::FindNext:
        return {QKeySequence(Qt::Key_F3)};
    case Command::FindPrevious:
        return {QKeySequence(Qt::SHIFT | Qt::Key_F3)};
    case Command::FindEverywhere:
        return {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)};
    case Command::NextPane:
        return {QKeySequence(Qt::Key_F6)};
    case Command::PreviousPane:
        return {QKeySequence(Qt::SHIFT | Qt::Key_F6)};
    case Command::FilterList:
        return {QKeySequence(Qt::CTRL | Qt::Key_L)};
    case Command::FullScreen:
        return {QKeySequence(Qt::Key_F11)};
    case Command::Shortcuts:
        return {QKeySequence(Qt::CTRL | Qt::Key_Slash), QKeySequence(Qt::Key_F1)};
    case Command::MarkAllRead:
        return {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)};
    case Command::Away:
        return {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Y)};
    case Command::AwayText:
        return {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)};
    case Command::AddServer:
    case Command::HostServer:
    case Command::OpenConverter:
    case Command::Newest:
    case Command::CompactList:
    case Command::About:
    case Command::AboutQt:
        break;
    }
    return {};
}

QString iconOf(Command command)
{
    switch (command) {
    case Command::AddBuddy:
        return QStringLiteral("buddy-add");
    case Command::AddServer:
        return QStringLiteral("server");
    case Command::JoinRoom:
        return QStringLiteral("room");
    case Command::MemberList:
        return QStringLiteral("members");
    case Command::OpenConverter:
        return QStringLiteral("converter");
    case Command::Settings:
        return QStringLiteral("settings");
    case Command::Find:
    case Command::FindEverywhere:
        return QStringLiteral("search");
    case Command::Newest:
        return QStringLiteral("newest");
    case Command::Shortcuts:
        return QStringLiteral("help");
    case Command::About:
        return QStringLiteral("info");
    default:
        return {};
    }
}

} // namespace

MainMenu::MainMenu(QMainWindow &window, ChatActions &chatActions)
    : QObject(&window), m_window(window), m_chatActions(chatActions)
{
    using C = Command;
    m_file = addMenu({{C::AddBuddy, C::AddServer, C::JoinRoom, C::HostServer, C::OpenConverter},
                      {C::Away, C::AwayText, C::Settings},
                      {C::CloseView, C::Quit}});
    m_chat = addMenu({{C::Find, C::FindNext, C::FindPrevious, C::Newest, C::MarkAllRead}});
    m_chat->addSeparator();
    m_chatActions.fill(*m_chat);
    m_goTo = new QMenu(&window);
    m_view = addMenu({{C::Switcher, C::FindEverywhere},
                      {C::NextPane, C::PreviousPane, C::FilterList},
                      {C::CompactList, C::MemberList, C::FullScreen}});
    m_view->insertMenu(action(C::NextPane), m_goTo);
    for (Command command :
         {C::NextChat, C::PreviousChat, C::NextUnread, C::PreviousUnread, C::NextRecent, C::PreviousRecent})
        addCommand(*m_goTo, command);
    addNumbers();
    m_help = addMenu({{C::Shortcuts}, {C::About, C::AboutQt}});
    for (Command command : {C::Away, C::CompactList, C::MemberList, C::FullScreen})
        action(command)->setCheckable(true);
    action(C::Quit)->setMenuRole(QAction::QuitRole);
    action(C::About)->setMenuRole(QAction::AboutRole);
    retranslate();
}

QMenu *MainMenu::addMenu(std::initializer_list<std::initializer_list<Command>> groups)
{
    QMenu *menu = m_window.menuBar()->addMenu(QString());
    for (const auto &group : groups) {
        if (!menu->isEmpty())
            menu->addSeparator();
        for (Command command : group)
            addCommand(*menu, command);
    }
    return menu;
}

QAction *MainMenu::addCommand(QMenu &menu, Command command)
{
    QAction *action = menu.addAction(QString());
    action->setObjectName(QLatin1String(QMetaEnum::fromType<Command>().valueToKey(int(command))));
    action->setShortcuts(keysOf(command));
    if (const QString icon = iconOf(command); !icon.isEmpty())
        action->setIcon(themedIcon(icon));
    connect(action, &QAction::triggered, this, [this, command] { Q_EMIT chosen(command); });
    m_window.addAction(action); // the keys also work while the menu bar is hidden
    m_actions.insert(command, action);
    return action;
}

void MainMenu::addNumbers()
{
    m_goTo->addSeparator();
    for (int place = 0; place < NumberedChats; ++place) {
        QAction *action = m_goTo->addAction(QString());
        action->setObjectName(QStringLiteral("Chat%1").arg(place + 1));
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + place)));
        connect(action, &QAction::triggered, this, [this, place] { Q_EMIT numberChosen(place); });
        m_window.addAction(action);
        m_numbers.append(action);
    }
}

QList<QAction *> MainMenu::actions() const
{
    QList<QAction *> all;
    for (const QMenu *menu : {m_file, m_chat, m_view, m_goTo, m_help}) {
        for (QAction *action : menu->actions()) {
            if (!action->isSeparator() && !action->menu())
                all.append(action);
        }
    }
    return all;
}

void MainMenu::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_chat->setTitle(tr("&Chat"));
    m_view->setTitle(tr("&View"));
    m_goTo->setTitle(tr("&Go to"));
    m_help->setTitle(tr("&Help"));
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it)
        it.value()->setText(text(it.key()));
    for (int place = 0; place < m_numbers.size(); ++place)
        m_numbers.at(place)->setText(tr("Chat &%1 of the list").arg(place + 1));
    m_chatActions.retranslate();
}

QString MainMenu::text(Command command)
{
    switch (command) {
    case Command::AddBuddy:
        return tr("&Add by address ...");
    case Command::AddServer:
        return tr("Add a chat ser&ver ...");
    case Command::HostServer:
        return tr("&Host a chat server ...");
    case Command::JoinRoom:
        return tr("&Join a room ...");
    case Command::MemberList:
        return tr("&Members of the room");
    case Command::OpenConverter:
        return tr("C&onverter ...");
    case Command::Away:
        return tr("Awa&y");
    case Command::AwayText:
        return tr("Away with a &text ...");
    case Command::Settings:
        return tr("&Settings ...");
    case Command::CloseView:
        return tr("&Close the chat");
    case Command::Quit:
        return tr("&Quit");
    case Command::Switcher:
        return tr("&Quick switcher ...");
    case Command::NextChat:
        return tr("&Next chat");
    case Command::PreviousChat:
        return tr("&Previous chat");
    case Command::NextUnread:
        return tr("Next &unread chat");
    case Command::PreviousUnread:
        return tr("Previous unrea&d chat");
    case Command::NextRecent:
        return tr("Last &recent chat");
    case Command::PreviousRecent:
        return tr("&Back to the newer one");
    case Command::Find:
        return tr("&Find in this chat");
    case Command::FindNext:
        return tr("&Older hit");
    case Command::FindPrevious:
        return tr("&Newer hit");
    case Command::FindEverywhere:
        return tr("Search &everywhere");
    case Command::Newest:
        return tr("&Go to the newest message");
    case Command::MarkAllRead:
        return tr("Mark all chats as rea&d");
    case Command::NextPane:
        return tr("Ne&xt pane");
    case Command::PreviousPane:
        return tr("P&revious pane");
    case Command::FilterList:
        return tr("Filter the &list");
    case Command::CompactList:
        return tr("List with &pictures only");
    case Command::FullScreen:
        return tr("&Full screen");
    case Command::Shortcuts:
        return tr("&Keyboard shortcuts");
    case Command::About:
        return tr("&About Plausch");
    case Command::AboutQt:
        return tr("About &Qt");
    }
    Q_UNREACHABLE();
}

} // namespace plausch::ui
