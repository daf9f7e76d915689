#include "store/readmarkers.h"

#include "store/database.h"
#include "wire/casemap.h"

#include <QSqlQuery>

namespace plausch::store {

qint64 ReadMarkers::set(QByteArrayView account, QByteArrayView target, qint64 time)
{
    m_database.run(QStringLiteral("accounts_read_marker_set"),
                   {wire::folded(target), time, wire::folded(account), MaxPerAccount});
    return of(account, target);
}

qint64 ReadMarkers::of(QByteArrayView account, QByteArrayView target)
{
    qint64 time = 0;
    m_database.run(QStringLiteral("accounts_read_marker"), {wire::folded(account), wire::folded(target)},
                   [&](const QSqlQuery &query) { time = query.value(0).toLongLong(); });
    return time;
}

QList<ReadMarkerRow> ReadMarkers::all(QByteArrayView account)
{
    QList<ReadMarkerRow> list;
    m_database.run(QStringLiteral("accounts_read_markers"), {wire::folded(account)}, [&](const QSqlQuery &query) {
        list.append({query.value(0).toByteArray(), query.value(1).toLongLong()});
    });
    return list;
}

} // namespace plausch::store
