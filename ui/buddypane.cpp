#include "buddypane.h"

#include "ui/avatar.h"
#include "ui/buddydelegate.h"

#include <QAction>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

constexpr int OwnSize = 30; // the picture and the edge of its badge
constexpr int OwnMargin = 36; // what the button has around its text

QPixmap ownAvatar(const chat::Settings &settings, const QWidget &on)
{
    const qreal ratio = on.devicePixelRatioF();
    QPixmap pixmap(QSize(OwnSize, OwnSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawAvatarWithPresence(painter, QRectF(0, 0, OwnSize - 2, OwnSize - 2), settings.name, settings.name.toUtf8(),
                           settings.away ? chat::Presence::Away : chat::Presence::Online, Theme::of(on.palette()),
                           on.palette().color(QPalette::Window));
    return pixmap;
}

} // namespace

BuddyPane::BuddyPane(ChatListModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new QLineEdit(this))
    , m_add(new QToolButton(this))
    , m_addBuddy(new QAction(themedIcon(QStringLiteral("buddy-add")), QString(), this))
    , m_addServer(new QAction(themedIcon(QStringLiteral("server")), QString(), this))
    , m_joinRoom(new QAction(themedIcon(QStringLiteral("room")), QString(), this))
    , m_list(new QListView(this))
    , m_hint(new QWidget(this))
    , m_hintText(new QLabel(m_hint))
    , m_hintAdd(new QPushButton(m_hint))
    , m_hintServer(new QPushButton(m_hint))
    , m_hintHost(new QPushButton(m_hint))
    , m_own(new QToolButton(this))
{
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_add->setAutoRaise(true);
    m_add->setIcon(themedIcon(QStringLiteral("add")));
    m_add->setIconSize({20, 20});
    m_add->setMinimumSize(32, 32);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    auto *additions = new QMenu(m_add);
    additions->addActions({m_addBuddy, m_addServer, m_joinRoom});
    m_add->setMenu(additions);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new BuddyDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->viewport()->setBackgroundRole(QPalette::Window);
    m_hintText->setWordWrap(true);
    m_hintText->setTextFormat(Qt::PlainText);
    m_hintText->setAlignment(Qt::AlignCenter);
    m_own->setAutoRaise(true);
    m_own->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_own->setIconSize({OwnSize, OwnSize});
    m_own->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a long text is cut, the pane stays narrow
    m_own->setPopupMode(QToolButton::InstantPopup);
    m_own->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_own->setMenu(new QMenu(m_own));

    auto *hint = new QVBoxLayout(m_hint);
    hint->setContentsMargins(20, 12, 20, 24);
    hint->addWidget(m_hintText);
    hint->setSpacing(6);
    for (QPushButton *way : {m_hintAdd, m_hintServer, m_hintHost})
        hint->addWidget(way);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(10, 10, 6, 6);
    top->addWidget(m_filter, 1);
    top->addWidget(m_add);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(6, 4, 6, 6);
    foot->addWidget(m_own);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_list, 1);
    column->addWidget(m_hint);
    column->addLayout(foot);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setFilter(text);
        refreshHint();
    });
    connect(m_addBuddy, &QAction::triggered, this, &BuddyPane::addWanted);
    connect(m_addServer, &QAction::triggered, this, &BuddyPane::serverWanted);
    connect(m_joinRoom, &QAction::triggered, this, &BuddyPane::roomWanted);
    connect(m_hintAdd, &QPushButton::clicked, this, &BuddyPane::addWanted);
    connect(m_hintServer, &QPushButton::clicked, this, &BuddyPane::serverWanted);
    connect(m_hintHost, &QPushButton::clicked, this, &BuddyPane::hostWanted);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &BuddyPane::onCurrent);
    const auto open = [this](const QModelIndex &index) {
        if (const chat::ChatInfo *info = chatAt(index))
            Q_EMIT activated(info->id);
    };
    connect(m_list, &QListView::clicked, this, open);
    connect(m_list, &QListView::activated, this, open);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        if (const chat::ChatInfo *info = chatAt(m_list->indexAt(position)))
            Q_EMIT menuWanted(info->id, m_list->viewport()->mapToGlobal(position));
    });
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, change, this, &BuddyPane::keepSelection);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &BuddyPane::keepSelection);
    m_clock.setSingleShot(true);
    connect(&m_clock, &QTimer::timeout, &m_model, [this] {
        m_model.touchClocks();
        keepTime();
    });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &BuddyPane::keepTime);
    retranslate();
}

void BuddyPane::setOwn(const chat::Settings &settings, quint16 listenPort)
{
    m_settings = settings;
    m_port = listenPort;
    refreshOwn();
}

void BuddyPane::setSearchedInterfaces(const QStringList &names)
{
    m_interfaces = names;
    refreshHint();
}

void BuddyPane::select(const store::ChatId &chat)
{
    m_selecting = true;
    m_selected = chat;
    const int row = chat.isEmpty() ? -1 : m_model.rowOf(chat);
    m_list->setCurrentIndex(row < 0 ? QModelIndex() : m_model.index(row));
    if (row < 0)
        m_list->clearSelection();
    m_selecting = false;
}

store::ChatId BuddyPane::selected() const
{
    const chat::ChatInfo *info = chatAt(m_list->currentIndex());
    return info ? info->id : store::ChatId();
}

/// A row that moves to another section or comes back from behind the filter is a new row to the view.
void BuddyPane::keepSelection()
{
    if (selected() != m_selected && !(m_selected.isEmpty() && m_list->hasFocus()))
        select(store::ChatId(m_selected));
    refreshHint();
}

