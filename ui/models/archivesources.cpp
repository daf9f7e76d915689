// The models' view of a real archive.
#include "chat/switchboard.h"
#include "ui/models/chatmodel.h"
#include "ui/models/searchmodel.h"

namespace plausch::ui {

PageSource pagesOf(const chat::Switchboard &switchboard, const store::ChatId &chat)
{
    const auto asTheyAreNow = [&switchboard, chat](PageSource::Done done) {
        return [&switchboard, chat, done = std::move(done)](chat::Archive::Page page) {
            for (store::MessageRow &row : page.rows) {
                if (row.state == store::MessageState::Queued && switchboard.isOnItsWay(chat, row.id))
                    row.state = store::MessageState::Sent;
            }
            done(std::move(page));
        };
    };
    chat::Archive &archive = switchboard.archive();
    PageSource source;
    source.before = [&archive, chat, asTheyAreNow](std::optional<store::Cursor> before, int count,
                                                   PageSource::Done done) {
        archive.pageBefore(chat, before, count, asTheyAreNow(std::move(done)));
    };
    source.after = [&archive, chat, asTheyAreNow](store::Cursor after, int count, PageSource::Done done) {
        archive.pageAfter(chat, after, count, asTheyAreNow(std::move(done)));
    };
    return source;
}

SearchScope searchScope(const chat::Switchboard &switchboard)
{
    SearchScope scope;
    scope.self = switchboard.settings().name;
    for (const chat::ChatInfo &chat : switchboard.chats())
        scope.chats.append({chat.id, chat.name});
    return scope;
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
