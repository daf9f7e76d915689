#include "ui/models/chatmodel.h"

#include "chat/renewed.h"
#include "ui/models/messagetext.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>
#include <tuple>

namespace plausch::ui {
namespace {

using store::MessageKind;
using store::MessageRow;

bool isBefore(const MessageRow &a, const MessageRow &b)
{
    return std::tie(a.time, a.row) < std::tie(b.time, b.row);
}

bool isSame(const MessageRow &a, const MessageRow &b)
{
    return a.row == b.row && a.id == b.id && a.sender == b.sender;
}

bool isNews(const MessageRow &message)
{
    return !message.mine && isSaid(message.kind);
}

enum class Look { Bubble, Wire, Info, Server };

Look lookOf(const MessageRow &message)
{
    switch (message.kind) {
    case MessageKind::WireOut:
    case MessageKind::WireIn:
        return Look::Wire;
    case MessageKind::Server:
        return Look::Server;
    case MessageKind::Text:
    case MessageKind::Action:
    case MessageKind::Notice:
        return Look::Bubble;
    default: // what happened
        return Look::Info;
    }
}

bool belongTogether(const MessageRow &earlier, const MessageRow &later)
{
    if (lookOf(earlier) != lookOf(later) || later.time - earlier.time > ChatModel::GroupMsecs)
        return false;
    return lookOf(later) != Look::Bubble
        || (earlier.mine == later.mine && earlier.sender == later.sender && earlier.speaker == later.speaker);
}

} // namespace

ChatModel::ChatModel(QObject *parent) : QAbstractListModel(parent) { }

void ChatModel::open(const PageSource &source, const Speakers &speakers, qint64 readUpTo)
{
    beginResetModel();
    startAfresh();
    m_source = source;
    m_speakers = speakers;
    m_readUpTo = readUpTo;
    m_olderPending = true;
    endResetModel();
    m_source.before(std::nullopt, PageRows, guarded([this](const chat::Archive::Page &page) { onOlder(page); }));
}

void ChatModel::close()
{
    beginResetModel();
    startAfresh();
    endResetModel();
}

void ChatModel::startAfresh()
{
    ++m_generation;
    m_source = {};
    m_rows.clear();
    m_runs.clear();
    m_unfolded.clear();
    m_hasOlder = m_hasNewer = m_olderPending = m_newerPending = m_jumpPending = false;
    m_firstPageSeen = false;
    m_newAfter.reset();
    m_newLineMoves = !m_attended;
    m_readingFirst = m_readingLast = -1;
}

void ChatModel::setSpeakers(const Speakers &speakers)
{
    m_speakers = speakers;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

/// An answer counts only for the place it was asked for, and only while there is somebody to hear it.
PageSource::Done ChatModel::guarded(PageSource::Done done)
{
    return [self = QPointer<ChatModel>(this), generation = m_generation, done = std::move(done)](auto page) {
        if (self && self->m_generation == generation)
            done(std::move(page));
    };
}

// ---- what comes -----------------------------------------------------------------------------------------------------

void ChatModel::append(const Rows &pile)
{
    const Rows fresh = newerThanLast(pile);
    if (fresh.isEmpty())
        return;
    placeNewLine(fresh);
    const auto room = MaxRows - static_cast<qsizetype>(m_rows.size());
    if (m_jumpPending || m_hasNewer || (fresh.size() > room && readsFront())) {
        m_hasNewer = true;
    } else if (fresh.size() <= room) {
        insertBack(fresh);
    } else {
        const auto kept = std::min<qsizetype>(fresh.size(), MaxRows);
        const auto excess = std::max<qsizetype>(kept - room, PageRows);
        removeRange(0, static_cast<int>(std::min<qsizetype>(excess, rowCount())) - 1);
        m_hasOlder = true;
        insertBack(fresh.last(kept));
    }
    Q_EMIT arrived(static_cast<int>(std::count_if(fresh.begin(), fresh.end(), isNews)));
}

void ChatModel::setState(const QByteArray &id, store::MessageState state)
{
    const auto found = std::find_if(m_rows.rbegin(), m_rows.rend(),
                                    [&id](const MessageRow &message) { return message.mine && message.id == id; });
    if (found == m_rows.rend() || found->state == state)
        return;
    found->state = state;
    touch(static_cast<int>(std::distance(found, m_rows.rend())) - 1);
}

void ChatModel::change(const MessageRow &message)
{
    const int row = message.row == 0 ? -1 : rowOf(message.row);
    if (row < 0)
        return;
    MessageRow &known = m_rows[static_cast<size_t>(row)];
    known = chat::renewed(known, message);
    touch(row);
}

void ChatModel::setAttended(bool attended)
{
    if (m_attended && !attended)
        m_newLineMoves = true;
    m_attended = attended;
}

void ChatModel::placeNewLine(const Rows &pile)
{
    if (m_attended || !m_newLineMoves)
        return;
    const auto first = std::find_if(pile.begin(), pile.end(), isNews);
    if (first == pile.end() || first->row == 0)
        return;
    const int before = firstNewRow();
    m_newAfter = first->row - 1;
    m_newLineMoves = false;
    if (before >= 0)
        touch(before);
}

/// What was unread when the conversation was opened. Later messages that the user sees arrive are not.
void ChatModel::settleNewLine(const Rows &firstPage)
{
    const auto unread = [this](const MessageRow &message) { return isNews(message) && message.row > m_readUpTo; };
    if (!m_newAfter && std::any_of(firstPage.begin(), firstPage.end(), unread))
        m_newAfter = m_readUpTo;
    m_firstPageSeen = true;
}

// ---- the rows -------------------------------------------------------------------------------------------------------

ChatModel::Rows ChatModel::newerThanLast(const Rows &rows) const
{
    if (m_rows.empty() || rows.isEmpty())
        return rows;
    // What could not be saved has no number: its time alone places it.
    const MessageRow &last = m_rows.back();
    const auto first = std::find_if(rows.begin(), rows.end(), [&last](const MessageRow &message) {
        return isBefore(last, message) || (message.row == 0 && message.time >= last.time && !isSame(message, last));
    });
    return rows.mid(std::distance(rows.begin(), first));
}

ChatModel::Rows ChatModel::olderThanFirst(const Rows &rows) const
{
    if (m_rows.empty())
        return rows;
    const auto end = std::find_if_not(rows.begin(), rows.end(),
                                      [this](const MessageRow &message) { return isBefore(message, m_rows.front()); });
    return rows.first(std::distance(rows.begin(), end));
}

void ChatModel::insertFront(const Rows &rows)
{
    if (rows.isEmpty())
        return;
    const int count = static_cast<int>(rows.size());
    beginInsertRows({}, 0, count - 1);
    m_rows.insert(m_rows.begin(), rows.begin(), rows.end());
    m_runs.clear();
    if (m_readingFirst >= 0)
        setReading(m_readingFirst + count, m_readingLast + count);
    endInsertRows();
    touch(count); // its day or group may have begun earlier
}

void ChatModel::insertBack(const Rows &rows)
{
    if (rows.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    m_runs.clear();
    endInsertRows();
    touchRun(first - 1); // no longer the last of its group
}

void ChatModel::removeRange(int first, int last)
{
    if (last < first)
        return;
    const int count = last - first + 1;
    beginRemoveRows({}, first, last);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    m_runs.clear();
    if (first == 0 && m_readingFirst >= 0)
        setReading(std::max(m_readingFirst - count, 0), std::max(m_readingLast - count, 0));
    endRemoveRows();
    touch(first);
    touchRun(first - 1);
}

/// After rows came in at `end`: too many go at the other.
void ChatModel::keepWithin(End end)
{
    const int excess = rowCount() - MaxRows;
    if (excess <= 0)
        return;
    if (end == End::Front) {
        m_hasNewer = true;
        removeRange(MaxRows, rowCount() - 1);
    } else {
        m_hasOlder = true;
        removeRange(0, excess - 1);
    }
}

void ChatModel::touch(int row)
{
    if (row >= 0 && row < rowCount())
        Q_EMIT dataChanged(index(row), index(row));
}

int ChatModel::rowOf(qint64 number) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [number](const MessageRow &message) { return message.row == number; });
    return found == m_rows.end() ? -1 : static_cast<int>(std::distance(m_rows.begin(), found));
}

bool ChatModel::startsDay(int row) const
{
    return row == 0 || dayOf(at(row)) != dayOf(at(row - 1));
}

bool ChatModel::startsGroup(int row) const
{
    return startsDay(row) || !belongTogether(at(row - 1), at(row)) || row == firstNewRow();
}

bool ChatModel::endsGroup(int row) const
{
    return row == rowCount() - 1 || startsGroup(row + 1);
}

int ChatModel::firstNewRow() const
{
    if (!m_newAfter)
        return -1;
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [this](const MessageRow &message) {
        return isNews(message) && message.row > *m_newAfter;
    });
    // Above the first loaded row there may be more that is new.
    if (found == m_rows.end() || (found == m_rows.begin() && m_hasOlder && found->row != *m_newAfter + 1))
        return -1;
    return static_cast<int>(std::distance(m_rows.begin(), found));
}

