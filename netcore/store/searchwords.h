// Layer: store. Pure, any thread.
#pragma once

#include <QString>

namespace plausch::store {

/// What a user typed, as an FTS5 query (https://www.sqlite.org/fts5.html#full_text_query_syntax): every word quoted, so
/// that none of them is an operator, the last one a prefix. Empty: there is no word to look for (blank, punctuation
/// and symbols only). At most 16 words of 64 characters count.
QString searchWords(const QString &typed);

} // namespace plausch::store
