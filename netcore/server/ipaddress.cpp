// https://www.rfc-editor.org/rfc/rfc4291#section-2.2
#include "server/ipaddress.h"

#include <algorithm>

namespace plausch::server {
namespace {

constexpr int AllBits = 128;
constexpr int MappedBits = 96; // what stands before an IPv4 address
constexpr qsizetype HouseholdBytes = 8;

/// The bytes of an address that were read so far.
struct Bytes
{
    std::array<quint8, 16> values{};
    std::size_t count = 0;

    bool put(quint8 byte)
    {
        if (count == values.size())
            return false;
        values[count++] = byte;
        return true;
    }
};

/// Digits only, no sign and no blank as toInt() would have them.
std::optional<int> number(QByteArrayView text, int base, qsizetype longest)
{
    const auto isDigit = [base](char c) {
        return (c >= '0' && c <= '9') || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    if (text.isEmpty() || text.size() > longest || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    return text.toByteArray().toInt(nullptr, base);
}

bool readV4(QByteArrayView text, Bytes &out)
{
    for (int part = 0; part < 4; ++part) {
        const qsizetype dot = part < 3 ? text.indexOf('.') : text.size();
        const auto value = dot < 0 ? std::nullopt : number(text.first(dot), 10, 3);
        if (!value || *value > 255 || !out.put(quint8(*value)))
            return false;
        text = part < 3 ? text.sliced(dot + 1) : QByteArrayView();
    }
    return true;
}

/// "2001:db8:1", at the end of an address perhaps with an IPv4 one as its last; nothing is no groups.
bool readGroups(QByteArrayView text, bool atEnd, Bytes &out)
{
    while (!text.isEmpty()) {
        const qsizetype colon = text.indexOf(':');
        const QByteArrayView group = colon < 0 ? text : text.first(colon);
        if (colon < 0 && atEnd && group.contains('.'))
            return readV4(group, out);
        const auto value = number(group, 16, 4);
        if (!value || !out.put(quint8(*value >> 8)) || !out.put(quint8(*value & 0xFF)))
            return false;
        if (colon == text.size() - 1)
            return false; // a colon and nothing after it
        text = colon < 0 ? QByteArrayView() : text.sliced(colon + 1);
    }
    return true;
}

std::optional<IpAddress> v6Address(QByteArrayView text)
{
    Bytes head;
    Bytes tail;
    const qsizetype gap = text.indexOf("::");
    const QByteArrayView before = gap < 0 ? text : text.first(gap);
    if (!readGroups(before, gap < 0, head) || (gap >= 0 && !readGroups(text.sliced(gap + 2), true, tail)))
        return std::nullopt;
    const std::size_t given = head.count + tail.count;
    if (gap < 0 ? given != head.values.size() : given >= head.values.size())
        return std::nullopt;
    IpAddress address = head.values;
    std::copy_n(tail.values.begin(), tail.count, address.end() - std::ptrdiff_t(tail.count));
    return address;
}

bool isMapped(const IpAddress &address)
{
    return std::all_of(address.begin(), address.begin() + 10, [](quint8 byte) { return byte == 0; })
        && address[10] == 0xFF && address[11] == 0xFF;
}

} // namespace

std::optional<IpAddress> ipAddress(QByteArrayView text)
{
    if (const qsizetype zone = text.indexOf('%'); zone >= 0)
        text = text.first(zone);
    if (text.contains(':'))
        return v6Address(text);
    Bytes four;
    if (!readV4(text, four))
        return std::nullopt;
    IpAddress mapped{};
    mapped[10] = mapped[11] = 0xFF;
    std::copy_n(four.values.begin(), 4, mapped.begin() + 12);
    return mapped;
}

bool IpRange::contains(const IpAddress &address) const
{
    const std::size_t whole = std::size_t(bits) / 8;
    if (!std::equal(network.begin(), network.begin() + std::ptrdiff_t(whole), address.begin()))
        return false;
    const int rest = bits % 8;
    return rest == 0 || (network[whole] >> (8 - rest)) == (address[whole] >> (8 - rest));
}

std::optional<IpRange> ipRange(QByteArrayView text)
{
    const qsizetype slash = text.indexOf('/');
    const QByteArrayView network = slash < 0 ? text : text.first(slash);
    const auto address = ipAddress(network);
    if (!address)
        return std::nullopt;
    if (slash < 0)
        return IpRange{*address, AllBits};
    const auto bits = number(text.sliced(slash + 1), 10, 3);
    const int before = network.contains(':') ? 0 : MappedBits;
    if (!bits || *bits + before > AllBits)
        return std::nullopt;
    return IpRange{*address, *bits + before};
}

QByteArray crowdOf(const QByteArray &address)
{
    const auto ip = ipAddress(address);
    if (!ip)
        return address;
    const qsizetype bytes = isMapped(*ip) ? qsizetype(ip->size()) : HouseholdBytes;
    return QByteArray(reinterpret_cast<const char *>(ip->data()), bytes);
}

} // namespace plausch::server
