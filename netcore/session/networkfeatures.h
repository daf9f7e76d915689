// Layer: session. Pure functions. What a server tells of itself, read into Features.
#pragma once

#include "session/networkevents.h"

#include <QByteArrayView>

namespace plausch::session {

/// One parameter of 005: KEY, KEY=value or -KEY, which takes it back
/// (https://modern.ircdocs.horse/#rplisupport-005). Numbers that make no sense are as if they were not there.
void applySupport(Features &features, QString &network, QByteArrayView token);

/// "@+" sorted by rank, without doubles.
QByteArray sortedRanks(const Features &features, QByteArrayView signs);

/// One letter of a mode change with its argument.
struct ModeStep
{
    bool on = true;
    char letter = 0;
    QByteArray argument;
};
/// Which letters have arguments is told by CHANMODES and PREFIX (https://modern.ircdocs.horse/#mode-message).
QList<ModeStep> modeSteps(const Features &features, QByteArrayView modes, const QByteArrayList &arguments);

} // namespace plausch::session
