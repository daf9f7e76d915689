// What the commands of the window do.
#include "mainwindow.h"

#include "ui/buddypane.h"
#include "ui/chatactions.h"
#include "ui/chatpage.h"
#include "ui/chatwindow.h"
#include "ui/composer.h"
#include "ui/conversation.h"
#include "ui/converterpage.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/linkdialog.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/dialogs/shortcutsheet.h"
#include "ui/findbar.h"
#include "ui/memberpane.h"
#include "ui/noticebar.h"
#include "ui/ownpresence.h"
#include "ui/searchpanel.h"
#include "ui/serverdialogs.h"
#include "ui/startpage.h"
#include "ui/view/messageview.h"

#include <QAction>
#include <QApplication>
#include <QDesktopServices>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>

namespace plausch::ui {

void MainWindow::onCommand(Command command)
{
    if (m_start && m_root->currentWidget() == m_start && command != Command::Quit)
        return;
    switch (command) {
    case Command::AddBuddy:
        return openAddDialog();
    case Command::AddServer:
        return m_servers->add();
    case Command::HostServer:
        return m_servers->host();
    case Command::JoinRoom:
        return joinRoom();
    case Command::MemberList:
        return m_page->setMembersWanted(m_menu->action(Command::MemberList)->isChecked());
    case Command::OpenConverter:
        return openConverter();
    case Command::Away:
        return setAwayEverywhere(m_switchboard, m_menu->action(Command::Away)->isChecked());
    case Command::AwayText:
        return m_servers->away();
    case Command::Settings:
        return openSettings();
    case Command::CloseView:
        return leavePage();
    case Command::Quit:
        return m_servers->leaveHosted([this] { confirmQuit(); });
    case Command::Switcher:
        return openSwitcher();
    case Command::NextChat:
        return goTo(m_pane->neighbour(1));
    case Command::PreviousChat:
        return goTo(m_pane->neighbour(-1));
    case Command::NextUnread:
        return goTo(m_pane->nextUnread(1));
    case Command::PreviousUnread:
        return goTo(m_pane->nextUnread(-1));
    case Command::NextRecent:
        return stepRecent(1);
    case Command::PreviousRecent:
        return stepRecent(-1);
    case Command::Find:
        return m_conversation->isOpen() ? m_conversation->find() : openSearch({});
    case Command::FindNext:
        return m_page->findBar()->findNext();
    case Command::FindPrevious:
        return m_page->findBar()->findPrevious();
    case Command::FindEverywhere:
        return openSearch({});
    case Command::Newest:
        return m_page->view()->jumpToNewest();
    case Command::MarkAllRead:
        return markAllRead();
    case Command::NextPane:
        return stepPane(1);
    case Command::PreviousPane:
        return stepPane(-1);
    case Command::FilterList:
        m_listInFront = true;
        applyWidth();
        setCompactList(false);
        return m_pane->filter()->setFocus(Qt::ShortcutFocusReason);
    case Command::CompactList:
        return setCompactList(m_menu->action(Command::CompactList)->isChecked());
    case Command::FullScreen:
        return setWindowState(windowState() ^ Qt::WindowFullScreen);
    case Command::Shortcuts:
        return openShortcuts();
    case Command::About:
        return openAbout();
    case Command::AboutQt:
        return QApplication::aboutQt();
    }
}

void MainWindow::finishStart(const QString &name)
{
    chat::Settings settings = m_switchboard.settings();
    settings.name = name;
    m_switchboard.setSettings(settings);
    m_root->setCurrentWidget(m_splitter);
    m_start->deleteLater();
    m_start = nullptr;
    menuBar()->show();
    m_pane->list()->setFocus();
}

void MainWindow::stepPane(int by)
{
    QList<QWidget *> panes{m_pane->list()};
    if (m_pages->currentWidget() == m_page)
        panes.append({m_page->view(), m_page->composer()->edit(), m_page->members()->list()});
    else
        panes.append(m_pages->currentWidget());
    panes.removeIf([](const QWidget *pane) { return !pane->isVisible(); });
    if (panes.isEmpty())
        return;
    const auto holdsFocus = [](const QWidget *pane) {
        const QWidget *focus = QApplication::focusWidget();
        return focus && (pane == focus || pane->isAncestorOf(focus));
    };
    const auto current = std::find_if(panes.cbegin(), panes.cend(), holdsFocus) - panes.cbegin();
    const qsizetype from = current == panes.size() ? (by > 0 ? -1 : 0) : current;
    panes.at((from + by + panes.size()) % panes.size())->setFocus(Qt::TabFocusReason);
}

void MainWindow::setCompactList(bool compact)
{
    if (m_pane->isCompact() == compact || m_narrow)
        return;
    const int width = compact ? BuddyPane::CompactWidth : BuddyPane::FullWidth;
    m_splitter->setSizes({width, m_splitter->width() - width});
}

void MainWindow::markAllRead()
{
    for (const chat::ChatInfo &info : m_switchboard.chats()) {
        if (info.unread > 0)
            m_switchboard.markRead(info.id, info.last.row);
    }
}

void MainWindow::openSearch(const QString &words)
{
    if (!m_search) {
        const auto chatName = [this](const store::ChatId &chat) {
            const chat::ChatInfo *info = m_switchboard.chat(chat);
            return info ? info->name : QString();
        };
        const auto speaker = [this, chatName](const store::MessageRow &row) {
            if (!row.speaker.isEmpty())
                return row.speaker;
            return row.mine ? m_switchboard.settings().name : chatName(row.chat);
        };
        m_searchModel = new SearchModel(archiveSearch(m_switchboard.archive()), chatName, speaker, this);
        m_searchModel->setScope([this] { return searchScope(m_switchboard); });
        m_search = new SearchPanel(*m_searchModel, m_pages);
        m_pages->addWidget(m_search);
        connect(m_search, &SearchPanel::closed, this, &MainWindow::leavePage);
        connect(m_search, &SearchPanel::hitChosen, this,
                [this](const store::ChatId &chat, store::Cursor place, const QString &hit) {
                    openChat(chat);
                    m_conversation->jumpTo(place, hit);
                });
    }
    showPage(m_search);
    m_search->open(words);
    bringUp();
}

void MainWindow::warn(const QString &text)
{
    m_notice->say(text);
}

void MainWindow::onNotice(chat::Switchboard::Notice notice, const QString &detail)
{
    m_notice->notice(notice, detail, m_switchboard.listenPort());
    onSettingsChanged();
}

void MainWindow::onNoticeChoice(int choice)
{
    switch (NoticeChoice(choice)) {
    case NoticeChoice::OpenFolder:
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_profileDir));
        break;
    case NoticeChoice::AddByAddress:
        openAddDialog();
        break;
    case NoticeChoice::JoinRoom:
        acceptInvitation();
        break;
    }
}

