#include "server/klines.h"

#include "server/masks.h"
#include "server/wildcard.h"
#include "wire/casemap.h"

#include <algorithm>

namespace plausch::server {
namespace {

// As the account extban is written, https://ircv3.net/specs/extensions/account-extban
constexpr QByteArrayView AccountPrefix = "~a:";
constexpr QByteArrayView AccountPrefixes[] = {AccountPrefix, "~account:"};

/// Empty: the text means no account.
QByteArray accountIn(const QByteArray &text)
{
    for (const QByteArrayView prefix : AccountPrefixes) {
        if (text.startsWith(prefix))
            return text.sliced(prefix.size());
    }
    return {};
}

bool consistsOf(QByteArrayView text, QByteArrayView characters)
{
    return std::all_of(text.begin(), text.end(), [characters](char c) { return characters.contains(c); });
}

bool fitsEverybody(const KLine &line)
{
    if (line.kind == KLine::Kind::Account)
        return false;
    if (const auto range = ipRange(line.pattern); range && line.pattern.endsWith("/0"))
        return true;
    return consistsOf(line.pattern, "*?!@.:");
}

} // namespace

std::optional<KLine> KLines::read(QByteArrayView text)
{
    if (text.size() > MaxMaskBytes || text.contains(' '))
        return std::nullopt;
    const QByteArray folded = wire::folded(text);
    KLine line;
    if (const QByteArray account = accountIn(folded); !account.isEmpty()) {
        line.kind = KLine::Kind::Account;
        line.pattern = account;
    } else if (folded.contains('!') || folded.contains('@')) {
        line.kind = KLine::Kind::Mask;
        line.pattern = folded.contains('!') ? folded : "*!" + folded;
        if (!folded.contains('@'))
            line.pattern += "@*";
    } else if (ipRange(folded) || (hasWildcard(folded) && consistsOf(folded, "0123456789abcdef.:*?"))) {
        line.pattern = folded;
    }
    if (line.pattern.isEmpty() || fitsEverybody(line))
        return std::nullopt;
    return line;
}

QByteArray KLines::textOf(const KLine &line)
{
    return line.kind == KLine::Kind::Account ? AccountPrefix.toByteArray() + line.pattern : line.pattern;
}

KLines::Row::Row(KLine a) : line(std::move(a))
{
    if (line.kind == KLine::Kind::Address)
        range = ipRange(line.pattern);
}

bool KLines::Row::fits(const Suspect &suspect, const std::optional<IpAddress> &address) const
{
    switch (line.kind) {
    case KLine::Kind::Address:
        if (range)
            return address && range->contains(*address);
        return !suspect.address.isEmpty() && matchesWildcard(line.pattern, suspect.address);
    case KLine::Kind::Mask:
        return !suspect.mask.isEmpty() && matchesWildcard(line.pattern, suspect.mask);
    case KLine::Kind::Account:
        return wire::sameName(line.pattern, suspect.account);
    }
    return false;
}

std::vector<KLines::Row>::iterator KLines::find(const KLine &line)
{
    return std::find_if(m_rows.begin(), m_rows.end(), [&line](const Row &row) {
        return row.line.kind == line.kind && row.line.pattern == line.pattern;
    });
}

bool KLines::set(KLine line, qint64 utc)
{
    std::erase_if(m_rows, [utc](const Row &row) { return !row.holds(utc); });
    if (const auto old = find(line); old != m_rows.end()) {
        *old = Row(std::move(line));
        return true;
    }
    if (m_rows.size() >= Max)
        return false;
    m_rows.emplace_back(std::move(line));
    return true;
}

bool KLines::remove(const KLine &line)
{
    const auto found = find(line);
    if (found == m_rows.end())
        return false;
    m_rows.erase(found);
    return true;
}

const KLine *KLines::match(const Suspect &suspect, qint64 utc) const
{
    if (m_rows.empty())
        return nullptr;
    const auto address = ipAddress(suspect.address);
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const Row &row) { return row.holds(utc) && row.fits(suspect, address); });
    return found == m_rows.end() ? nullptr : &found->line;
}

std::vector<KLine> KLines::all(qint64 utc) const
{
    std::vector<KLine> lines;
    for (const Row &row : m_rows) {
        if (row.holds(utc))
            lines.push_back(row.line);
    }
    return lines;
}

void KLines::load(std::vector<KLine> lines)
{
    m_rows.clear();
    for (KLine &line : lines)
        m_rows.emplace_back(std::move(line));
}

} // namespace plausch::server
