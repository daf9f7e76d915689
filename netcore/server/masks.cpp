#include "server/masks.h"

#include "server/user.h"

#include <algorithm>

namespace plausch::server {
namespace {

constexpr QByteArrayView AccountPrefix = "~a:";
constexpr QByteArrayView AccountPrefixes[] = {AccountPrefix, "~account:"};

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

/// Where the character of UTF-8 at `at` ends.
qsizetype nextCharacter(QByteArrayView text, qsizetype at)
{
    do
        ++at;
    while (at < text.size() && (uchar(text[at]) & 0xC0) == 0x80);
    return at;
}

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

/// Only the last star is ever come back to, so the effort is at most the product of the two lengths.
bool globMatches(QByteArrayView pattern, QByteArrayView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && pattern[p] == '?') {
            ++p;
            t = nextCharacter(text, t);
        } else if (p < pattern.size() && lower(pattern[p]) == lower(text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = starText = nextCharacter(text, starText);
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

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
        return !user.account.isEmpty() && globMatches(mask.sliced(AccountPrefix.size()), user.account);
    return globMatches(mask, user.mask);
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
