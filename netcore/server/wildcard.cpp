#include "server/wildcard.h"

namespace plausch::server {
namespace {

constexpr char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? char(byte | 0x20) : byte;
}

constexpr bool continues(char byte) // inside a character of UTF-8
{
    return (uchar(byte) & 0xC0) == 0x80;
}

qsizetype afterCharacter(QByteArrayView text, qsizetype at)
{
    do
        ++at;
    while (at < text.size() && continues(text[at]));
    return at;
}

} // namespace

bool matchesWildcard(QByteArrayView pattern, QByteArrayView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1; // the last '*', and how far the text goes that it stands for
    qsizetype covered = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            covered = t;
        } else if (p < pattern.size() && pattern[p] == '?') {
            ++p;
            t = afterCharacter(text, t);
        } else if (p < pattern.size() && lower(pattern[p]) == lower(text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = covered = afterCharacter(text, covered);
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool hasWildcard(QByteArrayView pattern)
{
    return pattern.contains('*') || pattern.contains('?');
}

} // namespace plausch::server
