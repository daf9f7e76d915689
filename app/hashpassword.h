// Layer: app. Thread: main, before any other is there.
#pragma once

#include <QByteArray>
#include <QString>

namespace plausch::app {

struct PasswordHash
{
    QByteArray text; // for [server] password= and [opers]
    QString complaint; // empty: good
};

/// What a line, with or without its end, is as the hash of a password (store/scram.h).
PasswordHash hashOf(QByteArray line);

/// Reads one line from standard input, without echo if that is a terminal, and prints its hash. Returns the exit
/// status.
int hashPassword();

} // namespace plausch::app
