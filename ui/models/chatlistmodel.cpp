// Which rows there are and in which order; what they show is in chatlistdata.cpp.
#include "ui/models/chatlistmodel.h"

#include "ui/models/networktext.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace plausch::ui {
namespace {

using chat::ChatInfo;
using chat::ChatKind;
using chat::Presence;

using Section = ChatListModel::Section;
constexpr std::array Sections{Section::Requests, Section::Buddies,  Section::Servers,
                              Section::Nearby,   Section::Visitors, Section::Converter};

Section sectionOf(const ChatInfo &info)
{
    switch (info.kind) {
    case ChatKind::Request:
        return Section::Requests;
    case ChatKind::Buddy:
        return Section::Buddies;
    case ChatKind::Server:
    case ChatKind::Room:
    case ChatKind::Person:
        return Section::Servers;
    case ChatKind::Nearby:
        return Section::Nearby;
    case ChatKind::Visitor:
        return Section::Visitors;
    case ChatKind::Converter:
        return Section::Converter;
    }
    return Section::Buddies;
}

/// Under a server: its own page, the rooms, then people.
int placeUnderServer(const ChatInfo &info)
{
    return info.kind == ChatKind::Server ? 0 : info.kind == ChatKind::Room ? 1 : 2;
}

bool isPresent(const ChatInfo &info)
{
    if (info.kind == ChatKind::Server || info.kind == ChatKind::Room)
        return true; // rooms keep their place
    return info.presence == Presence::Online || info.presence == Presence::Away;
}

/// Without case and accents: "zuri" finds "Zürich".
QString folded(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (c.category() != QChar::Mark_NonSpacing)
            plain.append(c);
    }
    return plain.toCaseFolded();
}

/// What the title bar and the tray count: never what the user wanted to be quiet.
int countedUnread(const ChatInfo &info, qint64 now)
{
    if (info.presence == Presence::Blocked)
        return 0;
    if (sectionOf(info) != Section::Servers)
        return info.unread;
    switch (loudness(info, now)) {
    case store::NotifyLevel::All:
        return info.kind == ChatKind::Server ? info.mentions : info.unread;
    case store::NotifyLevel::Mentions:
        return info.mentions;
    case store::NotifyLevel::None:
        break;
    }
    return 0;
}

bool isInOrder(const ChatInfo &a, const ChatInfo &b)
{
    return sectionOf(a) == sectionOf(b) && isPresent(a) == isPresent(b) && a.name == b.name && a.address == b.address
        && a.networkName == b.networkName;
}

} // namespace

ChatListModel::ChatListModel(QObject *parent)
    : QAbstractListModel(parent)
    , m_collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale()) // C knows bytes only
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
}

ChatListModel::Known ChatListModel::known(const ChatInfo &info) const
{
    return {info, m_collator.sortKey(info.name), m_collator.sortKey(info.networkName),
            folded(info.name + u'\n' + info.address)};
}

void ChatListModel::setChats(const QList<ChatInfo> &chats)
{
    beginResetModel();
    m_chats.clear();
    for (const ChatInfo &info : chats)
        m_chats.insert(info.id, known(info));
    m_entries = wanted();
    endResetModel();
    countUnread();
}

