// Layer: server. Thread: the realm's. Owner: World.
#pragma once

#include <QByteArray>
#include <QHash>

namespace plausch::server {

/// What crowds (ipaddress.h) tried: passwords, counted when the look at one begins, taken back when it was right; and
/// connections.
class Attempts
{
public:
    static constexpr int Most = 5; // passwords within the window
    static constexpr qint64 WindowMsecs = 60'000; // from the first of them
    static constexpr qsizetype MaxCrowds = 4'096; // beyond, newcomers are not counted until others have run out

    /// False: no more for now. `now` is monotonic.
    bool begin(const QByteArray &crowd, qint64 now, int most = Most)
    {
        const auto isOver = [now](const Tries &tries) { return now - tries.since >= WindowMsecs; };
        if (!m_crowds.contains(crowd) && m_crowds.size() >= MaxCrowds)
            m_crowds.removeIf([&](const auto &one) { return isOver(one.value()); });
        if (!m_crowds.contains(crowd) && m_crowds.size() >= MaxCrowds)
            return true;
        Tries &tries = m_crowds[crowd];
        if (tries.count == 0 || isOver(tries))
            tries = {now, 0};
        if (tries.count >= most)
            return false;
        ++tries.count;
        return true;
    }
    /// begin() would say no.
    bool isSpent(const QByteArray &crowd, qint64 now, int most = Most) const
    {
        const auto tries = m_crowds.constFind(crowd);
        return tries != m_crowds.cend() && now - tries->since < WindowMsecs && tries->count >= most;
    }
    /// Takes back that one try and no more: who knows one password is not to guess others for ever.
    void succeeded(const QByteArray &crowd)
    {
        if (const auto tries = m_crowds.find(crowd); tries != m_crowds.end() && tries->count > 0)
            --tries->count;
    }

private:
    struct Tries
    {
        qint64 since = 0;
        int count = 0;
    };
    QHash<QByteArray, Tries> m_crowds;
};

} // namespace plausch::server
