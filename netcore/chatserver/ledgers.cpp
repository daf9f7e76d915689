#include "chatserver/ledgers.h"

#include "store/accounts.h"
#include "store/scram.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace plausch::chatserver {
namespace {

/// From one commit to the next: what is said in between shares it. An echo waits that long, or twice if its pile came
/// while another one waited; the first one after a silence waits for nothing.
constexpr int GatherMsecs = 8;
constexpr int SweepMsecs = 60'000; // between looks at what has become too old
constexpr int SliceMsecs = 20; // between the slices of one look, so that others have their turn
constexpr qint64 DayMsecs = 86'400'000;

} // namespace

Ledgers::Ledgers(std::function<void()> rehash) : m_rehash(std::move(rehash))
{
    m_gather.setSingleShot(true);
    m_gather.setTimerType(Qt::PreciseTimer);
    connect(&m_gather, &QTimer::timeout, this, &Ledgers::commitGathered);
}

Ledgers::~Ledgers()
{
    commitGathered();
}

void Ledgers::open(const Plan &plan, std::function<void(QString)> opened)
{
    if (plan.accountsFile.isEmpty())
        return openHistory(plan, std::move(opened));
    m_accounts = std::make_unique<Vault>(QStringLiteral("accounts"), this);
    m_accounts->open(plan.accountsFile, store::AccountsSchema, store::Durability::Power,
                     [this, plan, opened = std::move(opened)](const QString &error) {
                         if (error.isEmpty())
                             openHistory(plan, opened);
                         else
                             opened(error);
                     });
}

void Ledgers::openHistory(const Plan &plan, std::function<void(QString)> opened)
{
    if (plan.historyFile.isEmpty())
        return opened({});
    m_keep = {plan.history.keepDays * DayMsecs, plan.history.keepMessages};
    m_history = std::make_unique<Vault>(QStringLiteral("history"), this);
    const auto durability = plan.history.durable ? store::Durability::Power : store::Durability::Process;
    m_history->open(plan.historyFile, store::HistorySchema, durability,
                    [this, plan, opened = std::move(opened)](const QString &error) {
                        if (error.isEmpty())
                            onHistoryOpened(plan);
                        opened(error);
                    });
}

void Ledgers::onHistoryOpened(const Plan &plan)
{
    m_checkpoints = std::make_unique<Checkpoints>(plan.historyFile, this, [this] {
        m_history->ask([](store::Database &database) { database.emptyLog(); }, [] {});
    });
    if (m_keep.maxAge == 0 && m_keep.maxPerTarget == 0)
        return;
    connect(&m_sweep, &QTimer::timeout, this, &Ledgers::sweep);
    m_sweep.start(SweepMsecs);
}

void Ledgers::onAccounts(std::function<void(store::Accounts &)> work, Done done)
{
    m_accounts->ask(
        [work = std::move(work)](store::Database &database) {
            store::Accounts accounts(database);
            work(accounts);
        },
        std::move(done));
}

void Ledgers::askHistory(HistoryWork work, Done done)
{
    m_history->ask(
        [room = m_room, work = std::move(work)](store::Database &database) {
            if (!*room)
                room->emplace(database);
            work(database, **room);
        },
        std::move(done));
}

void Ledgers::onHistory(std::function<void(store::ServerHistory &)> work, Done done)
{
    commitGathered();
    askHistory([work = std::move(work)](store::Database &, HistoryRoom &room) { work(room.history); }, std::move(done));
}

void Ledgers::keepHistory(std::function<void(store::ServerHistory &)> work, std::function<void(bool)> done)
{
    commitGathered();
    if (!m_sinceCommit.isValid() || m_sinceCommit.hasExpired(GatherMsecs))
        return commit({std::move(work), std::move(done)});
    m_gathered = Gathered{std::move(work), std::move(done)};
    m_gather.start(std::max(GatherMsecs - int(m_sinceCommit.elapsed()), 0));
}

void Ledgers::commitGathered()
{
    m_gather.stop();
    if (m_gathered)
        commit(*std::exchange(m_gathered, std::nullopt));
}

void Ledgers::commit(Gathered gathered)
{
    m_sinceCommit.start();
    const auto kept = std::make_shared<bool>(false);
    askHistory(
        [work = std::move(gathered.work), kept](store::Database &database, HistoryRoom &room) {
            *kept = database.transact([&] { work(room.history); });
        },
        [this, kept, done = std::move(gathered.done)] {
            m_checkpoints->onCommitted();
            done(*kept);
        });
}

void Ledgers::check(QByteArray hash, QByteArray password, std::function<void(bool)> done)
{
    if (!m_hashing)
        m_hashing = std::make_unique<Vault>(QStringLiteral("hashing"), this);
    const auto right = std::make_shared<bool>(false);
    m_hashing->compute(
        [hash = std::move(hash), password = std::move(password), right] {
            const auto credential = store::credentialFromText(hash);
            *right = credential && store::verifies(*credential, password);
        },
        [right, done = std::move(done)] { done(*right); });
}

void Ledgers::sweep()
{
    const auto more = std::make_shared<bool>(false);
    askHistory(
        [keep = m_keep, more](store::Database &database, HistoryRoom &room) {
            const qint64 now = QDateTime::currentMSecsSinceEpoch();
            database.transact([&] { *more = room.retention.slice(keep, now); });
        },
        [this, more] {
            m_checkpoints->onCommitted();
            m_sweep.start(*more ? SliceMsecs : SweepMsecs);
        });
}

} // namespace plausch::chatserver
