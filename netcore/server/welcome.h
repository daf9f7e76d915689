// Layer: server. Functions over a Call. Thread: the realm's.
#pragma once

#include <QByteArrayList>

namespace plausch::server {

class Call;
struct Settings;

/// 001 to 005, LUSERS and MOTD (https://modern.ircdocs.horse/#connection-registration).
void welcome(Call &call);
/// The tokens of RPL_ISUPPORT, sorted (https://modern.ircdocs.horse/#rplisupport-parameters).
QByteArrayList supportTokens(const Settings &settings);
void sendSupport(Call &call);
void sendLusers(Call &call);
void sendMotd(Call &call);

} // namespace plausch::server
