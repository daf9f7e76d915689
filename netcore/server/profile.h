// Layer: server. Thread: the realm's. Owners: the users it belongs to.
#pragma once

#include "server/channel.h"

#include <QByteArray>
#include <QHash>

#include <vector>

namespace plausch::server {

struct User;

/// What is remembered of an account, as long as one of its users is here a copy of what is in the database. A user
/// without an account has one of its own, forgotten when it goes.
struct Profile
{
    QByteArray account; // as registered; empty: nobody's
    QHash<QByteArray, qint64> markers; // folded target -> UTC milliseconds
    Metadata metadata;
    std::vector<User *> users;
};

} // namespace plausch::server
