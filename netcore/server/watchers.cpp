#include "server/watchers.h"

#include <algorithm>
#include <utility>

namespace plausch::server {

void Watchers::add(Client &client, const QByteArray &folded)
{
    QByteArrayList &watched = client.more().monitored;
    if (watched.contains(folded))
        return;
    watched.append(folded);
    m_watchers[folded].push_back(&client);
}

void Watchers::remove(Client &client, const QByteArray &folded)
{
    if (client.extras && client.extras->monitored.removeOne(folded))
        unlink(client, folded);
}

void Watchers::clear(Client &client)
{
    if (!client.extras)
        return;
    for (const QByteArray &folded : std::exchange(client.extras->monitored, {}))
        unlink(client, folded);
}

void Watchers::unlink(const Client &client, const QByteArray &folded)
{
    const auto found = m_watchers.find(folded);
    if (found == m_watchers.end())
        return;
    std::vector<Client *> &clients = *found;
    const auto at = std::find(clients.begin(), clients.end(), &client);
    if (at != clients.end()) {
        *at = clients.back();
        clients.pop_back();
    }
    if (clients.empty())
        m_watchers.erase(found);
}

const std::vector<Client *> &Watchers::of(const QByteArray &folded) const
{
    static const std::vector<Client *> nobody;
    const auto found = m_watchers.constFind(folded);
    return found == m_watchers.constEnd() ? nobody : *found;
}

const QByteArrayList &Watchers::watchedBy(const Client &client)
{
    static const QByteArrayList nothing;
    return client.extras ? client.extras->monitored : nothing;
}

} // namespace plausch::server
