// The window's parts and how they hang together; what commands do is in mainwindow_commands.cpp.
#include "mainwindow.h"

#include "ui/buddypane.h"
#include "ui/chatactions.h"
#include "ui/chatheader.h"
#include "ui/chatpage.h"
#include "ui/chatwindow.h"
#include "ui/composer.h"
#include "ui/conversation.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/keymap.h"
#include "ui/noticebar.h"
#include "ui/ownpresence.h"
#include "ui/placeholder.h"
#include "ui/serverdialogs.h"
#include "ui/startpage.h"
#include "ui/theme.h"

#include <QAction>
#include <QCloseEvent>
#include <QDir>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

QString windowFile(const QString &profileDir)
{
    return QDir(profileDir).filePath(QStringLiteral("window.ini"));
}

} // namespace

MainWindow::MainWindow(chat::Switchboard &switchboard, const QString &profileDir)
    : m_switchboard(switchboard)
    , m_profileDir(profileDir)
    , m_servers(new ServerDialogs(switchboard, *this))
    , m_chatActions(new ChatActions(switchboard, *m_servers, *this))
    , m_listActions(new ChatActions(switchboard, *m_servers, *this))
    , m_menu(new MainMenu(*this, *m_chatActions))
    , m_keys(new KeyMap(m_menu->actions(), windowFile(profileDir), this))
    , m_root(new QStackedWidget(this))
    , m_splitter(new QSplitter(m_root))
    , m_pane(new BuddyPane(m_list, m_splitter))
    , m_right(new QWidget(m_splitter))
    , m_notice(new NoticeBar(m_right))
    , m_pages(new QStackedWidget(m_right))
    , m_nothingOpen(new Placeholder(QStringLiteral("plausch"), m_pages))
    , m_page(new ChatPage(m_pages))
    , m_conversation(std::make_unique<Conversation>(switchboard, *m_page))
{
    follow(m_switchboard, m_list);
    build();
    wireList();
    wireConversation();
    wireSwitchboard();
    connect(m_menu, &MainMenu::chosen, this, &MainWindow::onCommand);
    connect(m_keys, &KeyMap::changed, this, &MainWindow::retranslate);
    connect(m_menu, &MainMenu::numberChosen, this, [this](int place) { goTo(m_pane->nth(place)); });
    retranslate();
    restoreState();
    onSettingsChanged();
}

MainWindow::~MainWindow()
{
    for (ChatWindow *window : std::as_const(m_windows)) {
        window->disconnect(this);
        delete window;
    }
}

