// How people, chat servers and rooms are added.
#include "mainwindow.h"

#include "ui/conversation.h"
#include "ui/dialogs/addbuddydialog.h"
#include "ui/noticebar.h"
#include "ui/serverdialogs.h"

namespace plausch::ui {

void MainWindow::openAddDialog()
{
    if (!m_addDialog) {
        m_addDialog = new AddBuddyDialog(this);
        m_addDialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_addDialog, &AddBuddyDialog::addressGiven, this, &MainWindow::addByAddress);
    }
    m_addDialog->show();
    m_addDialog->raise();
}

void MainWindow::addByAddress(const QString &address)
{
    const QString wrong = m_switchboard.addByAddress(address);
    if (!m_addDialog) {
        if (!wrong.isEmpty())
            m_notice->say(wrong);
        return;
    }
    if (wrong.isEmpty())
        m_addDialog->setDialling(address);
    else
        m_addDialog->setFailed(wrong);
}

void MainWindow::onAddressAnswered(const QString &address, const store::ChatId &chat, const QString &error)
{
    if (error.isEmpty()) {
        if (m_addDialog)
            m_addDialog->close();
        openChat(chat);
    } else if (m_addDialog) {
        m_addDialog->setFailed(error);
    } else {
        m_notice->say(tr("%1 could not be added: %2", "address, reason").arg(address, error));
    }
}

/// On the server one is looking at.
void MainWindow::joinRoom()
{
    const chat::ChatInfo *info = m_switchboard.chat(m_conversation->chat());
    m_servers->join(info ? info->network : QString());
}

void MainWindow::followLink(const QUrl &url)
{
    if (const std::optional<IrcLink> link = ircLink(url))
        m_servers->follow(*link);
}

/// Said in the bar, never asked in a dialog: the room is one click away.
void MainWindow::onInvited(const QString &network, const QString &room, const QString &by)
{
    const chat::NetworkInfo *info = m_switchboard.networks().network(network);
    m_invitation = {network, room};
    m_notice->invite(
        tr("%1 asks you into %2 on %3.", "nick, room, chat server").arg(by, room, info ? info->title : QString()));
}

/// Who goes there on another way needs no invitation any more.
void MainWindow::endInvitationTo(const chat::ChatInfo &room)
{
    if (room.network != m_invitation.network || room.name.compare(m_invitation.room, Qt::CaseInsensitive) != 0)
        return;
    m_invitation = {};
    m_notice->endInvitation();
}

void MainWindow::acceptInvitation()
{
    const auto [network, room] = std::exchange(m_invitation, {});
    m_notice->endInvitation();
    goTo(m_switchboard.networks().join(network, room));
}

} // namespace plausch::ui
