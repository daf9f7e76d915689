#include "serverdialogs.h"

#include "ui/dialogs/awaydialog.h"
#include "ui/dialogs/hostdialog.h"
#include "ui/dialogs/joindialog.h"
#include "ui/dialogs/roomdialog.h"
#include "ui/dialogs/secretdialog.h"
#include "ui/dialogs/serverdialog.h"
#include "ui/dialogs/trustdialog.h"
#include "ui/rawwindow.h"

#include <QCheckBox>
#include <QHostAddress>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace plausch::ui {

using chat::Networks;

ServerDialogs::ServerDialogs(chat::Switchboard &switchboard, QWidget &window)
    : QObject(&window), m_switchboard(switchboard), m_networks(switchboard.networks()), m_window(window)
{
}

QString ServerDialogs::title(const QString &network) const
{
    const chat::NetworkInfo *info = m_networks.network(network);
    return info ? info->title : QString();
}

void ServerDialogs::add(const store::NetworkRow &prefilled)
{
    auto *dialog = new ServerDialog(prefilled, m_switchboard.settings().name, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto showNearby = [this, dialog] { dialog->setNearby(m_switchboard.nearbyServers()); };
    showNearby();
    connect(&m_switchboard, &chat::Switchboard::nearbyServersChanged, dialog, showNearby);
    connect(dialog, &ServerDialog::serverGiven, this, [this](const auto &row, const auto &credentials) {
        const QString id = m_networks.add(row, credentials);
        m_networks.connectTo(id); // also where the next start shall not
        Q_EMIT chatWanted(m_networks.serverChat(id));
    });
    dialog->open();
}

void ServerDialogs::host()
{
    chat::HostedServer &server = m_switchboard.hostedServer();
    auto *dialog = new HostDialog(server, m_switchboard.settings().name, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &HostDialog::started, this, &ServerDialogs::enterHosted);
    connect(dialog, &HostDialog::stopWanted, this, [this, &server] { leaveHosted([&server] { server.stop(); }); });
    dialog->open();
}

/// Who hosts is the first one there: found again next time by its address.
void ServerDialogs::enterHosted()
{
    const chat::HostedServer &server = m_switchboard.hostedServer();
    const QList<chat::NetworkInfo> networks = m_networks.networks();
    const auto known = std::find_if(networks.begin(), networks.end(), [&server](const chat::NetworkInfo &info) {
        return QHostAddress(info.row.host).isLoopback() && info.row.port == server.port();
    });
    store::NetworkRow row;
    row.host = QStringLiteral("127.0.0.1");
    row.port = server.port();
    row.tls = false;
    row.name = server.wish().name;
    row.nick = ServerDialog::nickFrom(m_switchboard.settings().name);
    row.autoConnect = false; // it is there while it is hosted
    const QString id = known == networks.end() ? m_networks.add(row) : known->row.id;
    m_networks.connectTo(id);
    Q_EMIT chatWanted(m_networks.serverChat(id));
}

int ServerDialogs::ownLinksToHosted() const
{
    const QList<chat::NetworkInfo> networks = m_networks.networks();
    return int(std::count_if(networks.begin(), networks.end(), [this](const chat::NetworkInfo &info) {
        return QHostAddress(info.row.host).isLoopback() && info.row.port == m_switchboard.hostedServer().port()
            && (info.state == chat::NetworkState::Online || info.state == chat::NetworkState::Registering);
    }));
}

void ServerDialogs::leaveHosted(std::function<void()> stop)
{
    m_switchboard.hostedServer().countPeople([this, stop = std::move(stop)](int links) {
        const int others = links - ownLinksToHosted();
        if (others <= 0)
            return stop();
        auto *box = new QMessageBox(QMessageBox::Question, tr("Stop the chat server"),
                                    tr("%n other(s) are connected to your chat server.", nullptr, others),
                                    QMessageBox::Cancel, &m_window);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setDefaultButton(QMessageBox::Cancel);
        box->setInformativeText(tr("It ends for them, too. Accounts and messages are kept."));
        connect(box->addButton(tr("Stop it"), QMessageBox::DestructiveRole), &QPushButton::clicked, this, stop);
        box->open();
    });
}

void ServerDialogs::edit(const QString &network)
{
    const chat::NetworkInfo *info = m_networks.network(network);
    if (!info)
        return;
    auto *dialog = new ServerDialog(info->row, m_switchboard.settings().name, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ServerDialog::serverGiven, this, [this](const auto &row, const auto &credentials) {
        m_networks.edit(row);
        if (!credentials.secret.isEmpty())
            m_networks.giveSecret(row.id, credentials.secret, credentials.remember);
    });
    dialog->open();
}

void ServerDialogs::remove(const QString &network)
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Remove"),
                                tr("Remove the chat server %1 with its rooms?").arg(title(network)),
                                QMessageBox::Cancel, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Cancel);
    auto *history = new QCheckBox(tr("Delete the messages as well"));
    box->setCheckBox(history);
    QPushButton *removal = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    connect(removal, &QPushButton::clicked, this,
            [this, history, network] { m_networks.remove(network, history->isChecked()); });
    box->open();
}

