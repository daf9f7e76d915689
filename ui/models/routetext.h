// Layer: ui/models. Pure, main thread (translations). Words for the way that messages take.
#pragma once

#include "chat/switchboard.h"

#include <optional>

namespace plausch::ui {

/// The way in use; null: none, or there is only one in this conversation anyhow.
const chat::Route *routeInUse(const chat::ChatInfo &chat);
bool goesOverServer(const chat::ChatInfo &chat); // a buddy's messages, just now
QString routeText(const chat::Route &route); // "Direct", "via Libera"

/// What a user may choose: automatic, and each way.
struct RouteOffer
{
    QString choice; // of Switchboard::setRoute
    QString text;
    bool chosen = false;
    bool operator==(const RouteOffer &) const = default;
};
QList<RouteOffer> routeOffers(const chat::ChatInfo &chat); // empty: there is nothing to choose

/// What is worth a sentence when the way has changed by itself: that a server can read along now. nullopt: nothing.
std::optional<QString> routeNotice(const chat::ChatInfo &before, const chat::ChatInfo &now);

} // namespace plausch::ui
