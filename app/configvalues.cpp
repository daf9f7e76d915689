#include "app/configvalues.h"

#include "app/configfile.h"

#include <QRegularExpression>

namespace plausch::app {
namespace {

constexpr qsizetype MaxWord = 63; // https://modern.ircdocs.horse/#servers

} // namespace

std::optional<chatserver::Endpoint> endpointOf(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return std::nullopt;
    QString host = text.left(colon);
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (bracketed)
        host = host.sliced(1, host.size() - 2);
    const QString digits = text.sliced(colon + 1);
    bool isNumber = !digits.startsWith(u'+');
    const quint16 port = isNumber ? digits.toUShort(&isNumber) : 0;
    chatserver::Endpoint endpoint{{}, port};
    if (!isNumber || !endpoint.address.setAddress(host))
        return std::nullopt;
    const bool six = endpoint.address.protocol() == QAbstractSocket::IPv6Protocol;
    // Qt also takes "127.1" and "1"; a file should say what it means.
    if (six != bracketed || (!six && host.count(u'.') != 3))
        return std::nullopt;
    return endpoint;
}

QString readEndpoints(const QString &text, QList<chatserver::Endpoint> &endpoints)
{
    static const QRegularExpression between(QStringLiteral("[,\\s]+"));
    endpoints.clear();
    for (const QString &one : text.split(between, Qt::SkipEmptyParts)) {
        const auto endpoint = endpointOf(one);
        if (!endpoint)
            return QStringLiteral("\"%1\" is not ADDRESS:PORT, such as 127.0.0.1:6667 or [::1]:6667")
                .arg(ConfigFile::shown(one));
        endpoints.append(*endpoint);
    }
    return {};
}

QString readOrigins(const QString &text, QByteArrayList &origins)
{
    static const QRegularExpression between(QStringLiteral("[,\\s]+"));
    static const QRegularExpression form(QStringLiteral("^https?://[^/@]+$"));
    origins.clear();
    for (const QString &one : text.toLower().split(between, Qt::SkipEmptyParts)) {
        if (!form.match(one).hasMatch())
            return QStringLiteral("\"%1\" is no origin, such as https://chat.example.org").arg(ConfigFile::shown(one));
        origins.append(one.toUtf8());
    }
    return {};
}

QString readSwitch(const QString &text, std::pair<const char *, const char *> words, bool &value)
{
    const QString off = QLatin1String(words.first);
    const QString on = QLatin1String(words.second);
    if (text != off && text != on)
        return QStringLiteral("\"%1\" is neither %2 nor %3").arg(ConfigFile::shown(text), off, on);
    value = text == on;
    return {};
}

QString readWord(const QString &text, QByteArray &word)
{
    static const QRegularExpression valid(QStringLiteral("^[^\\s:,][^\\s,]*$"));
    word = text.toUtf8();
    if (!valid.match(text).hasMatch() || word.size() > MaxWord)
        return QStringLiteral("\"%1\" is no name: it is one word of at most %2 bytes without commas")
            .arg(ConfigFile::shown(text))
            .arg(MaxWord);
    return {};
}

QString readInteger(const QString &text, qint64 least, qint64 most, qint64 &number)
{
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    if (!isNumber || value < least || value > most)
        return QStringLiteral("\"%1\" is no whole number from %2 to %3")
            .arg(ConfigFile::shown(text))
            .arg(least)
            .arg(most);
    number = value;
    return {};
}

} // namespace plausch::app
