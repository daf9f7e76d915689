// Layer: ui. Thread: main. Values. Where the user can be away: for the buddies, and on each chat server.
#pragma once

#include "chat/switchboard.h"

namespace plausch::ui {

struct AwayPlace
{
    QString network; // empty: the buddies
    QString name;
    bool away = false;
    QString text;
};

/// The buddies first, then the servers that are not switched off.
QList<AwayPlace> awayPlaces(const chat::Switchboard &switchboard);
/// The text of the buddies is kept for the next time.
void setAwayAt(chat::Switchboard &switchboard, const QString &network, bool away, const QString &text);
/// With the text of the last time.
void setAwayEverywhere(chat::Switchboard &switchboard, bool away);

} // namespace plausch::ui
