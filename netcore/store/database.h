// Layer: store. Thread: the one that calls open(); everything else there too. Owner: the loop it lives on.
#pragma once

#include <QCoreApplication>
#include <QHash>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <functional>
#include <memory>

class QSqlError;

namespace plausch::store {

/// What a file holds: the steps <family>schema_1.sql to <family>schema_<version>.sql of resources/sql made its tables.
struct Schema
{
    const char *family;
    int version;
    int applicationId; // https://www.sqlite.org/pragma.html#pragma_application_id: no file is taken for another's
    bool replaceable = true; // damaged: moved aside, and a fresh one begun; false: open() fails
    int cacheKiB = 2'000; // pages kept in memory; that many is what SQLite has by itself
    int logPages = 1'000; // in the log over which a commit brings them into the file; 1,000 is SQLite's own, too
    const char *secureDelete = "FAST"; // https://www.sqlite.org/pragma.html#pragma_secure_delete; "ON": pages, too
};

// A log of 16,384 pages is emptied by a Checkpointer; only where that does not keep up, a commit does it (at 64 MiB).
inline constexpr Schema ClientSchema{"", 5, 0, true, 2'000, 16'384};
/// Not replaceable: with an empty file every name would be free for whoever comes first.
inline constexpr Schema AccountsSchema{"accounts_", 1, 0x506c4163, false};
/// What is settled or removed leaves no copy of words that are taken back afterwards.
inline constexpr Schema HistorySchema{"history_", 2, 0x506c4869, true, 32'000, 16'384, "ON"};

/// What a commit outlives. With WAL neither loses one to kill -9, and neither ever harms the file
/// (https://www.sqlite.org/pragma.html#pragma_synchronous).
enum class Durability {
    Process, // synchronous = NORMAL: a power cut may take the last commits back
    Power, // synchronous = FULL: the log is on the disk before commit() returns
};

/// Brings what is in the log of this connection's file into the file: pages that were in the log; -1: it could not be.
int checkpoint(const QString &connection);

/// One connection to one SQLite file: WAL, foreign keys, and the schema brought up to date. Statements are the files of
/// resources/sql, prepared once.
class Database
{
    Q_DECLARE_TR_FUNCTIONS(plausch::store::Database)

public:
    static constexpr int BusyMsecs = 3'000;

    using OnRow = std::function<void(const QSqlQuery &)>;
    using OnRowWhile = std::function<bool(const QSqlQuery &)>;

    /// The window's own history.
    explicit Database(const QString &path, int busyMsecs = BusyMsecs);
    Database(const QString &path, const Schema &schema, Durability durability, int busyMsecs = BusyMsecs);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// False: error() is a sentence that names the file, and the file is as it was.
    /// Where nothing can be written an up-to-date file is opened all the same; begin() then says why it cannot.
    /// A damaged file that may be replaced is moved aside and a fresh one begun: true, and movedAsideTo() says where it
    /// is now.
    bool open();
    bool isOpen() const { return m_open; }
    QString movedAsideTo() const { return m_movedAsideTo; }
    void close();

    bool begin(); // takes the write lock at once
    bool commit();
    void rollback();
    /// begin(), `work`, commit(). True: all of it is kept. False: nothing is, and error() says why.
    bool transact(const std::function<void()> &work);
    /// The log begins anew at the next write, if nothing is left in it that is not in the file.
    void emptyLog() { checkpoint(m_connection); }

    /// Runs a statement of resources/sql by its name; values in the order of its question marks.
    bool run(const QString &statement, const QVariantList &values = {}, const OnRow &onRow = {});
    /// Rows are read as long as `onRow` returns true.
    bool runWhile(const QString &statement, const QVariantList &values, const OnRowWhile &onRow);
    /// run(), and at least one row was changed by it.
    bool change(const QString &statement, const QVariantList &values)
    {
        return run(statement, values) && m_affectedRows > 0;
    }
    int affectedRows() const { return m_affectedRows; } // of the last run()

    /// Since open() or begin(): the first thing that went wrong, in a sentence; empty: nothing did.
    QString error() const { return m_error; }
    bool failed() const { return !m_error.isEmpty(); }

private:
    enum class Step { Done, Failed, Damaged };
    Step connectAndMigrate();
    Step connectReadOnly();
    Step migrate(int from);
    Step outcome() const;
    bool exec(const QString &sql);
    int schemaVersion(); // -1: error() says why it is none of ours
    bool moveAside();
    bool fail(const QSqlError &error);
    QSqlQuery *prepared(const QString &statement);

    QString m_path;
    Schema m_schema;
    Durability m_durability;
    int m_busyMsecs;
    QString m_connection; // QSqlDatabase's name for it
    bool m_open = false;
    QString m_movedAsideTo;
    QString m_error;
    int m_errorCode = 0; // SQLite's primary result code
    int m_affectedRows = 0;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
};

} // namespace plausch::store
