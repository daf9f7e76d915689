#include "ui/models/irclink.h"

namespace plausch::ui {
namespace {

constexpr quint16 PlainPort = 6667;
constexpr quint16 TlsPort = 6697;
constexpr qsizetype MaxName = 200;

bool isName(const QString &name)
{
    return name.size() <= MaxName && std::none_of(name.begin(), name.end(), [](QChar c) {
               return c.unicode() <= 0x20 || c == u',' || c == u'\x7f';
           });
}

} // namespace

std::optional<IrcLink> ircLink(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    const bool tls = scheme == QLatin1String("ircs");
    if ((!tls && scheme != QLatin1String("irc")) || !url.isValid() || url.host().isEmpty())
        return std::nullopt;
    IrcLink link;
    link.tls = tls;
    link.host = url.host();
    link.port = static_cast<quint16>(url.port(tls ? TlsPort : PlainPort));
    // "irc://host/#room" is written as often as "irc://host/room": there the room is the URL's fragment.
    QString target = url.path(QUrl::FullyDecoded).mid(1);
    if (url.hasFragment())
        target += u'#' + url.fragment(QUrl::FullyDecoded);
    QStringList parts = target.split(u',');
    QString name = parts.takeFirst();
    if (name.isEmpty() || !isName(name))
        return link;
    if (parts.contains(QLatin1String("isnick"), Qt::CaseInsensitive)) {
        link.nick = name;
        return link;
    }
    link.room = QStringView(u"#&+!").contains(name.front()) ? name : u'#' + name;
    if (url.hasQuery() && isName(url.query(QUrl::FullyDecoded)))
        link.key = url.query(QUrl::FullyDecoded);
    return link;
}

} // namespace plausch::ui
