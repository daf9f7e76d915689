// Layer: store. Thread: the database's. Owner: the loop of the server's accounts.
#pragma once

#include "store/serverrows.h"

namespace plausch::store {

class Database;

/// What accounts and rooms say of themselves (https://ircv3.net/specs/extensions/metadata). Takes targets and keys in
/// any case; that the target exists is the realm's to see. Errors are the database's (Database::failed).
class Metadata
{
public:
    static constexpr int MaxKeys = 50; // per target

    explicit Metadata(Database &database) : m_database(database) { }

    QList<MetadataRow> all(QByteArrayView target); // by key
    bool set(QByteArrayView target, QByteArrayView key, const QByteArray &value); // false: the target has MaxKeys
    bool remove(QByteArrayView target, QByteArrayView key); // false: it was not set
    bool clear(QByteArrayView target); // false: nothing was set

private:
    Database &m_database;
};

} // namespace plausch::store
