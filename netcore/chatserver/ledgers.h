// Layer: chatserver. Thread: the realm's loop. Owner: Hall.
#pragma once

#include "chatserver/checkpoints.h"
#include "chatserver/plan.h"
#include "chatserver/vault.h"
#include "server/outside.h"
#include "store/historyretention.h"
#include "store/serverhistory.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace plausch::chatserver {

/// What the realm has outside of memory: accounts and history in databases on loops of their own, and a loop for
/// hashing. What it does not have is never asked for: Settings::hasAccounts and hasHistory say so.
class Ledgers final : public QObject, public server::Outside
{
public:
    explicit Ledgers(std::function<void()> rehash);
    ~Ledgers() override; // what waits is still kept

    /// `opened` gets a sentence about the first database that could not be opened; empty: all are.
    void open(const Plan &plan, std::function<void(QString)> opened);

    void onAccounts(std::function<void(store::Accounts &)> work, Done done) override;
    void onHistory(std::function<void(store::ServerHistory &)> work, Done done) override;
    void keepHistory(std::function<void(store::ServerHistory &)> work, std::function<void(bool)> done) override;
    void check(QByteArray hash, QByteArray password, std::function<void(bool)> done) override;
    void rehash() override { m_rehash(); }

private:
    struct HistoryRoom
    {
        explicit HistoryRoom(store::Database &database) : history(database), retention(database) { }

        store::ServerHistory history;
        store::HistoryRetention retention;
    };

    using HistoryWork = std::function<void(store::Database &, HistoryRoom &)>;

    /// What is to be kept, until the last commit is long enough ago.
    struct Gathered
    {
        std::function<void(store::ServerHistory &)> work;
        std::function<void(bool)> done;
    };

    void askHistory(HistoryWork work, Done done);
    void commit(Gathered gathered);
    void commitGathered();
    void openHistory(const Plan &plan, std::function<void(QString)> opened);
    void onHistoryOpened(const Plan &plan);
    void sweep();

    std::function<void()> m_rehash;
    std::unique_ptr<Vault> m_accounts;
    std::unique_ptr<Vault> m_history;
    std::unique_ptr<Checkpoints> m_checkpoints; // of the history
    std::unique_ptr<Vault> m_hashing; // without a database
    std::optional<Gathered> m_gathered;
    QElapsedTimer m_sinceCommit;
    QTimer m_gather;
    store::HistoryKeep m_keep;
    QTimer m_sweep;
    /// Made with the first work, and used on the history's loop only.
    std::shared_ptr<std::optional<HistoryRoom>> m_room = std::make_shared<std::optional<HistoryRoom>>();
};

} // namespace plausch::chatserver