void ServerDialogs::enterPassword(const QString &network)
{
    const chat::NetworkInfo *info = m_networks.network(network);
    if (!info)
        return;
    auto *dialog = new SecretDialog(*info, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SecretDialog::secretGiven, this, [this, network](const QString &secret, bool remember) {
        m_networks.giveSecret(network, secret, remember);
    });
    dialog->open();
}

void ServerDialogs::lookAtCertificate(const QString &network)
{
    const auto question = m_networks.trustQuestion(network);
    if (!question)
        return;
    auto *dialog = new TrustDialog(*question, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TrustDialog::trusted, this, [this, network, shown = question->fingerprint] {
        const auto now = m_networks.trustQuestion(network);
        if (now && now->fingerprint == shown) // what was looked at, nothing newer
            m_networks.trust(network);
    });
    connect(&m_networks, &Networks::networkChanged, dialog, [this, dialog, network](const QString &changed) {
        if (changed == network && !m_networks.trustQuestion(network)) // solved elsewhere
            dialog->close();
    });
    dialog->open();
}

void ServerDialogs::changeNick(const QString &network)
{
    const chat::NetworkInfo *info = m_networks.network(network);
    if (!info)
        return;
    auto *dialog = new QInputDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Nick"));
    dialog->setLabelText(tr("Your nick on %1:").arg(info->title));
    dialog->setTextValue(info->nick.isEmpty() ? info->row.nick : info->nick);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, network](const QString &nick) {
        if (!nick.trimmed().isEmpty())
            m_networks.setNick(network, nick.trimmed());
    });
    dialog->open();
}

void ServerDialogs::away(const QString &only)
{
    auto *dialog = new AwayDialog(awayPlaces(m_switchboard), only, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AwayDialog::chosen, this, [this](bool away, const QString &text, const QStringList &networks) {
        for (const QString &network : networks)
            setAwayAt(m_switchboard, network, away, text);
    });
    dialog->open();
}

void ServerDialogs::showRaw(const QString &network)
{
    if (RawWindow *open = m_raw.value(network)) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto *window = new RawWindow(title(network), &m_window);
    window->setAttribute(Qt::WA_DeleteOnClose);
    m_raw.insert(network, window);
    connect(&m_networks, &Networks::wireLine, window,
            [window, network](const QString &from, bool outgoing, const QString &line) {
                if (from == network)
                    window->add(outgoing, line);
            });
    connect(window, &RawWindow::lineGiven, this,
            [this, network](const QString &line) { m_networks.sendRaw(network, line); });
    connect(window, &RawWindow::closed, this, [this, network] { m_networks.setWire(network, false); });
    m_networks.setWire(network, true);
    window->show();
}

