// Layer: server. Functions over a Call. Thread: the realm's.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace plausch::server {

class Call;
struct Settings;

/// Not where a password of the server is asked for, which comes before everything else.
bool mayRegisterBeforeConnect(const Settings &settings);
/// FAIL verb WEAK_PASSWORD or UNACCEPTABLE_PASSWORD, if nobody should sign in to the account with this one.
bool refusePassword(const Call &call, QByteArrayView verb, const QByteArray &account, QByteArrayView password);

} // namespace plausch::server
