#include "chatwindow.h"

#include "ui/chatactions.h"
#include "ui/chatheader.h"
#include "ui/chatpage.h"
#include "ui/conversation.h"
#include "ui/findbar.h"
#include "ui/serverdialogs.h"
#include "ui/theme.h"
#include "ui/view/messageview.h"

#include <QCloseEvent>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

namespace plausch::ui {

ChatWindow::ChatWindow(chat::Switchboard &switchboard, const store::ChatId &chat)
    : m_switchboard(switchboard)
    , m_chat(chat)
    , m_page(new ChatPage(this))
    , m_conversation(std::make_unique<Conversation>(switchboard, *m_page))
    , m_servers(new ServerDialogs(switchboard, *this))
    , m_actions(new ChatActions(switchboard, *m_servers, *this))
    , m_menu(new QMenu(this))
{
    setWindowIcon(applicationIcon());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_page);
    m_actions->setChat(chat);
    m_actions->popOut()->setVisible(false);
    m_actions->fill(*m_menu);
    addActions(m_menu->actions());
    m_page->header()->setMenu(m_menu);
    addKeys();
    connect(m_page, &ChatPage::contactWanted, m_actions, &ChatActions::contact);
    connect(m_conversation.get(), &Conversation::compareWanted, m_actions, &ChatActions::compareKeys);
    connect(m_conversation.get(), &Conversation::serverChoiceMade, m_servers, &ServerDialogs::choose);
    connect(m_conversation.get(), &Conversation::kickWanted, m_servers, &ServerDialogs::kick);
    connect(m_conversation.get(), &Conversation::chatWanted, this, &ChatWindow::chatWanted);
    connect(m_servers, &ServerDialogs::chatWanted, this, &ChatWindow::chatWanted);
    connect(m_conversation.get(), &Conversation::linkActivated, this, &ChatWindow::linkActivated);
    connect(m_conversation.get(), &Conversation::everywhereWanted, this, &ChatWindow::everywhereWanted);
    connect(&m_switchboard, &chat::Switchboard::chatChanged, this, [this](const store::ChatId &changed) {
        if (changed == m_chat)
            refreshTitle();
    });
    connect(&m_switchboard, &chat::Switchboard::chatRemoved, this, [this](const store::ChatId &removed) {
        if (removed == m_chat)
            close();
    });
    m_conversation->open(chat);
    refreshTitle();
    resize(560, 640);
    m_page->focusComposer();
}

ChatWindow::~ChatWindow()
{
    m_conversation->close();
}

void ChatWindow::addKeys()
{
    const auto key = [this](const QKeySequence &keys, auto what) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, what);
    };
    key(QKeySequence(Qt::CTRL | Qt::Key_W), [this] { close(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_F), [this] { m_conversation->find(); });
    key(QKeySequence(Qt::Key_F6), [this] {
        QWidget *next =
            m_page->view()->hasFocus() ? static_cast<QWidget *>(m_page->composer()->edit()) : m_page->view();
        next->setFocus(Qt::TabFocusReason);
    });
    key(QKeySequence(Qt::Key_F3), [this] { m_page->findBar()->findNext(); });
    key(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { m_page->findBar()->findPrevious(); });
}

void ChatWindow::bringUp()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void ChatWindow::refreshTitle()
{
    if (const chat::ChatInfo *info = m_switchboard.chat(m_chat))
        setWindowTitle(info->unread > 0 ? tr("(%1) %2", "unread, name").arg(info->unread).arg(info->name) : info->name);
}

void ChatWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        m_conversation->setWatched(isActiveWindow());
    else if (event->type() == QEvent::LanguageChange)
        m_actions->retranslate();
}

void ChatWindow::closeEvent(QCloseEvent *event)
{
    m_conversation->close();
    QWidget::closeEvent(event);
    Q_EMIT closed(m_chat);
}

} // namespace plausch::ui
