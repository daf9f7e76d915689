// Layer: io. The one door between threads, and the only lock of the house.
#pragma once

#include "io/crossing.h"

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace plausch::io {

/// Any thread pushes; the receiver gets everything that piled up in one call, on the thread of its context object.
/// One wake-up per pile. Copies share the box. The receiver closes it before it destroys the context.
template <class T> class Mailbox
{
public:
    Mailbox() = default;
    Mailbox(QObject *context, std::function<void(std::vector<T>)> drain)
    {
        const Crossing crossing; // the receiver's first look at the box is at its lock
        m_box = std::make_shared<Box>();
        m_box->context = context;
        m_box->drain = std::move(drain);
    }

    /// False once closed: the item is dropped.
    bool push(T item) const
    {
        const std::lock_guard lock(m_box->mutex);
        if (!m_box->context)
            return false;
        m_box->pile.push_back(std::move(item));
        if (m_box->pile.size() == 1) {
            const Crossing crossing;
            QMetaObject::invokeMethod(
                m_box->context, [box = m_box] { deliver(*box); }, Qt::QueuedConnection);
        }
        return true;
    }

    /// Receiver's thread. Nothing is drained afterwards.
    void close() const
    {
        const std::lock_guard lock(m_box->mutex);
        m_box->context = nullptr;
        m_box->pile.clear();
    }

private:
    struct Box
    {
        std::mutex mutex;
        QObject *context = nullptr;
        std::vector<T> pile;
        std::function<void(std::vector<T>)> drain; // receiver's thread only
    };

    static void deliver(Box &box)
    {
        std::vector<T> pile;
        {
            const std::lock_guard lock(box.mutex);
            if (!box.context)
                return;
            pile.swap(box.pile);
        }
        box.drain(std::move(pile));
    }

    std::shared_ptr<Box> m_box;
};

} // namespace plausch::io
