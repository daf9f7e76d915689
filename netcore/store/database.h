// Layer: store. Thread: the one that calls open(); everything else there too. Owner: chat::Archive's loop.
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

/// One connection to one SQLite file: WAL, foreign keys, and the schema brought up to date. Statements are the files of
/// resources/sql, prepared once.
class Database
{
    Q_DECLARE_TR_FUNCTIONS(plausch::store::Database)

public:
    static constexpr int SchemaVersion = 2;
    static constexpr int BusyMsecs = 3'000;

    using OnRow = std::function<void(const QSqlQuery &)>;

    explicit Database(const QString &path, int busyMsecs = BusyMsecs);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// False: error() is a sentence that names the file, and the file is as it was.
    /// Where nothing can be written an up-to-date file is opened all the same; begin() then says why it cannot.
    /// A damaged file is moved aside and a fresh one begun: true, and movedAsideTo() says where it is now.
    bool open();
    bool isOpen() const { return m_open; }
    QString movedAsideTo() const { return m_movedAsideTo; }
    void close();

    bool begin(); // takes the write lock at once
    bool commit();
    void rollback();

    /// Runs a statement of resources/sql by its name; values in the order of its question marks.
    bool run(const QString &statement, const QVariantList &values = {}, const OnRow &onRow = {});
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
    int schemaVersion();
    bool moveAside();
    bool fail(const QSqlError &error);
    QSqlQuery *prepared(const QString &statement);

    QString m_path;
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
