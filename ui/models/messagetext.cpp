#include "ui/models/messagetext.h"

#include "chat/networkwords.h"
#include "ui/models/talktext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <array>

namespace plausch::ui {
namespace {

using store::MessageKind;
using store::MessageState;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessageText)
};

QDateTime local(qint64 utcMsecs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMsecs);
}

/// In the C locale even the short form has seconds, which say nothing in a chat.
QString clockText(const QDateTime &time)
{
    const QLocale locale;
    return locale.toString(time.time(), locale.timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss")));
}

/// A format of the locale without its year: "Monday, 23 November".
QString withoutYear(QString format)
{
    static const QRegularExpression year(QStringLiteral("[\\s,./-]*y+[./-]?|y+[\\s,./-]*"));
    return format.remove(year);
}

QString clockOrDateText(const QDateTime &time, QDate otherDay)
{
    if (time.date() == otherDay)
        return clockText(time);
    return QLocale().toString(time.date(), QLocale::ShortFormat) + u' ' + clockText(time);
}

struct RankWords
{
    QStringView mode;
    const char *text;
};

constexpr std::array Ranks{
    RankWords{u"+o", QT_TRANSLATE_NOOP("MessageText", "%1 made %2 an operator")},
    RankWords{u"-o", QT_TRANSLATE_NOOP("MessageText", "%1 took the rank of operator from %2")},
    RankWords{u"+h", QT_TRANSLATE_NOOP("MessageText", "%1 made %2 a half-operator")},
    RankWords{u"-h", QT_TRANSLATE_NOOP("MessageText", "%1 took the rank of half-operator from %2")},
    RankWords{u"+v", QT_TRANSLATE_NOOP("MessageText", "%1 gave voice to %2")},
    RankWords{u"-v", QT_TRANSLATE_NOOP("MessageText", "%1 took the voice from %2")},
    RankWords{u"+b", QT_TRANSLATE_NOOP("MessageText", "%1 banned %2")},
    RankWords{u"-b", QT_TRANSLATE_NOOP("MessageText", "%1 lifted the ban of %2")},
};

/// One change that concerns one person is said in words; letters are for those who know them.
QString modesText(const store::MessageRow &message)
{
    const qsizetype space = message.text.indexOf(u' ');
    const QStringView whom = QStringView(message.text).sliced(qMax<qsizetype>(0, space + 1));
    for (const RankWords &rank : Ranks) {
        if (space == rank.mode.size() && message.text.startsWith(rank.mode) && !whom.contains(u' '))
            return Words::tr(rank.text).arg(message.speaker, whom);
    }
    return chat::eventText(message);
}

} // namespace

bool isSaid(MessageKind kind)
{
    return kind == MessageKind::Text || kind == MessageKind::Action || kind == MessageKind::Notice;
}

QDate dayOf(const store::MessageRow &message)
{
    return local(message.time).date();
}

QString timeText(const store::MessageRow &message)
{
    return clockText(local(message.time));
}

QString fullTimeText(const store::MessageRow &message)
{
    const QDateTime time = local(message.time);
    return QLocale().toString(time.date(), QLocale::LongFormat) + u' '
        + time.time().toString(QStringLiteral("HH:mm:ss"));
}

QString dayText(QDate day, QDate today)
{
    if (day == today)
        return Words::tr("Today");
    if (day == today.addDays(-1))
        return Words::tr("Yesterday");
    const QLocale locale;
    const QString format = locale.dateFormat(QLocale::LongFormat);
    return locale.toString(day, day.year() == today.year() ? withoutYear(format) : format);
}

QString shortTimeText(qint64 utcMsecs, qint64 now)
{
    const QDateTime time = local(utcMsecs);
    const QDate today = local(now).date();
    const QLocale locale;
    if (time.date() == today)
        return clockText(time);
    if (time.date() < today && time.date().daysTo(today) < 7)
        return locale.standaloneDayName(time.date().dayOfWeek(), QLocale::ShortFormat);
    if (time.date().year() == today.year())
        return locale.toString(time.date(), Words::tr("d MMM", "short date without the year"));
    return locale.toString(time.date(), QLocale::ShortFormat);
}