void MainWindow::onChatRemoved(const store::ChatId &chat)
{
    m_recents.remove(chat);
    if (chat == m_conversation->chat())
        leavePage();
}

void MainWindow::openSettings()
{
    if (!m_settingsDialog) {
        m_settingsDialog = new SettingsDialog(m_switchboard.settings(), this);
        m_settingsDialog->setAttribute(Qt::WA_DeleteOnClose);
        m_settingsDialog->setListenPort(m_switchboard.listenPort());
        connect(m_settingsDialog, &SettingsDialog::changed, &m_switchboard, &chat::Switchboard::setSettings);
    }
    m_settingsDialog->QDialog::show();
    m_settingsDialog->raise();
}

void MainWindow::openConverter()
{
    if (!m_converter) {
        m_converter = new ConverterPage(m_switchboard.converterHost(), m_pages);
        m_pages->addWidget(m_converter);
        connect(m_converter, &ConverterPage::closed, this, &MainWindow::leavePage);
        connect(m_converter, &ConverterPage::talkWanted, this,
                [this](const chat::ConverterTarget &target) { goTo(m_switchboard.openConverter(target)); });
    }
    showPage(m_converter);
    m_converter->setFocus();
}

void MainWindow::openShortcuts()
{
    auto *sheet = new ShortcutSheet(*m_keys, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->show();
}

void MainWindow::openAbout()
{
    auto *about = new AboutDialog(m_switchboard.identity().fingerprint, m_switchboard.listenPort(), this);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->show();
}

void MainWindow::openLink(const QUrl &url)
{
    if (ircLink(url))
        return followLink(url);
    auto *dialog = new LinkDialog(url, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LinkDialog::openWanted, this, [](const QUrl &wanted) { QDesktopServices::openUrl(wanted); });
    dialog->open();
}

void MainWindow::openWindow(const store::ChatId &wanted)
{
    const store::ChatId chat = wanted; // leaving the page changes what the header's actions are about
    if (ChatWindow *open = m_windows.value(chat)) {
        open->bringUp();
        return;
    }
    if (!m_switchboard.chat(chat))
        return;
    if (chat == m_conversation->chat())
        leavePage();
    auto *window = new ChatWindow(m_switchboard, chat);
    window->setAttribute(Qt::WA_DeleteOnClose);
    m_windows.insert(chat, window);
    connect(window, &ChatWindow::closed, this, [this](const store::ChatId &closed) { m_windows.remove(closed); });
    connect(window, &ChatWindow::linkActivated, this, &MainWindow::openLink);
    connect(window, &ChatWindow::chatWanted, this, &MainWindow::goTo);
    connect(window, &ChatWindow::everywhereWanted, this, &MainWindow::openSearch);
    window->bringUp();
}

void MainWindow::showListMenu(const store::ChatId &chat, const QPoint &position)
{
    m_listActions->setChat(chat);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_listActions->fill(*menu);
    menu->popup(position);
}

void MainWindow::bringUp()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

/// What is not sent yet is kept; it only has to be known before the program is gone.
void MainWindow::confirmQuit()
{
    int waiting = 0;
    for (const chat::ChatInfo &info : m_switchboard.chats())
        waiting += info.queued;
    if (waiting == 0 || !isVisible()) {
        Q_EMIT quitWanted();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Quit"),
                                tr("%n message(s) are not sent yet.", nullptr, waiting), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("They are kept and sent after the next start, when the other one is there."));
    QPushButton *quit = box->addButton(tr("Quit"), QMessageBox::AcceptRole);
    box->setDefaultButton(quit);
    connect(quit, &QPushButton::clicked, this, &MainWindow::quitWanted);
    box->open();
}

} // namespace plausch::ui
