// Layer: store. Thread: one of its own, never the database's. Owner: chat::Archive's second loop,
// chatserver::Checkpoints.
#pragma once

#include <QString>

namespace plausch::store {

/// Brings what is in a file's write-ahead log into the file, over a connection of its own: the disk is waited for here
/// and not in a commit (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint, PASSIVE: neither readers nor the
/// writer are held up). What is written meanwhile stays in the log until the next time.
class Checkpointer
{
public:
    explicit Checkpointer(const QString &path);
    ~Checkpointer();
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

    /// Pages in the log, of which all but those written meanwhile are in the file now. -1: nothing was brought over (no
    /// such file, disk full, read-only, another one at it), and nothing is lost by that.
    int run();

private:
    bool open();

    QString m_path;
    QString m_connection; // QSqlDatabase's name for it
};

} // namespace plausch::store
