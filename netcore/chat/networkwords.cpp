#include "chat/networkwords.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringList>

#include <array>

namespace plausch::chat {

using store::MessageKind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(plausch::chat::NetworkWords)
};

QString withReason(const QString &text, const QString &reason)
{
    return reason.isEmpty() ? text : Words::tr("%1 (%2)", "what happened (why)").arg(text, reason);
}

QString kickText(const store::MessageRow &row)
{
    const QString nick = row.text.section(u' ', 0, 0);
    return withReason(Words::tr("%1 threw %2 out").arg(row.speaker, nick), row.text.section(u' ', 1));
}

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

struct Refusal
{
    QByteArrayView code;
    const char *text; // %1: the room or the nick
};

// https://modern.ircdocs.horse/#errors
constexpr std::array Refusals{
    Refusal{"401", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "Nobody here is called %1.")},
    Refusal{"403", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "There is no room %1.")},
    Refusal{"404", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "You may not speak in %1.")},
    Refusal{"405", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "You are in too many rooms to enter %1.")},
    Refusal{"432", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "The server does not allow the name %1.")},
    Refusal{"433", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "Somebody else is called %1 already.")},
    Refusal{"442", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "You are not in %1.")},
    Refusal{"471", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "%1 is full.")},
    Refusal{"473", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "%1 is for the invited only.")},
    Refusal{"474", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "You are banned from %1.")},
    Refusal{"475", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "%1 wants a password, and this is not it.")},
    Refusal{"476", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "%1 is no name for a room here.")},
    Refusal{"477", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "%1 is for those who are signed in only.")},
    Refusal{"482", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "Only operators of %1 may do that.")},
    Refusal{"QUEUE_FULL",
            QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "Too much waits to be sent; try again in a while.")},
    Refusal{"NO_TAGS", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "The server does not pass this on to %1.")},
    Refusal{"NO_REDACTION", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "This server takes no messages back.")},
    // https://ircv3.net/specs/extensions/message-redaction#errors
    Refusal{"REDACT_FORBIDDEN",
            QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "You may not take that message back.")},
    Refusal{"REDACT_WINDOW_EXPIRED",
            QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "It is too late to take that message back.")},
    Refusal{"UNKNOWN_MSGID",
            QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "The server does not know that message any more.")},
    Refusal{"NOT_READY", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "The server is not there yet.")},
};

constexpr std::array SignIns{
    Refusal{"904", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "The password is refused.")},
    Refusal{"905", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "The password is refused: it is too long.")},
    Refusal{"BAD_PASSWORD",
            QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "The password has characters that cannot be sent.")},
    Refusal{"NO_SASL", QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "The server knows no accounts.")},
    Refusal{"NO_MECHANISM",
            QT_TRANSLATE_NOOP("plausch::chat::NetworkWords", "The server knows no way to sign in that Plausch knows.")},
    Refusal{
        "NOT_PRIVATE",
        QT_TRANSLATE_NOOP("plausch::chat::NetworkWords",
                          "The password would be readable on its way: the link is not encrypted. It was not sent.")},
    Refusal{"SERVER_UNPROVEN",
            QT_TRANSLATE_NOOP("plausch::chat::NetworkWords",
                              "The server does not know the password itself; it may be another one than it says.")},
};

template <size_t Size> QString found(const std::array<Refusal, Size> &table, const QByteArray &code)
{
    for (const Refusal &refusal : table) {
        if (refusal.code == code)
            return Words::tr(refusal.text);
    }
    return {};
}

} // namespace

QString eventText(const store::MessageRow &row)
{
    switch (row.kind) {
    case MessageKind::Joined:
        return Words::tr("%1 came in").arg(row.speaker);
    case MessageKind::Parted:
        return withReason(Words::tr("%1 left").arg(row.speaker), row.text);
    case MessageKind::Quit:
        return withReason(Words::tr("%1 has gone").arg(row.speaker), row.text);
    case MessageKind::Kicked:
        return kickText(row);
    case MessageKind::Renamed:
        return Words::tr("%1 is called %2 now").arg(row.speaker, row.text);
    case MessageKind::Topic:
        return row.text.isEmpty() ? Words::tr("%1 took the topic away").arg(row.speaker)
                                  : Words::tr("%1 set the topic: %2").arg(row.speaker, row.text);
    case MessageKind::Modes:
        return Words::tr("%1 changed the rules: %2").arg(row.speaker, row.text);
    case MessageKind::Invited:
        return Words::tr("%1 invites you to %2").arg(row.speaker, row.text);
    case MessageKind::Entered:
        return Words::tr("You came in");
    default:
        return row.text;
    }
}

bool mentions(const QString &text, const QString &nick)
{
    if (nick.isEmpty())
        return false;
    for (qsizetype at = text.indexOf(nick, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(nick, at + 1, Qt::CaseInsensitive)) {
        const qsizetype end = at + nick.size();
        const bool starts = at == 0 || !isWordPart(text.at(at - 1));
        const bool ends = end == text.size() || !isWordPart(text.at(end));
        if (starts && ends)
            return true;
    }
    return false;
}

QString failureText(const session::Failed &failed)
{
    const QString target = QString::fromUtf8(failed.target);
    const QString known = found(Refusals, failed.code);
    const bool names = known.contains(QStringLiteral("%1"));
    if (!known.isEmpty() && (!target.isEmpty() || !names))
        return names ? known.arg(target) : known;
    return target.isEmpty() ? failed.text : Words::tr("%1: %2").arg(target, failed.text);
}

QString signInText(const QByteArray &code, const QString &text)
{
    const QString known = found(SignIns, code);
    return known.isEmpty() ? text : known;
}

QString personText(const session::PersonDescribed &person)
{
    const auto text = [](const QByteArray &bytes) { return QString::fromUtf8(bytes); };
    QStringList lines{
        QStringLiteral("%1 (%2@%3): %4").arg(text(person.nick), text(person.user), text(person.host), person.realName)};
    if (!person.account.isEmpty())
        lines.append(Words::tr("Signed in as %1").arg(text(person.account)));
    if (!person.rooms.isEmpty())
        lines.append(Words::tr("In %1").arg(text(person.rooms.join(", "))));
    if (person.away)
        lines.append(withReason(Words::tr("Away"), person.awayText));
    if (person.idleSeconds >= 0)
        lines.append(
            Words::tr("Silent for %n minute(s)", nullptr, int(qMin(person.idleSeconds / 60, qint64(1'000'000)))));
    if (person.secure)
        lines.append(Words::tr("Encrypted link"));
    if (person.isOperator)
        lines.append(Words::tr("Runs this server"));
    return lines.join(u'\n');
}

} // namespace plausch::chat
