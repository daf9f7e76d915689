// Layer: chatserver. Thread: the one it is made on (the realm's loop). Owner: Ledgers.
#pragma once

#include "io/loop.h"
#include "io/mailbox.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>

namespace plausch::chatserver {

/// Brings what was committed from a database's log into its file, on a loop of its own: no commit waits for that.
class Checkpoints
{
public:
    /// `emptyLog` is called when the log has grown long, for the connection that writes to begin it anew.
    Checkpoints(const QString &path, QObject *context, std::function<void()> emptyLog);
    ~Checkpoints();

    void onCommitted(); // once for each

private:
    struct Room;

    void run();
    void onDone(int pagesInLog);

    std::function<void()> m_emptyLog;
    QTimer m_pause; // so that a few commits share one
    int m_commits = 0; // since the last one began
    bool m_running = false;
    io::Mailbox<int> m_done; // pages in the log
    std::shared_ptr<Room> m_room; // at the loop's
    io::Loop m_loop; // the first to go: it waits for its thread
};

} // namespace plausch::chatserver
