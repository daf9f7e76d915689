#include "store/database.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUrl>
#include <QUuid>

static void initSqlResource()
{
    Q_INIT_RESOURCE(sql); // a static library's resources are not linked by themselves
}

namespace plausch::store {
namespace {

// https://www.sqlite.org/rescode.html
constexpr int SqliteBusy = 5;
constexpr int SqliteLocked = 6;
constexpr int SqliteReadOnly = 8;
constexpr int SqliteCorrupt = 11;
constexpr int SqliteFull = 13;
constexpr int SqliteCannotOpen = 14;
constexpr int SqliteNotADatabase = 26;

QString resource(const QString &name)
{
    QFile file(QStringLiteral(":/sql/%1.sql").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no statement named %s", qPrintable(name));
    return QString::fromUtf8(file.readAll());
}

// Null strings are empty strings to us, never NULL.
QVariant notNull(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return QString(QLatin1String(""));
    if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    return value;
}

// History is private: nobody else on this machine reads it. SQLite gives its other files the same mode.
void makePrivateFile(const QString &path)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.exists() && file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        file.close();
}

} // namespace

Database::Database(const QString &path, int busyMsecs)
    : Database(path, ClientSchema, Durability::Process, busyMsecs) { }

/// One row: could not, pages in the log, pages of them in the file
/// (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint).
int checkpoint(const QString &connection)
{
    QSqlQuery query(QSqlDatabase::database(connection, false));
    const bool done =
        query.exec(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")) && query.next() && query.value(0).toInt() == 0;
    return done ? query.value(1).toInt() : -1;
}

Database::Database(const QString &path, const Schema &schema, Durability durability, int busyMsecs)
    : m_path(path)
    , m_schema(schema)
    , m_durability(durability)
    , m_busyMsecs(busyMsecs)
    , m_connection(QUuid::createUuid().toString())
{
    initSqlResource();
}

Database::~Database()
{
    close();
}

bool Database::open()
{
    m_error.clear();
    m_movedAsideTo.clear();
    Step step = connectAndMigrate();
    if (step == Step::Damaged && m_schema.replaceable) {
        close();
        step = moveAside() ? connectAndMigrate() : Step::Failed;
    }
    // A log cannot be made on a read-only disk, so nobody else writes either: it can be read as it is.
    if (step == Step::Failed && (m_errorCode == SqliteCannotOpen || m_errorCode == SqliteReadOnly)
        && QFileInfo(m_path).isFile()) {
        close();
        step = connectReadOnly();
    }
    m_open = step == Step::Done;
    if (!m_open)
        close();
    return m_open;
}

void Database::close()
{
    m_open = false;
    m_statements.clear();
    QSqlDatabase::removeDatabase(m_connection);
}

bool Database::begin()
{
    m_error.clear();
    m_errorCode = 0;
    return exec(QStringLiteral("BEGIN IMMEDIATE"));
}

bool Database::commit()
{
    return exec(QStringLiteral("COMMIT"));
}

void Database::rollback()
{
    // After a full disk SQLite may have rolled back by itself; then there is nothing left to do and it says so.
    QSqlQuery(QSqlDatabase::database(m_connection, false)).exec(QStringLiteral("ROLLBACK"));
}

bool Database::transact(const std::function<void()> &work)
{
    if (!begin())
        return false;
    work();
    if (!failed() && commit())
        return true;
    rollback();
    return false;
}

bool Database::run(const QString &statement, const QVariantList &values, const OnRow &onRow)
{
    return runWhile(statement, values, [&onRow](const QSqlQuery &query) {
        if (onRow)
            onRow(query);
        return true;
    });
}

bool Database::runWhile(const QString &statement, const QVariantList &values, const OnRowWhile &onRow)
{
    QSqlQuery *query = prepared(statement);
    if (!query)
        return false;
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, notNull(values.at(i)));
    if (!query->exec())
        return fail(query->lastError());
    m_affectedRows = query->numRowsAffected();
    while (query->next() && onRow(*query)) { }
    const QSqlError late = query->lastError(); // a damaged page shows while stepping
    query->finish();
    return late.isValid() ? fail(late) : true;
}

QSqlQuery *Database::prepared(const QString &statement)
{
    std::shared_ptr<QSqlQuery> &query = m_statements[statement];
    if (!query) {
        auto fresh = std::make_shared<QSqlQuery>(QSqlDatabase::database(m_connection, false));
        fresh->setForwardOnly(true);
        if (!fresh->prepare(resource(statement))) {
            fail(fresh->lastError());
            return nullptr;
        }
        query = std::move(fresh);
    }
    return query.get();
}

Database::Step Database::connectAndMigrate()
{
    m_error.clear();
    m_errorCode = 0;
    makePrivateFile(m_path);
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    connection.setDatabaseName(m_path);
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(m_busyMsecs));
    if (!connection.open()) {
        fail(connection.lastError());
        return outcome();
    }
    const int version = schemaVersion();
    if (failed())
        return outcome();
    if (version > m_schema.version) {
        m_error = tr("The file %1 was written by a newer Plausch; this one cannot read it.")
                      .arg(QDir::toNativeSeparators(m_path));
        return Step::Failed;
    }
    // What a read-only file refuses here does not matter.
    exec(QStringLiteral("PRAGMA journal_mode = WAL"));
    if (m_errorCode == SqliteReadOnly)
        m_error.clear();
    exec(m_durability == Durability::Power ? QStringLiteral("PRAGMA synchronous = FULL")
                                           : QStringLiteral("PRAGMA synchronous = NORMAL"));
    exec(QStringLiteral("PRAGMA wal_autocheckpoint = %1").arg(m_schema.logPages));
    exec(QStringLiteral("PRAGMA cache_size = -%1").arg(m_schema.cacheKiB));
    exec(QStringLiteral("PRAGMA foreign_keys = ON"));
    // What is taken back leaves no bytes in its place.
    exec(QStringLiteral("PRAGMA secure_delete = %1").arg(QLatin1String(m_schema.secureDelete)));
    return failed() ? outcome() : migrate(version);
}

