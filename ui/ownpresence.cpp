#include "ui/ownpresence.h"

#include "chat/networks.h"

#include <QCoreApplication>

namespace plausch::ui {

QList<AwayPlace> awayPlaces(const chat::Switchboard &switchboard)
{
    const chat::Settings &settings = switchboard.settings();
    QList<AwayPlace> places{
        {{}, QCoreApplication::translate("OwnPresence", "Buddies"), settings.away, settings.awayText}};
    for (const chat::NetworkInfo &network : switchboard.networks().networks()) {
        if (network.state != chat::NetworkState::Off)
            places.append({network.row.id, network.title, network.away, network.awayText});
    }
    return places;
}

void setAwayAt(chat::Switchboard &switchboard, const QString &network, bool away, const QString &text)
{
    if (!network.isEmpty())
        return switchboard.networks().setAway(network, away, text);
    chat::Settings settings = switchboard.settings();
    settings.away = away;
    if (away)
        settings.awayText = text;
    switchboard.setSettings(settings);
}

void setAwayEverywhere(chat::Switchboard &switchboard, bool away)
{
    const QString text = switchboard.settings().awayText;
    for (const AwayPlace &place : awayPlaces(switchboard)) {
        if (place.away != away)
            setAwayAt(switchboard, place.network, away, text);
    }
}

} // namespace plausch::ui
