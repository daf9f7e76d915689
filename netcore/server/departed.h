// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include "server/user.h"

#include <deque>
#include <vector>

namespace plausch::server {

/// Nicks that somebody had, for WHOWAS: of who left, and of who calls himself otherwise now.
class Departed
{
public:
    struct Entry
    {
        QByteArray nick;
        QByteArray folded;
        QByteArray name;
        QByteArray host;
        QByteArray realName;
        QByteArray account;
        qint64 leftUtc = 0; // milliseconds
    };

    /// The oldest goes when there are more than `most`.
    void add(const User &user, qint64 utc, int most);
    /// The latest first; they stay where they are until the next add().
    std::vector<const Entry *> named(QByteArrayView folded, std::size_t most) const;

private:
    std::deque<Entry> m_entries; // the latest first
};

} // namespace plausch::server
