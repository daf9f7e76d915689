// Layer: server. Values and pure functions, any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace plausch::server {

/// Of either family: IPv4 as IPv6 has it, ::ffff:192.0.2.1, so that a listener for both makes no difference.
using IpAddress = std::array<quint8, 16>;

/// Numeric text; a zone after '%' is passed over. Nullopt: no address.
std::optional<IpAddress> ipAddress(QByteArrayView text);

struct IpRange
{
    IpAddress network{};
    int bits = 0; // of 128

    bool contains(const IpAddress &address) const;
};

/// "192.0.2.0/24", "2001:db8::/32", or one address. Bits after the prefix do not count.
std::optional<IpRange> ipRange(QByteArrayView text);

/// Whom an address counts for where there are ceilings for an address: one of IPv4, a /64 of IPv6, which is what one
/// household has. Not for reading.
QByteArray crowdOf(const QByteArray &address);

} // namespace plausch::server
