#include "ui/models/roomsmodel.h"

namespace plausch::ui {

RoomsModel::RoomsModel(QObject *parent) : QAbstractTableModel(parent) { }

void RoomsModel::clear()
{
    beginResetModel();
    m_rooms.clear();
    m_dropped = 0;
    endResetModel();
}

void RoomsModel::add(const QList<chat::FoundRoom> &rooms)
{
    const auto taken = std::min<qsizetype>(rooms.size(), MaxRooms - m_rooms.size());
    m_dropped += static_cast<int>(rooms.size() - taken);
    if (taken <= 0)
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(taken) - 1);
    m_rooms += rooms.first(taken);
    endInsertRows();
}

int RoomsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rooms.size());
}

int RoomsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant RoomsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const chat::FoundRoom &room = m_rooms.at(index.row());
    if (role == Qt::ToolTipRole)
        return index.column() == Topic ? room.topic.toHtmlEscaped() : QVariant();
    if (role == Qt::AccessibleTextRole && index.column() == Name)
        return tr("%1, %n member(s)", nullptr, room.members).arg(room.name);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return room.name;
    case Members:
        return room.members;
    default:
        return room.topic;
    }
}

QVariant RoomsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Room");
    case Members:
        return tr("Members");
    default:
        return tr("Topic");
    }
}

} // namespace plausch::ui
