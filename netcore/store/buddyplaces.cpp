#include "store/buddyplaces.h"

#include "store/database.h"

#include <QSqlQuery>

namespace plausch::store {

QList<PlaceRow> BuddyPlaces::all()
{
    QList<PlaceRow> list;
    m_database.run(QStringLiteral("places"), {}, [&](const QSqlQuery &query) {
        list.append({query.value(0).toString(), query.value(1).toString(), query.value(2).toString(),
                     query.value(3).toString()});
    });
    return list;
}

void BuddyPlaces::save(const PlaceRow &place)
{
    bool known = false;
    if (place.chat.isEmpty())
        removeAsked(place.network, place.nick);
    else
        m_database.run(QStringLiteral("place_set"), {place.nick, place.account, place.chat, place.network},
                       [&](const QSqlQuery &) { known = true; });
    if (!known)
        m_database.run(QStringLiteral("place_add"), {place.chat, place.nick, place.account, place.network});
}

void BuddyPlaces::removeAsked(const QString &network, const QString &nick)
{
    m_database.run(QStringLiteral("place_remove_asked"), {nick, network});
}

} // namespace plausch::store
