// Layer: ui/models. Pure, main thread (translations).
#pragma once

#include "store/rows.h"

#include <optional>
#include <utility>

namespace plausch::ui {

/// What was typed into a search field: words, and from:name, in:name among them. Names with blanks stand in quotation
/// marks; the filters have their names in the user's language as well as in English.
struct SearchFilters
{
    QString words;
    QString from;
    QString in;
    bool operator==(const SearchFilters &) const = default;
};
SearchFilters searchFilters(const QString &typed);

/// Who and what there is, by the names shown.
struct SearchScope
{
    QString self;
    QList<std::pair<store::ChatId, QString>> chats;
};
/// nullopt: no conversation is called so, and nothing can be found. Empty chat: everywhere.
std::optional<store::SearchQuery> searchQuery(const SearchFilters &filters, const store::ChatId &chat,
                                              const SearchScope &scope);

} // namespace plausch::ui
