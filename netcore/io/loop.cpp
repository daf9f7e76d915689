#include "io/loop.h"

#include <QCoreApplication>

#include <algorithm>
#include <openssl/crypto.h>
#include <pthread.h>
#include <utility>

namespace plausch::io {
namespace {

constexpr qsizetype KernelNameBytes = 15; // and a NUL (prctl(2), PR_SET_NAME)

/// Never half a character.
QByteArray kernelName(const QString &name)
{
    QByteArray bytes = name.toUtf8();
    qsizetype size = std::min(bytes.size(), KernelNameBytes);
    while (size > 0 && size < bytes.size() && (bytes.at(size) & 0xC0) == 0x80)
        --size;
    bytes.truncate(size);
    return bytes;
}

} // namespace

Loop::Loop(const QString &name) : m_context(new QObject), m_tasks(m_context, &Loop::run), m_name(name)
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_context, [this] { onThreadEnd(); });
    m_thread.start();
}

Loop::~Loop()
{
    Q_ASSERT(!isCurrent());
    stop();
    m_thread.wait();
    Q_ASSERT(isFinished());
}

/// What lives on the loop dies on it. QThread::wait() ends a little before the thread does: what OpenSSL keeps for the
/// thread goes here, or its clean-up at the end of the process and the one at the end of the thread would meet
/// (OPENSSL_thread_stop(3)).
void Loop::onThreadEnd()
{
    qDeleteAll(m_context->children());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // of this thread
    m_context->deleteLater();
    OPENSSL_thread_stop();
    m_finished.store(true, std::memory_order_release);
}

void Loop::run(std::vector<Task> tasks)
{
    for (Task &task : tasks)
        std::exchange(task, nullptr)(); // what it holds goes before the next one runs
}

bool Loop::post(std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping)
        return false;
    return m_tasks.push(std::move(task));
}

void Loop::stop()
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping)
        return;
    m_stopping = true;
    // Queued behind the tasks posted before, so that they run.
    m_tasks.push([] { QThread::currentThread()->quit(); });
}

QString Loop::name() const
{
    const std::lock_guard lock(m_mutex);
    return m_name;
}

void Loop::rename(const QString &name)
{
    {
        const std::lock_guard lock(m_mutex);
        m_name = name;
    }
    post([bytes = kernelName(name)] {
#ifdef Q_OS_LINUX
        pthread_setname_np(pthread_self(), bytes.constData());
#endif
    });
}

} // namespace plausch::io