const chat::ChatInfo *BuddyPane::chatAt(const QModelIndex &index) const
{
    return index.isValid() ? m_model.chatAt(index.row()) : nullptr;
}

QStringList BuddyPane::order(bool withServers) const
{
    QStringList ids;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const chat::ChatInfo *info = m_model.chatAt(row);
        if (info && (withServers || info->kind != chat::ChatKind::Server))
            ids.append(info->id);
    }
    return ids;
}

void BuddyPane::keepTime()
{
    if (m_clock.isActive())
        return;
    if (const std::optional<int> next = m_model.msecsToNextClock(QDateTime::currentMSecsSinceEpoch()))
        m_clock.start(*next);
}

store::ChatId BuddyPane::neighbour(int by) const
{
    const QStringList ids = order();
    const qsizetype current = ids.indexOf(selected());
    if (current < 0)
        return ids.value(by > 0 ? 0 : ids.size() - 1);
    return ids.value(current + by);
}

store::ChatId BuddyPane::nextUnread(int by) const
{
    const QStringList ids = order();
    const qsizetype current = by < 0 ? qMax<qsizetype>(0, ids.indexOf(selected())) : ids.indexOf(selected());
    for (qsizetype step = 1; step <= ids.size(); ++step) {
        const store::ChatId &id = ids.at((current + by * step + ids.size()) % ids.size());
        const chat::ChatInfo *info = m_model.chatAt(m_model.rowOf(id));
        if (info && info->unread > 0)
            return id;
    }
    return {};
}

store::ChatId BuddyPane::nth(int place) const
{
    return order(false).value(place);
}

/// Arrow keys open what they reach. A selection made by the program opens nothing, nor does the first row that a list
/// chooses by itself when it gets the focus.
void BuddyPane::onCurrent(const QModelIndex &index, const QModelIndex &before)
{
    const chat::ChatInfo *info = chatAt(index);
    if (!m_selecting && info && before.isValid() && m_list->hasFocus())
        Q_EMIT browsed(info->id);
}

bool BuddyPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
        if (key == Qt::Key_Down) {
            m_list->setFocus(Qt::TabFocusReason);
            return true;
        }
        const store::ChatId first = nth(0).isEmpty() ? order().value(0) : nth(0);
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !first.isEmpty()) {
            Q_EMIT activated(first);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void BuddyPane::refreshHint()
{
    const QString filter = m_filter->text().trimmed();
    bool anybody = !filter.isEmpty() && m_model.rowCount() > 0;
    for (int row = 0; row < m_model.rowCount() && !anybody; ++row) {
        const chat::ChatInfo *info = m_model.chatAt(row);
        anybody = info && info->kind != chat::ChatKind::Converter;
    }
    m_hint->setVisible(!anybody && !m_compact);
    for (QPushButton *way : {m_hintServer, m_hintHost})
        way->setVisible(filter.isEmpty());
    if (!filter.isEmpty())
        m_hintText->setText(tr("Nobody in the list matches \"%1\".").arg(filter));
    else
        m_hintText->setText(
            m_interfaces.isEmpty()
                ? tr("Nobody found yet. Add somebody by address.")
                : tr("Nobody found yet. Looking on %1 ...").arg(QLocale().createSeparatedList(m_interfaces)));
}

void BuddyPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refreshOwn();
    const bool compact = width() < LeastFullWidth;
    if (std::exchange(m_compact, compact) == compact)
        return;
    m_filter->setVisible(!compact);
    m_own->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    refreshHint();
    Q_EMIT compactChanged(compact);
}

void BuddyPane::refreshOwn()
{
    m_own->setIcon(ownAvatar(m_settings, *this));
    const QString port = m_port == 0 ? tr("not reachable for others") : tr("port %1").arg(m_port);
    const bool told = m_settings.away && !m_settings.awayText.isEmpty();
    const QString presence = told ? m_settings.awayText : m_settings.away ? tr("Away") : tr("Available");
    const QString text = tr(" %1 · %2", "own name, available or away").arg(m_settings.name, presence);
    m_own->setText(m_own->fontMetrics().elidedText(text, Qt::ElideRight, width() - OwnSize - OwnMargin));
    m_own->setToolTip(tr("%1, %2, %3", "own name, presence, port").arg(m_settings.name, presence, port));
    m_own->setAccessibleName(m_own->toolTip());
    QMenu *menu = m_own->menu();
    menu->clear();
    QAction *away = menu->addAction(tr("Away"));
    away->setCheckable(true);
    away->setChecked(m_settings.away);
    connect(away, &QAction::toggled, this, &BuddyPane::awayWanted);
    menu->addAction(tr("Away with a text ..."), this, &BuddyPane::awayTextWanted);
    menu->addAction(tr("Settings ..."), this, &BuddyPane::settingsWanted);
}

void BuddyPane::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter names and addresses"));
    m_filter->setAccessibleName(tr("Filter the list"));
    m_add->setToolTip(tr("Add somebody, a chat server or a room"));
    m_add->setAccessibleName(tr("Add somebody, a chat server or a room"));
    m_addBuddy->setText(tr("&Buddy by address ..."));
    m_addServer->setText(tr("&Chat server ..."));
    m_joinRoom->setText(tr("&Room ..."));
    m_list->setAccessibleName(tr("Buddies and rooms"));
    m_hintAdd->setText(tr("Add by address"));
    m_hintServer->setText(tr("Add a chat server"));
    m_hintHost->setText(tr("Host a chat server here"));
    refreshHint();
    refreshOwn();
}

void BuddyPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        refreshOwn();
}

} // namespace plausch::ui
