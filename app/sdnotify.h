// Layer: app. Any thread.
#pragma once

#include <QByteArray>

namespace plausch::app {

/// Tells the service manager by the socket it named in NOTIFY_SOCKET, if it named one:
/// https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html. Never waits. False: nobody was told.
bool notifyServiceManager(const QByteArray &state);

} // namespace plausch::app
