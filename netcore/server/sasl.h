// Layer: server. Functions over a Call. Thread: the realm's.
#pragma once

#include <QByteArray>

namespace plausch::server {

class Call;
struct Client;

/// "PLAIN,SCRAM-SHA-256": what this client can sign in with.
QByteArray saslMechanisms(const Client &client);
/// Registration ends: an exchange that waits for the client is given up, with ERR_SASLABORTED.
void abandonSasl(Call &call);
/// One more wrong password or unknown certificate; too many end the connection, and then nothing more can be said.
void countFailure(Call &call);

} // namespace plausch::server