void ServerDialogs::join(const QString &network, const QString &room, const QString &key)
{
    const QList<chat::NetworkInfo> networks = m_networks.networks();
    if (networks.isEmpty())
        return add();
    auto *dialog = new JoinDialog(networks, network, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setRoom(room);
    connect(dialog, &JoinDialog::listWanted, &m_networks, [this](const QString &id) { m_networks.askRooms(id); });
    connect(&m_networks, &Networks::roomFound, dialog, &JoinDialog::addFound);
    connect(&m_networks, &Networks::roomsListed, dialog, &JoinDialog::setListed);
    connect(dialog, &JoinDialog::roomGiven, this,
            [this, room, key](const QString &id, const QString &name, const QString &typedKey) {
                const QString own = typedKey.isEmpty() && name == room ? key : typedKey;
                Q_EMIT chatWanted(m_networks.join(id, name, own));
            });
    dialog->open();
}

void ServerDialogs::roomSettings(const store::ChatId &room)
{
    const chat::ChatInfo *info = m_networks.chat(room);
    const chat::NetworkInfo *network = info ? m_networks.network(info->network) : nullptr;
    if (!network)
        return;
    auto *dialog = new RoomDialog(*info, network->topicLength, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto askBans = [this, room] { m_networks.askMasks(room, u'b'); };
    connect(dialog, &RoomDialog::topicGiven, this,
            [this, room](const QString &topic) { m_networks.setTopic(room, topic); });
    connect(dialog, &RoomDialog::modesGiven, this, [this, room](const QString &modes, const QStringList &arguments) {
        m_networks.setModes(room, modes, arguments);
    });
    connect(dialog, &RoomDialog::banWanted, this, [this, room, askBans](const QString &mask) {
        m_networks.ban(room, mask);
        askBans();
    });
    connect(dialog, &RoomDialog::unbanWanted, this, [this, room, askBans](const QString &mask) {
        m_networks.unban(room, mask);
        askBans();
    });
    connect(&m_networks, &Networks::masksListed, dialog, [dialog, room](const auto &of, QChar mode, const auto &masks) {
        if (of == room && mode == u'b')
            dialog->setBans(masks);
    });
    connect(&m_networks, &Networks::failed, dialog, [dialog, room](const store::ChatId &chat, const QString &text) {
        if (chat == room)
            dialog->setFailed(text);
    });
    connect(&m_networks, &Networks::chatChanged, dialog, [this, dialog, room](const store::ChatId &chat) {
        const chat::ChatInfo *now = chat == room ? m_networks.chat(room) : nullptr;
        if (now)
            dialog->setRules(*now);
    });
    askBans();
    dialog->show();
}

void ServerDialogs::invite(const store::ChatId &room)
{
    const chat::ChatInfo *info = m_networks.chat(room);
    if (!info)
        return;
    auto *dialog = new QInputDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Invite"));
    dialog->setLabelText(tr("Whom to ask into %1 (nick):").arg(info->name));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, room](const QString &nick) {
        if (!nick.trimmed().isEmpty())
            m_networks.invite(room, nick.trimmed());
    });
    dialog->open();
}

void ServerDialogs::kick(const store::ChatId &room, const QString &nick, bool ban)
{
    auto *dialog = new QInputDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(ban ? tr("Kick and ban") : tr("Kick"));
    dialog->setLabelText(ban ? tr("%1 is thrown out and cannot come back. Why (everybody sees it):").arg(nick)
                             : tr("%1 is thrown out. Why (everybody sees it):").arg(nick));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, room, nick, ban](const QString &why) {
        if (ban) // first: nobody slips in between
            m_networks.ban(room, nick);
        m_networks.kick(room, nick, why.simplified());
    });
    dialog->open();
}

void ServerDialogs::choose(const QString &network, ChatChoice choice)
{
    switch (choice) {
    case ChatChoice::EnterPassword:
        return enterPassword(network);
    case ChatChoice::LookAtCertificate:
        return lookAtCertificate(network);
    case ChatChoice::EditServer:
        return edit(network);
    default: // done by the conversation
        return;
    }
}

void ServerDialogs::follow(const IrcLink &link)
{
    if (const QString known = networkOf(link); !known.isEmpty())
        return enter(known, link);
    store::NetworkRow row;
    row.host = link.host;
    row.port = link.port;
    row.tls = link.tls;
    auto *dialog = new ServerDialog(row, m_switchboard.settings().name, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ServerDialog::serverGiven, this, [this, link](const auto &given, const auto &credentials) {
        const QString id = m_networks.add(given, credentials);
        m_networks.connectTo(id);
        Q_EMIT chatWanted(link.room.isEmpty() ? m_networks.serverChat(id) : m_networks.join(id, link.room, link.key));
    });
    dialog->open();
}

/// Many links name the usual port of a server that is known by another one; an unusual port is meant as it stands.
QString ServerDialogs::networkOf(const IrcLink &link) const
{
    const bool usual = link.port == ServerDialog::PlainPort || link.port == ServerDialog::TlsPort;
    QString found;
    for (const chat::NetworkInfo &network : m_networks.networks()) {
        if (network.row.host.compare(link.host, Qt::CaseInsensitive) != 0)
            continue;
        if (network.row.port == link.port)
            return network.row.id;
        if (usual && found.isEmpty())
            found = network.row.id;
    }
    return found;
}

void ServerDialogs::enter(const QString &network, const IrcLink &link)
{
    for (const chat::ChatInfo &room : m_networks.chats()) {
        if (room.network == network && room.joined && room.kind == chat::ChatKind::Room
            && room.name.compare(link.room, Qt::CaseInsensitive) == 0)
            return Q_EMIT chatWanted(store::ChatId(room.id));
    }
    if (!link.nick.isEmpty())
        Q_EMIT chatWanted(m_networks.openPerson(network, link.nick));
    else if (link.room.isEmpty())
        Q_EMIT chatWanted(m_networks.serverChat(network));
    else
        join(network, link.room, link.key);
}

} // namespace plausch::ui
