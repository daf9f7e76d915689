#include "io/loop.h"

#include <QMetaObject>

#include <algorithm>
#include <pthread.h>

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

Loop::Loop(const QString &name) : m_context(new QObject), m_name(name)
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    // The thread still deletes what is deferred after it finished, so the context dies where it lived.
    QObject::connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start();
}

Loop::~Loop()
{
    Q_ASSERT(!isCurrent());
    stop();
    m_thread.wait();
}

bool Loop::post(std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping)
        return false;
    QMetaObject::invokeMethod(m_context, std::move(task), Qt::QueuedConnection);
    return true;
}

void Loop::stop()
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping)
        return;
    m_stopping = true;
    // Queued behind the tasks posted before, so that they run.
    QMetaObject::invokeMethod(
        m_context, [] { QThread::currentThread()->quit(); }, Qt::QueuedConnection);
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
