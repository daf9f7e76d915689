#include "io/epollport.h"

#include "io/descriptor_p.h"
#include "io/epolllink_p.h"
#include "io/readrounds_p.h"
#include "io/sealpause_p.h"
#include "io/writequeue_p.h"

#include <QThread>

#include <malloc.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace plausch::io {
namespace {

constexpr int EventsPerCall = 512;
constexpr std::size_t RoomBytes = 64 * 1024;
constexpr int TickMsecs = 50;
constexpr int CrowdOfShakes = 256;
constexpr int ShakesPerTurn = 32; // some 5 ms
/// Room kept for links that will have something to send, over all of them: 6 MB.
constexpr std::size_t MaxSparePieces = 256 * 1024;
constexpr quint32 NoSlot = 0xffff'ffff; // the bell's

/// A handshake takes three times the memory of an open stream. After a crowd of them that lies in holes, which the C
/// library by itself keeps for ever. Less than a millisecond with 10,000 links.
void giveBackMemory()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

quint64 packed(quint32 slot, quint32 generation)
{
    return quint64(generation) << 32 | slot;
}

} // namespace

EpollPort::EpollPort()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_notifier(m_epoll, QSocketNotifier::Read)
    , m_events(EventsPerCall)
    , m_readRoom(RoomBytes)
    , m_sendRoom(RoomBytes)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { onTurn(); });
    QObject::connect(&m_tick, &QTimer::timeout, &m_tick, [this] { onTick(); });
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_pause, &QTimer::timeout, &m_pause, [this] { flush(); });
    m_clock.start();
    watch(m_bell, {NoSlot, 0});
}

EpollPort::~EpollPort()
{
    Q_ASSERT(m_freeSlots.size() == m_slots.size());
    m_notifier.setEnabled(false);
    closeDescriptor(m_bell);
    closeDescriptor(m_epoll);
}

LinkPtr EpollPort::adopt(qintptr descriptor, const LinkOptions &options)
{
    Q_ASSERT(QThread::currentThread() == m_notifier.thread());
    return std::make_unique<EpollLink>(*this, static_cast<int>(descriptor), options);
}

void EpollPort::setCollector(std::function<qint64()> waiting, std::function<void()> release)
{
    m_waiting = std::move(waiting);
    m_release = std::move(release);
}

void EpollPort::flush()
{
    if (m_inTurn)
        return;
    sendDirty();
    seal();
}

void EpollPort::work(const std::function<void()> &pile)
{
    Q_ASSERT(!m_inTurn);
    m_inTurn = true;
    pile();
    sendDirty();
    sealOrWait();
    endTurn();
}

EpollPort::Handle EpollPort::enter(EpollLink &link)
{
    if (m_freeSlots.empty()) {
        m_freeSlots.push_back(static_cast<quint32>(m_slots.size()));
        m_slots.emplace_back();
    }
    const quint32 index = m_freeSlots.back();
    m_freeSlots.pop_back();
    Slot &slot = m_slots[index];
    slot.link = &link;
    return {index, slot.generation};
}

void EpollPort::leave(Handle handle)
{
    Slot &slot = m_slots[handle.slot];
    slot.link = nullptr;
    ++slot.generation;
    m_freeSlots.push_back(handle.slot);
}

EpollLink *EpollPort::find(Handle handle) const
{
    if (handle.slot >= m_slots.size())
        return nullptr;
    const Slot &slot = m_slots[handle.slot];
    return slot.generation == handle.generation ? slot.link : nullptr;
}

/// Once for all: edge-triggered, so what is of no interest at the moment costs nothing. EPOLLPRI, because reading stops
/// short at urgent data with more behind it (tcp(7)).
bool EpollPort::watch(int descriptor, Handle handle) const
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLPRI | EPOLLRDHUP | EPOLLET;
    event.data.u64 = packed(handle.slot, handle.generation);
    return ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

/// Closing it is not enough where a duplicate lives elsewhere (epoll(7), questions and answers).
void EpollPort::unwatch(int descriptor) const
{
    epoll_event event{};
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, &event);
}

void EpollPort::note(Pile pile, EpollLink &link)
{
    if (!link.enterPile(pile))
        return;
    m_piles[pile].push_back(link.handle());
    wake();
}

void EpollPort::noteToSeal(EpollLink &link, const QByteArray &bytes)
{
    m_bytesToSeal += bytes.size();
    if (m_lastToSeal.constData() == bytes.constData())
        ++m_sharingToSeal;
    else
        m_lastToSeal = bytes;
    note(ToSeal, link);
}

