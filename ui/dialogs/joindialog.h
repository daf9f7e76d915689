// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include "ui/models/roomsmodel.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

namespace plausch::ui {

/// A room to be joined: by its name, or out of the list the server gives of its rooms. Knows values only.
class JoinDialog : public QDialog
{
    Q_OBJECT
public:
    static constexpr int PileMsecs = 100; // rooms that come in are shown in piles

    /// `chosen`: the server to begin with; one of `networks`.
    JoinDialog(const QList<chat::NetworkInfo> &networks, const QString &chosen, QWidget *parent = nullptr);

    void setRoom(const QString &name);
    QString network() const;
    void addFound(const QString &network, const chat::FoundRoom &room);
    void setListed(const QString &network); // the list is complete
    const QSortFilterProxyModel &shownRooms() const { return *m_shown; }

Q_SIGNALS:
    void listWanted(const QString &network);
    void roomGiven(const QString &network, const QString &room, const QString &key);

private:
    QString roomName() const; // with its sign
    void askForList();
    void takePile();
    void refresh();
    void finish();

    QList<chat::NetworkInfo> m_networks;
    QComboBox *m_server;
    QLineEdit *m_room;
    QLineEdit *m_key;
    QPushButton *m_list;
    QLineEdit *m_search;
    QTreeView *m_view;
    QLabel *m_state;
    QPushButton *m_join;
    RoomsModel m_rooms;
    QSortFilterProxyModel *m_shown;
    QList<chat::FoundRoom> m_pile;
    QTimer m_pileTimer;
    QString m_listed; // the server whose list is shown or on its way
    bool m_complete = false;
};

} // namespace plausch::ui
