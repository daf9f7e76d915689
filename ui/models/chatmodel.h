// Layer: ui/models. Thread: main. Owner: the window, one per open conversation.
#pragma once

#include "chat/archive.h"
#include "store/rows.h"

#include <QAbstractListModel>
#include <QSet>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace plausch::chat {
class Switchboard;
}

namespace plausch::ui {

/// Where the rows of one conversation come from. Answers may come at once or later, in any order.
struct PageSource
{
    using Done = std::function<void(chat::Archive::Page)>;
    std::function<void(std::optional<store::Cursor> before, int count, Done done)> before; // nullopt: the newest
    std::function<void(store::Cursor after, int count, Done done)> after;
};
/// The switchboard must outlive the source.
PageSource pagesOf(const chat::Switchboard &switchboard, const store::ChatId &chat);

/// Who is who in the conversation on the screen, where the messages do not say it themselves.
struct Speakers
{
    QString own;
    QString other;
};

/// A window of at most MaxRows messages onto a conversation of any length. One model row is one message; day
/// separators, groups and the "New" line are properties of the row they stand above. Several comings and goings in a
/// row are folded: the first says it of all, the others are not shown until it is unfolded.
class ChatModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int PageRows = 100;
    static constexpr int MaxRows = 2'000;
    static constexpr qint64 GroupMsecs = 5 * 60 * 1000;
    enum class Fold { None, Closed, Open, Hidden }; // Closed and Open: the first row of a run

    enum Role {
        NameRole = Qt::UserRole + 1,
        TimeRole, // QDateTime, local
        StateRole, // store::MessageState as int
        KindRole, // store::MessageKind as int
        MineRole,
        StartsDayRole,
        StartsGroupRole,
        FirstNewRole, // the "New" line stands above this row
        LateNoteRole, // "sent 09:12, arrived 11:40" or empty
        NumberRole, // store::MessageRow::row
    };

    explicit ChatModel(QObject *parent = nullptr);

    /// Another conversation: the only reset. `readUpTo` is the last row already read: the "New" line follows it.
    void open(const PageSource &source, const Speakers &speakers, qint64 readUpTo = 0);
    void close();
    void setSpeakers(const Speakers &speakers);
    const Speakers &speakers() const { return m_speakers; }

    /// What the switchboard says of this conversation.
    void append(const QList<store::MessageRow> &pile);
    void setState(const QByteArray &id, store::MessageState state); // own messages
    void change(const store::MessageRow &message); // reactions, what it answers, or its being withdrawn

    /// Rows were stored among those that are here, or before them.
    void reread();

    /// False while the user looks elsewhere: the first message that comes then gets the "New" line.
    void setAttended(bool attended);

    /// One page more at an end, if there is one. Rows at the far end of `setReading` go when there are too many.
    void fetchOlder();
    void fetchNewer();
    bool hasOlder() const { return m_hasOlder; }
    bool hasNewer() const { return m_hasNewer; }
    bool isLoading() const { return m_olderPending || m_newerPending || m_jumpPending; }
    /// Shows another part of the conversation, if need be in place of this one; `placed` then names the row.
    void showOldest();
    void showNewest();
    void showAround(store::Cursor place);
    /// Which rows the user looks at, so that these are never the ones that go.
    void setReading(int first, int last);

    const store::MessageRow &at(int row) const { return m_rows[static_cast<size_t>(row)]; }
    int rowOf(qint64 number) const; // -1: not loaded
    bool startsDay(int row) const;
    bool startsGroup(int row) const;
    bool endsGroup(int row) const;
    int firstNewRow() const; // -1: no "New" line, or not loaded
    QString nameAt(int row) const;
    QString quotedNameAt(int row) const; // who wrote what this one answers; empty: not known here
    Fold foldOf(int row) const;
    void toggleFold(int row); // of the run this row is in
    QString shownText(int row) const; // what the view shows of it; empty while it is hidden

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    /// After a pile: how many messages of others it held, whether they fit on this part or not.
    void arrived(int fromOthers);
    /// showOldest, showNewest or showAround came to an end. -1: the conversation is empty.
    void placed(int row);
    void loadingChanged();
    /// Something older was asked for than the store has.
    void oldestReached();

private:
    using Rows = QList<store::MessageRow>;
    enum class End { Front, Back };
    void onOlder(const chat::Archive::Page &page);
    void onNewer(const chat::Archive::Page &page);
    void onJumped(const chat::Archive::Page &page, End knownEnd, store::Cursor place);
    void jump(store::Cursor place);
    Rows newerThanLast(const Rows &rows) const;
    Rows olderThanFirst(const Rows &rows) const;
    void insertFront(const Rows &rows);
    void insertBack(const Rows &rows);
    void insertMissing(const Rows &rows);
    void removeRange(int first, int last);
    void keepWithin(End end);
    bool readsFront() const;
    void touch(int row);
    void touchRun(int row);
    std::pair<int, int> runOf(int row) const; // first and last row; alone: the row itself
    void findRuns() const;
    void startAfresh();
    void settleNewLine(const Rows &firstPage);
    void placeNewLine(const Rows &pile);
    PageSource::Done guarded(PageSource::Done done);

    PageSource m_source;
    Speakers m_speakers;
    std::deque<store::MessageRow> m_rows;
    mutable std::vector<std::pair<int, int>> m_runs; // of each row; empty: not known
    QSet<qint64> m_unfolded; // numbers of the rows in runs that were unfolded
    quint64 m_generation = 0; // answers for an earlier conversation or place are dropped
    bool m_hasOlder = false;
    bool m_hasNewer = false;
    bool m_olderPending = false;
    bool m_newerPending = false;
    bool m_jumpPending = false;
    bool m_firstPageSeen = false;
    bool m_attended = true;
    bool m_newLineMoves = false; // the next message of the other gets the line
    qint64 m_readUpTo = 0;
    std::optional<qint64> m_newAfter; // the line stands above the first message of the other behind this number
    int m_readingFirst = -1;
    int m_readingLast = -1;
};

} // namespace plausch::ui
