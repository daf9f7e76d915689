// Layer: server. Thread: the realm's. Owner: World. What is said and what happens on its way into the history.
#pragma once

#include "store/historyrecords.h"

#include <QByteArray>
#include <QByteArrayList>

#include <utility>
#include <vector>

namespace plausch::store {
class ServerHistory;
} // namespace plausch::store

namespace plausch::server {

class World;
struct Audience;
struct Channel;
class Relay;
struct User;

/// What one transaction is to keep.
struct HistoryWork
{
    /// A target that is called otherwise from now on; without a new name it is forgotten.
    struct Change
    {
        QByteArray from;
        QByteArray to;
    };
    std::vector<Change> changes; // before the rows
    QByteArray rows; // store::HistoryRecords with their targets
    std::size_t count = 0; // of them

    bool isEmpty() const { return changes.empty() && count == 0; }
    /// On the history's loop, in a transaction.
    void apply(store::ServerHistory &history) const;
};

/// What has to be kept, and whose answers that wait for it: handed over in one pile, so that all of them share one
/// commit.
class HistoryPile
{
public:
    void add(const store::HistoryRecord &row);
    void forget(const QByteArray &target);
    /// The target's history goes with it to the other name, where none stays.
    void rename(const QByteArray &from, const QByteArray &to);
    /// The client has an answer that waits for what is on the pile now.
    void hold(quint64 client) { m_held.push_back(client); }

    bool isEmpty() const { return m_work.isEmpty() && m_held.empty(); }
    std::size_t rows() const { return m_work.count; }
    HistoryWork takeWork() { return std::exchange(m_work, {}); }
    std::vector<quint64> takeHeld() { return std::exchange(m_held, {}); }

private:
    /// Its rows are for another target; without one they go.
    void move(const QByteArray &from, const QByteArray &to);

    HistoryWork m_work;
    std::vector<quint64> m_held; // in the order of the answers
};

/// Whose conversations are whose: an account is who signs in to it, whatever the nick is. Who has none is "~nick",
/// which is nobody's nick or account, so that whoever registers the nick later finds nothing of it.
QByteArray talkerOf(const User &user);
QByteArray guestTalker(QByteArrayView nick);
QByteArray talkerOf(const store::HistoryRow &row); // who said it

/// Puts on the pile what was said by somebody to somebody; `text` may be several lines (store::joinedLines). False: it
/// is not kept. Neither is what only a part of a channel was to hear, nor what passes, such as typing.
bool keepSpeech(World &world, const User &from, const Audience &audience, store::HistoryCommand command,
                QByteArrayView text, const Relay &line);
/// Puts on the pile what happened in a channel; the line, as it goes to its members, gets an id if it has none.
void keepEvent(World &world, const Channel &channel, store::HistoryCommand command, Relay &line);
/// The same in all channels of the user: NICK and QUIT, which name none.
void keepEventAround(World &world, const User &user, store::HistoryCommand command, Relay &line);

} // namespace plausch::server
