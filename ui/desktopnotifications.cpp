#include "desktopnotifications.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingReply>

namespace plausch::ui {
namespace {

const QString Service = QStringLiteral("org.freedesktop.Notifications");
const QString Path = QStringLiteral("/org/freedesktop/Notifications");

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(Service, Path, Service, method);
}

} // namespace

DesktopNotifications::DesktopNotifications(QObject *parent) : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(Service, Path, Service, QStringLiteral("ActionInvoked"), this, SLOT(onActionInvoked(uint, QString)));
    bus.connect(Service, Path, Service, QStringLiteral("NotificationClosed"), this, SLOT(onClosed(uint, uint)));
    bus.connect(Service, Path, Service, QStringLiteral("ActivationToken"), this,
                SLOT(onActivationToken(uint, QString)));
}

void DesktopNotifications::show(const store::ChatId &chat, const QString &title, const QString &text)
{
    Shown &shown = m_shown[chat];
    shown.title = title;
    shown.text = text;
    shown.unwanted = false;
    if (shown.pending)
        shown.stale = true;
    else
        send(chat);
}

void DesktopNotifications::send(const store::ChatId &chat)
{
    Shown &shown = m_shown[chat];
    if (!QDBusConnection::sessionBus().isConnected()) {
        Q_EMIT failed(shown.title, shown.text);
        return;
    }
    shown.pending = true;
    shown.stale = false;
    QDBusMessage notify = call(QStringLiteral("Notify"));
    const QVariantMap hints{{QStringLiteral("category"), QStringLiteral("im.received")},
                            {QStringLiteral("desktop-entry"), QStringLiteral("plausch")}};
    notify << QStringLiteral("Plausch") << shown.id << QStringLiteral("plausch") << shown.title
           << shown.text.toHtmlEscaped() << QStringList{QStringLiteral("default"), tr("Open")} << hints << -1;
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(notify), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this,
            [this, chat](QDBusPendingCallWatcher *finished) { onAnswer(chat, finished); });
}

void DesktopNotifications::onAnswer(const store::ChatId &chat, QDBusPendingCallWatcher *answer)
{
    answer->deleteLater();
    const QDBusPendingReply<uint> reply = *answer;
    Shown &shown = m_shown[chat];
    shown.pending = false;
    if (reply.isError()) {
        Q_EMIT failed(shown.title, shown.text);
        return;
    }
    shown.id = reply.value();
    if (shown.unwanted)
        closeShown(std::exchange(shown.id, 0));
    else if (shown.stale)
        send(chat);
}

void DesktopNotifications::withdraw(const store::ChatId &chat)
{
    const auto found = m_shown.find(chat);
    if (found == m_shown.end())
        return;
    if (found->pending)
        found->unwanted = true;
    else if (found->id != 0)
        closeShown(std::exchange(found->id, 0));
}

void DesktopNotifications::closeShown(uint id)
{
    QDBusMessage close = call(QStringLiteral("CloseNotification"));
    close << id;
    QDBusConnection::sessionBus().asyncCall(close);
}

void DesktopNotifications::onActionInvoked(uint id, const QString &)
{
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        if (it->id == id && id != 0) {
            Q_EMIT activated(store::ChatId(it.key()));
            return;
        }
    }
}

void DesktopNotifications::onClosed(uint id, uint)
{
    for (Shown &shown : m_shown) {
        if (shown.id == id)
            shown.id = 0;
    }
}

/// Comes before ActionInvoked; lets us raise our window under Wayland (xdg-activation).
void DesktopNotifications::onActivationToken(uint, const QString &token)
{
    qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

} // namespace plausch::ui
