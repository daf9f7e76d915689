#include "store/checkpointer.h"

#include "store/database.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

namespace plausch::store {

Checkpointer::Checkpointer(const QString &path) : m_path(path), m_connection(QUuid::createUuid().toString()) { }

Checkpointer::~Checkpointer()
{
    QSqlDatabase::removeDatabase(m_connection);
}

int Checkpointer::run()
{
    return open() ? checkpoint(m_connection) : -1;
}

/// Only the database makes files, and it moves a damaged one aside before anything was written.
bool Checkpointer::open()
{
    if (QSqlDatabase::contains(m_connection))
        return QSqlDatabase::database(m_connection, false).isOpen();
    if (!QFileInfo(m_path).isFile())
        return false;
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    connection.setDatabaseName(m_path);
    return connection.open();
}

} // namespace plausch::store
