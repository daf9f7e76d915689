#include "store/searchwords.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace plausch::store {
namespace {

constexpr qsizetype MaxWords = 16;
constexpr qsizetype MaxWordLength = 64;

// As unicode61 sees it: a word is made of letters and digits, all else separates.
bool hasSubstance(const QString &word)
{
    const QList<uint> points = word.toUcs4();
    return std::any_of(points.begin(), points.end(), [](uint c) { return QChar::isLetterOrNumber(c); });
}

QString quoted(QString word)
{
    word.truncate(MaxWordLength);
    word.remove(QChar::Null); // would end the query
    return QLatin1Char('"') + word.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

} // namespace

QString searchWords(const QString &typed)
{
    static const QRegularExpression space(QStringLiteral("\\s+"), QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    for (const QString &word : typed.left(MaxWords * (MaxWordLength + 1)).split(space, Qt::SkipEmptyParts)) {
        if (words.size() < MaxWords && hasSubstance(word))
            words.append(quoted(word));
    }
    return words.isEmpty() ? QString() : words.join(QLatin1Char(' ')) + QLatin1Char('*');
}

} // namespace plausch::store
