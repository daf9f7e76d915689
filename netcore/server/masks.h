// Layer: server. Pure functions, any thread. Masks of users, for the lists b, e and I
// (https://modern.ircdocs.horse/#wildcard-expressions) and by account
// (https://ircv3.net/specs/extensions/account-extban): EXTBAN=~,a ACCOUNTEXTBAN=a,account.
#pragma once

#include "server/channel.h"

#include <QByteArray>
#include <QByteArrayView>

namespace plausch::server {

inline constexpr qsizetype MaxMaskBytes = 160; // the longest nick, name and host, and what stands between

/// What a list keeps of what somebody typed: "nick", "user@host", "192.0.2.*" become nick!user@host, "~account:anna"
/// becomes "~a:anna". Empty: no mask.
QByteArray normalizedMask(QByteArrayView typed);

/// The mask is a normalized one.
bool maskMatches(QByteArrayView mask, const User &user);
bool anyMatches(const std::vector<MaskEntry> &masks, const User &user);
/// On b and not on e.
bool isBanned(const Channel &channel, const User &user);

} // namespace plausch::server
