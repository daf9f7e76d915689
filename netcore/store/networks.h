// Layer: store. Thread: the database's. Owner: chat::Archive's loop.
#pragma once

#include "store/rows.h"

namespace plausch::store {

class Database;

/// Chat servers the user wants to be on, and the conversations there. Errors are the database's (Database::failed).
class Networks
{
public:
    explicit Networks(Database &database) : m_database(database) { }

    QList<NetworkRow> networks(); // in the order they were added
    void saveNetwork(const NetworkRow &network);
    /// Without history the conversations in which something was said stay, as conversations with nobody.
    void removeNetwork(const QString &id, bool withHistory);

    QList<NetworkChatRow> chats();
    void saveChat(const NetworkChatRow &chat); // its network is there
    void removeChat(const ChatId &chat, bool withHistory);

private:
    Database &m_database;
};

} // namespace plausch::store
