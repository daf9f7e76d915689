// Layer: app. Pure functions, any thread. Values of a configuration file; each answers with what is wrong with the
// text, or with nothing.
#pragma once

#include "chatserver/plan.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace plausch::app {

/// "127.0.0.1:50000" or "[::1]:50000"; names are not resolved.
std::optional<chatserver::Endpoint> endpointOf(const QString &text);
/// Several, with commas or blanks between them.
QString readEndpoints(const QString &text, QList<chatserver::Endpoint> &endpoints);
/// "https://chat.example.org" or "http://localhost:8080", as a browser sends them; several as above.
QString readOrigins(const QString &text, QByteArrayList &origins);
/// One of two words: the first one means false.
QString readSwitch(const QString &text, std::pair<const char *, const char *> words, bool &value);
/// A name as IRC can write it: not empty, without blanks.
QString readWord(const QString &text, QByteArray &word);
/// A whole number, bounds included.
QString readInteger(const QString &text, qint64 least, qint64 most, qint64 &number);

template <class Number> QString readNumber(const QString &text, qint64 least, qint64 most, Number &number)
{
    qint64 value = number;
    const QString wrong = readInteger(text, least, most, value);
    number = static_cast<Number>(value);
    return wrong;
}

} // namespace plausch::app
