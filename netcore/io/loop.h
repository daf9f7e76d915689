// Layer: io.
#pragma once

#include "io/mailbox.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <atomic>
#include <functional>
#include <mutex>

namespace plausch::io {

/// One QThread with a running event loop and nothing else in it. Made and destroyed on one thread (main).
/// The name is the thread's name in `ps -T` (15 bytes on Linux).
class Loop
{
public:
    explicit Loop(const QString &name);
    ~Loop(); // stop(), then wait; never from itself
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    /// Any thread. Runs the task on the loop; false (and not run) once stopping.
    bool post(std::function<void()> task);
    /// Any thread. What was posted before still runs.
    void stop();
    bool isCurrent() const { return QThread::currentThread() == &m_thread; }
    /// Parent or context for what lives on the loop; valid on the loop until it stops.
    QObject *context() const { return m_context; }
    QString name() const; // any thread
    /// Any thread. The new name is the loop's and, a moment later, its thread's.
    void rename(const QString &name);
    bool isFinished() const { return m_finished.load(std::memory_order_acquire); }
    /// Placement: how many links its owner has put here.
    int linkCount() const { return m_links.load(std::memory_order_relaxed); }
    void addLinks(int delta) { m_links.fetch_add(delta, std::memory_order_relaxed); }

private:
    using Task = std::function<void()>;
    static void run(std::vector<Task> tasks);
    void onThreadEnd();

    QThread m_thread;
    QObject *m_context; // lives on m_thread, deleted there
    Mailbox<Task> m_tasks;
    std::atomic<bool> m_finished{false};
    mutable std::mutex m_mutex;
    QString m_name;
    bool m_stopping = false;
    std::atomic<int> m_links{0};
};

} // namespace plausch::io
