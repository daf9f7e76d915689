// How one gets from one conversation to another.
#include "mainwindow.h"

#include "ui/chatpage.h"
#include "ui/recentlist.h"
#include "ui/switcher.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>

namespace plausch::ui {

void MainWindow::goTo(const store::ChatId &chat)
{
    if (chat.isEmpty())
        return;
    openChat(chat);
    m_page->focusComposer();
}

/// The order stands still until Ctrl is let go.
void MainWindow::stepRecent(int by)
{
    const store::ChatId chat = m_recents.step(by);
    qApp->installEventFilter(this);
    goTo(chat);
    showRecent();
}

void MainWindow::showRecent()
{
    if (!m_recentList) {
        m_recentList = new RecentList(this);
        connect(m_recentList, &RecentList::chosen, this, [this](const store::ChatId &chat) {
            settleRecent();
            goTo(chat);
        });
    }
    QList<chat::ChatInfo> chats;
    for (const store::ChatId &id : m_recents.order()) {
        if (const chat::ChatInfo *info = m_switchboard.chat(id))
            chats.append(*info);
    }
    if (chats.size() > 1)
        m_recentList->show(chats, m_recents.place());
}

void MainWindow::settleRecent()
{
    m_recents.settle();
    qApp->removeEventFilter(this);
    if (m_recentList)
        m_recentList->end();
}

/// Ctrl is let go, be it in another window.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    const bool released =
        event->type() == QEvent::KeyRelease && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Control;
    if (released || (event->type() == QEvent::WindowDeactivate && watched == this))
        settleRecent();
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::openSwitcher()
{
    if (!m_switcher) {
        m_switcher = new Switcher(this);
        connect(m_switcher, &Switcher::chatChosen, this, &MainWindow::goTo);
    }
    QList<chat::ChatInfo> chats;
    QStringList order = m_recents.order();
    if (order.size() > 1)
        order.move(0, order.size() - 1); // the open one is the last to be jumped to
    for (const store::ChatId &id : std::as_const(order)) {
        if (const chat::ChatInfo *info = m_switchboard.chat(id))
            chats.append(*info);
    }
    for (const chat::ChatInfo &info : m_switchboard.chats()) {
        if (!order.contains(info.id))
            chats.append(info);
    }
    m_switcher->open(chats, m_menu->actions());
}

} // namespace plausch::ui
