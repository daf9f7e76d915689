// Layer: ui. Thread: main. Owner: Attention.
#pragma once

#include "store/rows.h"

#include <QDBusPendingCallWatcher>
#include <QHash>
#include <QObject>

namespace plausch::ui {

/// One notification per conversation, replaced by the next one.
/// https://specifications.freedesktop.org/notification-spec/1.2/
class DesktopNotifications : public QObject
{
    Q_OBJECT
public:
    explicit DesktopNotifications(QObject *parent = nullptr);

    void show(const store::ChatId &chat, const QString &title, const QString &text);
    void withdraw(const store::ChatId &chat);

Q_SIGNALS:
    void activated(const plausch::store::ChatId &chat);
    /// There is no notification service, or it refused.
    void failed(const QString &title, const QString &text);

private Q_SLOTS: // by name, from D-Bus
    void onActionInvoked(uint id, const QString &action);
    void onClosed(uint id, uint reason);
    void onActivationToken(uint id, const QString &token);

    // NOLINTNEXTLINE(readability-redundant-access-specifiers): no slots
private:
    struct Shown
    {
        uint id = 0; // 0: the service has not answered yet
        bool pending = false;
        bool stale = false; // something newer came meanwhile
        bool unwanted = false; // withdrawn meanwhile
        QString title;
        QString text;
    };
    void send(const store::ChatId &chat);
    void onAnswer(const store::ChatId &chat, QDBusPendingCallWatcher *answer);
    void closeShown(uint id);

    QHash<store::ChatId, Shown> m_shown;
};

} // namespace plausch::ui
