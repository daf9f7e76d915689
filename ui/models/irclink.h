// Layer: ui/models. Pure.
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace plausch::ui {

/// irc://host:port/room and ircs://, as on web pages (draft-butcher-irc-url-04).
struct IrcLink
{
    QString host;
    quint16 port = 0;
    bool tls = false;
    QString room; // with its sign; empty: none
    QString nick; // somebody to write to; empty: nobody
    QString key; // of the room
    bool operator==(const IrcLink &) const = default;
};

/// nullopt: another kind of link, or without a host.
std::optional<IrcLink> ircLink(const QUrl &url);

} // namespace plausch::ui
