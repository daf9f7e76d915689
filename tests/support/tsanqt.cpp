// Only with PLAUSCH_SANITIZE=thread. The distribution's Qt is not instrumented, so the sanitizer cannot see that a
// posted call happens after it was posted, nor that QThread::wait() and isFinished() come after what the thread did.
// The linker sends these here (--wrap), where that order, and nothing else, is told to it.
// https://github.com/google/sanitizers/wiki/ThreadSanitizerCppManual
#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <mutex>

extern "C" void __tsan_acquire(void *address);
extern "C" void __tsan_release(void *address);

namespace {

using Gone = std::shared_ptr<std::atomic<bool>>;

std::mutex farewellMutex;
QHash<const QThread *, Gone> farewells;

/// Lives as long as the thread runs code of ours, deferred deletions after QThread::finished() included.
struct Farewell
{
    Farewell() : gone(std::make_shared<std::atomic<bool>>(false))
    {
        const std::lock_guard lock(farewellMutex);
        farewells.insert(QThread::currentThread(), gone);
    }
    ~Farewell() { *gone = true; }
    Gone gone;
};

bool isGone(const QThread *thread)
{
    const std::lock_guard lock(farewellMutex);
    const Gone gone = farewells.value(thread);
    return !gone || *gone;
}

using Slot = QtPrivate::QSlotObjectBase;

/// Takes the place of the posted slot and carries the order along.
class OrderedSlot : public Slot
{
public:
    explicit OrderedSlot(Slot *slot) : Slot(&impl), m_slot(slot) { }

private:
    static void impl(int which, Slot *base, QObject *receiver, void **arguments, bool *)
    {
        thread_local const Farewell farewell;
        auto *self = static_cast<OrderedSlot *>(base);
        __tsan_acquire(self);
        if (which == Call) {
            self->m_slot->call(receiver, arguments);
            __tsan_release(self); // the poster may hold the last reference
        } else if (which == Destroy) {
            self->m_slot->destroyIfLastRef();
            delete self;
        }
    }

    Slot *m_slot;
};

} // namespace

extern "C" {

bool __real__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
    QObject *object, Slot *slot, Qt::ConnectionType type, void *result);
bool __wrap__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
    QObject *object, Slot *slot, Qt::ConnectionType type, void *result);
bool __wrap__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
    QObject *object, Slot *slot, Qt::ConnectionType type, void *result)
{
    auto *ordered = new OrderedSlot(slot);
    __tsan_release(ordered);
    return __real__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
        object, ordered, type, result);
}

bool __real__ZN7QThread4waitE14QDeadlineTimer(QThread *thread, QDeadlineTimer deadline);
bool __wrap__ZN7QThread4waitE14QDeadlineTimer(QThread *thread, QDeadlineTimer deadline);
bool __wrap__ZN7QThread4waitE14QDeadlineTimer(QThread *thread, QDeadlineTimer deadline)
{
    const bool finished = __real__ZN7QThread4waitE14QDeadlineTimer(thread, deadline);
    while (finished && !isGone(thread))
        QThread::yieldCurrentThread();
    return finished;
}

bool __real__ZNK7QThread10isFinishedEv(const QThread *thread);
bool __wrap__ZNK7QThread10isFinishedEv(const QThread *thread);
bool __wrap__ZNK7QThread10isFinishedEv(const QThread *thread)
{
    return __real__ZNK7QThread10isFinishedEv(thread) && isGone(thread);
}

} // extern "C"
