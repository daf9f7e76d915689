// Layer: server. A value of one turn. Thread: the realm's.
#pragma once

#include "server/call.h"

#include <QByteArray>

namespace plausch::server {

/// Names of any number in as many numerics as it takes: "NNN nick middle :a,b,c".
class NickList
{
public:
    static constexpr qsizetype LineBytes = 380; // of names; the line has 512 with all that stands before them

    NickList(Call &call, session::Numeric code, char separator = ',', QByteArrayView middle = {})
        : m_call(call), m_code(code), m_separator(separator), m_middle(middle)
    {
    }

    void add(QByteArrayView name)
    {
        if (!m_names.isEmpty() && m_names.size() + name.size() >= LineBytes)
            flush();
        if (!m_names.isEmpty())
            m_names += m_separator;
        m_names += name;
    }
    /// Nothing is said of no names.
    void flush()
    {
        if (m_names.isEmpty())
            return;
        if (m_middle.isEmpty())
            m_call.numeric(m_code, {}, m_names);
        else
            m_call.numeric(m_code, {m_middle}, m_names);
        m_names.clear();
    }

private:
    Call &m_call;
    session::Numeric m_code;
    char m_separator;
    QByteArrayView m_middle;
    QByteArray m_names;
};

/// Of "a,b,,c" each that is not empty.
template <class Sink> void forEachTarget(QByteArrayView list, Sink &&sink, char separator = ',')
{
    while (!list.isEmpty()) {
        const qsizetype end = list.indexOf(separator);
        const QByteArrayView one = end < 0 ? list : list.first(end);
        if (!one.isEmpty())
            sink(one);
        list = end < 0 ? QByteArrayView() : list.sliced(end + 1);
    }
}

} // namespace plausch::server
