// Layer: store. Thread: the database's. Owner: the loop of the server's accounts.
#pragma once

#include "store/serverrows.h"

#include <optional>

namespace plausch::store {

class Database;

/// Who can sign in, and with what. Takes names in any case. Credentials are made and verified elsewhere
/// (store/scram.h): nothing here hashes. Errors are the database's (Database::failed); with one, false and nothing mean
/// "not known". Writing happens in the caller's transaction (Database::transact) or is one of its own.
class Accounts
{
public:
    static constexpr int MaxFingerprints = 16; // per account

    explicit Accounts(Database &database) : m_database(database) { }
    /// For Channels, KLines, Metadata and ReadMarkers, which are in the same file.
    Database &database() { return m_database; }

    QList<QByteArray> names(); // of all, folded

    /// False: the name is taken.
    bool add(const AccountRow &account);
    std::optional<AccountRow> find(QByteArrayView name);
    std::optional<AccountRow> findByFingerprint(const QByteArray &fingerprint);

    // False: there is no such account.
    bool setCredential(QByteArrayView name, const ScramCredential &credential);
    bool setEmail(QByteArrayView name, const QByteArray &email, qint64 verified); // UTC ms, 0: not yet
    bool setLastSeen(QByteArrayView name, qint64 time); // UTC ms, forward only
    /// With fingerprints, ranks, read markers and metadata; its rooms stay, without a founder.
    bool remove(QByteArrayView name);

    QList<QByteArray> fingerprints(QByteArrayView name); // oldest first
    /// `fingerprint`: SHA-256 of the certificate, 32 bytes; `added`: UTC ms. False: it is somebody's already, there is
    /// no such account, or it has MaxFingerprints.
    bool addFingerprint(QByteArrayView name, const QByteArray &fingerprint, qint64 added);
    bool removeFingerprint(QByteArrayView name, const QByteArray &fingerprint); // false: not this account's

    /// 32 bytes, made at the first call and the same ever after: for decoyCredential(). Empty: could not be kept.
    QByteArray secret();

private:
    std::optional<AccountRow> findBy(const QString &statement, const QByteArray &key);

    Database &m_database;
};

} // namespace plausch::store
