// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include "server/ipaddress.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace plausch::server {

/// Somebody who may not come in.
struct KLine
{
    enum class Kind : quint8 { Address, Mask, Account };

    Kind kind = Kind::Address;
    QByteArray pattern; // folded: "192.0.2.0/24", "192.0.2.*", "*!*@198.51.100.7", "max"
    QByteArray reason;
    QByteArray setter;
    qint64 setUtc = 0; // milliseconds
    qint64 expiresUtc = 0; // 0: never
    bool operator==(const KLine &) const = default;
};

/// Whom the lines are held against. What is not known yet is empty, and no line fits it.
struct Suspect
{
    QByteArrayView address;
    QByteArrayView mask; // nick!name@host
    QByteArrayView account;
};

class KLines
{
public:
    static constexpr std::size_t Max = 5'000;

    /// As an operator writes it: "192.0.2.7", "192.0.2.0/24", "192.0.2.*", "name@host", "nick!name@host",
    /// "~a:max". Kind and pattern are filled. Nullopt: none of these, or it would fit everybody.
    static std::optional<KLine> read(QByteArrayView text);
    /// As an operator writes it, again.
    static QByteArray textOf(const KLine &line);

    bool set(KLine line, qint64 utc); // makes or replaces; false: there are Max
    bool remove(const KLine &line); // by kind and pattern; false: it was not there
    const KLine *match(const Suspect &suspect, qint64 utc) const; // nullptr: may come in
    bool isEmpty() const { return m_rows.empty(); }

    std::vector<KLine> all(qint64 utc) const; // that hold
    void load(std::vector<KLine> lines);

private:
    struct Row
    {
        explicit Row(KLine a);
        bool fits(const Suspect &suspect, const std::optional<IpAddress> &address) const;
        bool holds(qint64 utc) const { return line.expiresUtc == 0 || line.expiresUtc > utc; }

        KLine line;
        std::optional<IpRange> range; // of an address without wildcards
    };
    std::vector<Row>::iterator find(const KLine &line);

    std::vector<Row> m_rows;
};

} // namespace plausch::server