QString stateText(MessageState state)
{
    switch (state) {
    case MessageState::Received:
        return {};
    case MessageState::Queued:
        return Words::tr("queued");
    case MessageState::Sent:
        return Words::tr("sent");
    case MessageState::Delivered:
        return Words::tr("delivered");
    case MessageState::Read:
        return Words::tr("read");
    case MessageState::Failed:
        return Words::tr("failed");
    case MessageState::Withdrawn:
        return Words::tr("withdrawn");
    }
    return {};
}

QString lateNote(const store::MessageRow &message)
{
    // A writer's clock that is ahead says nothing about the way; it is not a late message.
    if (message.mine || message.sentAt <= 0 || message.time - message.sentAt <= LateMsecs)
        return {};
    const QDateTime sent = local(message.sentAt);
    const QDateTime arrived = local(message.time);
    return Words::tr("sent %1, arrived %2").arg(clockOrDateText(sent, arrived.date()), clockText(arrived));
}

QString bodyText(const store::MessageRow &message, const QString &name)
{
    if (isWithdrawn(message)) {
        if (!message.withdrawnBy.isEmpty())
            return Words::tr("Message withdrawn by %1").arg(message.withdrawnBy);
        return message.mine ? Words::tr("You withdrew this message") : Words::tr("Message withdrawn by %1").arg(name);
    }
    if (message.kind == MessageKind::Action)
        return name + u' ' + message.text;
    if (message.kind == MessageKind::Modes)
        return modesText(message);
    return message.kind > MessageKind::Info ? chat::eventText(message) : message.text;
}

QString trafficText(int came, int left, int renamed)
{
    QStringList parts;
    if (came > 0)
        parts.append(Words::tr("%n came", nullptr, came));
    if (left > 0)
        parts.append(Words::tr("%n left", nullptr, left));
    if (renamed > 0)
        parts.append(Words::tr("%n changed the name", nullptr, renamed));
    return parts.join(QStringLiteral(", "));
}

QString copyLine(const store::MessageRow &message, const QString &name, const QString &text)
{
    const QString start = u'[' + timeText(message) + QStringLiteral("] ");
    switch (message.kind) {
    case MessageKind::Text:
    case MessageKind::Notice:
        return start + u'<' + name + QStringLiteral("> ") + text;
    case MessageKind::Action:
        return start + QStringLiteral("* ") + text;
    case MessageKind::WireOut:
        return start + QStringLiteral("\u2192 ") + text;
    case MessageKind::WireIn:
        return start + QStringLiteral("\u2190 ") + text;
    default: // what happened
        return start + text;
    }
}

QString sentence(const store::MessageRow &message, const QString &name)
{
    const QString body = bodyText(message, name);
    if (message.kind == MessageKind::WireOut)
        return Words::tr("Sent over the wire, %1: %2").arg(timeText(message), body);
    if (message.kind == MessageKind::WireIn)
        return Words::tr("Came over the wire, %1: %2").arg(timeText(message), body);
    if (!isSaid(message.kind))
        return Words::tr("%1: %2", "time: what happened").arg(timeText(message), body);
    QStringList head{name, timeText(message)};
    const bool withdrawn = isWithdrawn(message);
    if (message.state != MessageState::Received && !withdrawn)
        head.append(stateText(message.state));
    if (const QString late = lateNote(message); !late.isEmpty())
        head.append(late);
    if (message.mention)
        head.append(Words::tr("mentions you"));
    if (!message.replyTo.isEmpty() && !withdrawn)
        head.append(Words::tr("in reply to \"%1\"").arg(quoteText(message.quote)));
    const QString said = head.join(QStringLiteral(", ")) + QStringLiteral(": ") + body;
    if (message.reactions.isEmpty() || withdrawn)
        return said;
    return Words::tr("%1. Reactions: %2", "message, reactions").arg(said, reactionsText(message.reactions));
}

} // namespace plausch::ui
