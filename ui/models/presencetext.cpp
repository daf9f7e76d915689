#include "ui/models/presencetext.h"

#include "ui/models/messagetext.h"
#include "ui/models/routetext.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace plausch::ui {
namespace {

using chat::Presence;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PresenceText)
};

QString unreachableText(const chat::ChatInfo &chat, qint64 now)
{
    if (chat.nextTryAt == 0)
        return Words::tr("Unreachable");
    if (chat.nextTryAt <= now)
        return Words::tr("Unreachable, trying again");
    return Words::tr("Unreachable, next try in %1").arg(countdownText(chat.nextTryAt - now));
}

QString withDetail(const QString &word, const QString &detail)
{
    return detail.isEmpty() ? word : Words::tr("%1 (%2)", "state (address)").arg(word, detail);
}

} // namespace

QString presenceWord(const chat::ChatInfo &chat)
{
    if (chat.kind == chat::ChatKind::Room)
        return chat.joined ? Words::tr("In the room") : Words::tr("Not in the room");
    switch (chat.presence) {
    case Presence::Offline:
        return Words::tr("Offline");
    case Presence::Nearby:
        return Words::tr("Nearby");
    case Presence::Searching:
        return Words::tr("Searching");
    case Presence::Connecting:
        return Words::tr("Connecting");
    case Presence::Securing:
        return Words::tr("Securing");
    case Presence::Online:
        return Words::tr("Online");
    case Presence::Away:
        return Words::tr("Away");
    case Presence::Unreachable:
        return Words::tr("Unreachable");
    case Presence::KeyChanged:
        return Words::tr("Blocked: key changed");
    case Presence::Blocked:
        return Words::tr("Blocked");
    }
    return {};
}

QString presenceText(const chat::ChatInfo &chat, qint64 now)
{
    if (chat.kind == chat::ChatKind::Room)
        return presenceWord(chat);
    switch (chat.presence) {
    case Presence::Online:
        if (goesOverServer(chat))
            return Words::tr("Online, via %1", "chat server").arg(routeInUse(chat)->networkName);
        return chat.direct ? Words::tr("Online, direct") : Words::tr("Online, via server");
    case Presence::Away:
        return chat.awayText.isEmpty() ? Words::tr("Away") : Words::tr("Away: %1").arg(chat.awayText);
    case Presence::Connecting:
        return withDetail(Words::tr("Connecting"), chat.detail);
    case Presence::Unreachable:
        return unreachableText(chat, now);
    case Presence::Offline:
        if (chat.offlineSince > 0)
            return Words::tr("Offline since %1").arg(shortTimeText(chat.offlineSince, now));
        break;
    case Presence::Nearby:
    case Presence::Searching:
    case Presence::Securing:
    case Presence::KeyChanged:
    case Presence::Blocked:
        break;
    }
    return presenceWord(chat);
}

std::optional<int> msecsToNextPresenceText(const chat::ChatInfo &chat, qint64 now)
{
    if (chat.presence == Presence::Unreachable && chat.nextTryAt > now)
        return static_cast<int>((chat.nextTryAt - now - 1) % 1000 + 1);
    if (chat.presence == Presence::Offline && chat.offlineSince > 0) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(now);
        return static_cast<int>(time.msecsTo(time.date().addDays(1).startOfDay()));
    }
    return std::nullopt;
}

QString countdownText(qint64 msecs)
{
    const qint64 seconds = (std::max<qint64>(msecs, 0) + 999) / 1000;
    const auto twoDigits = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600)
        return QString::number(seconds / 60) + u':' + twoDigits(seconds % 60);
    return QString::number(seconds / 3600) + u':' + twoDigits(seconds / 60 % 60) + u':' + twoDigits(seconds % 60);
}

} // namespace plausch::ui
