#include "store/metadata.h"

#include "store/database.h"
#include "wire/casemap.h"

#include <QSqlQuery>

namespace plausch::store {

QList<MetadataRow> Metadata::all(QByteArrayView target)
{
    QList<MetadataRow> list;
    m_database.run(QStringLiteral("accounts_metadata"), {wire::folded(target)}, [&](const QSqlQuery &query) {
        list.append({query.value(0).toByteArray(), query.value(1).toByteArray()});
    });
    return list;
}

bool Metadata::set(QByteArrayView target, QByteArrayView key, const QByteArray &value)
{
    return m_database.change(QStringLiteral("accounts_metadata_set"),
                             {wire::folded(target), wire::folded(key), value, MaxKeys});
}

bool Metadata::remove(QByteArrayView target, QByteArrayView key)
{
    return m_database.change(QStringLiteral("accounts_metadata_remove"), {wire::folded(target), wire::folded(key)});
}

bool Metadata::clear(QByteArrayView target)
{
    return m_database.change(QStringLiteral("accounts_metadata_clear"), {wire::folded(target)});
}

} // namespace plausch::store