Database::Step Database::connectReadOnly()
{
    const QString cannotBeWritten = m_error;
    m_error.clear();
    m_errorCode = 0;
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    connection.setDatabaseName(QUrl::fromLocalFile(m_path).toString(QUrl::FullyEncoded)
                               + QStringLiteral("?immutable=1"));
    connection.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"));
    if (connection.open() && schemaVersion() == m_schema.version)
        return Step::Done;
    m_error = cannotBeWritten;
    return Step::Failed;
}

Database::Step Database::migrate(int from)
{
    if (from == m_schema.version)
        return Step::Done;
    bool well = begin();
    for (int version = from + 1; well && version <= m_schema.version; ++version) {
        const QString script = resource(QStringLiteral("%1schema_%2").arg(QLatin1String(m_schema.family)).arg(version));
        const QStringList statements = script.split(QStringLiteral("\n\n"), Qt::SkipEmptyParts);
        for (const QString &statement : statements)
            well = well && exec(statement);
    }
    well = well && exec(QStringLiteral("PRAGMA application_id = %1").arg(m_schema.applicationId))
        && exec(QStringLiteral("PRAGMA user_version = %1").arg(m_schema.version)) && commit();
    if (!well) {
        const Step step = outcome();
        rollback();
        return step;
    }
    return Step::Done;
}

Database::Step Database::outcome() const
{
    return m_errorCode == SqliteCorrupt || m_errorCode == SqliteNotADatabase ? Step::Damaged : Step::Failed;
}

bool Database::exec(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    return query.exec(sql) || fail(query.lastError());
}

int Database::schemaVersion()
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    // What is asked for stands in the header; the schema is read too, so that damage shows now and not in the middle of
    // work.
    if (!query.exec(QStringLiteral("SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema) "
                                   "FROM pragma_user_version, pragma_application_id"))
        || !query.next()) {
        fail(query.lastError());
        return -1;
    }
    const int version = query.value(0).toInt();
    if (version == 0 || query.value(1).toInt() == m_schema.applicationId)
        return version;
    m_error = tr("The file %1 holds something else.").arg(QDir::toNativeSeparators(m_path));
    return -1;
}

bool Database::moveAside()
{
    const QString date = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
    QString aside = QStringLiteral("%1.damaged-%2").arg(m_path, date);
    for (int n = 2; QFile::exists(aside); ++n)
        aside = QStringLiteral("%1.damaged-%2-%3").arg(m_path, date).arg(n);
    if (!QFile::rename(m_path, aside)) {
        m_error = tr("The file %1 is damaged and could not be moved aside.").arg(QDir::toNativeSeparators(m_path));
        return false;
    }
    // Its log belongs to it; a fresh file must not find it.
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::rename(m_path + suffix, aside + suffix);
    m_movedAsideTo = aside;
    return true;
}

bool Database::fail(const QSqlError &error)
{
    if (failed())
        return false;
    m_errorCode = error.nativeErrorCode().toInt() & 0xff; // extended codes carry the primary one in the low byte
    const QString file = QDir::toNativeSeparators(m_path);
    const QString words = error.databaseText();
    switch (m_errorCode) {
    case SqliteBusy:
    case SqliteLocked:
        m_error = tr("The file %1 is locked by another program.").arg(file);
        break;
    case SqliteReadOnly:
        m_error = tr("The file %1 cannot be written: it is read-only.").arg(file);
        break;
    case SqliteFull:
        m_error = tr("The file %1 cannot be written: the disk is full.").arg(file);
        break;
    case SqliteCorrupt:
    case SqliteNotADatabase:
        m_error = tr("The file %1 is damaged: %2.").arg(file, words);
        break;
    default:
        m_error = tr("The file %1 cannot be used: %2.").arg(file, words);
    }
    return false;
}

} // namespace plausch::store
