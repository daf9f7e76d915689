#include "chat/routes.h"

#include "chat/introduction.h"
#include "session/vocabulary.h"

#include <algorithm>

namespace plausch::chat {

void Place::forgetPresence()
{
    isOnline = false;
    ownToken.clear();
    hisToken.clear();
    claimed.clear();
    answered.clear();
    text.clear();
    nextPart = 1;
    away = false;
    awayText.clear();
    delivered.clear();
    read.clear();
}

QList<wire::Tag> Place::ownTags() const
{
    return {session::makeTag(BuddyTag, ownToken)};
}

Place *Places::ensure(const store::PlaceRow &row)
{
    const QByteArray nick = row.nick.toUtf8();
    Place *known = row.chat.isEmpty() ? asked(row.network, nick) : of(row.chat, row.network);
    if (known)
        return known;
    if (ofNetwork(row.network).size() >= MaxPerNetwork
        || (!row.chat.isEmpty() && ofChat(row.chat).size() >= MaxPerBuddy))
        return nullptr;
    Place place;
    place.row = row;
    place.folded = m_fold(row.network, nick);
    m_places.push_back(std::move(place));
    return &m_places.back();
}

void Places::move(Place &place, const QString &nick)
{
    place.row.nick = nick;
    place.folded = m_fold(place.row.network, nick.toUtf8());
}

void Places::remove(const Place &place)
{
    std::erase_if(m_places, [&place](const Place &one) { return &one == &place; });
}

void Places::removeChat(const store::ChatId &chat)
{
    std::erase_if(m_places, [&chat](const Place &one) { return !chat.isEmpty() && one.row.chat == chat; });
}

void Places::removeNetwork(const QString &network)
{
    std::erase_if(m_places, [&network](const Place &one) { return one.row.network == network; });
}

void Places::refold(const QString &network)
{
    for (Place *place : ofNetwork(network))
        place->folded = m_fold(network, place->row.nick.toUtf8());
}

QList<Place *> Places::matching(const std::function<bool(const Place &)> &fits)
{
    QList<Place *> found;
    for (Place &place : m_places) {
        if (fits(place))
            found.append(&place);
    }
    return found;
}

Place *Places::of(const store::ChatId &chat, const QString &network)
{
    return matching(
               [&](const Place &one) { return !chat.isEmpty() && one.row.chat == chat && one.row.network == network; })
        .value(0);
}

Place *Places::ofToken(const QString &network, const QByteArray &hisToken)
{
    if (hisToken.isEmpty())
        return nullptr;
    return matching([&](const Place &one) { return one.hisToken == hisToken && one.row.network == network; }).value(0);
}

Place *Places::asked(const QString &network, const QByteArray &nick)
{
    const QByteArray folded = m_fold(network, nick);
    return matching([&](const Place &one) {
               return one.row.chat.isEmpty() && one.row.network == network && one.folded == folded;
           })
        .value(0);
}

QList<Place *> Places::ofChat(const store::ChatId &chat)
{
    return matching([&](const Place &one) { return !chat.isEmpty() && one.row.chat == chat; });
}

QList<Place *> Places::ofNick(const QString &network, const QByteArray &nick)
{
    const QByteArray folded = m_fold(network, nick);
    return matching([&](const Place &one) { return one.row.network == network && one.folded == folded; });
}

QList<Place *> Places::ofAccount(const QString &network, const QString &account)
{
    return matching([&](const Place &one) {
        return !one.row.chat.isEmpty() && one.row.account == account && one.row.network == network;
    });
}

QList<Place *> Places::ofNetwork(const QString &network)
{
    return matching([&](const Place &one) { return one.row.network == network; });
}

QList<Place *> Places::all()
{
    return matching([](const Place &) { return true; });
}

} // namespace plausch::chat
