// Layer: chat. Pure, any thread.
#pragma once

#include <QHostAddress>
#include <QString>

#include <optional>

namespace plausch::chat {

struct Address
{
    QString host; // name, IPv4 or IPv6 without brackets
    quint16 port = 0;
    bool operator==(const Address &) const = default;
};

/// "host", "host:port", "[v6]", "[v6]:port" or a bare v6 address; white space around it is dropped. nullopt: not an
/// address.
std::optional<Address> parseAddress(const QString &text, quint16 defaultPort);
/// The same way back: v6 in brackets, always with the port.
QString formatAddress(const Address &address);
/// IPv4 as such even where a dual-stack socket says ::ffff:1.2.3.4.
QHostAddress plainAddress(const QHostAddress &address);
QString hostText(const QHostAddress &address);

} // namespace plausch::chat
