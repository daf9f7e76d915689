// Layer: server. Thread: one, the realm's. Owner: ChatServer.
#pragma once

#include "server/accountwrites.h"
#include "server/call.h"
#include "server/keptchannels.h"
#include "server/outside.h"
#include "server/world.h"

#include <functional>
#include <utility>

namespace plausch::server {

/// A chat server without its sockets: lines in, lines out, an IRC server by https://modern.ircdocs.horse and
/// https://ircv3.net. It is the single writer of its World; time is an argument.
class ServerRealm
{
public:
    ServerRealm(Settings settings, Outside &outside, session::Moment now);

    /// The outlet outlives the client: until onGone(), or until it was told to close. Nullptr: not let in, and told so.
    Client *onArrived(const Arrival &arrival, Outlet &outlet, session::Moment now);
    /// Without CR LF. A closed client is past hearing.
    void onLine(Client &client, QByteArrayView line, session::Moment now);
    void onOversizedLine(Client &client, session::Moment now);
    /// The link has gone; nothing happens if the realm closed it itself. `why` is for the others to read.
    void onGone(ClientId id, QByteArrayView why, session::Moment now);
    void onTick(session::Moment now); // about once a second
    /// The end of a turn in which lines came: what rooms of many hear of them goes out in one piece.
    /// What is to be kept is handed over.
    void flush();
    qsizetype waiting() const { return m_world.waiting(); } // clients that something waits for
    /// Tells everybody and closes every link.
    void shutDown(QByteArrayView why, session::Moment now);
    /// What the operator decides was read again. The server's name stays.
    void onSettingsChanged(Settings settings, session::Moment now);
    /// Reads which accounts there are, and the channels that stay. Until then nobody is let in. To be called once, if
    /// there are accounts.
    void loadAccounts();
    /// The clock goes on from the newest message, so that times of messages never go backwards. To be called once, if
    /// there is a history.
    void loadHistory();
    /// More waits to be kept than there should: whoever reads from clients had better wait.
    bool isBehind(const Client &client) const
    {
        return unkept() > ManyUnkept || (client.isWaitedFor() && client.extras->heldBytes > ManyHeldBytes);
    }
    bool mayKeep() const { return unkept() < MaxUnkept; }

    World &world() { return m_world; }
    Outside &outside() { return m_outside; }
    /// In a transaction of its own, again and again until it is done; nobody waits for it.
    void writeAccounts(AccountWrites::Work work) { m_accountWrites.add(m_world, m_outside, std::move(work)); }

    /// The rest of a command whose answer had to be waited for: runs as if it were the client's line, with its label.
    /// Not at all if the client has gone.
    void resume(ClientId id, QByteArray label, const std::function<void(Call &)> &rest);
    /// False: too many questions wait for the accounts.
    bool mayAskAccounts() const { return m_asked < MaxAsked; }
    /// `work` on the loop of the accounts, then `rest` with what it returned. `always` comes before it, and also if the
    /// client has gone.
    template <class Work, class Rest> void askAccounts(const Call &call, Work work, Rest rest);
    template <class Work, class Rest, class Always>
    void askAccounts(const Call &call, Work work, Rest rest, Always always);
    /// False: too many questions wait for the history.
    bool mayAskHistory() const { return m_askedHistory < MaxAsked; }
    /// What was said until now is in it.
    template <class Work, class Rest> void askHistory(const Call &call, Work work, Rest rest);
    /// In a transaction of its own: `rest` hears also whether what was done is kept.
    template <class Work, class Rest> void changeHistory(const Call &call, Work work, Rest rest);
    /// Whether the hash is that of the password; then `rest`.
    void checkPassword(const Call &call, const QByteArray &hash, const QByteArray &password,
                       std::function<void(Call &, bool)> rest);

private:
    static constexpr int MaxAsked = 1'000;
    static constexpr std::size_t ManyUnkept = 16 * 1024; // rows
    static constexpr qsizetype ManyHeldBytes = 64 * 1024; // of one client's answers
    static constexpr std::size_t MaxUnkept = 64 * 1024;
    /// Handed over, and no word of it yet.
    struct Keeping
    {
        int piles = 0;
        std::size_t rows = 0;
    };

    QByteArrayView crowding(const Arrival &arrival);
    template <class Run> void answer(Client &client, QByteArray label, Run run);
    void handle(Client &client, QByteArrayView raw);
    bool isWellFormed(Call &call, QByteArrayView raw, wire::ParseError error);
    void dispatch(Call &call);
    void strike(Call &call);
    void welcomeWaiting();
    std::size_t unkept() const { return m_keeping.rows + m_world.history.rows(); }
    void setNow(session::Moment now);
    void handOver();
    void onKept(const std::vector<ClientId> &held, std::size_t rows, bool kept);

    World m_world;
    Outside &m_outside;
    KeptChannels m_keptChannels;
    AccountWrites m_accountWrites;
    int m_asked = 0; // of the accounts, and not answered yet
    int m_askedHistory = 0;
    Keeping m_keeping;
    const Command *m_lastCommand = nullptr; // most often the next one, too
    qint64 m_latest = 0; // the clock's, UTC; with history only
};

template <class Work, class Rest> void ServerRealm::askAccounts(const Call &call, Work work, Rest rest)
{
    askAccounts(call, std::move(work), std::move(rest), [](const auto &) {});
}

template <class Work, class Rest, class Always>
void ServerRealm::askAccounts(const Call &call, Work work, Rest rest, Always always)
{
    using Result = std::invoke_result_t<Work, store::Accounts &>;
    auto result = std::make_shared<Result>();
    ++m_asked;
    m_outside.onAccounts([result, work = std::move(work)](store::Accounts &accounts) { *result = work(accounts); },
                         [this, result, id = call.client.id, label = m_world.replies().takeLabel(),
                          rest = std::move(rest), always = std::move(always)] {
                             --m_asked;
                             always(*result);
                             resume(id, label, [&](Call &late) { rest(late, *result); });
                         });
}

template <class Work, class Rest> void ServerRealm::askHistory(const Call &call, Work work, Rest rest)
{
    using Result = std::invoke_result_t<Work, store::ServerHistory &>;
    auto result = std::make_shared<Result>();
    handOver();
    ++m_askedHistory;
    m_outside.onHistory(
        [result, work = std::move(work)](store::ServerHistory &history) { *result = work(history); },
        [this, result, id = call.client.id, label = m_world.replies().takeLabel(), rest = std::move(rest)] {
            --m_askedHistory;
            resume(id, label, [&](Call &late) { rest(late, *result); });
        });
}

template <class Work, class Rest> void ServerRealm::changeHistory(const Call &call, Work work, Rest rest)
{
    using Result = std::invoke_result_t<Work, store::ServerHistory &>;
    auto result = std::make_shared<Result>();
    handOver();
    ++m_askedHistory;
    m_outside.keepHistory(
        [result, work = std::move(work)](store::ServerHistory &history) { *result = work(history); },
        [this, result, id = call.client.id, label = m_world.replies().takeLabel(), rest = std::move(rest)](bool kept) {
            --m_askedHistory;
            resume(id, label, [&](Call &late) { rest(late, kept, *result); });
        });
}

} // namespace plausch::server
