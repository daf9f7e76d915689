#include "server/departed.h"

#include <algorithm>

namespace plausch::server {

void Departed::add(const User &user, qint64 utc, int most)
{
    m_entries.push_front({user.nick, user.folded, user.name, user.host, user.realName, user.account, utc});
    while (m_entries.size() > std::size_t(std::max(most, 0)))
        m_entries.pop_back();
}

std::vector<const Departed::Entry *> Departed::named(QByteArrayView folded, std::size_t most) const
{
    std::vector<const Entry *> found;
    for (const Entry &entry : m_entries) {
        if (found.size() == most)
            break;
        if (entry.folded == folded)
            found.push_back(&entry);
    }
    return found;
}

} // namespace plausch::server
