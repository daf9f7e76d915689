// Layer: io, Linux only. Thread: the loop it was made on. Owner: whoever owns that loop's links; it outlives them.
#pragma once

#include "io/link.h"

#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <functional>
#include <memory>
#include <vector>

struct epoll_event;

namespace plausch::io {

class EpollLink;
class WriteQueue;
struct LinkOptions;

/// Many links on one loop at a flat cost: one epoll descriptor, hung into the loop by one notifier, because Qt's own
/// dispatchers look at every notifier in every turn.
///
/// A turn: tell what was noted before it, read everything readable (each link up to its budget), then write to each
/// link that has something queued, once; where that would seal little for many, TLS may wait for more (sealpause_p.h).
/// What is written outside a turn goes out in the port's next turn, which follows what the loop is doing. Without a
/// descriptor left for the port itself, every link closes with NetworkError.
class EpollPort
{
public:
    EpollPort();
    ~EpollPort();
    EpollPort(const EpollPort &) = delete;
    EpollPort &operator=(const EpollPort &) = delete;

    /// As adoptLink(), Plain, or Tls with a LinkOptions::tlsServer.
    LinkPtr adopt(qintptr descriptor, const LinkOptions &options);
    /// For an owner who collects what many links are to be sent: `waiting` says for how many he holds something back,
    /// `release` writes it to them, called once a turn after everything readable was read and before anything is sent.
    void setCollector(std::function<qint64()> waiting, std::function<void()> release);
    /// The end of a pile that came from elsewhere: sends now instead of in the next turn. Calls no observer; during a
    /// turn it does nothing, as the turn ends with it.
    void flush();
    /// Between turns: much for many links, sent at its end.
    void work(const std::function<void()> &pile);

private:
    friend class EpollLink;

    /// A link that may be gone by the time it is its turn. Slots are used again, generations are not.
    struct Handle
    {
        quint32 slot = 0;
        quint32 generation = 0;
    };
    struct Slot
    {
        EpollLink *link = nullptr;
        quint32 generation = 0;
    };
    /// Links that wait for the port, in no pile twice.
    enum Pile : quint8 { Due, Ready, Dirty, ToSeal, PileCount };

    // What links call.
    Handle enter(EpollLink &link);
    void leave(Handle handle);
    bool watch(int descriptor, Handle handle) const;
    void unwatch(int descriptor) const;
    void note(Pile pile, EpollLink &link);
    void noteToSeal(EpollLink &link, const QByteArray &bytes);
    void noteDeadline(EpollLink &link);
    /// Handshakes cost a hundred times what a line does: so many a turn, and the others have their turn, too.
    bool mayShake() { return m_shakesLeft-- > 0; }
    void beginShaking();
    void endShaking();
    std::unique_ptr<WriteQueue> takeQueue();
    void giveBack(std::unique_ptr<WriteQueue> queue);
    qint64 now() const { return m_clock.elapsed(); }

    EpollLink *find(Handle handle) const;
    template <class Call> void walk(Pile pile, Call call);
    void onTurn();
    void endTurn();
    void readRounds();
    int readRound();
    void sendDirty();
    void sealOrWait();
    void seal();
    void wake();
    void onTick();

    int m_epoll;
    int m_bell; // an eventfd in the set: rung when the port wants a turn and epoll has nothing
    QSocketNotifier m_notifier;
    QTimer m_tick; // runs while links are closing or shaking hands
    QTimer m_pause; // runs while links wait to be sealed
    QElapsedTimer m_clock;
    std::vector<Slot> m_slots;
    std::vector<quint32> m_freeSlots;
    std::array<std::vector<Handle>, PileCount> m_piles;
    std::vector<Handle> m_walked;
    std::vector<Handle> m_deadlines;
    std::vector<std::unique_ptr<WriteQueue>> m_spareQueues;
    std::size_t m_sparePieces = 0; // that fit into them
    std::vector<epoll_event> m_events;
    std::function<qint64()> m_waiting;
    std::function<void()> m_release;
    std::vector<char> m_readRoom; // whatever is read, for as long as onBytes() takes
    std::vector<char> m_openedRoom; // the same, of TLS; empty before the first
    std::vector<char> m_sealedRoom; // what TLS makes of it; empty before the first
    std::vector<char> m_sendRoom; // short pieces side by side, for as long as the call takes
    qint64 m_pushed = 0; // pieces queued since everything was sent
    qint64 m_bytesToSeal = 0;
    qint64 m_sharingToSeal = 0; // pieces
    QByteArray m_lastToSeal; // held, so that no other piece lies where it lay
    qint64 m_sealedManyAt = 0; // by the clock
    quint32 m_turn = 0;
    int m_shakesLeft = 0; // of this turn
    int m_shaking = 0; // links that shake hands
    int m_shakes = 0; // handshakes since memory was given back
    bool m_inTurn = false;
    bool m_rung = false;
};

} // namespace plausch::io
