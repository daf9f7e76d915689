// Layer: server. Functions over a Call. Thread: the realm's.
#pragma once

#include <QByteArrayView>

namespace plausch::server {

class Call;

/// The target of a question to a server: none, its name or a mask of it, or the nick of somebody who is on it. Anything
/// else is answered with ERR_NOSUCHSERVER.
bool isThisServer(Call &call, QByteArrayView target);
/// Anybody else is answered with ERR_NOPRIVILEGES.
bool isOperator(Call &call);

} // namespace plausch::server
