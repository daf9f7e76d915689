#include "ui/models/routetext.h"

#include <QCoreApplication>

namespace plausch::ui {
namespace {

using chat::Route;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RouteText)
};

RouteOffer offerOf(const Route &route, const QString &chosen)
{
    const QString choice = route.network.isEmpty() ? store::RouteDirect.toString() : route.network;
    QString text = route.network.isEmpty()
        ? Words::tr("Direct link only")
        : Words::tr("Only via %1, as %2", "chat server, nick of the other one").arg(route.networkName, route.nick);
    if (!route.up)
        text = Words::tr("%1 (not there just now)", "a way that messages could take").arg(text);
    return {choice, text, choice == chosen};
}

} // namespace

const Route *routeInUse(const chat::ChatInfo &chat)
{
    const bool known = chat.routeInUse >= 0 && chat.routeInUse < chat.routes.size();
    return known ? &chat.routes.at(chat.routeInUse) : nullptr;
}

bool goesOverServer(const chat::ChatInfo &chat)
{
    const Route *route = routeInUse(chat);
    return route && !route->network.isEmpty();
}

QString routeText(const Route &route)
{
    return route.network.isEmpty() ? Words::tr("Direct", "route: no server between")
                                   : Words::tr("via %1", "route: a chat server").arg(route.networkName);
}

QList<RouteOffer> routeOffers(const chat::ChatInfo &chat)
{
    if (chat.routes.size() < 2)
        return {};
    QList<RouteOffer> offers{{{}, Words::tr("Automatic: direct where possible"), chat.routeChoice.isEmpty()}};
    for (const Route &route : chat.routes)
        offers.append(offerOf(route, chat.routeChoice));
    return offers;
}

std::optional<QString> routeNotice(const chat::ChatInfo &before, const chat::ChatInfo &now)
{
    const bool byItself = before.id == now.id && before.routeChoice == now.routeChoice && now.routeChoice.isEmpty();
    const bool wasDirect = routeInUse(before) && !goesOverServer(before);
    if (!byItself || !wasDirect || !goesOverServer(now))
        return std::nullopt;
    return Words::tr("The direct link is gone. Messages go via %1 for now, and that server can read them.")
        .arg(routeInUse(now)->networkName);
}

} // namespace plausch::ui
