#include "networkactions.h"

#include "ui/models/messagetext.h"
#include "ui/serverdialogs.h"
#include "ui/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QDateTime>
#include <QMenu>

namespace plausch::ui {

using chat::ChatKind;
using chat::NetworkState;

namespace {

constexpr qint64 HourMsecs = 3'600'000;
const QTime Morning(8, 0); // when "until tomorrow" ends

} // namespace

NetworkActions::NetworkActions(chat::Switchboard &switchboard, ServerDialogs &dialogs, QWidget &window)
    : m_switchboard(switchboard)
    , m_networks(switchboard.networks())
    , m_dialogs(dialogs)
    , m_connect(add("Connect", QStringLiteral("start"), &NetworkActions::connectTo))
    , m_disconnect(add("Disconnect", QStringLiteral("stop"), &NetworkActions::disconnectFrom))
    , m_joinRoom(add("JoinHere", QStringLiteral("room"), &NetworkActions::joinRoom))
    , m_nick(add("Nick", {}, &NetworkActions::changeNick))
    , m_away(add("AwayHere", {}, &NetworkActions::away))
    , m_edit(add("EditServer", QStringLiteral("edit"), &NetworkActions::edit))
    , m_raw(add("Raw", QStringLiteral("wire-out"), &NetworkActions::raw))
    , m_rejoin(add("Rejoin", QStringLiteral("room"), &NetworkActions::rejoin))
    , m_leave(add("Leave", QStringLiteral("leave"), &NetworkActions::leave))
    , m_settings(add("RoomSettings", QStringLiteral("settings"), &NetworkActions::settings))
    , m_invite(add("Invite", QStringLiteral("buddy-add"), &NetworkActions::invite))
    , m_whois(add("Whois", QStringLiteral("info"), &NetworkActions::whois))
    , m_notifications(new QMenu(&window))
    , m_levels(new QActionGroup(this))
{
    makeNotifications();
    connect(&m_networks, &chat::Networks::networkChanged, this, [this](const QString &id) {
        const chat::ChatInfo *is = info();
        if (is && is->network == id)
            refresh();
    });
}

NetworkActions::~NetworkActions() = default;

QAction *NetworkActions::add(const char *name, const QString &icon, void (NetworkActions::*what)())
{
    auto *action = new QAction(this);
    action->setObjectName(QLatin1String(name));
    if (!icon.isEmpty())
        action->setIcon(themedIcon(icon));
    connect(action, &QAction::triggered, this, what);
    return action;
}

void NetworkActions::makeNotifications()
{
    m_notifications->setIcon(themedIcon(QStringLiteral("bell")));
    const auto level = [this](store::NotifyLevel wanted) {
        QAction *action = m_notifications->addAction(QString());
        action->setCheckable(true);
        m_levels->addAction(action);
        connect(action, &QAction::triggered, this, [this, wanted] { m_switchboard.setNotify(m_chat, wanted); });
        return action;
    };
    const auto quiet = [this](Quiet how) {
        QAction *action = m_notifications->addAction(QString());
        connect(action, &QAction::triggered, this, [this, how] { mute(how); });
        return action;
    };
    m_all = level(store::NotifyLevel::All);
    m_mentions = level(store::NotifyLevel::Mentions);
    m_none = level(store::NotifyLevel::None);
    m_notifications->addSeparator();
    m_hour = quiet(Quiet::Hour);
    m_tomorrow = quiet(Quiet::Tomorrow);
    m_unmute = quiet(Quiet::Not);
}

void NetworkActions::setChat(const store::ChatId &chat)
{
    m_chat = chat;
    refresh();
}

void NetworkActions::fill(QMenu &menu) const
{
    menu.addActions({m_connect, m_disconnect, m_joinRoom, m_nick, m_away, m_edit, m_raw, m_rejoin, m_settings, m_invite,
                     m_whois, m_leave});
}

void NetworkActions::fillNotifications(QMenu &menu) const
{
    menu.addMenu(m_notifications);
}

const chat::ChatInfo *NetworkActions::info() const
{
    return m_chat.isEmpty() ? nullptr : m_switchboard.chat(m_chat);
}

const chat::NetworkInfo *NetworkActions::network() const
{
    const chat::ChatInfo *is = info();
    return is && !is->network.isEmpty() ? m_networks.network(is->network) : nullptr;
}

void NetworkActions::refresh()
{
    const chat::ChatInfo none;
    const chat::ChatInfo *chat = info();
    const chat::ChatInfo &is = chat ? *chat : none;
    const chat::NetworkInfo *on = network();
    const bool server = on && is.kind == ChatKind::Server;
    const bool room = on && is.kind == ChatKind::Room;
    const bool person = on && is.kind == ChatKind::Person;
    const bool off = on && (on->state == NetworkState::Off || on->state == NetworkState::Refused);
    const bool online = on && on->state == NetworkState::Online;
    m_connect->setVisible(server && off);
    m_disconnect->setVisible(server && !off);
    for (QAction *action : {m_joinRoom, m_nick, m_edit, m_raw})
        action->setVisible(server);
    m_away->setVisible(server && !off);
    m_nick->setEnabled(online);
    m_rejoin->setVisible(room && !is.joined);
    m_leave->setVisible(room && is.joined);
    for (QAction *action : {m_settings, m_invite})
        action->setVisible(room && is.joined);
    m_whois->setVisible(person);
    m_whois->setEnabled(online);

    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool muted = is.mutedUntil > now;
    m_notifications->setEnabled(chat);
    m_mentions->setVisible(!is.network.isEmpty());
    (is.notify == store::NotifyLevel::All        ? m_all
         : is.notify == store::NotifyLevel::None ? m_none
                                                 : m_mentions)
        ->setChecked(true);
    m_unmute->setVisible(muted);
    m_unmute->setText(tr("Muted until %1: &unmute").arg(shortTimeText(is.mutedUntil, now)));
}

void NetworkActions::retranslate()
{
    m_connect->setText(tr("Connec&t"));
    m_disconnect->setText(tr("D&isconnect"));
    m_joinRoom->setText(tr("&Join a room ..."));
    m_nick->setText(tr("&Change the nick ..."));
    m_away->setText(tr("&Away here ..."));
    m_edit->setText(tr("&Edit the server ..."));
    m_raw->setText(tr("Raw &lines ..."));
    m_rejoin->setText(tr("&Join the room again"));
    m_leave->setText(tr("&Leave the room"));
    m_settings->setText(tr("&Topic, rules and bans ..."));
    m_invite->setText(tr("&Invite somebody ..."));
    m_whois->setText(tr("Who is t&his?"));
    m_notifications->setTitle(tr("Notification&s"));
    m_all->setText(tr("For &all messages"));
    m_mentions->setText(tr("For &mentions only"));
    m_none->setText(tr("&None"));
    m_hour->setText(tr("Mute for one &hour"));
    m_tomorrow->setText(tr("Mute until &tomorrow morning"));
    refresh();
}

void NetworkActions::mute(Quiet how)
{
    const QDateTime now = QDateTime::currentDateTime();
    qint64 until = 0;
    if (how == Quiet::Hour)
        until = now.toMSecsSinceEpoch() + HourMsecs;
    else if (how == Quiet::Tomorrow)
        until = QDateTime(now.date().addDays(1), Morning).toMSecsSinceEpoch();
    m_switchboard.setMutedUntil(m_chat, until);
}

void NetworkActions::connectTo()
{
    if (const chat::ChatInfo *is = info())
        m_networks.connectTo(is->network);
}

void NetworkActions::disconnectFrom()
{
    if (const chat::ChatInfo *is = info())
        m_networks.disconnectFrom(is->network);
}

void NetworkActions::joinRoom()
{
    if (const chat::ChatInfo *is = info())
        m_dialogs.join(is->network);
}

void NetworkActions::changeNick()
{
    if (const chat::ChatInfo *is = info())
        m_dialogs.changeNick(is->network);
}

void NetworkActions::away()
{
    if (const chat::ChatInfo *is = info())
        m_dialogs.away(is->network);
}

void NetworkActions::edit()
{
    if (const chat::ChatInfo *is = info())
        m_dialogs.edit(is->network);
}

void NetworkActions::raw()
{
    if (const chat::ChatInfo *is = info())
        m_dialogs.showRaw(is->network);
}

void NetworkActions::rejoin()
{
    m_networks.rejoin(m_chat);
}

void NetworkActions::leave()
{
    m_networks.leave(m_chat);
}

void NetworkActions::settings()
{
    m_dialogs.roomSettings(m_chat);
}

void NetworkActions::invite()
{
    m_dialogs.invite(m_chat);
}

void NetworkActions::whois()
{
    if (const chat::ChatInfo *is = info())
        m_networks.askPerson(m_chat, is->name);
}

} // namespace plausch::ui
