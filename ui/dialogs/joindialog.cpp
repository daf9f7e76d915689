#include "joindialog.h"

#include "ui/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace plausch::ui {

JoinDialog::JoinDialog(const QList<chat::NetworkInfo> &networks, const QString &chosen, QWidget *parent)
    : QDialog(parent)
    , m_networks(networks)
    , m_server(new QComboBox(this))
    , m_room(new QLineEdit(this))
    , m_key(new QLineEdit(this))
    , m_list(new QPushButton(tr("&List the rooms of this server"), this))
    , m_search(new QLineEdit(this))
    , m_view(new QTreeView(this))
    , m_state(new QLabel(this))
    , m_shown(new QSortFilterProxyModel(this))
{
    setWindowTitle(tr("Join a room"));
    for (const chat::NetworkInfo &network : networks)
        m_server->addItem(network.title, network.row.id);
    m_server->setCurrentIndex(qMax(0, m_server->findData(chosen)));
    m_room->setPlaceholderText(tr("for example #plausch"));
    m_room->setMaxLength(200);
    m_key->setPlaceholderText(tr("only if the room has one"));
    m_key->setMaxLength(100);
    m_search->setPlaceholderText(tr("Search names and topics"));
    m_search->setAccessibleName(tr("Search names and topics"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_list->setAutoDefault(false);
    m_shown->setSourceModel(&m_rooms);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_shown);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(RoomsModel::Members, Qt::DescendingOrder);
    m_view->setAccessibleName(tr("Rooms of the server"));
    m_view->header()->resizeSection(RoomsModel::Name, 160);
    m_view->header()->resizeSection(RoomsModel::Members, 90);
    m_state->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_join = buttons->addButton(tr("&Join", "a room"), QDialogButtonBox::AcceptRole);
    m_join->setDefault(true);
    auto *form = new QFormLayout;
    form->addRow(tr("&Server:"), m_server);
    form->addRow(tr("&Room:"), m_room);
    form->addRow(tr("&Password:"), m_key);
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_list, 0, Qt::AlignLeading);
    column->addWidget(m_search);
    column->addWidget(m_view, 1);
    column->addWidget(m_state);
    column->addWidget(buttons);
    setMinimumWidth(460);

    m_pileTimer.setSingleShot(true);
    m_pileTimer.setInterval(PileMsecs);
    connect(&m_pileTimer, &QTimer::timeout, this, &JoinDialog::takePile);
    connect(m_list, &QPushButton::clicked, this, &JoinDialog::askForList);
    connect(m_search, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_server, &QComboBox::currentIndexChanged, this, &JoinDialog::refresh);
    connect(m_room, &QLineEdit::textChanged, this, &JoinDialog::refresh);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            m_room->setText(m_rooms.at(m_shown->mapToSource(index).row()).name);
    });
    connect(m_view, &QTreeView::activated, this, &JoinDialog::finish);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &JoinDialog::finish);
    refresh();
    m_room->setFocus();
}

void JoinDialog::setRoom(const QString &name)
{
    m_room->setText(name);
}

QString JoinDialog::network() const
{
    return m_server->currentData().toString();
}

/// Who writes "plausch" means "#plausch".
QString JoinDialog::roomName() const
{
    const QString name = m_room->text().trimmed();
    const chat::NetworkInfo &network = m_networks.at(qMax(0, m_server->currentIndex()));
    if (name.isEmpty() || network.channelTypes.isEmpty() || network.channelTypes.contains(name.front()))
        return name;
    return network.channelTypes.first(1) + name;
}

void JoinDialog::askForList()
{
    m_listed = network();
    m_complete = false;
    m_pile.clear();
    m_rooms.clear();
    refresh();
    const QSize room = screen()->availableSize() - QSize(40, 80); // with the frame of the window
    resize(QSize(qMax(width(), 600), qMax(height(), 520)).boundedTo(room));
    Q_EMIT listWanted(m_listed);
}

void JoinDialog::addFound(const QString &network, const chat::FoundRoom &room)
{
    if (network != m_listed || m_complete)
        return;
    m_pile.append(room);
    if (!m_pileTimer.isActive())
        m_pileTimer.start();
}

void JoinDialog::setListed(const QString &network)
{
    if (network != m_listed)
        return;
    m_complete = true;
    takePile();
}

void JoinDialog::takePile()
{
    const bool first = m_rooms.rowCount() == 0;
    m_rooms.add(std::exchange(m_pile, {}));
    refresh();
    if (!first)
        return;
    m_view->resizeColumnToContents(RoomsModel::Name);
    m_view->setColumnWidth(RoomsModel::Name, qBound(160, m_view->columnWidth(RoomsModel::Name), m_view->width() / 2));
}

void JoinDialog::refresh()
{
    const bool known = !m_networks.isEmpty();
    const bool online = known && m_networks.at(qMax(0, m_server->currentIndex())).state == chat::NetworkState::Online;
    const bool here = !m_listed.isEmpty() && m_listed == network();
    m_list->setEnabled(online && !(here && !m_complete));
    m_search->setVisible(here);
    m_view->setVisible(here);
    m_join->setEnabled(known && !m_room->text().trimmed().isEmpty() && !m_room->text().trimmed().contains(u' '));
    if (!online)
        m_state->setText(tr("This server is not connected. The room is joined as soon as it is."));
    else if (!here)
        m_state->clear();
    else if (!m_complete)
        m_state->setText(tr("%n room(s) so far ...", nullptr, m_rooms.rowCount()));
    else if (m_rooms.dropped() > 0)
        m_state->setText(tr("%n room(s), and %1 more: search by asking the server for a part of the name with /list.",
                            nullptr, m_rooms.rowCount())
                             .arg(m_rooms.dropped()));
    else
        m_state->setText(tr("%n room(s)", nullptr, m_rooms.rowCount()));
}

void JoinDialog::finish()
{
    if (!m_join->isEnabled())
        return;
    Q_EMIT roomGiven(network(), roomName(), m_key->text());
    accept();
}

} // namespace plausch::ui
