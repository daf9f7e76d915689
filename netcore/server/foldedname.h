// Layer: server. A value of one call. Any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>

namespace plausch::server {

/// A name as the tables know it, without an allocation for names of ordinary length (CASEMAPPING=ascii).
class FoldedName
{
public:
    explicit FoldedName(QByteArrayView name)
    {
        char *to = m_few.data();
        if (name.size() > qsizetype(m_few.size())) {
            m_many.resize(name.size());
            to = m_many.data();
        }
        for (qsizetype i = 0; i < name.size(); ++i)
            to[i] = name[i] >= 'A' && name[i] <= 'Z' ? char(name[i] | 0x20) : name[i];
        m_key = QByteArray::fromRawData(to, name.size());
    }
    FoldedName(const FoldedName &) = delete;
    FoldedName &operator=(const FoldedName &) = delete;

    /// Only for looking up, not to be kept.
    const QByteArray &key() const { return m_key; }

private:
    std::array<char, 96> m_few;
    QByteArray m_many;
    QByteArray m_key;
};

} // namespace plausch::server
