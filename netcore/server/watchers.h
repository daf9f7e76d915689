// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include "server/client.h"

#include <QHash>

#include <vector>

namespace plausch::server {

/// Who watches which nick (https://ircv3.net/specs/extensions/monitor), from both sides: what happens to a user costs
/// one lookup when nobody watches, however many clients there are.
class Watchers
{
public:
    void add(Client &client, const QByteArray &folded); // twice is once
    void remove(Client &client, const QByteArray &folded);
    void clear(Client &client);
    const std::vector<Client *> &of(const QByteArray &folded) const;
    static const QByteArrayList &watchedBy(const Client &client);

private:
    void unlink(const Client &client, const QByteArray &folded);

    QHash<QByteArray, std::vector<Client *>> m_watchers;
};

} // namespace plausch::server
