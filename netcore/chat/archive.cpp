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

#include <QDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <future>

namespace plausch::chat {
namespace {

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

constexpr std::chrono::milliseconds CheckpointPause{1'000}; // after something was written
constexpr qsizetype CheckpointRequests = 64; // no pause after that many: little pieces hold nobody up
constexpr int LongLog = 4'096; // pages

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

Outcome answerWithoutSaving(Store *store, const std::vector<Request> &pile, const QString &why)
{
    Outcome outcome;
    for (const Request &request : pile)
        outcome.answers.push_back(request.run(request.writes ? nullptr : store, why));
    outcome.health = Archive::Health{false, why};
    return outcome;
}

Outcome saveAll(Store &store, const std::vector<Request> &pile)
{
    store::Database &database = store.database;
    Outcome outcome;
    if (database.begin()) {
        for (const Request &request : pile)
            outcome.answers.push_back(request.run(&store, {}));
        if (!database.failed() && database.commit()) {
            outcome.health = Archive::Health{};
            return outcome;
        }
        database.rollback();
    }
    return answerWithoutSaving(&store, pile, database.error());
}

Outcome work(Store &store, const std::vector<Request> &pile)
{
    if (!store.database.isOpen())
        return answerWithoutSaving(nullptr, pile, store.openError);
    if (std::any_of(pile.begin(), pile.end(), [](const Request &request) { return request.writes; }))
        return saveAll(store, pile);
    Outcome outcome;
    for (const Request &request : pile)
        outcome.answers.push_back(request.run(&store, {}));
    return outcome;
}

} // namespace

struct Archive::Impl
{
    Impl(Archive &archive, const QString &path)
        : q(archive)
        , loop(QStringLiteral("store"))
        , checkpoints(QStringLiteral("checkpoint"))
        , store(std::make_shared<Store>(path))
        , checkpointer(std::make_shared<store::Checkpointer>(path))
    {
        checkpointPause.setSingleShot(true);
        checkpointPause.setInterval(CheckpointPause);
        QObject::connect(&checkpointPause, &QTimer::timeout, &q, [this] { checkpoint(); });
        toUs = io::Mailbox<Outcome>(&q, [this](std::vector<Outcome> outcomes) {
            for (Outcome &outcome : outcomes)
                onOutcome(outcome);
        });
        logs = io::Mailbox<int>(&q, [this](const std::vector<int> &pages) { onCheckpoint(pages.back()); });
        // The drain may outlive this object's last request, so it holds what it needs.
        toStore = io::Mailbox<Request>(loop.context(), [work = store, answers = toUs](std::vector<Request> pile) {
            answers.push(chat::work(*work, pile));
        });
        loop.post([opened = store, answers = toUs] {
            if (opened->database.open())
                return;
            opened->openError = opened->database.error();
            answers.push({{}, Health{false, opened->openError}});
        });
    }

    ~Impl()
    {
        toUs.close();
        logs.close();
        // Tasks of the loop know no order with its mailboxes, so the last pile is waited for.
        using Reached = std::optional<std::promise<void>>;
        const auto reached = std::make_shared<Reached>(std::in_place);
        const std::future<void> last = (*reached)->get_future();
        toStore.push({false, [reached](Store *, const QString &) -> Answer {
                          if (auto once = std::exchange(*reached, std::nullopt))
                              once->set_value();
                          return [] {};
                      }});
        last.wait();
        checkpoints.post([gone = std::move(checkpointer)] {}); // its connection ends where it was made
        loop.post([gone = std::move(store), requests = toStore]() mutable {
            requests.close();
            gone->database.close(); // where it lived
        });
    }

    void ask(bool writes, std::function<Answer(Store *, const QString &)> run)
    {
        if (pending == MaxPending) {
            const QString why = tr("More is to be saved than the disk takes.");
            QMetaObject::invokeMethod(
                &q,
                [this, why, answer = run(nullptr, why)] {
                    report({false, why});
                    answer();
                },
                Qt::QueuedConnection);
            return;
        }
        ++pending;
        toStore.push({writes, std::move(run)});
        noteCrowd();
    }

    void noteCrowd()
    {
        const bool now = pending >= (crowded ? CrowdedAt / 2 : CrowdedAt);
        if (std::exchange(crowded, now) != now)
            Q_EMIT q.crowdedChanged(now);
    }

    void write(std::function<void(Store &)> run)
    {
        ask(true, [run = std::move(run)](Store *target, const QString &) -> Answer {
            if (target)
                run(*target);
            return [] {};
        });
    }

    using Change = std::function<std::optional<store::MessageRow>(Store &)>;
    void change(Change run, Changed changed)
    {
        ask(true, [run = std::move(run), changed = std::move(changed)](Store *target, const QString &) -> Answer {
            const std::optional<store::MessageRow> row = target ? run(*target) : std::nullopt;
            if (!row || !changed)
                return [] {};
            return [changed, row = *row] { changed(row); };
        });
    }