void MainWindow::build()
{
    setWindowIcon(applicationIcon());
    m_pages->addWidget(m_nothingOpen);
    m_pages->addWidget(m_page);
    auto *column = new QVBoxLayout(m_right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_pages, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->setStretchFactor(1, 1);
    m_pane->setMinimumWidth(BuddyPane::CompactWidth);
    m_right->setMinimumWidth(300);
    m_root->addWidget(m_splitter);
    setCentralWidget(m_root);
    auto *menu = new QMenu(this);
    m_chatActions->fill(*menu);
    m_page->header()->setMenu(menu);
    setMinimumSize(320, 400);
    if (m_switchboard.settings().name.isEmpty()) {
        m_start = new StartPage(m_root);
        m_root->addWidget(m_start);
        m_root->setCurrentWidget(m_start);
        menuBar()->hide();
        connect(m_start, &StartPage::nameGiven, this, &MainWindow::finishStart);
    }
}

void MainWindow::wireList()
{
    connect(m_pane, &BuddyPane::activated, this, &MainWindow::goTo);
    connect(m_pane, &BuddyPane::browsed, this, &MainWindow::openChat);
    connect(m_pane, &BuddyPane::addWanted, this, &MainWindow::openAddDialog);
    connect(m_pane, &BuddyPane::serverWanted, m_servers, [this] { m_servers->add(); });
    connect(m_pane, &BuddyPane::hostWanted, m_servers, &ServerDialogs::host);
    connect(m_pane, &BuddyPane::roomWanted, this, &MainWindow::joinRoom);
    connect(m_pane, &BuddyPane::settingsWanted, this, &MainWindow::openSettings);
    connect(m_pane, &BuddyPane::awayWanted, this, [this](bool away) { setAwayEverywhere(m_switchboard, away); });
    connect(m_pane, &BuddyPane::awayTextWanted, m_servers, [this] { m_servers->away(); });
    connect(m_pane, &BuddyPane::menuWanted, this, &MainWindow::showListMenu);
    connect(m_pane, &BuddyPane::compactChanged, m_menu->action(Command::CompactList), &QAction::setChecked);
    connect(&m_list, &ChatListModel::totalUnreadChanged, this, &MainWindow::refreshTitle);
    for (ChatActions *actions : {m_chatActions, m_listActions})
        connect(actions, &ChatActions::popOutWanted, this, &MainWindow::openWindow);
}

void MainWindow::wireConversation()
{
    connect(m_page, &ChatPage::backWanted, this, [this] {
        m_listInFront = true;
        applyWidth();
        m_pane->list()->setFocus();
    });
    m_menu->action(Command::MemberList)->setChecked(m_page->membersWanted());
    connect(m_page, &ChatPage::membersWantedChanged, m_menu->action(Command::MemberList), &QAction::setChecked);
    connect(m_page, &ChatPage::contactWanted, m_chatActions, &ChatActions::contact);
    connect(m_conversation.get(), &Conversation::compareWanted, m_chatActions, &ChatActions::compareKeys);
    connect(m_conversation.get(), &Conversation::serverChoiceMade, m_servers, &ServerDialogs::choose);
    connect(m_conversation.get(), &Conversation::kickWanted, m_servers, &ServerDialogs::kick);
    connect(m_conversation.get(), &Conversation::chatWanted, this, &MainWindow::goTo);
    connect(m_servers, &ServerDialogs::chatWanted, this, &MainWindow::goTo);
    connect(m_conversation.get(), &Conversation::linkActivated, this, &MainWindow::openLink);
    connect(m_conversation.get(), &Conversation::everywhereWanted, this, &MainWindow::openSearch);
}

void MainWindow::wireSwitchboard()
{
    using chat::Switchboard;
    connect(&m_switchboard.networks(), &chat::Networks::invited, this, &MainWindow::onInvited);
    connect(&m_switchboard, &Switchboard::noticed, this, &MainWindow::onNotice);
    connect(m_notice, &InfoBar::chosen, this, &MainWindow::onNoticeChoice);
    connect(&m_switchboard, &Switchboard::addressAnswered, this, &MainWindow::onAddressAnswered);
    connect(&m_switchboard, &Switchboard::chatRemoved, this, &MainWindow::onChatRemoved);
    connect(&m_switchboard, &Switchboard::settingsChanged, this, &MainWindow::onSettingsChanged);
    connect(&m_switchboard, &Switchboard::chatChanged, this, [this](const store::ChatId &chat) {
        if (chat == m_conversation->chat())
            refreshTitle();
    });
    connect(&m_switchboard, &Switchboard::loaded, this, [this] {
        m_pane->setSearchedInterfaces(m_switchboard.searchedInterfaces());
        onSettingsChanged();
        if (m_switchboard.settings().away) // since the last time, and on the servers too
            setAwayEverywhere(m_switchboard, true);
        if (!m_conversation->isOpen() && m_switchboard.chat(m_wantedChat))
            openChat(m_wantedChat);
    });
}

void MainWindow::restoreState()
{
    const QSettings state(windowFile(m_profileDir), QSettings::IniFormat);
    resize(980, 680);
    restoreGeometry(state.value(QStringLiteral("geometry")).toByteArray());
    m_splitter->setSizes({BuddyPane::FullWidth, 680});
    m_splitter->restoreState(state.value(QStringLiteral("splitter")).toByteArray());
    m_wantedChat = state.value(QStringLiteral("chat")).toString();
    m_page->setMembersWanted(state.value(QStringLiteral("members"), true).toBool());
}

void MainWindow::keepState()
{
    QSettings state(windowFile(m_profileDir), QSettings::IniFormat);
    state.setValue(QStringLiteral("geometry"), saveGeometry());
    if (!m_narrow)
        state.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    state.setValue(QStringLiteral("chat"), m_conversation->chat());
    state.setValue(QStringLiteral("members"), m_page->membersWanted());
    m_page->composer()->flushDraft();
    for (ChatWindow *window : std::as_const(m_windows))
        window->conversation().close();
}

void MainWindow::openChat(const store::ChatId &chat)
{
    if (ChatWindow *window = m_windows.value(chat)) {
        window->bringUp();
        return;
    }
    if (!m_switchboard.chat(chat))
        return;
    endInvitationTo(*m_switchboard.chat(chat));
    m_recents.visit(chat);
    m_conversation->open(chat);
    m_chatActions->setChat(chat);
    m_pane->select(chat);
    showPage(m_page);
    if (!m_pane->list()->hasFocus())
        m_page->focusComposer();
    refreshTitle();
}

void MainWindow::showPage(QWidget *page)
{
    m_pages->setCurrentWidget(page);
    m_pane->select(page == m_page ? m_conversation->chat() : store::ChatId()); // the list tells what is on the screen
    m_listInFront = false;
    applyWidth();
    refreshWatched();
}

/// Ctrl+W: the conversation goes from the screen, nothing else happens to it.
void MainWindow::leavePage()
{
    if (m_pages->currentWidget() == m_page || !m_conversation->isOpen()) {
        m_conversation->close();
        m_chatActions->setChat({});
        m_pane->select({});
        m_pages->setCurrentWidget(m_nothingOpen);
        m_listInFront = true;
    } else {
        m_pages->setCurrentWidget(m_page);
        m_pane->select(m_conversation->chat());
    }
    applyWidth();
    refreshWatched();
    refreshTitle();
}

void MainWindow::applyWidth()
{
    m_narrow = width() < NarrowWidth;
    m_pane->setVisible(!m_narrow || m_listInFront);
    m_right->setVisible(!m_narrow || !m_listInFront);
    m_page->header()->setBackVisible(m_narrow);
}

void MainWindow::refreshWatched()
{
    m_conversation->setWatched(isActiveWindow() && m_page->isVisible());
}

bool MainWindow::isWatched(const store::ChatId &chat) const
{
    if (const ChatWindow *window = m_windows.value(chat))
        return window->isActiveWindow();
    return chat == m_conversation->chat() && isActiveWindow() && m_page->isVisible();
}

void MainWindow::refreshTitle()
{
    const chat::ChatInfo *info = m_switchboard.chat(m_conversation->chat());
    const QString name = info ? tr("%1 - Plausch", "chat name").arg(info->name) : tr("Plausch");
    const int unread = m_list.totalUnread();
    setWindowTitle(unread > 0 ? tr("(%1) %2", "unread, title").arg(unread).arg(name) : name);
}

void MainWindow::onSettingsChanged()
{
    const chat::Settings &settings = m_switchboard.settings();
    m_pane->setOwn(settings, m_switchboard.listenPort());
    m_menu->action(Command::Away)->setChecked(settings.away);
    if (m_settingsDialog) {
        m_settingsDialog->show(settings);
        m_settingsDialog->setListenPort(m_switchboard.listenPort());
    }
}

void MainWindow::retranslate()
{
    m_menu->retranslate();
    m_listActions->retranslate();
    m_nothingOpen->setTexts(tr("Choose somebody on the left"), tr("Or let the keyboard do it:"));
    const auto keys = [this](Command command) {
        return m_menu->action(command)->shortcut().toString(QKeySequence::NativeText);
    };
    m_nothingOpen->setKeys({{keys(Command::Switcher), tr("jump to a person, a room or a command")},
                            {keys(Command::AddBuddy), tr("add somebody by address")},
                            {keys(Command::JoinRoom), tr("join a room on a chat server")},
                            {keys(Command::FindEverywhere), tr("search all conversations")},
                            {keys(Command::NextUnread), tr("go to the next unread chat")},
                            {keys(Command::Shortcuts), tr("show all keys")}});
    refreshTitle();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::ActivationChange)
        refreshWatched();
    else if (event->type() == QEvent::WindowStateChange)
        m_menu->action(Command::FullScreen)->setChecked(isFullScreen());
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    applyWidth();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keepState();
    event->ignore();
    if (m_hidesOnClose) {
        hide();
        Q_EMIT hidden();
    } else {
        confirmQuit();
    }
}

} // namespace plausch::ui
