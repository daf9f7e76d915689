// What the window does about chat servers.
#include "mainwindow.h"

#include "ui/conversation.h"
#include "ui/noticebar.h"
#include "ui/serverdialogs.h"

namespace plausch::ui {

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

/// Said in the bar, never asked in a dialog: the room is one word and one key away.
void MainWindow::onInvited(const QString &network, const QString &room, const QString &by)
{
    const chat::NetworkInfo *info = m_switchboard.networks().network(network);
    m_notice->say(tr("%1 asks you into %2 on %3. Join it with Ctrl+J.", "nick, room, chat server")
                      .arg(by, room, info ? info->title : QString()));
}

} // namespace plausch::ui
