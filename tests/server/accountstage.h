// A stage whose accounts are in a real database.
#pragma once

#include "server/party.h"
#include "store/accounts.h"
#include "store/channels.h"
#include "store/database.h"
#include "wire/casemap.h"

#include <QTemporaryDir>

namespace plausch::test {

inline const QByteArray Password = "korrektes pferd"; // of everybody

/// The file outlives a stage, so that there can be a next one.
class AccountFile
{
public:
    AccountFile() : database(path(), store::AccountsSchema, store::Durability::Process, BusyMsecs), accounts(database)
    {
        if (!database.open())
            qFatal("%s", qPrintable(database.error()));
    }
    void add(const QByteArray &name)
    {
        store::AccountRow account;
        account.name = name;
        static const store::ScramCredential credential = *store::makeCredential(Password, store::MinScramIterations);
        account.credential = credential;
        if (!accounts.add(account))
            qFatal("no account %s", name.constData());
    }

    QString path() const { return m_dir.filePath(QStringLiteral("accounts.db")); }

private:
    static constexpr int BusyMsecs = 20; // a test that locks the file waits for that

    QTemporaryDir m_dir;

public:
    store::Database database;
    store::Accounts accounts;
};

class AccountStage final : public Stage
{
public:
    static server::Settings settings()
    {
        server::Settings settings = named();
        settings.hasAccounts = true;
        settings.limits.perAddress = 0; // all come from one
        settings.accounts.iterations = store::MinScramIterations;
        return settings;
    }

    explicit AccountStage(AccountFile &file, server::Settings with = settings()) : Stage(std::move(with))
    {
        accounts = &file.accounts;
        realm.loadAccounts();
        settle();
    }
};

inline QByteArray plain(const QByteArray &account, const QByteArray &password = Password)
{
    return "AUTHENTICATE " + ('\0' + account + '\0' + password).toBase64();
}

/// Signs in with PLAIN and registers, without forgetting what comes of it.
inline void signIn(Party &party, const QByteArray &account, const QByteArray &nick, const QByteArray &caps = {})
{
    party.send("CAP REQ :sasl " + caps);
    party.send("AUTHENTICATE PLAIN");
    party.send(plain(account));
    party.send("NICK " + nick);
    party.send("USER " + nick.toLower() + " 0 * :" + nick);
    party.lines.clear();
    party.send("CAP END");
}

/// Lines of this command or numeric, in their order.
inline QByteArrayList having(const QByteArrayList &lines, const QByteArray &verb)
{
    QByteArrayList found;
    for (const QByteArray &line : lines) {
        if ((' ' + line + ' ').contains(' ' + verb + ' '))
            found.append(line);
    }
    return found;
}

} // namespace plausch::test
