// Layer: store. Thread: the database's. Owner: chat::Archive's loop.
#pragma once

#include "store/rows.h"

namespace plausch::store {

class Database;

/// Where buddies are met on chat servers. They go with their network and with their buddy.
/// Errors are the database's (Database::failed).
class BuddyPlaces
{
public:
    explicit BuddyPlaces(Database &database) : m_database(database) { }

    QList<PlaceRow> all(); // in the order they became known
    /// Of a network that is not there nothing is kept.
    void save(const PlaceRow &place);
    void removeAsked(const QString &network, const QString &nick);

private:
    Database &m_database;
};

} // namespace plausch::store