void ChatListModel::put(const ChatInfo &info)
{
    const auto found = m_chats.find(info.id);
    const bool placeStays = found != m_chats.end() && isInOrder(found->info, info);
    if (placeStays)
        found->info = info;
    else
        m_chats.insert(info.id, known(info));
    if (!placeStays)
        arrange();
    if (const int row = rowOf(info.id); row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
    countUnread();
}

void ChatListModel::remove(const store::ChatId &id)
{
    if (!m_chats.contains(id))
        return;
    if (const int row = rowOf(id); row >= 0) { // views still ask for it while it goes
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
    m_chats.remove(id);
    arrange();
    countUnread();
}

void ChatListModel::setFilter(const QString &text)
{
    const QString wantedFilter = folded(text.trimmed());
    if (m_filter == wantedFilter)
        return;
    m_filter = wantedFilter;
    arrange();
}

void ChatListModel::countUnread()
{
    int unread = 0;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const Known &chat : std::as_const(m_chats))
        unread += countedUnread(chat.info, now);
    if (m_unread == unread)
        return;
    m_unread = unread;
    Q_EMIT totalUnreadChanged(unread);
}

int ChatListModel::totalUnread() const
{
    return m_unread;
}

// ---- order ----------------------------------------------------------------------------------------------------------

bool ChatListModel::comesBefore(const store::ChatId &idA, const store::ChatId &idB) const
{
    const Known &a = *m_chats.constFind(idA);
    const Known &b = *m_chats.constFind(idB);
    if (a.info.network != b.info.network) {
        const int networks = a.networkKey.compare(b.networkKey);
        return networks != 0 ? networks < 0 : a.info.network < b.info.network;
    }
    if (placeUnderServer(a.info) != placeUnderServer(b.info))
        return placeUnderServer(a.info) < placeUnderServer(b.info);
    if (isPresent(a.info) != isPresent(b.info))
        return isPresent(a.info);
    const int names = a.nameKey.compare(b.nameKey);
    return names != 0 ? names < 0 : idA < idB;
}

/// A server's page stays as the heading of what was found under it.
bool ChatListModel::passes(const Known &chat) const
{
    if (m_filter.isEmpty() || chat.searchable.contains(m_filter))
        return true;
    return chat.info.kind == ChatKind::Server && std::any_of(m_chats.begin(), m_chats.end(), [&](const Known &other) {
               return other.info.network == chat.info.network && other.searchable.contains(m_filter);
           });
}

ChatListModel::Entries ChatListModel::wanted() const
{
    Entries entries;
    for (const Section section : Sections) {
        std::vector<store::ChatId> ids;
        for (const Known &chat : m_chats) {
            if (sectionOf(chat.info) == section && passes(chat))
                ids.push_back(chat.info.id);
        }
        if (ids.empty())
            continue;
        std::sort(ids.begin(), ids.end(), [this](const auto &a, const auto &b) { return comesBefore(a, b); });
        if (section != Section::Servers) // their headings are chats
            entries.push_back({section, {}});
        for (const store::ChatId &id : ids)
            entries.push_back({section, id});
    }
    return entries;
}

/// From the order there is to the order there should be, by single steps a view can follow.
void ChatListModel::arrange()
{
    const Entries target = wanted();
    const auto isWanted = [&target](const Entry &entry) {
        return std::any_of(target.begin(), target.end(), [&entry](const Entry &other) {
            return entry.id == other.id && (!entry.id.isEmpty() || entry.section == other.section);
        });
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isWanted(m_entries[static_cast<size_t>(row)]))
            continue;
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(target.size()); ++row)
        placeEntry(row, target);
}

void ChatListModel::placeEntry(int row, const Entries &target)
{
    const auto same = [](const Entry &a, const Entry &b) {
        return a.id == b.id && (!a.id.isEmpty() || a.section == b.section);
    };
    const Entry &entry = target[static_cast<size_t>(row)];
    const auto here = m_entries.begin() + row;
    if (here != m_entries.end() && same(*here, entry)) {
        here->section = entry.section;
        return;
    }
    const auto found = std::find_if(here, m_entries.end(), [&](const Entry &other) { return same(other, entry); });
    if (found == m_entries.end()) {
        insertEntry(row, entry);
    } else if (found == here + 1) { // it is the one above that goes down
        const auto goal =
            std::find_if(target.begin() + row, target.end(), [&](const Entry &e) { return same(e, *here); });
        const auto before = *std::prev(goal);
        const auto stop = std::find_if(here, m_entries.end(), [&](const Entry &other) { return same(other, before); });
        if (stop == m_entries.end())
            moveEntry(row + 1, row);
        else
            moveEntry(row, static_cast<int>(stop - m_entries.begin()));
        m_entries[static_cast<size_t>(row)].section = entry.section;
    } else {
        moveEntry(static_cast<int>(found - m_entries.begin()), row);
        m_entries[static_cast<size_t>(row)].section = entry.section;
    }
}

void ChatListModel::insertEntry(int row, const Entry &entry)
{
    beginInsertRows({}, row, row);
    m_entries.insert(m_entries.begin() + row, entry);
    endInsertRows();
}

/// The entry at `from` ends up at `to`.
void ChatListModel::moveEntry(int from, int to)
{
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    const auto first = m_entries.begin() + std::min(from, to);
    const auto last = m_entries.begin() + std::max(from, to);
    if (from < to)
        std::rotate(first, first + 1, last + 1);
    else
        std::rotate(first, last, last + 1);
    endMoveRows();
}

} // namespace plausch::ui
