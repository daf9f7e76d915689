// A conversation made up on the spot, of any length, that answers page by page like an archive.
#pragma once

#include "ui/models/chatmodel.h"

#include <QDateTime>

#include <functional>
#include <vector>

namespace plausch::test {

inline const QByteArray AnnaKey = QByteArray(32, 'a');
inline const QByteArray OwnKey = QByteArray(32, 'o');

/// 23 November 2026, 12:00 local time.
inline qint64 noon()
{
    return QDateTime(QDate(2026, 11, 23), QTime(12, 0)).toMSecsSinceEpoch();
}

inline store::MessageRow message(qint64 number, const QString &text, bool mine = false, qint64 time = 0)
{
    store::MessageRow row;
    row.row = number;
    row.chat = QStringLiteral("buddy:anna");
    row.sender = mine ? OwnKey : AnnaKey;
    row.id = QByteArray("m") + QByteArray::number(number);
    row.mine = mine;
    row.text = text;
    row.state = mine ? store::MessageState::Delivered : store::MessageState::Received;
    row.time = time != 0 ? time : noon() + number * 1000;
    row.sentAt = row.time;
    return row;
}

class Conversation
{
public:
    /// Rows 1 to `count`, made when asked for; a second apart.
    explicit Conversation(qint64 count = 0) : m_count(count) { }

    std::function<store::MessageRow(qint64 number)> make = [](qint64 number) {
        return message(number, QStringLiteral("Message %1").arg(number), number % 7 == 0);
    };
    bool holdAnswers = false; // until answer()
    int asked = 0;

    qint64 count() const { return m_count; }
    /// The next `count` rows come into being, as if received.
    QList<store::MessageRow> grow(int count)
    {
        QList<store::MessageRow> rows;
        for (int i = 0; i < count; ++i)
            rows.append(make(++m_count));
        return rows;
    }
    void answer()
    {
        for (const auto &held : std::exchange(m_held, {}))
            held();
    }

    ui::PageSource source()
    {
        ui::PageSource source;
        source.before = [this](std::optional<store::Cursor> before, int count, ui::PageSource::Done done) {
            const qint64 end = before ? before->row - 1 : m_count;
            reply(std::max<qint64>(1, end - count + 1), end, false, std::move(done));
        };
        source.after = [this](store::Cursor after, int count, ui::PageSource::Done done) {
            reply(after.row + 1 < 1 ? 1 : after.row + 1, std::min(m_count, std::max<qint64>(after.row, 0) + count),
                  true, std::move(done));
        };
        return source;
    }

private:
    void reply(qint64 first, qint64 last, bool downwards, ui::PageSource::Done done)
    {
        ++asked;
        chat::Archive::Page page;
        for (qint64 number = first; number <= last; ++number)
            page.rows.append(make(number));
        page.more = downwards ? last < m_count : first > 1 && last >= first;
        if (holdAnswers)
            m_held.push_back([page, done = std::move(done)] { done(page); });
        else
            done(page);
    }

    qint64 m_count;
    std::vector<std::function<void()>> m_held;
};

} // namespace plausch::test
