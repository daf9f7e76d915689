// Layer: ui. Thread: main. Owner: MainWindow, or a ChatWindow.
#pragma once

#include "chat/networks.h"
#include "ui/chatstate.h"
#include "ui/models/irclink.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

class QUrl;

namespace plausch::ui {

class RawWindow;

/// Everything about chat servers that is asked in a dialog, over one window. Nothing here opens by itself.
class ServerDialogs : public QObject
{
    Q_OBJECT
public:
    ServerDialogs(chat::Switchboard &switchboard, QWidget &window);

    void add(const store::NetworkRow &prefilled = {});
    /// The chat server in this window.
    void host();
    /// Asks first if there are others in it; `stop` is not called if the user would rather not.
    void leaveHosted(std::function<void()> stop);
    void edit(const QString &network);
    void remove(const QString &network);
    void enterPassword(const QString &network);
    void lookAtCertificate(const QString &network);
    void changeNick(const QString &network);
    void away(const QString &only = {}); // a server; null: everywhere
    void showRaw(const QString &network);
    void join(const QString &network = {}, const QString &room = {}, const QString &key = {});
    void roomSettings(const store::ChatId &room);
    void invite(const store::ChatId &room);
    void kick(const store::ChatId &room, const QString &nick, bool ban);
    void choose(const QString &network, ChatChoice choice);
    /// Goes where the link leads; a server that is not known is added only if the user says so.
    void follow(const IrcLink &link);

Q_SIGNALS:
    void chatWanted(const plausch::store::ChatId &chat);

private:
    void enter(const QString &network, const IrcLink &link);
    QString networkOf(const IrcLink &link) const; // empty: no server that is known
    QString title(const QString &network) const;
    void enterHosted();
    int ownLinksToHosted() const;

    chat::Switchboard &m_switchboard;
    chat::Networks &m_networks;
    QWidget &m_window;
    QHash<QString, QPointer<RawWindow>> m_raw; // by network
};

} // namespace plausch::ui
