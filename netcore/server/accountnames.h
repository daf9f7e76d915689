// Layer: server. Thread: the realm's; one that is loaded is made on the accounts' loop. Owner: World.
#pragma once

#include "server/confusables.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QSet>

namespace plausch::server {

/// Of all accounts there are: a nick of that name is theirs, whether or not somebody is signed in, and so is one that
/// cannot be told from it.
class AccountNames
{
public:
    AccountNames() { m_looks.switchOn(); }

    bool isEmpty() const { return m_names.isEmpty(); }
    bool contains(const QByteArray &folded) const { return m_names.contains(folded); }
    void add(const QByteArray &folded)
    {
        m_names.insert(folded);
        m_foreign = m_foreign || Lookalikes::concerns(folded);
        m_looks.add(folded);
    }
    /// The folded name of another account than `own` (folded; empty: none) that looks the same; empty: there is none.
    QByteArray lookalike(const QByteArray &folded, const QByteArray &own) const
    {
        return m_foreign || (!isEmpty() && Lookalikes::concerns(folded)) ? m_looks.twinOf(folded, own) : QByteArray();
    }

private:
    QSet<QByteArray> m_names;
    Lookalikes m_looks;
    bool m_foreign = false; // one of them is not plain ASCII
};

} // namespace plausch::server
