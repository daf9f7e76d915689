// Layer: ui/models. Thread: main. Owner: JoinDialog.
#pragma once

#include "chat/networks.h"

#include <QAbstractTableModel>

namespace plausch::ui {

/// The rooms a server lists: name, members, topic. At most MaxRooms; what comes beyond is counted and dropped.
class RoomsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int MaxRooms = 20'000;
    enum Column { Name, Members, Topic, Columns };

    explicit RoomsModel(QObject *parent = nullptr);

    void clear();
    void add(const QList<chat::FoundRoom> &rooms); // one pile
    int dropped() const { return m_dropped; }
    const chat::FoundRoom &at(int row) const { return m_rooms.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<chat::FoundRoom> m_rooms;
    int m_dropped = 0;
};

} // namespace plausch::ui
