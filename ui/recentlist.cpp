#include "ui/recentlist.h"

#include "ui/chatentries.h"

#include <QListWidget>
#include <QVBoxLayout>

namespace plausch::ui {

RecentList::RecentList(QWidget *window) : QFrame(window), m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setIconSize({EntryIconSize, EntryIconSize});
    m_list->setUniformItemSizes(true);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_list);
    m_patience.setSingleShot(true);
    m_patience.setInterval(PatienceMsecs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        place();
        QFrame::show();
        raise();
    });
    connect(m_list, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT chosen(item->data(Qt::UserRole).toString()); });
    hide();
}

void RecentList::show(const QList<chat::ChatInfo> &chats, qsizetype current)
{
    m_list->setAccessibleName(tr("Recent chats"));
    m_list->clear();
    for (const chat::ChatInfo &chat : chats)
        addEntry(*m_list, avatarIcon(chat, *this), chat.name, detailOf(chat))->setData(Qt::UserRole, chat.id);
    m_list->setCurrentRow(int(current));
    if (!isHidden())
        place();
    else if (!m_patience.isActive())
        m_patience.start();
}

void RecentList::end()
{
    m_patience.stop();
    hide();
}

/// In the middle of the window, as high as it takes.
void RecentList::place()
{
    const QWidget *window = parentWidget();
    const int rows = qMin(m_list->count(), MostShown);
    const int height = rows * (EntryIconSize + 10) + 20;
    resize(qMin(380, window->width() - 24), qMin(height, window->height() - 24));
    move((window->width() - width()) / 2, (window->height() - this->height()) / 2);
    m_list->scrollToItem(m_list->currentItem());
}

} // namespace plausch::ui