    /// Reads a T on the store's loop and hands it to `done`; without a store an empty one.
    template <class T> void read(std::function<T(Store &)> run, std::function<void(T)> done)
    {
        ask(false, [run = std::move(run), done = std::move(done)](Store *source, const QString &) -> Answer {
            return [done, found = source ? run(*source) : T{}] { done(found); };
        });
    }

    /// The disk is waited for on a loop of its own.
    void checkpoint()
    {
        if (std::exchange(checkpointing, true))
            return;
        requestsSince = 0;
        checkpointPause.stop();
        checkpoints.post([held = checkpointer, done = logs] { done.push(held->run()); });
    }

    /// Where writing never pauses something is always left in the log, and it grows. What is left now is little, so
    /// that the store brings it over by itself and the log begins anew.
    void onCheckpoint(int pagesInLog)
    {
        checkpointing = false;
        if (requestsSince > 0)
            checkpointSoon();
        if (pagesInLog >= LongLog)
            ask(false, [](Store *written, const QString &) -> Answer {
                if (written)
                    written->database.emptyLog();
                return [] {};
            });
    }

    void checkpointSoon()
    {
        if (requestsSince >= CheckpointRequests)
            checkpoint();
        else if (!checkpointing && !checkpointPause.isActive())
            checkpointPause.start();
    }

    void onOutcome(const Outcome &outcome)
    {
        if (outcome.health) {
            report(*outcome.health);
            requestsSince += qsizetype(outcome.answers.size());
            checkpointSoon();
        }
        for (const Answer &answer : outcome.answers) {
            --pending;
            answer();
        }
        noteCrowd();
    }

