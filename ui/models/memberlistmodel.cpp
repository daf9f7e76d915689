#include "ui/models/memberlistmodel.h"

#include <algorithm>

namespace plausch::ui {
namespace {

/// https://modern.ircdocs.horse/#channel-membership-prefixes, the highest first. Last: those without a rank.
constexpr QStringView Prefixes = u"~&@%+";
constexpr int Ordinary = static_cast<int>(Prefixes.size());
static_assert(Ordinary == 5); // the headings

QString heading(int rank, int count)
{
    switch (rank) {
    case 0:
        return MemberListModel::tr("Founders (%1)").arg(count);
    case 1:
        return MemberListModel::tr("Protected (%1)", "members of a room with this rank").arg(count);
    case 2:
        return MemberListModel::tr("Operators (%1)").arg(count);
    case 3:
        return MemberListModel::tr("Half-operators (%1)").arg(count);
    case 4:
        return MemberListModel::tr("With voice (%1)").arg(count);
    default:
        return MemberListModel::tr("Members (%1)").arg(count);
    }
}

} // namespace

MemberListModel::MemberListModel(QObject *parent) : QAbstractListModel(parent) { }

QString MemberListModel::keyOf(const QString &nick)
{
    return nick.toLower();
}

int MemberListModel::rankOf(const QString &ranks)
{
    const auto at = ranks.isEmpty() ? -1 : Prefixes.indexOf(ranks.front());
    return at < 0 ? Ordinary : static_cast<int>(at);
}

QString MemberListModel::rankWord(const QString &ranks)
{
    switch (rankOf(ranks)) {
    case 0:
        return tr("Founder");
    case 1:
        return tr("Protected", "a member of a room with this rank");
    case 2:
        return tr("Operator");
    case 3:
        return tr("Half-operator");
    case 4:
        return tr("With voice", "a member of a room with this rank");
    default:
        return {};
    }
}

MemberListModel::Entry MemberListModel::entryOf(const Member &member)
{
    return {rankOf(member.ranks), keyOf(member.nick)};
}

bool MemberListModel::passes(const Member &member) const
{
    return m_filter.isEmpty() || member.nick.contains(m_filter, Qt::CaseInsensitive)
        || member.account.contains(m_filter, Qt::CaseInsensitive);
}

void MemberListModel::setMembers(const QList<Member> &members)
{
    beginResetModel();
    m_members.clear();
    for (const Member &member : members)
        m_members.insert(keyOf(member.nick), member);
    rebuild();
    endResetModel();
    Q_EMIT countChanged(memberCount());
}

void MemberListModel::setFilter(const QString &text)
{
    const QString wanted = text.trimmed();
    if (m_filter == wanted)
        return;
    beginResetModel();
    m_filter = wanted;
    rebuild();
    endResetModel();
}

void MemberListModel::rebuild()
{
    m_entries.clear();
    m_counts.fill(0);
    for (const Member &member : std::as_const(m_members)) {
        if (!passes(member))
            continue;
        const Entry entry = entryOf(member);
        m_entries.push_back(entry);
        if (m_counts[static_cast<size_t>(entry.rank)]++ == 0)
            m_entries.push_back({entry.rank, {}});
    }
    std::sort(m_entries.begin(), m_entries.end());
}

void MemberListModel::put(const Member &member)
{
    const QString key = keyOf(member.nick);
    const auto known = m_members.find(key);
    if (known != m_members.end() && *known == member)
        return;
    const int before = memberCount();
    const Entry entry = entryOf(member);
    const int row = known == m_members.end() ? -1 : find(entryOf(*known));
    const bool stays = row >= 0 && m_entries[static_cast<size_t>(row)] == entry && passes(member);
    if (row >= 0 && !stays)
        take(m_entries[static_cast<size_t>(row)]);
    m_members.insert(key, member);
    if (stays)
        touch(row);
    else if (passes(member))
        insert(entry);
    if (memberCount() != before)
        Q_EMIT countChanged(memberCount());
}

void MemberListModel::remove(const QString &nick)
{
    const auto known = m_members.constFind(keyOf(nick));
    if (known == m_members.cend())
        return;
    const Entry entry = entryOf(*known);
    if (find(entry) >= 0)
        take(entry);
    m_members.erase(known);
    Q_EMIT countChanged(memberCount());
}

// ---- rows -----------------------------------------------------------------------------------------------------------

int MemberListModel::find(const Entry &entry) const
{
    const auto found = std::lower_bound(m_entries.begin(), m_entries.end(), entry);
    return found != m_entries.end() && *found == entry ? static_cast<int>(found - m_entries.begin()) : -1;
}

void MemberListModel::insert(const Entry &entry)
{
    const auto place = [this](const Entry &added) {
        const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), added);
        const int row = static_cast<int>(at - m_entries.begin());
        beginInsertRows({}, row, row);
        m_entries.insert(at, added);
        endInsertRows();
    };
    const Entry headingEntry{entry.rank, {}};
    if (find(headingEntry) < 0)
        place(headingEntry);
    place(entry);
    ++m_counts[static_cast<size_t>(entry.rank)];
    touch(find(headingEntry));
}

void MemberListModel::take(const Entry &entry)
{
    const auto drop = [this](int row) {
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    };
    const int rank = entry.rank; // the entry may be the one that goes
    drop(find(entry));
    const int headingRow = find({rank, {}});
    if (--m_counts[static_cast<size_t>(rank)] == 0)
        drop(headingRow);
    else
        touch(headingRow);
}

void MemberListModel::touch(int row)
{
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
}

const Member *MemberListModel::memberAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const Entry &entry = m_entries[static_cast<size_t>(row)];
    return entry.key.isEmpty() ? nullptr : &*m_members.constFind(entry.key);
}

const Member *MemberListModel::member(const QString &nick) const
{
    const auto found = m_members.constFind(keyOf(nick));
    return found == m_members.cend() ? nullptr : &*found;
}

int MemberListModel::rowOf(const QString &nick) const
{
    const Member *known = member(nick);
    return known ? find(entryOf(*known)) : -1;
}

int MemberListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

Qt::ItemFlags MemberListModel::flags(const QModelIndex &index) const
{
    return index.isValid() && memberAt(index.row()) ? QAbstractListModel::flags(index) : Qt::NoItemFlags;
}

QVariant MemberListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Member *member = memberAt(index.row());
    if (role == IsHeadingRole)
        return member == nullptr;
    return member ? memberData(*member, role) : headingData(m_entries[static_cast<size_t>(index.row())], role);
}

QVariant MemberListModel::headingData(const Entry &entry, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return heading(entry.rank, m_counts[static_cast<size_t>(entry.rank)]);
    return {};
}

QVariant MemberListModel::memberData(const Member &member, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case NickRole:
        return member.nick;
    case RanksRole:
        return member.ranks;
    case AwayRole:
        return member.away;
    case Qt::AccessibleTextRole: {
        QStringList parts{member.nick};
        if (const QString rank = rankWord(member.ranks); !rank.isEmpty())
            parts.append(rank);
        if (member.away)
            parts.append(tr("away"));
        return parts.join(QStringLiteral(", "));
    }
    case Qt::ToolTipRole: {
        QStringList lines{member.ranks + member.nick};
        if (!member.account.isEmpty())
            lines.append(tr("Signed in as %1").arg(member.account));
        if (member.away)
            lines.append(tr("Away"));
        return lines.join(u'\n');
    }
    default:
        return {};
    }
}

} // namespace plausch::ui
