// Layer: chatserver. Pure functions, any thread. What of a line may stand in a log.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace plausch::chatserver {

/// The line, with "***" for all that follows a command whose parameters are secrets: PASS, AUTHENTICATE, OPER,
/// REGISTER, PASSWD. Also of lines that no parser would take.
QByteArray redacted(QByteArrayView line);

/// Control characters written as \xHH, so that a line stays a line and a terminal obeys nobody.
QByteArray printable(QByteArrayView line);

} // namespace plausch::chatserver
