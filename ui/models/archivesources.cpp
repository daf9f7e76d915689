// The models' view of a real archive.
#include "ui/models/chatmodel.h"
#include "ui/models/searchmodel.h"

namespace plausch::ui {

PageSource archivePages(chat::Archive &archive, const store::ChatId &chat)
{
    PageSource source;
    source.before = [&archive, chat](std::optional<store::Cursor> before, int count, PageSource::Done done) {
        archive.pageBefore(chat, before, count, std::move(done));
    };
    source.after = [&archive, chat](store::Cursor after, int count, PageSource::Done done) {
        archive.pageAfter(chat, after, count, std::move(done));
    };
    return source;
}

SearchSource archiveSearch(chat::Archive &archive)
{
    return [&archive](const store::SearchQuery &query, std::function<void(QList<store::MessageRow>)> done) {
        archive.search(query, [done = std::move(done)](const QList<chat::Archive::Hit> &hits) {
            QList<store::MessageRow> rows;
            rows.reserve(hits.size());
            for (const chat::Archive::Hit &hit : hits)
                rows.append(hit.message);
            done(rows);
        });
    };
}

} // namespace plausch::ui
