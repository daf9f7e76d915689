// Layer: wire. Pure functions, any thread. What we serve has CASEMAPPING=ascii; other servers' mappings are for their
// clients (https://modern.ircdocs.horse/#casemapping-parameter).
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace plausch::wire {

QByteArray folded(QByteArrayView name);
bool sameName(QByteArrayView a, QByteArrayView b);

enum class CaseMapping {
    Ascii,
    Rfc1459, // {|}~ are the lower case of []\^
    StrictRfc1459, // without ~ and ^
};
QByteArray folded(QByteArrayView name, CaseMapping mapping);
/// As CASEMAPPING names it; one that is not known: Ascii, which is part of every other.
CaseMapping caseMapping(QByteArrayView name);

inline constexpr qsizetype MaxNickBytes = 64;
/// Valid UTF-8 of 1 to MaxNickBytes bytes; no control or white space, none of " ,*?!@.#&:$~+%", no leading digit or
/// '-'.
/// ('~' is free for the clash suffix the host appends: max~2.)
bool isValidNick(QByteArrayView nick);
inline constexpr qsizetype MaxChannelBytes = 200; // https://www.rfc-editor.org/rfc/rfc2812#section-1.3
/// '#' first, then valid UTF-8 without control, white space or invisible characters and without ','
/// (https://modern.ircdocs.horse/#channels): two names never look the same because of something nobody can see.
bool isValidChannelName(QByteArrayView name);
/// A display name made into a valid nick: "Anna Lena" -> "Anna_Lena"; "gast" if nothing is left.
QByteArray nickFromName(const QString &name);

} // namespace plausch::wire
