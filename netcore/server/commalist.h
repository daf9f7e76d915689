// Layer: server. Any thread.
#pragma once

#include <QByteArrayView>

namespace plausch::server {

/// Takes the first item off a list "a,b,c"; what is left is empty after the last one. Items may be empty.
inline QByteArrayView takeItem(QByteArrayView &list)
{
    const qsizetype comma = list.indexOf(',');
    const QByteArrayView item = comma < 0 ? list : list.first(comma);
    list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
    return item;
}

} // namespace plausch::server
