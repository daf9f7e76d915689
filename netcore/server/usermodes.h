// Layer: server. Functions over a Call. Thread: the realm's.
#pragma once

namespace plausch::server {

class Call;

/// MODE whose target is a nick (https://modern.ircdocs.horse/#user-mode).
void onUserMode(Call &call);

} // namespace plausch::server
