// Layer: server. Functions over a Call. Thread: the realm's, except where it says otherwise.
#pragma once

#include "server/profile.h"

#include <QByteArrayView>

#include <memory>

namespace plausch::store {
class Accounts;
}

namespace plausch::server {

class Call;
class World;
struct Client;
struct User;

/// On the accounts' loop: what is kept of one.
Profile loadProfile(store::Accounts &accounts, const QByteArray &account);

/// A nick that is the name of an account is for that account only.
bool isReserved(const World &world, QByteArrayView nick, QByteArrayView account);
/// Both signed in, to the same account.
bool isSameAccount(const User &user, const Client &client);

/// ERR_NICKLOCKED or ERR_SASLALREADY, if the client cannot be of that account now.
bool refuseSignIn(const Call &call, QByteArrayView account);
/// ERR_YOUREBANNEDCREEP and the end of the link, if a K-line is for the client as somebody of that mask and account;
/// either may be empty. Operators are let in: a slip of the pen must not shut out who could mend it.
bool refuseBanned(const Call &call, QByteArrayView mask, QByteArrayView account);
/// The same for a client that is about to sign in.
bool refuseBanned(const Call &call, QByteArrayView account);
/// RPL_LOGGEDIN; the others hear of it (https://ircv3.net/specs/extensions/account-notify).
void signIn(Call &call, std::shared_ptr<Profile> profile);
/// RPL_LOGGEDOUT.
void signOut(Call &call);

} // namespace plausch::server