QString ChatModel::nameAt(int row) const
{
    if (!at(row).speaker.isEmpty())
        return at(row).speaker;
    if (!at(row).mine)
        return m_speakers.other;
    return m_speakers.own.isEmpty() ? tr("You") : m_speakers.own;
}

QString ChatModel::quotedNameAt(int row) const
{
    const store::Quote &quote = at(row).quote;
    if (quote.row == 0 || !quote.speaker.isEmpty())
        return quote.speaker;
    if (!quote.mine)
        return m_speakers.other;
    return m_speakers.own.isEmpty() ? tr("You") : m_speakers.own;
}

int ChatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ChatModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const MessageRow &message = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shownText(index.row());
    case Qt::AccessibleTextRole:
        return sentence(message, nameAt(index.row()));
    case Qt::ToolTipRole:
        return fullTimeText(message);
    case NameRole:
        return nameAt(index.row());
    case TimeRole:
        return QDateTime::fromMSecsSinceEpoch(message.time);
    case StateRole:
        return static_cast<int>(message.state);
    case KindRole:
        return static_cast<int>(message.kind);
    case MineRole:
        return message.mine;
    case StartsDayRole:
        return startsDay(index.row());
    case StartsGroupRole:
        return startsGroup(index.row());
    case FirstNewRole:
        return index.row() == firstNewRow();
    case LateNoteRole:
        return lateNote(message);
    case NumberRole:
        return message.row;
    default:
        return {};
    }
}

QHash<int, QByteArray> ChatModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{NameRole, "name"},
                  {TimeRole, "time"},
                  {StateRole, "state"},
                  {KindRole, "kind"},
                  {MineRole, "mine"},
                  {StartsDayRole, "startsDay"},
                  {StartsGroupRole, "startsGroup"},
                  {FirstNewRole, "firstNew"},
                  {LateNoteRole, "lateNote"},
                  {NumberRole, "number"}});
    return names;
}

} // namespace plausch::ui
