// Layer: chatserver. A value. Owner: Hall.
#pragma once

#include <QByteArray>
#include <QHash>

namespace plausch::chatserver {

class ClientLink;

/// Links that have not shaken hands yet. The realm, which counts clients, does not know of them, and each costs more
/// than a client does.
class Antechamber
{
public:
    static constexpr qsizetype Max = 2'048; // whoever else comes waits in the kernel's backlog

    void enter(const ClientLink *link, const QByteArray &crowd)
    {
        m_links.insert(link, crowd);
        ++m_crowds[crowd];
    }
    /// False: it was not here.
    bool leave(const ClientLink *link)
    {
        const auto found = m_links.constFind(link);
        if (found == m_links.cend())
            return false;
        if (const auto crowd = m_crowds.find(*found); --*crowd == 0)
            m_crowds.erase(crowd);
        m_links.erase(found);
        return true;
    }
    bool isFull() const { return m_links.size() >= Max; }
    int of(const QByteArray &crowd) const { return m_crowds.value(crowd); }

private:
    QHash<const ClientLink *, QByteArray> m_links;
    QHash<QByteArray, int> m_crowds;
};

} // namespace plausch::chatserver
