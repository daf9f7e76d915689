#include "session/networkfeatures.h"

#include "wire/message.h"

#include <algorithm>
#include <iterator>

namespace plausch::session {
namespace {

/// Values may write bytes as \xHH (https://modern.ircdocs.horse/#rplisupport-005).
QByteArray unescaped(QByteArrayView escaped)
{
    QByteArray value;
    for (qsizetype i = 0; i < escaped.size(); ++i) {
        bool ok = false;
        const QByteArrayView rest = escaped.sliced(i);
        const bool hex = rest.startsWith("\\x") && rest.size() >= 4;
        const int code = hex ? rest.sliced(2, 2).toByteArray().toInt(&ok, 16) : 0;
        value += ok ? char(code) : escaped[i];
        i += ok ? 3 : 0;
    }
    return value;
}

void readNumber(const QByteArray &value, int least, int most, int &out)
{
    bool ok = false;
    const int number = value.toInt(&ok);
    if (ok && number >= least)
        out = std::min(number, most);
}

using Read = void (*)(Features &, QString &network, const QByteArray &value);
struct Row
{
    QByteArrayView key;
    Read read;
};

/// "(ov)@+"
void readPrefix(Features &features, QString &, const QByteArray &value)
{
    const qsizetype close = value.indexOf(')');
    const QByteArray modes = value.startsWith('(') && close > 0 ? value.mid(1, close - 1) : QByteArray();
    const QByteArray signs = close > 0 ? value.mid(close + 1) : QByteArray();
    if (modes.size() != signs.size())
        return;
    features.rankModes = modes;
    features.rankSigns = signs;
}

/// "A,B,C,D": lists, always with an argument, with one when set, never
void readModes(Features &features, QString &, const QByteArray &value)
{
    const QByteArrayList kinds = value.split(',');
    if (kinds.size() < 4)
        return;
    features.listModes = kinds[0];
    features.alwaysModes = kinds[1];
    features.setModes = kinds[2];
}

/// The default of a parameter that is taken back is that of Features.
constexpr Row Table[] = {
    {"CASEMAPPING", [](Features &f, QString &, const QByteArray &v) { f.caseMapping = wire::caseMapping(v); }},
    {"CHANMODES", readModes},
    {"CHANNELLEN", [](Features &f, QString &, const QByteArray &v) { readNumber(v, 1, 1'000, f.roomBytes); }},
    {"CHANTYPES", [](Features &f, QString &, const QByteArray &v) { f.roomTypes = v; }},
    {"CHATHISTORY", [](Features &f, QString &, const QByteArray &v) { readNumber(v, 0, 10'000, f.historyMax); }},
    {"CLIENTTAGDENY", [](Features &f, QString &, const QByteArray &v) { f.deniedTags = v.split(','); }},
    {"KICKLEN", [](Features &f, QString &, const QByteArray &v) { readNumber(v, 1, 4'000, f.kickBytes); }},
    {"LINELEN",
     [](Features &f, QString &, const QByteArray &v) {
         readNumber(v, wire::MaxBodyBytes, wire::MaxLongBodyBytes, f.lineBytes);
     }},
    {"MONITOR",
     [](Features &f, QString &, const QByteArray &v) {
         f.monitor = true;
         readNumber(v, 0, 10'000, f.monitorMax);
     }},
    {"NETWORK", [](Features &, QString &network, const QByteArray &v) { network = QString::fromUtf8(v.left(64)); }},
    {"NICKLEN", [](Features &f, QString &, const QByteArray &v) { readNumber(v, 1, 1'000, f.nickBytes); }},
    {"PREFIX", readPrefix},
    {"STATUSMSG", [](Features &f, QString &, const QByteArray &v) { f.statusSigns = v; }},
    {"TOPICLEN", [](Features &f, QString &, const QByteArray &v) { readNumber(v, 1, 4'000, f.topicBytes); }},
    {"UTF8ONLY", [](Features &f, QString &, const QByteArray &) { f.utf8Only = true; }},
    {"WHOX", [](Features &f, QString &, const QByteArray &) { f.whox = true; }},
};

/// What is taken back is known no more: only of these it matters.
void takeBack(Features &features, QByteArrayView key)
{
    if (key == QByteArrayView("MONITOR"))
        features.monitor = false;
    else if (key == QByteArrayView("WHOX"))
        features.whox = false;
    else if (key == QByteArrayView("STATUSMSG"))
        features.statusSigns.clear();
    else if (key == QByteArrayView("CLIENTTAGDENY"))
        features.deniedTags.clear();
}

} // namespace

bool Features::isRoom(QByteArrayView target) const
{
    return !target.isEmpty() && roomTypes.contains(target.front());
}

bool Features::isRelayed(QByteArrayView tag) const
{
    const QByteArray name = tag.sliced(tag.startsWith('+') ? 1 : 0).toByteArray();
    const bool denied = deniedTags.contains("*") ? !deniedTags.contains('-' + name) : deniedTags.contains(name);
    return tags && !denied;
}

void applySupport(Features &features, QString &network, QByteArrayView token)
{
    if (token.startsWith('-'))
        return takeBack(features, token.sliced(1));
    const qsizetype equals = token.indexOf('=');
    const QByteArrayView key = equals < 0 ? token : token.first(equals);
    const auto row = std::find_if(std::begin(Table), std::end(Table), [key](const Row &one) { return one.key == key; });
    if (row != std::end(Table))
        row->read(features, network, equals < 0 ? QByteArray() : unescaped(token.sliced(equals + 1)));
}

QByteArray sortedRanks(const Features &features, QByteArrayView signs)
{
    QByteArray sorted;
    for (const char sign : features.rankSigns) {
        if (signs.contains(sign))
            sorted += sign;
    }
    return sorted;
}

QList<ModeStep> modeSteps(const Features &features, QByteArrayView modes, const QByteArrayList &arguments)
{
    QList<ModeStep> steps;
    qsizetype next = 0;
    bool on = true;
    for (const char letter : modes) {
        if (letter == '+' || letter == '-') {
            on = letter == '+';
            continue;
        }
        const bool has = features.rankModes.contains(letter) || features.listModes.contains(letter)
            || features.alwaysModes.contains(letter) || (on && features.setModes.contains(letter));
        steps.append({on, letter, has ? arguments.value(next++) : QByteArray()});
    }
    return steps;
}

} // namespace plausch::session
