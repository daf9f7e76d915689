// Layer: server. Functions over a Call. Thread: the realm's. Several clients of one account are one user.
#pragma once

namespace plausch::server {

class Call;
struct User;

/// The client that has finished its greeting becomes one more session of a user: it is welcomed, and shown the channels
/// the user is in.
void attach(Call &call, User &user);
/// The same for one that is somebody already and took the nick of another user of its account.
void moveTo(Call &call, User &user);

} // namespace plausch::server
