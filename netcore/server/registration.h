// Layer: server. Functions over a Call. Thread: the realm's.
#pragma once

#include <QByteArrayView>

namespace plausch::server {

class Call;
struct Limits;

/// Valid UTF-8 within the server's limit, wire::isValidNick.
bool isValidNick(QByteArrayView nick, const Limits &limits);

/// Lets the client in once NICK and USER were given, capabilities are settled and nothing is waited for.
void registerIfComplete(Call &call);

} // namespace plausch::server
