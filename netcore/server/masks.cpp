#include "server/masks.h"

#include "server/user.h"
#include "server/wildcard.h"

#include <algorithm>

namespace plausch::server {
namespace {

constexpr QByteArrayView AccountPrefix = "~a:";
constexpr QByteArrayView AccountPrefixes[] = {AccountPrefix, "~account:"};

bool hasForbidden(QByteArrayView mask)
{
    return std::any_of(mask.begin(), mask.end(), [](char byte) { return uchar(byte) <= ' ' || byte == 0x7F; });
}

/// Never empty, and of several stars in a row there is one.
QByteArray part(QByteArrayView typed)
{
    QByteArray out;
    for (const char byte : typed) {
        if (byte != '*' || !out.endsWith('*'))
            out.append(byte);
    }
    return out.isEmpty() ? QByteArrayLiteral("*") : out;
}

QByteArray userMask(QByteArrayView typed)
{
    const qsizetype bang = typed.indexOf('!');
    const qsizetype at = typed.indexOf('@', bang + 1);
    const auto slice = [typed](qsizetype from, qsizetype to) { return part(typed.sliced(from, to - from)); };
    if (bang < 0 && at < 0 && (typed.contains('.') || typed.contains(':')))
        return "*!*@" + part(typed); // no nick has these, every address has
    if (bang < 0 && at < 0)
        return part(typed) + "!*@*";
    if (bang < 0)
        return "*!" + slice(0, at) + '@' + slice(at + 1, typed.size());
    if (at < 0)
        return slice(0, bang) + '!' + slice(bang + 1, typed.size()) + "@*";
    return slice(0, bang) + '!' + slice(bang + 1, at) + '@' + slice(at + 1, typed.size());
}

/// A colon before any '!' and '@' in what begins with '~' (which no nick does) makes an extended mask.
bool isExtended(QByteArrayView typed)
{
    if (!typed.startsWith('~'))
        return false;
    const auto end = std::find_if(typed.begin(), typed.end(), [](char c) { return c == '!' || c == '@' || c == ':'; });
    return end != typed.end() && *end == ':';
}

QByteArray accountMask(QByteArrayView typed)
{
    for (const QByteArrayView prefix : AccountPrefixes) {
        if (typed.startsWith(prefix) && typed.size() > prefix.size())
            return AccountPrefix.toByteArray() + part(typed.sliced(prefix.size()));
    }
    return {};
}

} // namespace

QByteArray normalizedMask(QByteArrayView typed)
{
    if (typed.isEmpty() || hasForbidden(typed))
        return {};
    const QByteArray mask = isExtended(typed) ? accountMask(typed) : userMask(typed);
    // A colon in front would be taken for the last parameter.
    return mask.size() > MaxMaskBytes || mask.startsWith(':') ? QByteArray() : mask;
}

bool maskMatches(QByteArrayView mask, const User &user)
{
    if (mask.startsWith(AccountPrefix))
        return !user.account.isEmpty() && matchesWildcard(mask.sliced(AccountPrefix.size()), user.account);
    return matchesWildcard(mask, user.mask) || (user.hasOtherHost() && matchesWildcard(mask, user.realMask()));
}

bool anyMatches(const std::vector<MaskEntry> &masks, const User &user)
{
    return std::any_of(masks.begin(), masks.end(),
                       [&user](const MaskEntry &entry) { return maskMatches(entry.mask, user); });
}

bool isBanned(const Channel &channel, const User &user)
{
    return anyMatches(channel.bans, user) && !anyMatches(channel.exceptions, user);
}

} // namespace plausch::server
