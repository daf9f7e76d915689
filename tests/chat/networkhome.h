// A profile's chat servers on real sockets, without the rest of the Switchboard; and a chat server to talk to.
#pragma once

#include "chat/archive.h"
#include "chat/networks.h"
#include "chat/secrets.h"
#include "chatserver/chatserver.h"
#include "io/looppool.h"
#include "support/eventually.h"

#include <QTemporaryDir>

#include <optional>

namespace plausch::test {

/// A keyring of the test's own.
class Keyring final : public chat::Secrets
{
public:
    void read(const QString &key, std::function<void(Found)> done) override { done({secrets.value(key), why}); }
    void write(const QString &key, const QString &secret, std::function<void(QString)> done) override
    {
        if (why.isEmpty())
            secrets.insert(key, secret);
        done(why);
    }
    void remove(const QString &key) override { secrets.remove(key); }

    QHash<QString, QString> secrets;
    QString why; // it does not open
};

/// The chat server, which can go and come back on the same port with the same history.
class TestServer
{
public:
    TestServer()
    {
        m_plan.settings.name = "irc.test";
        m_plan.settings.network = "TestNet";
        m_plan.settings.motd = {"Welcome", "to the test"};
        m_plan.settings.hasAccounts = true;
        m_plan.settings.hasHistory = true;
        m_plan.settings.limits.flood = false;
        m_plan.settings.limits.perAddress = 0;
        m_plan.settings.accounts.iterations = store::MinScramIterations;
        m_plan.accountsFile = m_dir.filePath(QStringLiteral("accounts.sqlite"));
        m_plan.historyFile = m_dir.filePath(QStringLiteral("history.sqlite"));
    }

    bool start()
    {
        m_plan.irc = {{QHostAddress(QHostAddress::LocalHost), port}};
        if (withTls)
            m_plan.tls = {{QHostAddress(QHostAddress::LocalHost), tlsPort}};
        m_plan.dataFolder = m_dir.filePath(QStringLiteral("data"));
        m_server.emplace(m_plan, &m_context);
        std::optional<chatserver::ChatServer::Started> started;
        m_server->start([&](const chatserver::ChatServer::Started &now) { started = now; });
        if (!QTest::qWaitFor([&] { return started.has_value(); }, 60'000) || started->opened.isEmpty())
            return false;
        port = started->opened.constFirst().port;
        tlsPort = withTls ? started->tls.constFirst().port : quint16(0);
        return true;
    }
    void stop() { m_server.reset(); }

    quint16 port = 0;
    quint16 tlsPort = 0;
    bool withTls = false; // before start()

private:
    QTemporaryDir m_dir;
    chatserver::Plan m_plan;
    QObject m_context;
    std::optional<chatserver::ChatServer> m_server;
};

class NetworkHome : public QObject
{
    Q_OBJECT
public:
    explicit NetworkHome(const QString &nick) : m_nick(nick) { }
    ~NetworkHome() override { vanish(); }

    bool start()
    {
        m_archive = std::make_unique<chat::Archive>(m_dir.filePath(QStringLiteral("history.sqlite")));
        m_loops = std::make_unique<io::LoopPool>(io::LoopPool::Policy::LoopPerLink, 2);
        chat::Networks::Options options;
        options.fingerprint = QByteArray(32, 'f');
        options.defaultNick = m_nick;
        options.secrets = keyring;
        options.limits.paceBurst = 0;
        options.historyMsecs = historyMsecs;
        options.certificate = certificate;
        options.key = key;
        m_networks = std::make_unique<chat::Networks>(options, *m_loops, *m_archive);
        connect(m_networks.get(), &chat::Networks::messagesAdded, this,
                [this](const store::ChatId &, const QList<store::MessageRow> &rows) { shown += rows; });
        connect(m_networks.get(), &chat::Networks::pastAdded, this, [this](const auto &chat) { past.append(chat); });
        connect(m_networks.get(), &chat::Networks::failed, this,
                [this](const auto &, const QString &text) { failures.append(text); });
        connect(m_networks.get(), &chat::Networks::wireLine, this,
                [this](const QString &, bool out, const QString &line) {
                    wire.append((out ? QStringLiteral("> ") : QStringLiteral("< ")) + line);
                });
        bool loaded = false;
        m_archive->open([&](const chat::Archive::Contents &contents) {
            m_networks->onContents(contents);
            loaded = contents.ok;
        });
        return QTest::qWaitFor([&] { return loaded; }, 60'000);
    }
    /// As at the end of the program.
    bool stop()
    {
        bool stopped = false;
        connect(m_networks.get(), &chat::Networks::stopped, this, [&] { stopped = true; });
        m_networks->stop();
        const bool well = QTest::qWaitFor([&] { return stopped; }, 60'000);
        vanish();
        return well;
    }
    void vanish()
    {
        m_networks.reset();
        m_loops.reset();
        m_archive.reset();
    }

    /// Adds the server without TLS and returns its id.
    QString add(quint16 port, const chat::NetworkCredentials &credentials = {}, const QString &account = {})
    {
        return networks().add(rowFor(port, account), credentials);
    }
    store::NetworkRow rowFor(quint16 port, const QString &account = {}) const
    {
        store::NetworkRow row;
        row.host = QStringLiteral("127.0.0.1");
        row.port = port;
        row.tls = false;
        row.nick = m_nick;
        row.account = account;
        return row;
    }
    chat::Networks &networks() { return *m_networks; }
    chat::NetworkState state(const QString &id) const
    {
        const chat::NetworkInfo *info = m_networks->network(id);
        return info ? info->state : chat::NetworkState::Off;
    }
    bool isOnline(const QString &id) const { return state(id) == chat::NetworkState::Online; }
    chat::ChatInfo info(const store::ChatId &chat) const
    {
        const chat::ChatInfo *found = m_networks->chat(chat);
        return found ? *found : chat::ChatInfo{};
    }
    /// Everything of a conversation, as it is stored.
    QList<store::MessageRow> rows(const store::ChatId &chat)
    {
        std::optional<QList<store::MessageRow>> rows;
        m_archive->pageBefore(chat, std::nullopt, 100'000, [&](const chat::Archive::Page &page) { rows = page.rows; });
        if (!QTest::qWaitFor([&] { return rows.has_value(); }, 60'000))
            qWarning("the store does not answer");
        return rows.value_or(QList<store::MessageRow>{});
    }
    QStringList texts(const store::ChatId &chat)
    {
        QStringList list;
        for (const store::MessageRow &row : rows(chat)) {
            if (row.kind <= store::MessageKind::Notice)
                list.append(row.text);
        }
        return list;
    }
    QList<store::MessageRow> rowsOf(const store::ChatId &chat, store::MessageKind kind)
    {
        QList<store::MessageRow> list = rows(chat);
        list.removeIf([&](const store::MessageRow &row) { return row.kind != kind; });
        return list;
    }

    QList<store::MessageRow> shown;
    QList<store::ChatId> past;
    QStringList failures;
    QStringList wire;
    std::shared_ptr<Keyring> keyring;
    int historyMsecs = 10'000;
    QSslCertificate certificate; // of the profile
    QSslKey key;

private:
    QTemporaryDir m_dir;
    QString m_nick;
    std::unique_ptr<chat::Archive> m_archive;
    std::unique_ptr<io::LoopPool> m_loops;
    std::unique_ptr<chat::Networks> m_networks;
};

} // namespace plausch::test
