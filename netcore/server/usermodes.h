// Layer: server. Functions over a Call. Thread: the realm's.
#pragma once

#include "server/user.h"

namespace plausch::server {

class Call;

/// MODE with anything but a channel (https://modern.ircdocs.horse/#user-mode).
void onUserMode(Call &call);
/// "+Bi"; "+" for none.
QByteArray modesText(UserModes modes);
/// All letters there are, for RPL_MYINFO.
QByteArray userModeLetters();

} // namespace plausch::server
