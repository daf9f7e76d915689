// Layer: store. Thread: the database's. Owner: the loop of the server's accounts.
#pragma once

#include "store/serverrows.h"

namespace plausch::store {

class Database;

/// Up to where an account has read a room or a conversation (https://ircv3.net/specs/extensions/read-marker). Takes
/// names in any case. Errors are the database's (Database::failed).
class ReadMarkers
{
public:
    static constexpr int MaxPerAccount = 2'000; // one more target is refused

    explicit ReadMarkers(Database &database) : m_database(database) { }

    /// UTC ms; never goes backwards. The answer is what is kept now: a later time stays, and 0 means nothing is (no
    /// such account, or it has MaxPerAccount).
    qint64 set(QByteArrayView account, QByteArrayView target, qint64 time);
    qint64 of(QByteArrayView account, QByteArrayView target); // 0: nothing was read
    QList<ReadMarkerRow> all(QByteArrayView account); // by target

private:
    Database &m_database;
};

} // namespace plausch::store