    void report(const Health &now)
    {
        const bool changed = now.writable != health.writable;
        health = now;
        if (changed)
            Q_EMIT q.healthChanged(now);
    }

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

Archive::Archive(const QString &path, QObject *parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(*this, path)) { }

Archive::~Archive() = default;

void Archive::open(std::function<void(Contents)> done)
{
    m_impl->ask(false, [done = std::move(done)](Store *source, const QString &why) -> Answer {
        Contents contents;
        if (source) {
            contents = {true,
                        {},
                        source->chats.buddies(),
                        source->chats.summaries(),
                        source->networks.networks(),
                        source->networks.chats(),
                        source->places.all()};
            if (const QString aside = source->database.movedAsideTo(); !aside.isEmpty())
                contents.error = tr("The history was damaged. It was moved to %1, and a new one was begun.")
                                     .arg(QDir::toNativeSeparators(aside));
        } else {
            contents.error = why;
        }
        return [done, contents] { done(contents); };
    });
}

void Archive::add(const store::MessageRow &message, std::function<void(Added, store::MessageRow)> done)
{
    m_impl->ask(true, [message, done = std::move(done)](Store *target, const QString &) -> Answer {
        store::MessageRow row = message;
        Added how = Added::Unsaved;
        if (target) {
            how = target->messages.add(row) ? Added::New : Added::Duplicate;
            if (how == Added::New)
                target->signs.applyEarly(row);
        }
        return [done, how, row] { done(how, row); };
    });
}

void Archive::addPast(const QList<store::MessageRow> &messages, std::function<void(QList<store::MessageRow>)> done)
{
    m_impl->ask(true, [messages, done = std::move(done)](Store *target, const QString &) -> Answer {
        QList<store::MessageRow> fresh;
        for (store::MessageRow row : messages) {
            if (target && !target->messages.addPast(row))
                continue;
            if (target)
                target->signs.applyEarly(row);
            fresh.append(row);
        }
        return [done, fresh] { done(fresh); };
    });
}

void Archive::confirm(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id,
                      const QByteArray &msgid, store::MessageState state, Changed changed)
{
    const auto confirm = [=](Store &target) -> std::optional<store::MessageRow> {
        target.messages.confirm(chat, sender, id, msgid, state);
        return msgid.isEmpty() ? std::nullopt : target.messages.find(sender, id);
    };
    m_impl->change(confirm, std::move(changed));
}

void Archive::setSelf(const QByteArray &sender)
{
    m_impl->ask(false, [sender](Store *target, const QString &) -> Answer {
        if (target)
            target->messages.setSelf(sender);
        return [] {};
    });
}

void Archive::react(const store::ReactionRow &reaction, Changed changed)
{
    m_impl->change([reaction](Store &target) { return target.signs.react(reaction); }, std::move(changed));
}

void Archive::withdraw(const store::WithdrawalRow &withdrawal, Changed changed)
{
    m_impl->change([withdrawal](Store &target) { return target.signs.withdraw(withdrawal); }, std::move(changed));
}

void Archive::addSign(const store::SignRow &sign)
{
    m_impl->write([sign](Store &target) { target.signs.add(sign); });
}

void Archive::removeSign(const QByteArray &id)
{
    m_impl->write([id](Store &target) { target.signs.remove(id); });
}

void Archive::signsOf(const store::ChatId &chat, std::function<void(QList<store::SignRow>)> done)
{
    m_impl->read<QList<store::SignRow>>([chat](Store &source) { return source.signs.waiting(chat); }, std::move(done));
}

void Archive::places(const store::ChatId &chat, std::function<void(store::Places)> done)
{
    m_impl->read<store::Places>([chat](Store &source) { return source.messages.places(chat); }, std::move(done));
}

void Archive::setState(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id,
                       store::MessageState state)
{
    m_impl->write([=](Store &target) { target.messages.setState(chat, sender, id, state); });
}

void Archive::deliver(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id,
                      std::function<void(bool)> done)
{
    m_impl->ask(true, [=, done = std::move(done)](Store *target, const QString &) -> Answer {
        const bool waited = target && target->messages.setState(chat, sender, id, store::MessageState::Delivered);
        return [done, waited] { done(waited); };
    });
}

void Archive::setVia(const store::ChatId &chat, const QByteArray &sender, const QByteArray &id, const QString &network,
                     Changed changed)
{
    const auto setVia = [=](Store &target) -> std::optional<store::MessageRow> {
        if (!target.messages.setVia(chat, sender, id, network))
            return std::nullopt;
        return target.messages.find(sender, id);
    };
    m_impl->change(setVia, std::move(changed));
}

void Archive::outbox(const store::ChatId &chat, std::function<void(QList<store::MessageRow>)> done)
{
    m_impl->read<QList<store::MessageRow>>([chat](Store &source) { return source.messages.outbox(chat); },
                                           std::move(done));
}

void Archive::pageBefore(const store::ChatId &chat, std::optional<store::Cursor> before, int count,
                         std::function<void(Page)> done)
{
    m_impl->read<Page>(
        [=](Store &source) {
            QList<store::MessageRow> rows = source.messages.pageBefore(chat, before, count + 1);
            const bool more = rows.size() > count; // one more than asked for tells
            if (more)
                rows.removeFirst();
            return Page{rows, more};
        },
        std::move(done));
}

void Archive::pageAfter(const store::ChatId &chat, store::Cursor after, int count, std::function<void(Page)> done)
{
    m_impl->read<Page>(
        [=](Store &source) {
            QList<store::MessageRow> rows = source.messages.pageAfter(chat, after, count + 1);
            const bool more = rows.size() > count;
            if (more)
                rows.removeLast();
            return Page{rows, more};
        },
        std::move(done));
}

void Archive::search(const store::SearchQuery &query, std::function<void(QList<Hit>)> done)
{
    m_impl->read<QList<Hit>>(
        [query](Store &source) {
            QList<Hit> hits;
            for (const store::MessageRow &message : source.messages.search(query))
                hits.append(Hit{message});
            return hits;
        },
        std::move(done));
}

void Archive::saveBuddy(const store::BuddyRow &buddy)
{
    m_impl->write([buddy](Store &target) { target.chats.saveBuddy(buddy); });
}

void Archive::removeBuddy(const store::ChatId &chat, bool withHistory)
{
    m_impl->write([=](Store &target) { target.chats.removeBuddy(chat, withHistory); });
}

void Archive::saveDraft(const store::ChatId &chat, const QString &text)
{
    m_impl->write([=](Store &target) { target.chats.saveDraft(chat, text); });
}

void Archive::markRead(const store::ChatId &chat, qint64 upToRow)
{
    m_impl->write([=](Store &target) { target.chats.markRead(chat, upToRow); });
}

void Archive::summaries(std::function<void(QList<store::ChatSummary>)> done)
{
    m_impl->read<QList<store::ChatSummary>>([](Store &source) { return source.chats.summaries(); }, std::move(done));
}

void Archive::markReadUpTo(const store::ChatId &chat, qint64 time)
{
    m_impl->write([=](Store &target) { target.chats.markReadUpTo(chat, time); });
}

void Archive::saveNetwork(const store::NetworkRow &network)
{
    m_impl->write([network](Store &target) { target.networks.saveNetwork(network); });
}

void Archive::removeNetwork(const QString &id, bool withHistory)
{
    m_impl->write([=](Store &target) { target.networks.removeNetwork(id, withHistory); });
}

void Archive::saveNetworkChat(const store::NetworkChatRow &chat)
{
    m_impl->write([chat](Store &target) { target.networks.saveChat(chat); });
}

void Archive::removeNetworkChat(const store::ChatId &chat, bool withHistory)
{
    m_impl->write([=](Store &target) { target.networks.removeChat(chat, withHistory); });
}

void Archive::savePlace(const store::PlaceRow &place)
{
    m_impl->write([place](Store &target) { target.places.save(place); });
}

void Archive::removeAskedPlace(const QString &network, const QString &nick)
{
    m_impl->write([=](Store &target) { target.places.removeAsked(network, nick); });
}

Archive::Health Archive::health() const
{
    return m_impl->health;
}

} // namespace plausch::chat
