#include "wire/casemap.h"

#include "wire/textcase.h"

#include <QList>

#include <algorithm>
#include <optional>

namespace plausch::wire {
namespace {

constexpr char toLowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

/// Meant for the wire's own syntax (https://modern.ircdocs.horse/#clients) and for the suffix of a clash.
constexpr bool isReserved(char32_t c)
{
    constexpr QByteArrayView reserved = " ,*?!@.#&:$~+%";
    return c < 0x80 && std::find(reserved.begin(), reserved.end(), char(c)) != reserved.end();
}

/// Format characters count as control: an invisible or direction-changing one would let two nicks look the same.
/// The two joiners stay, scripts and emoji need them.
bool isInvisible(char32_t c)
{
    constexpr char32_t ZeroWidthNonJoiner = 0x200C;
    constexpr char32_t ZeroWidthJoiner = 0x200D;
    if (c == ZeroWidthNonJoiner || c == ZeroWidthJoiner)
        return false;
    const QChar::Category category = QChar::category(c);
    return QChar::isSpace(c) || category == QChar::Other_Control || category == QChar::Other_Format
        || category == QChar::Other_Surrogate;
}

bool isNickCharacter(char32_t c)
{
    return !isReserved(c) && !isInvisible(c);
}

bool isChannelCharacter(char32_t c)
{
    return c != U',' && !isInvisible(c);
}

constexpr bool cannotLead(char c)
{
    return c == '-' || (c >= '0' && c <= '9');
}

} // namespace

QByteArray folded(QByteArrayView name)
{
    QByteArray out(name.size(), Qt::Uninitialized);
    std::transform(name.begin(), name.end(), out.begin(), toLowerAscii);
    return out;
}

QByteArray folded(QByteArrayView name, CaseMapping mapping)
{
    const char last = mapping == CaseMapping::Rfc1459 ? '^' : ']';
    QByteArray out = folded(name);
    if (mapping != CaseMapping::Ascii) {
        for (char &c : out)
            c = c >= '[' && c <= last ? char(c + 0x20) : c;
    }
    return out;
}

CaseMapping caseMapping(QByteArrayView name)
{
    if (name == QByteArrayView("rfc1459"))
        return CaseMapping::Rfc1459;
    return name == QByteArrayView("rfc1459-strict") ? CaseMapping::StrictRfc1459 : CaseMapping::Ascii;
}

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return toLowerAscii(x) == toLowerAscii(y); });
}

bool isValidNick(QByteArrayView nick)
{
    if (nick.isEmpty() || nick.size() > MaxNickBytes || cannotLead(nick.front()))
        return false;
    const std::optional<QString> text = decodeUtf8(nick);
    if (!text)
        return false;
    const QList<uint> characters = text->toUcs4();
    return std::all_of(characters.begin(), characters.end(), isNickCharacter);
}

bool isValidChannelName(QByteArrayView name)
{
    if (!name.startsWith('#') || name.size() > MaxChannelBytes)
        return false;
    const std::optional<QString> text = decodeUtf8(name);
    if (!text)
        return false;
    const QList<uint> characters = text->toUcs4();
    return std::all_of(characters.begin(), characters.end(), isChannelCharacter);
}

QByteArray nickFromName(const QString &name)
{
    QByteArray nick;
    // Composed first, so that one name gives one nick on every system.
    const QList<uint> characters = name.normalized(QString::NormalizationForm_C).simplified().toUcs4();
    for (const char32_t c : characters) {
        const bool broken = c == QChar::ReplacementCharacter; // toUcs4() puts it for half a surrogate pair
        if (broken || (c != U' ' && !isNickCharacter(c)))
            continue;
        QByteArray next = c == U' ' ? QByteArray("_") : QString::fromUcs4(&c, 1).toUtf8();
        if (nick.isEmpty() && cannotLead(next.front()))
            next.prepend('_');
        if (nick.size() + next.size() > MaxNickBytes)
            break;
        nick += next;
    }
    return nick.isEmpty() ? QByteArray("gast") : nick;
}

} // namespace plausch::wire
