// Layer: chatserver. Thread: the one it is made on (the realm's loop). Owner: Hall.
#pragma once

#include "io/loop.h"
#include "io/mailbox.h"
#include "store/database.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace plausch::chatserver {

/// A loop of its own for what takes its time, and a database on it if one is opened: work goes there, and what follows
/// from it comes back here, in the order it was asked for.
class Vault
{
public:
    using Work = std::function<void(store::Database &)>;
    using Computation = std::function<void()>;
    using Done = std::function<void()>;

    /// The context lives on the calling thread and outlives the vault.
    Vault(const QString &threadName, QObject *context);
    ~Vault(); // what was asked for is still done, but nobody hears of it

    /// `opened` gets a sentence that names the file if it could not be; empty: it is open.
    void open(const QString &path, const store::Schema &schema, store::Durability durability,
              std::function<void(QString)> opened);
    void ask(Work work, Done done); // of the database
    void compute(Computation work, Done done);

private:
    struct Room
    {
        std::unique_ptr<store::Database> database; // made, used and deleted on the loop
    };

    io::Mailbox<Done> m_done;
    std::shared_ptr<Room> m_room = std::make_shared<Room>();
    io::Loop m_loop; // the first to go: it waits for its thread
};

} // namespace plausch::chatserver
