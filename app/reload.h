// Layer: app. Pure functions, any thread. What of a file that was read again has no effect on a running server.
#pragma once

#include "app/serverconfig.h"

#include <QStringList>

namespace plausch::app {

/// Sections that changed, but need a restart, as the file calls them: "[listen]", "[server] name".
QStringList waitingForRestart(const ServerConfig &before, const ServerConfig &after);

} // namespace plausch::app
