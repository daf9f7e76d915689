// Layer: io, Linux only, for EpollFarPort. Values that go from one loop to another, a pile at a time: what links
// elsewhere are to do, and what they tell. A link is named by the number that its EpollFarPort gave it.
#pragma once

#include "io/qtlink.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace plausch::io {

struct FarEnding
{
    CloseReason reason;
    QString detail;
};

/// Done in their order. Bytes that go to several links one after the other are in a pile once.
struct FarOrders
{
    enum class Verb : quint8 { Adopt, Start, Write, Taken, Close, Reset, Drop };
    struct Order
    {
        quint32 link;
        Verb verb;
        quint32 argument; // Adopt, Write, Close, Reset: which of those below; Taken: bytes
    };
    struct Adoption
    {
        qintptr descriptor;
        LinkOptions options;
    };

    std::vector<Order> orders;
    std::vector<QByteArray> pieces;
    std::vector<Adoption> adoptions;
    std::vector<FarEnding> endings;
    qint64 weight = 0; // bytes, for each link that gets them

    bool isEmpty() const { return orders.empty(); }
    void add(quint32 link, Verb verb, std::size_t argument = 0)
    {
        orders.push_back({link, verb, static_cast<quint32>(argument)});
    }
    void write(quint32 link, const QByteArray &bytes)
    {
        if (pieces.empty() || !isSame(pieces.back(), bytes))
            pieces.push_back(bytes);
        add(link, Verb::Write, pieces.size() - 1);
        weight += bytes.size();
    }
    void end(quint32 link, Verb verb, CloseReason reason, const QString &detail)
    {
        endings.push_back({reason, detail});
        add(link, verb, endings.size() - 1);
    }

private:
    static bool isSame(const QByteArray &a, const QByteArray &b)
    {
        return a.constData() == b.constData() && a.size() == b.size();
    }
};

struct FarNews
{
    enum class Kind : quint8 { Opened, Bytes, PeerFinished, Writable, Closed, Gone };
    struct Item
    {
        quint32 link;
        Kind kind;
        quint32 argument; // Opened, Closed: which of those below; Bytes: how many
    };

    std::vector<Item> items;
    QByteArray text; // the bytes of all, in their order
    std::vector<LinkInfo> infos;
    std::vector<FarEnding> endings;
    std::size_t loop = 0; // whose they are
    qint64 done = 0; // weight of orders since the pile before

    bool isEmpty() const { return items.empty(); }
    void add(quint32 link, Kind kind, std::size_t argument = 0)
    {
        items.push_back({link, kind, static_cast<quint32>(argument)});
    }
    void addBytes(quint32 link, QByteArrayView bytes)
    {
        text.append(bytes);
        add(link, Kind::Bytes, static_cast<std::size_t>(bytes.size()));
    }
};

} // namespace plausch::io
