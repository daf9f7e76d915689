#include "store/klines.h"

#include "store/database.h"

#include <QSqlQuery>

namespace plausch::store {

QList<KLineRow> KLines::all(qint64 now)
{
    QList<KLineRow> list;
    m_database.run(QStringLiteral("accounts_klines"), {now}, [&](const QSqlQuery &query) {
        list.append({KLineKind(query.value(0).toInt()), query.value(1).toByteArray(), query.value(2).toByteArray(),
                     query.value(3).toByteArray(), query.value(4).toLongLong(), query.value(5).toLongLong()});
    });
    return list;
}

bool KLines::set(const KLineRow &line)
{
    return m_database.change(QStringLiteral("accounts_kline_set"),
                             {int(line.kind), line.pattern, line.reason, line.setter, line.created, line.expires, Max});
}

bool KLines::remove(KLineKind kind, const QByteArray &pattern)
{
    return m_database.change(QStringLiteral("accounts_kline_remove"), {int(kind), pattern});
}

int KLines::expire(qint64 now)
{
    return m_database.run(QStringLiteral("accounts_klines_expire"), {now}) ? m_database.affectedRows() : 0;
}

} // namespace plausch::store
