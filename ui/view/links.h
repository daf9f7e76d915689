// Layer: ui. Pure.
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace plausch::ui {

struct Link
{
    int start = 0;
    int length = 0;
    QUrl url;
    bool operator==(const Link &) const = default;
};

/// What may be clicked: http, https, irc, ircs and mailto, written out with their scheme. Nothing else, ever.
QList<Link> findLinks(const QString &text);

} // namespace plausch::ui
