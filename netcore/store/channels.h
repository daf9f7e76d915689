// Layer: store. Thread: the database's. Owner: the loop of the server's accounts.
#pragma once

#include "store/serverrows.h"

namespace plausch::store {

class Database;

/// The rooms that stay. They are read once, when the server starts; from then on the realm knows them and says what
/// changed. Takes names in any case. Errors are the database's (Database::failed); with one, false means "not known".
class Channels
{
public:
    explicit Channels(Database &database) : m_database(database) { }

    QList<ChannelRow> all(); // with masks and ranks, by folded name

    /// Makes or changes one; `masks` and `ranks` are not looked at. A founder who is no account counts as none.
    bool save(const ChannelRow &channel);
    /// With everything that belongs to it, metadata too. False: there is no `from`, or `to` is taken.
    bool rename(QByteArrayView from, const QByteArray &to);
    bool remove(QByteArrayView name); // false: there is no such room

    // How many a room may have is the realm's to say (MAXLIST).
    bool addMask(QByteArrayView channel, const MaskRow &mask); // false: no such room, or it is there
    bool removeMask(QByteArrayView channel, char kind, const QByteArray &mask); // false: it was not there
    /// Empty `modes`: no rank. False: no such room or account, or there was no rank.
    bool setRank(QByteArrayView channel, QByteArrayView account, const QByteArray &modes);

private:
    Database &m_database;
};

} // namespace plausch::store
