// How ChatModel moves over a conversation that is larger than itself.
#include "ui/models/chatmodel.h"

#include <algorithm>
#include <tuple>

namespace plausch::ui {
namespace {

store::Cursor cursorOf(const store::MessageRow &message)
{
    return {message.time, message.row};
}

} // namespace

void ChatModel::fetchOlder()
{
    if (m_olderPending || m_jumpPending || m_rows.empty())
        return;
    if (!m_hasOlder) {
        Q_EMIT oldestReached();
        return;
    }
    m_olderPending = true;
    Q_EMIT loadingChanged();
    m_source.before(cursorOf(m_rows.front()), PageRows,
                    guarded([this](const chat::Archive::Page &page) { onOlder(page); }));
}

void ChatModel::onOlder(const chat::Archive::Page &page)
{
    if (!m_firstPageSeen)
        settleNewLine(page.rows);
    m_olderPending = false;
    m_hasOlder = page.more;
    insertFront(olderThanFirst(page.rows));
    keepWithin(End::Front);
    Q_EMIT loadingChanged();
}

void ChatModel::fetchNewer()
{
    if (!m_hasNewer || m_newerPending || m_jumpPending || m_rows.empty())
        return;
    m_newerPending = true;
    Q_EMIT loadingChanged();
    m_source.after(cursorOf(m_rows.back()), PageRows,
                   guarded([this](const chat::Archive::Page &page) { onNewer(page); }));
}

void ChatModel::onNewer(const chat::Archive::Page &page)
{
    m_newerPending = false;
    m_hasNewer = page.more;
    insertBack(newerThanLast(page.rows));
    keepWithin(End::Back);
    Q_EMIT loadingChanged();
}

void ChatModel::showOldest()
{
    if (!m_source.after)
        return;
    if (!m_hasOlder && !m_jumpPending && !m_olderPending)
        Q_EMIT placed(m_rows.empty() ? -1 : 0);
    else
        jump({});
}

void ChatModel::showAround(store::Cursor place)
{
    if (!m_source.after)
        return;
    const int row = rowOf(place.row);
    if (row >= 0 && !m_jumpPending)
        Q_EMIT placed(row);
    else
        jump(place);
}

/// From `place` on downwards, the row itself included whichever way the source counts.
void ChatModel::jump(store::Cursor place)
{
    ++m_generation;
    m_olderPending = m_newerPending = false;
    m_jumpPending = true;
    Q_EMIT loadingChanged();
    const End knownEnd = place.time == 0 && place.row == 0 ? End::Front : End::Back;
    m_source.after({place.time, place.row - 1}, PageRows,
                   guarded([this, knownEnd, place](const auto &page) { onJumped(page, knownEnd, place); }));
}

void ChatModel::showNewest()
{
    if (!m_source.before)
        return;
    if (!m_hasNewer && !m_jumpPending) {
        Q_EMIT placed(rowCount() - 1);
        return;
    }
    ++m_generation;
    m_olderPending = m_newerPending = false;
    m_jumpPending = true;
    Q_EMIT loadingChanged();
    m_source.before(std::nullopt, PageRows, guarded([this](const chat::Archive::Page &page) {
                        m_jumpPending = false;
                        m_firstPageSeen = true;
                        removeRange(0, rowCount() - 1);
                        m_hasOlder = page.more;
                        m_hasNewer = false;
                        insertBack(page.rows);
                        Q_EMIT loadingChanged();
                        Q_EMIT placed(rowCount() - 1);
                    }));
}

void ChatModel::onJumped(const chat::Archive::Page &page, End knownEnd, store::Cursor place)
{
    m_jumpPending = false;
    if (page.rows.isEmpty()) { // the place is gone
        m_hasNewer = true;
        showNewest();
        return;
    }
    m_firstPageSeen = true;
    removeRange(0, rowCount() - 1);
    m_hasOlder = knownEnd == End::Back;
    m_hasNewer = page.more;
    insertBack(page.rows);
    Q_EMIT loadingChanged();
    Q_EMIT placed(std::max(rowOf(place.row), 0));
}

/// From the first row here on, so that all of them stay; what is older is there to be fetched.
void ChatModel::reread()
{
    if (!m_source.after || m_jumpPending)
        return;
    if (m_rows.empty()) {
        m_hasNewer = true;
        showNewest();
        return;
    }
    m_hasOlder = true;
    const store::Cursor beforeFirst{m_rows.front().time, m_rows.front().row - 1};
    m_source.after(beforeFirst, rowCount() + PageRows, guarded([this](const chat::Archive::Page &page) {
                       m_hasNewer = m_hasNewer || page.more;
                       insertMissing(page.rows);
                       keepWithin(readsFront() ? End::Front : End::Back);
                       fetchOlder(); // at the top nothing else would make a view ask
                   }));
}

/// Each gap is closed by one insertion. Behind the last row only what append() would have brought.
void ChatModel::insertMissing(const Rows &rows)
{
    const auto isBefore = [](const store::MessageRow &a, const store::MessageRow &b) {
        return std::tie(a.time, a.row) < std::tie(b.time, b.row);
    };
    auto next = rows.begin();
    for (int row = 0; row < rowCount() && next != rows.end(); ++row) {
        auto end = next;
        while (end != rows.end() && isBefore(*end, at(row)))
            ++end;
        if (const int count = static_cast<int>(end - next); count > 0) {
            beginInsertRows({}, row, row + count - 1);
            m_rows.insert(m_rows.begin() + row, next, end);
            m_runs.clear();
            endInsertRows();
            touchRun(row - 1);
            row += count;
            touch(row);
        }
        next = end;
        if (next != rows.end() && next->row == at(row).row)
            ++next;
    }
    if (!m_hasNewer)
        insertBack(newerThanLast(rows));
}

void ChatModel::setReading(int first, int last)
{
    m_readingFirst = first;
    m_readingLast = last;
}

/// Whether the rows looked at are nearer to the first than to the last one.
bool ChatModel::readsFront() const
{
    return m_readingFirst >= 0 && m_readingFirst < rowCount() - 1 - m_readingLast;
}

} // namespace plausch::ui
