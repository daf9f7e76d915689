// People on a realm without sockets: lines in, lines out, time by hand.
#pragma once

#include "server/serverrealm.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <deque>
#include <vector>

namespace plausch::test {

// How lines of anna and ben begin for others.
inline const QByteArray Anna = ":anna!~anna@192.0.2.1";
inline const QByteArray Ben = ":ben!~ben@192.0.2.1";

/// A realm and its clock. What it asks of the outside is answered by the test.
class Stage : public server::Outside
{
public:
    static constexpr qint64 Noon = 1'767'268'800'000; // 2026-01-01T12:00:00Z

    explicit Stage(server::Settings settings = named()) : realm(std::move(settings), *this, {0, Noon}) { }

    static server::Settings named()
    {
        server::Settings settings;
        settings.name = "irc.test";
        settings.limits.flood = false; // people come as quickly as a test makes them
        return settings;
    }

    session::Moment now() const { return {m_elapsed, Noon + m_elapsed}; }
    void advance(qint64 msecs)
    {
        m_elapsed += msecs;
        realm.onTick(now());
    }

    void onAccounts(std::function<void(store::Accounts &)> work, Done done) override
    {
        if (!accounts)
            return;
        work(*accounts);
        m_done.push_back(std::move(done));
    }
    void onHistory(std::function<void(store::ServerHistory &)> work, Done done) override
    {
        if (!history)
            return;
        work(*history);
        m_done.push_back(std::move(done));
    }
    void keepHistory(std::function<void(store::ServerHistory &)> work, std::function<void(bool)> done) override
    {
        if (!transact)
            return;
        const bool kept = transact([&] { work(*history); });
        m_done.push_back([kept, done = std::move(done)] { done(kept); });
    }
    /// Right is what follows "hash of " in the hash. Answered by answerChecks(), as it takes its time in truth.
    void check(QByteArray hash, QByteArray password, std::function<void(bool)> done) override
    {
        m_checks.push_back([right = hash == "hash of " + password, done = std::move(done)] { done(right); });
    }
    void answerChecks()
    {
        for (const auto &answer : std::exchange(m_checks, {}))
            answer();
    }
    qsizetype checksWaiting() const { return qsizetype(m_checks.size()); }
    void rehash() override { ++rehashes; }

    /// What was asked of the outside is answered, as in a later turn. Party does so after each line.
    void settle()
    {
        realm.flush();
        while (!m_done.empty() && !holding) {
            const Done done = std::move(m_done.front());
            m_done.pop_front();
            done();
        }
        realm.flush();
    }

    server::ServerRealm realm;
    store::Accounts *accounts = nullptr; // none are there
    store::ServerHistory *history = nullptr;
    std::function<bool(const std::function<void()> &)> transact; // the history's
    bool holding = false; // answers take their time
    int rehashes = 0;

private:
    std::deque<Done> m_done;
    qint64 m_elapsed = 0;
    std::vector<std::function<void()>> m_checks;
};

/// One client. Its lines are kept without CR LF until they are taken.
class Party final : private server::Outlet
{
public:
    static server::Arrival from(QByteArray address)
    {
        server::Arrival arrival;
        arrival.address = std::move(address);
        return arrival;
    }

    explicit Party(Stage &stage, const server::Arrival &arrival = from("192.0.2.1")) : m_stage(stage)
    {
        m_client = stage.realm.onArrived(arrival, *this, stage.now());
        m_id = m_client ? m_client->id : 0;
    }
    /// Registered, with these capabilities, and what came of it is forgotten.
    Party(Stage &stage, const QByteArray &nick, const QByteArray &caps = {},
          const server::Arrival &arrival = from("192.0.2.1"))
        : Party(stage, arrival)
    {
        if (!caps.isEmpty())
            send("CAP REQ :" + caps);
        send("NICK " + nick);
        send("USER " + nick.toLower() + " 0 * :" + nick);
        if (!caps.isEmpty())
            send("CAP END");
        lines.clear();
    }
    ~Party() override
    {
        if (!closed)
            m_stage.realm.onGone(m_id, "gone", m_stage.now());
    }

    void send(const QByteArray &line)
    {
        if (!closed)
            m_stage.realm.onLine(*m_client, line, m_stage.now());
        m_stage.settle();
    }
    /// Says it and gives all that comes of it.
    QByteArrayList ask(const QByteArray &line)
    {
        lines.clear();
        send(line);
        return take();
    }
    QByteArrayList take() { return std::exchange(lines, {}); }
    /// The link breaks.
    void vanish()
    {
        closed = true;
        m_stage.realm.onGone(m_id, "Connection closed", m_stage.now());
    }
    server::Client *client() const { return closed ? nullptr : m_client; }

    QByteArrayList lines;
    bool closed = false;
    int charged = 0;

private:
    void write(const QByteArray &bytes) override
    {
        Q_ASSERT(bytes.endsWith("\r\n"));
        for (const QByteArray &line : bytes.chopped(2).split('\n'))
            lines.append(line.endsWith('\r') ? line.chopped(1) : line);
    }
    void close() override { closed = true; }
    void charge(int cost) override { charged += cost; }

    Stage &m_stage;
    server::Client *m_client = nullptr;
    server::ClientId m_id = 0;
};

} // namespace plausch::test
