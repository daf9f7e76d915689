// Layer: session. The words of our own on the wire: client-only tags, reasons, times, CTCP.
#pragma once

#include "session/session.h"
#include "wire/message.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace plausch::session {

// Client-only tags, so that any server relays them (https://ircv3.net/specs/extensions/message-tags#client-only-tags).
inline constexpr QByteArrayView IdTag = "+plausch.chat/id";
inline constexpr QByteArrayView TimeTag = "+plausch.chat/time";
inline constexpr QByteArrayView DeliveredTag = "+plausch.chat/delivered";
inline constexpr QByteArrayView ReadTag = "+plausch.chat/read";
inline constexpr QByteArrayView PortTag = "+plausch.chat/port";
inline constexpr QByteArrayView WhyTag = "+plausch.chat/why";

inline constexpr qsizetype MaxIdBytes = 64;
inline constexpr qsizetype MaxNameBytes = 150;
inline constexpr qsizetype MaxAwayBytes = 300;
inline constexpr qsizetype MaxUserBytes = 20;

wire::Tag makeTag(QByteArrayView key, QByteArray value = {});

/// Empty for Quit, which needs no reason.
QByteArrayView whyToken(EndKind why);
/// Absent or unknown: Quit.
EndKind endKind(QByteArrayView token);
/// English, for people with a foreign client: "You sent too much".
QString sentence(EndKind why);
/// The words of an ERROR: the sentence, then the text if there is one.
QByteArray farewell(EndKind why, const QString &text);

/// As server-time: 2026-02-28T19:30:01.123Z (https://ircv3.net/specs/extensions/server-time).
QByteArray formatTime(qint64 utcMsecs);
/// 0: not such a time.
qint64 parseTime(QByteArrayView text);

/// 1 to MaxIdBytes visible ASCII characters.
bool isValidId(QByteArrayView id);
/// UTF-8 cut at a character so that it is at most `bytes` long; line breaks and NUL become blanks.
QByteArray oneLine(const QString &text, qsizetype bytes);
QByteArray truncated(QByteArrayView utf8, qsizetype bytes);

/// AWAY without a text means being back, so who is away without words says this one.
QByteArray awayWord(const Self &self);
QString awayText(QByteArrayView word);

/// Id, time and what it answers, of a message between buddies as its tags tell them; what makes no sense is as if it
/// were not there.
struct Stamp
{
    QByteArray id;
    qint64 sentAt = 0;
    MessageName replyTo = {};
};
Stamp stampOf(const wire::MessageView &line);
/// The receipt a TAGMSG carries, if any.
std::optional<Receipted> receiptOf(const wire::MessageView &line);
std::optional<quint16> portOf(const wire::MessageView &line);
QList<wire::Tag> receiptTags(const Receipt &receipt);

/// https://modern.ircdocs.horse/ctcp: \x01COMMAND argument\x01, the last \x01 may be missing.
struct Ctcp
{
    QByteArrayView command;
    QByteArrayView argument;
};
std::optional<Ctcp> ctcpOf(QByteArrayView text);
/// What a query is answered with (VERSION and PING are), empty: nothing.
QByteArray ctcpAnswer(const Ctcp &query);
/// The message in a text; nullopt for CTCP other than ACTION.
std::optional<Said> saidOf(QByteArrayView command, QByteArrayView text, const Stamp &stamp);

} // namespace plausch::session
