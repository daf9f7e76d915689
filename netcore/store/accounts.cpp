#include "store/accounts.h"

#include "store/database.h"
#include "wire/casemap.h"

#include <QSqlQuery>

namespace plausch::store {
namespace {

constexpr qsizetype SecretBytes = 32;

AccountRow readAccount(const QSqlQuery &query)
{
    AccountRow account;
    account.name = query.value(0).toByteArray();
    account.credential = {query.value(1).toByteArray(), query.value(2).toInt(), query.value(3).toByteArray(),
                          query.value(4).toByteArray()};
    account.email = query.value(5).toByteArray();
    account.created = query.value(6).toLongLong();
    account.verified = query.value(7).toLongLong();
    account.lastSeen = query.value(8).toLongLong();
    return account;
}

} // namespace

bool Accounts::add(const AccountRow &account)
{
    const ScramCredential &credential = account.credential;
    return m_database.change(QStringLiteral("accounts_add"),
                             {wire::folded(account.name), account.name, credential.salt, credential.iterations,
                              credential.storedKey, credential.serverKey, account.email, account.created,
                              account.verified, account.lastSeen});
}

QList<QByteArray> Accounts::names()
{
    QList<QByteArray> list;
    m_database.run(QStringLiteral("accounts_names"), {},
                   [&](const QSqlQuery &query) { list.append(query.value(0).toByteArray()); });
    return list;
}

std::optional<AccountRow> Accounts::findBy(const QString &statement, const QByteArray &key)
{
    std::optional<AccountRow> found;
    m_database.run(statement, {key}, [&](const QSqlQuery &query) { found = readAccount(query); });
    return found;
}

std::optional<AccountRow> Accounts::find(QByteArrayView name)
{
    return findBy(QStringLiteral("accounts_find"), wire::folded(name));
}

std::optional<AccountRow> Accounts::findByFingerprint(const QByteArray &fingerprint)
{
    return findBy(QStringLiteral("accounts_find_by_fingerprint"), fingerprint);
}

bool Accounts::setCredential(QByteArrayView name, const ScramCredential &credential)
{
    return m_database.change(
        QStringLiteral("accounts_set_credential"),
        {credential.salt, credential.iterations, credential.storedKey, credential.serverKey, wire::folded(name)});
}

bool Accounts::setEmail(QByteArrayView name, const QByteArray &email, qint64 verified)
{
    return m_database.change(QStringLiteral("accounts_set_email"), {email, verified, wire::folded(name)});
}

bool Accounts::setLastSeen(QByteArrayView name, qint64 time)
{
    return m_database.change(QStringLiteral("accounts_set_last_seen"), {time, wire::folded(name)});
}

bool Accounts::remove(QByteArrayView name)
{
    return m_database.change(QStringLiteral("accounts_remove"), {wire::folded(name)});
}

QList<QByteArray> Accounts::fingerprints(QByteArrayView name)
{
    QList<QByteArray> list;
    m_database.run(QStringLiteral("accounts_fingerprints"), {wire::folded(name)},
                   [&](const QSqlQuery &query) { list.append(query.value(0).toByteArray()); });
    return list;
}

bool Accounts::addFingerprint(QByteArrayView name, const QByteArray &fingerprint, qint64 added)
{
    return m_database.change(QStringLiteral("accounts_fingerprint_add"),
                             {fingerprint, added, wire::folded(name), MaxFingerprints});
}

bool Accounts::removeFingerprint(QByteArrayView name, const QByteArray &fingerprint)
{
    return m_database.change(QStringLiteral("accounts_fingerprint_remove"), {fingerprint, wire::folded(name)});
}

QByteArray Accounts::secret()
{
    QByteArray found;
    const auto read = [&] {
        m_database.run(QStringLiteral("accounts_secret"), {},
                       [&](const QSqlQuery &query) { found = query.value(0).toByteArray(); });
    };
    read();
    if (found.isEmpty() && m_database.run(QStringLiteral("accounts_secret_make"), {randomBytes(SecretBytes)}))
        read();
    return found;
}

} // namespace plausch::store
