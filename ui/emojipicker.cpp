#include "emojipicker.h"

#include "ui/emoji.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

constexpr int Cell = 36;
constexpr int Columns = 9;
constexpr int Rows = 6;

} // namespace

EmojiPicker::EmojiPicker(QWidget *parent)
    : QFrame(parent, Qt::Popup), m_letters(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_letters->installEventFilter(this);
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setGridSize({Cell, Cell});
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusProxy(m_letters);
    QFont large = m_list->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setFamilies({QStringLiteral("Noto Color Emoji"), large.family()}); // text fonts draw some in outline
    m_list->setFont(large);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_letters);
    column->addWidget(m_list);
    connect(m_letters, &QLineEdit::textChanged, this, &EmojiPicker::refill);
    connect(m_list, &QListWidget::itemClicked, this, &EmojiPicker::choose);
}

void EmojiPicker::open(const QPoint &corner, const QString &letters)
{
    m_letters->setPlaceholderText(tr("Emoji by name, for example heart"));
    m_letters->setAccessibleName(tr("Emoji by name"));
    m_list->setAccessibleName(tr("Emojis"));
    m_letters->setText(letters);
    refill();
    resize(Columns * Cell + 40, Rows * Cell + m_letters->sizeHint().height() + 30);
    const QRect screen = parentWidget()->screen()->availableGeometry();
    move(qMax(screen.left(), corner.x() - width()), qMax(screen.top(), corner.y() - height()));
    show();
    m_letters->setFocus(Qt::PopupFocusReason);
}

void EmojiPicker::refill()
{
    m_list->clear();
    for (const Emoji &emoji : emojisFor(m_letters->text().trimmed())) {
        auto *item = new QListWidgetItem(emoji.text, m_list);
        item->setTextAlignment(Qt::AlignCenter);
        item->setSizeHint({Cell, Cell});
        item->setToolTip(u':' + emoji.name);
        item->setData(Qt::AccessibleTextRole, emoji.name);
    }
    m_list->setCurrentRow(0);
}

void EmojiPicker::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const QString emoji = item->text();
    hide();
    Q_EMIT chosen(emoji);
}

bool EmojiPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_letters || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace plausch::ui
