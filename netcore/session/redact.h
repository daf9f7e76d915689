// Layer: session. Pure functions, any thread. What of a line may stand in a log.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace plausch::session {

/// The line, with "***" for all that follows a command whose parameters are secrets: PASS, AUTHENTICATE, OPER,
/// REGISTER, PASSWD, NICKSERV and NS; and what is said to a NickServ. Also of lines that no parser would take.
QByteArray redacted(QByteArrayView line);

/// Control characters written as \xHH, so that a line stays a line and a terminal obeys nobody.
QByteArray printable(QByteArrayView line);

} // namespace plausch::session
