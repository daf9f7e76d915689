// Layer: chat. What Archive is made of. Thread: main, but for what says otherwise.
#pragma once

#include "chat/archive.h"
#include "io/loop.h"
#include "io/mailbox.h"
#include "store/buddyplaces.h"
#include "store/chats.h"
#include "store/checkpointer.h"
#include "store/database.h"
#include "store/messages.h"
#include "store/networks.h"
#include "store/signs.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace plausch::chat {

/// Lives on the store's loop from the first task to the last.
struct Store
{
    explicit Store(const QString &path)
        : database(path)
        , messages(database)
        , signs(database, messages)
        , chats(database)
        , networks(database)
        , places(database)
    {
    }

    store::Database database;
    store::Messages messages;
    store::Signs signs;
    store::Chats chats;
    store::Networks networks;
    store::BuddyPlaces places;
    QString openError;
};

using Answer = std::function<void()>; // calling thread

struct Request
{
    bool writes;
    /// Store's loop, perhaps twice. Null: there is no store, or what this would write could not be saved; and why.
    std::function<Answer(Store *, const QString &why)> run;
};

/// What became of one pile of requests.
struct Outcome
{
    std::vector<Answer> answers;
    std::optional<Archive::Health> health; // nothing: nothing was written
};

struct Archive::Impl
{
    Impl(Archive &archive, const QString &path);
    ~Impl();
    void ask(bool writes, std::function<Answer(Store *, const QString &)> run);
    void noteCrowd();
    void write(std::function<void(Store &)> run);
    using Change = std::function<std::optional<store::MessageRow>(Store &)>;
    void change(Change run, Changed changed);

    /// Reads a T on the store's loop and hands it to `done`; without a store an empty one.
    template <class T> void read(std::function<T(Store &)> run, std::function<void(T)> done)
    {
        ask(false, [run = std::move(run), done = std::move(done)](Store *source, const QString &) -> Answer {
            return [done, found = source ? run(*source) : T{}] { done(found); };
        });
    }

    void checkpoint();
    void onCheckpoint(int pagesInLog);
    void checkpointSoon();
    void onOutcome(const Outcome &outcome);
    void report(const Health &now);

    Archive &q;
    io::Loop loop;
    io::Loop checkpoints;
    std::shared_ptr<Store> store; // the loop's
    std::shared_ptr<store::Checkpointer> checkpointer; // that of checkpoints
    QTimer checkpointPause; // so that many commits share one
    qsizetype requestsSince = 0; // the last checkpoint began
    bool checkpointing = false;
    io::Mailbox<Outcome> toUs;
    io::Mailbox<int> logs; // pages in the log at each checkpoint
    io::Mailbox<Request> toStore;
    int pending = 0;
    bool crowded = false;
    Health health;
};

} // namespace plausch::chat
