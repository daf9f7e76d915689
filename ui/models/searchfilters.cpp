#include "ui/models/searchfilters.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace plausch::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SearchFilters)
};

const QRegularExpression &filterForm()
{
    static const QRegularExpression form(QStringLiteral("(?<!\\S)(\\w+):(?:[\"„“”]([^\"“”]*)[\"“”]?|(\\S+))"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    return form;
}

bool isNamed(const QString &name, const QString &wanted)
{
    return name.contains(wanted, Qt::CaseInsensitive);
}

} // namespace

SearchFilters searchFilters(const QString &typed)
{
    SearchFilters filters;
    qsizetype end = 0;
    auto matches = filterForm().globalMatch(typed);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString key = match.captured(1).toLower();
        const QString value = (match.captured(2) + match.captured(3)).trimmed();
        const bool isFrom = key == QLatin1String("from") || key == Words::tr("from", "search: who wrote it");
        const bool isIn = key == QLatin1String("in") || key == Words::tr("in", "search: where it was written");
        if (!isFrom && !isIn)
            continue;
        (isFrom ? filters.from : filters.in) = value;
        filters.words += typed.mid(end, match.capturedStart() - end);
        end = match.capturedEnd();
    }
    filters.words = (filters.words + typed.mid(end)).simplified();
    return filters;
}

std::optional<store::SearchQuery> searchQuery(const SearchFilters &filters, const store::ChatId &chat,
                                              const SearchScope &scope)
{
    store::SearchQuery query;
    query.text = filters.words;
    query.chat = chat;
    query.from = filters.from;
    if (!filters.from.isEmpty()) {
        query.fromSelf = scope.self.compare(filters.from, Qt::CaseInsensitive) == 0
            || filters.from.toLower() == Words::tr("me", "search: who wrote it");
        for (const auto &[id, name] : scope.chats) {
            if (isNamed(name, filters.from))
                query.fromChats.append(id);
        }
    }
    if (filters.in.isEmpty())
        return query;
    for (const auto &[id, name] : scope.chats) {
        if (isNamed(name, filters.in))
            query.within.append(id);
    }
    return query.within.isEmpty() ? std::nullopt : std::optional(query);
}

} // namespace plausch::ui
