// What the rows of ChatListModel show.
#include "ui/models/chatlistmodel.h"
#include "ui/models/messagetext.h"
#include "ui/models/networktext.h"
#include "ui/models/presencetext.h"

#include <QDateTime>

#include <algorithm>

namespace plausch::ui {
namespace {

using chat::ChatInfo;
using chat::ChatKind;

constexpr qsizetype LastLineChars = 200;

QString lastLine(const ChatInfo &info)
{
    if (info.last.time == 0)
        return {};
    const QString speaker = info.last.speaker.isEmpty() ? info.name : info.last.speaker;
    const QString body = bodyText(info.last, speaker).left(LastLineChars).simplified();
    const bool said = isSaid(info.last.kind) && info.last.state != store::MessageState::Withdrawn;
    if (said && info.last.mine)
        return ChatListModel::tr("You: %1").arg(body);
    const bool named = said && info.kind == ChatKind::Room && info.last.kind != store::MessageKind::Action;
    return named ? ChatListModel::tr("%1: %2", "who, what").arg(speaker, body) : body;
}

} // namespace

const ChatInfo *ChatListModel::chatAt(int row) const
{
    if (row < 0 || row >= rowCount({}))
        return nullptr;
    const Entry &entry = m_entries[static_cast<size_t>(row)];
    return entry.id.isEmpty() ? nullptr : &m_chats.constFind(entry.id)->info;
}

int ChatListModel::rowOf(const store::ChatId &id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&id](const Entry &entry) { return !id.isEmpty() && entry.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

QString ChatListModel::sectionTitle(Section section)
{
    switch (section) {
    case Section::Requests:
        return tr("Requests");
    case Section::Buddies:
        return tr("Buddies");
    case Section::Servers:
        return tr("Chat servers");
    case Section::Nearby:
        return tr("Nearby");
    case Section::Visitors:
        return tr("Visitors");
    case Section::Converter:
        return tr("Converter");
    }
    return {};
}

int ChatListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

Qt::ItemFlags ChatListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || !chatAt(index.row()))
        return Qt::NoItemFlags;
    return QAbstractListModel::flags(index);
}

QVariant ChatListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Section section = m_entries[static_cast<size_t>(index.row())].section;
    const ChatInfo *info = chatAt(index.row());
    if (role == SectionRole)
        return static_cast<int>(section);
    if (role == IsHeadingRole)
        return info == nullptr;
    if (info)
        return chatData(*info, role);
    return role == Qt::DisplayRole || role == NameRole || role == Qt::AccessibleTextRole ? sectionTitle(section)
                                                                                         : QVariant();
}

/// "#plausch, In the room, 3 unread, 1 mention"
QString ChatListModel::spoken(const ChatInfo &info) const
{
    const QString state =
        info.kind == ChatKind::Server ? networkData(info, StateTextRole).toString() : presenceWord(info);
    const QString text = info.unread > 0 ? tr("%1, %2, %n unread", nullptr, info.unread).arg(info.name, state)
                                         : tr("%1, %2", "name, presence").arg(info.name, state);
    return info.mentions > 0 ? tr("%1, %n mention(s)", nullptr, info.mentions).arg(text) : text;
}

QVariant ChatListModel::chatData(const ChatInfo &info, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return info.name;
    case Qt::AccessibleTextRole:
        return spoken(info);
    case Qt::ToolTipRole:
        return info.name + u'\n' + presenceText(info, QDateTime::currentMSecsSinceEpoch());
    case IdRole:
        return info.id;
    case PresenceRole: {
        const QVariant ofServer = networkData(info, role);
        return ofServer.isValid() ? ofServer : QVariant(static_cast<int>(info.presence));
    }
    case PresenceTextRole: { // that one is in a room goes without saying, and the server's row says that it is away
        const bool quiet = info.kind == ChatKind::Room && (info.joined || !isOnline(info.network));
        return quiet ? QString() : presenceWord(info);
    }
    case LastLineRole:
        return lastLine(info);
    case DraftRole:
        return info.draft;
    case TimeRole:
        return info.last.time > 0 ? shortTimeText(info.last.time, QDateTime::currentMSecsSinceEpoch()) : QString();
    case UnreadRole:
        return info.unread;
    case QueuedRole:
        return info.queued;
    case KeyRole:
        return info.fingerprint.isEmpty() || !info.network.isEmpty() ? info.id.toUtf8() : info.fingerprint;
    case MutedRole:
        return loudness(info, QDateTime::currentMSecsSinceEpoch()) == store::NotifyLevel::None;
    case VerifiedRole:
        return info.verified;
    case KindRole:
        return static_cast<int>(info.kind);
    case MentionsRole:
        return info.mentions;
    case InRole:
        return info.joined;
    case StateTextRole:
        return networkData(info, role);
    default:
        return {};
    }
}

bool ChatListModel::isOnline(const QString &network) const
{
    return m_networks.value(network).state == chat::NetworkState::Online;
}

QVariant ChatListModel::networkData(const ChatInfo &info, int role) const
{
    const auto network = m_networks.constFind(info.network);
    if (network == m_networks.cend() || info.kind != ChatKind::Server)
        return {};
    if (role == PresenceRole)
        return static_cast<int>(presenceOf(network->state));
    return networkStateText(*network, QDateTime::currentMSecsSinceEpoch());
}

void ChatListModel::putNetwork(const chat::NetworkInfo &network)
{
    m_networks.insert(network.row.id, network);
    touchClocks(network.row.id);
}

void ChatListModel::removeNetwork(const QString &id)
{
    m_networks.remove(id);
    touchClocks(id);
}

/// The row of one server, or (empty) of all whose words change with time.
void ChatListModel::touchClocks(const QString &network)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int row = 0; row < rowCount(); ++row) {
        const ChatInfo *info = chatAt(row);
        if (!info || info->kind != ChatKind::Server)
            continue;
        const auto known = m_networks.constFind(info->network);
        const bool counts = known != m_networks.cend() && known->state == chat::NetworkState::Waiting;
        if (network.isEmpty() ? counts && known->nextTryAt + 2'000 > now : info->network == network)
            Q_EMIT dataChanged(index(row), index(row));
    }
}

std::optional<int> ChatListModel::msecsToNextClock(qint64 now) const
{
    std::optional<int> next;
    for (const chat::NetworkInfo &network : m_networks) {
        if (const std::optional<int> own = msecsToNextNetworkText(network, now))
            next = std::min(next.value_or(*own), *own);
    }
    return next;
}

QHash<int, QByteArray> ChatListModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{IdRole, "id"},
                  {IsHeadingRole, "isHeading"},
                  {SectionRole, "section"},
                  {NameRole, "name"},
                  {PresenceRole, "presence"},
                  {PresenceTextRole, "presenceText"},
                  {LastLineRole, "lastLine"},
                  {DraftRole, "draft"},
                  {TimeRole, "time"},
                  {UnreadRole, "unread"},
                  {QueuedRole, "queued"},
                  {KeyRole, "key"},
                  {MutedRole, "muted"},
                  {VerifiedRole, "verified"},
                  {KindRole, "kind"},
                  {MentionsRole, "mentions"},
                  {StateTextRole, "stateText"},
                  {InRole, "in"}});
    return names;
}

} // namespace plausch::ui