void EpollPort::noteDeadline(EpollLink &link)
{
    m_deadlines.push_back(link.handle());
    if (!m_tick.isActive())
        m_tick.start(TickMsecs);
}

/// Links noted meanwhile wait for the next walk.
template <class Call> void EpollPort::walk(Pile pile, Call call)
{
    m_walked.swap(m_piles[pile]);
    for (const Handle handle : m_walked) {
        if (EpollLink *link = find(handle)) {
            link->leavePile(pile);
            call(*link);
        }
    }
    m_walked.clear();
}

void EpollPort::onTurn()
{
    Q_ASSERT(!m_inTurn);
    m_inTurn = true;
    m_rung = false;
    ++m_turn;
    m_shakesLeft = ShakesPerTurn;
    walk(Due, [](EpollLink &link) { link.tell(); });
    walk(Ready, [](EpollLink &link) { link.readOn(); });
    readRounds();
    if (m_release)
        m_release();
    sendDirty();
    sealOrWait();
    endTurn();
}

void EpollPort::endTurn()
{
    m_inTurn = false;
    if (!m_piles[Due].empty() || !m_piles[Ready].empty())
        wake();
}

void EpollPort::readRounds()
{
    ReadRound round;
    do {
        const int events = readRound();
        ++round.rounds;
        round.foundSome = events > 0;
        round.wasFull = events == EventsPerCall;
        round.dirtyLinks = std::ssize(m_piles[Dirty]) + std::ssize(m_piles[ToSeal]) + (m_waiting ? m_waiting() : 0);
        round.pieces = m_pushed;
    } while (shouldReadAgain(round));
}

int EpollPort::readRound()
{
    const int count = ::epoll_wait(m_epoll, m_events.data(), EventsPerCall, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = m_events[static_cast<std::size_t>(i)];
        const quint64 data = event.data.u64;
        if (EpollLink *link = find({static_cast<quint32>(data), static_cast<quint32>(data >> 32)}))
            link->onEvents(event.events);
    }
    return count;
}

void EpollPort::sendDirty()
{
    walk(Dirty, [](EpollLink &link) { link.send(); });
    if (m_piles[ToSeal].empty())
        m_pushed = 0;
}

void EpollPort::sealOrWait()
{
    if (m_piles[ToSeal].empty())
        return;
    const int pause =
        msecsToWait({std::ssize(m_piles[ToSeal]), m_sharingToSeal, m_bytesToSeal, now() - m_sealedManyAt});
    if (pause == 0)
        seal();
    else if (!m_pause.isActive())
        m_pause.start(pause);
}

void EpollPort::seal()
{
    m_pause.stop();
    if (isManyToSeal(std::ssize(m_piles[ToSeal])))
        m_sealedManyAt = now();
    walk(ToSeal, [](EpollLink &link) { link.send(); });
    m_pushed = 0;
    m_bytesToSeal = 0;
    m_sharingToSeal = 0;
    m_lastToSeal = {};
}

void EpollPort::wake()
{
    if (m_inTurn || m_rung)
        return;
    m_rung = true;
    if (m_bell >= 0)
        ::eventfd_write(m_bell, 1);
    else
        QMetaObject::invokeMethod(
            &m_notifier, [this] { onTurn(); }, Qt::QueuedConnection);
}

void EpollPort::onTick()
{
    std::erase_if(m_deadlines, [this](Handle handle) {
        EpollLink *link = find(handle);
        return !link || link->isOverBy(now());
    });
    if (m_deadlines.empty())
        m_tick.stop();
}

void EpollPort::beginShaking()
{
    ++m_shaking;
    ++m_shakes;
}

void EpollPort::endShaking()
{
    if (--m_shaking > 0 || m_shakes < CrowdOfShakes)
        return;
    m_shakes = 0;
    giveBackMemory();
}

std::unique_ptr<WriteQueue> EpollPort::takeQueue()
{
    if (m_spareQueues.empty())
        return std::make_unique<WriteQueue>();
    std::unique_ptr<WriteQueue> queue = std::move(m_spareQueues.back());
    m_spareQueues.pop_back();
    m_sparePieces -= queue->capacity();
    return queue;
}

void EpollPort::giveBack(std::unique_ptr<WriteQueue> queue)
{
    if (m_sparePieces + queue->capacity() > MaxSparePieces)
        return;
    queue->clear();
    m_sparePieces += queue->capacity();
    m_spareQueues.push_back(std::move(queue));
}

} // namespace plausch::io
