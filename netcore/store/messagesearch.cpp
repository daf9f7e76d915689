// What a search finds: words by the full-text index, who and where by the rows themselves.
#include "store/database.h"
#include "store/messagecolumns.h"
#include "store/messages.h"
#include "store/searchwords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlQuery>

#include <limits>

namespace plausch::store {
namespace {

QString json(const QStringList &list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

/// For LIKE: nothing in it stands for anything else.
QString literal(QString text)
{
    for (const QLatin1Char sign : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        text.replace(sign, QLatin1Char('\\') + QString(sign));
    return text;
}

} // namespace

QList<MessageRow> Messages::search(const SearchQuery &query)
{
    const QString words = searchWords(query.text);
    const bool wordless = words.isEmpty() && query.from.isEmpty() && query.within.isEmpty();
    const bool elsewhere = !query.chat.isEmpty() && !query.within.isEmpty() && !query.within.contains(query.chat);
    if (wordless || elsewhere || (words.isEmpty() && !query.text.isEmpty()))
        return {};
    const QList<ChatId> within = query.chat.isEmpty() ? query.within : QList<ChatId>{query.chat};
    const qint64 before = query.beforeRow > 0 ? query.beforeRow : std::numeric_limits<qint64>::max();
    const QVariantList speaker{u'%' + literal(query.from) + u'%', query.fromSelf, json(query.fromChats)};
    QList<MessageRow> rows;
    if (words.isEmpty() && !query.from.isEmpty())
        readAll(QStringLiteral("search_all_from"),
                QVariantList{before, within.isEmpty(), json(within)} + speaker + QVariantList{query.limit}, rows);
    else if (query.from.isEmpty())
        readAll(QStringLiteral("search"), {matching(words, within), before, query.limit}, rows);
    else
        readAll(QStringLiteral("search_from"),
                QVariantList{matching(words, within), before} + speaker + QVariantList{query.limit}, rows);
    return rows;
}

/// The chat's number is a word of the index, too.
QString Messages::matching(const QString &words, const QList<ChatId> &within)
{
    QStringList parts;
    if (!words.isEmpty())
        parts.append(QStringLiteral("text : (%1)").arg(words));
    QStringList numbers;
    for (const ChatId &chat : within) {
        qint64 number = 0; // of no chat
        m_database.run(QStringLiteral("chat_number"), {chat},
                       [&](const QSqlQuery &row) { number = row.value(0).toLongLong(); });
        numbers.append(QStringLiteral("\"%1\"").arg(number));
    }
    if (!numbers.isEmpty())
        parts.append(QStringLiteral("chat : (%1)").arg(numbers.join(QStringLiteral(" OR "))));
    return parts.join(QStringLiteral(" AND "));
}

} // namespace plausch::store
