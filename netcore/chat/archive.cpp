// The store on a loop of its own: one transaction per pile of requests, checkpoints beside it.
#include "chat/archive_p.h"

#include <algorithm>
#include <chrono>
#include <future>

namespace plausch::chat {
namespace {

constexpr std::chrono::milliseconds CheckpointPause{1'000}; // after something was written
constexpr qsizetype CheckpointRequests = 64; // no pause after that many: little pieces hold nobody up
constexpr int LongLog = 4'096; // pages

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

Archive::Impl::Impl(Archive &archive, const QString &path)
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

Archive::Impl::~Impl()
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

void Archive::Impl::ask(bool writes, std::function<Answer(Store *, const QString &)> run)
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

void Archive::Impl::noteCrowd()
{
    const bool now = pending >= (crowded ? CrowdedAt / 2 : CrowdedAt);
    if (std::exchange(crowded, now) != now)
        Q_EMIT q.crowdedChanged(now);
}

void Archive::Impl::write(std::function<void(Store &)> run)
{
    ask(true, [run = std::move(run)](Store *target, const QString &) -> Answer {
        if (target)
            run(*target);
        return [] {};
    });
}

void Archive::Impl::change(Change run, Changed changed)
{
    ask(true, [run = std::move(run), changed = std::move(changed)](Store *target, const QString &) -> Answer {
        const std::optional<store::MessageRow> row = target ? run(*target) : std::nullopt;
        if (!row || !changed)
            return [] {};
        return [changed, row = *row] { changed(row); };
    });
}

/// The disk is waited for on a loop of its own.
void Archive::Impl::checkpoint()
{
    if (std::exchange(checkpointing, true))
        return;
    requestsSince = 0;
    checkpointPause.stop();
    checkpoints.post([held = checkpointer, done = logs] { done.push(held->run()); });
}

/// Where writing never pauses something is always left in the log, and it grows. What is left now is little, so
/// that the store brings it over by itself and the log begins anew.
void Archive::Impl::onCheckpoint(int pagesInLog)
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

void Archive::Impl::checkpointSoon()
{
    if (requestsSince >= CheckpointRequests)
        checkpoint();
    else if (!checkpointing && !checkpointPause.isActive())
        checkpointPause.start();
}

void Archive::Impl::onOutcome(const Outcome &outcome)
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

void Archive::Impl::report(const Health &now)
{
    const bool changed = now.writable != health.writable;
    health = now;
    if (changed)
        Q_EMIT q.healthChanged(now);
}

Archive::Archive(const QString &path, QObject *parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(*this, path)) { }

Archive::~Archive() = default;

Archive::Health Archive::health() const
{
    return m_impl->health;
}

} // namespace plausch::chat
