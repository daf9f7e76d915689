#include "store/serverrows.h"

#include "wire/casemap.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace plausch::store {
namespace {

constexpr char Between = ' '; // in no nick, account or room
constexpr char Break = '\n';
constexpr char Continued = '\r';

constexpr int IdLetters = 13; // 5 bits each
constexpr int CounterBits = 16;

constexpr std::array<qint8, 256> digitValues()
{
    std::array<qint8, 256> values{};
    values.fill(-1);
    qint8 value = 0;
    for (const char digit : std::string_view("0123456789abcdefghjkmnpqrstvwxyz"))
        values[uchar(digit)] = value++;
    return values;
}

} // namespace

qint64 timeOfMsgid(QByteArrayView msgid)
{
    static constexpr std::array<qint8, 256> values = digitValues();
    if (msgid.size() != IdLetters)
        return -1;
    quint64 number = 0;
    for (const char letter : msgid) {
        const qint8 value = values[uchar(letter)];
        if (value < 0)
            return -1;
        number = number << 5 | quint64(value);
    }
    return qint64(number >> CounterBits);
}

QByteArray privateTarget(QByteArrayView one, QByteArrayView other)
{
    return privateTargetOfFolded(wire::folded(one), wire::folded(other));
}

QByteArray privateTargetOfFolded(QByteArrayView one, QByteArrayView other)
{
    const auto [first, second] = std::minmax(one, other);
    QByteArray target;
    target.reserve(first.size() + 1 + second.size());
    return target.append(first).append(Between).append(second);
}

bool isPrivateTarget(QByteArrayView target)
{
    return target.contains(Between);
}

QByteArray otherTalker(QByteArrayView privateTarget, QByteArrayView self)
{
    const qsizetype blank = privateTarget.indexOf(Between);
    const QByteArrayView first = privateTarget.first(qMax(blank, 0));
    return (wire::sameName(first, self) ? privateTarget.sliced(blank + 1) : first).toByteArray();
}

QByteArray joinedLines(const QList<HistoryLine> &lines)
{
    QByteArray text;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0)
            text += lines.at(i).continues ? Continued : Break;
        text += lines.at(i).text;
    }
    return text;
}

QList<HistoryLine> linesOf(const QByteArray &text)
{
    QList<HistoryLine> lines{{}};
    for (const char c : text) {
        if (c == Break || c == Continued)
            lines.append({{}, c == Continued});
        else
            lines.last().text += c;
    }
    return lines;
}

} // namespace plausch::store
