// Mouse, keyboard, menu.
#include "ui/models/messagetext.h"
#include "ui/view/messageview.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>
#include <QToolTip>

namespace plausch::ui {
namespace {

constexpr int AutoScrollMsecs = 30;

bool canBeWithdrawn(const store::MessageRow &message)
{
    return message.mine
        && (message.state == store::MessageState::Queued || message.state == store::MessageState::Failed);
}

} // namespace

void MessageView::makeActions()
{
    const auto add = [this](const QKeySequence &key) {
        auto *action = new QAction(this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        addAction(action);
        return action;
    };
    m_copy = add(QKeySequence::Copy);
    m_copyLink = add({});
    m_selectAll = add(QKeySequence::SelectAll);
    m_tryAgain = add({});
    m_withdraw = add(QKeySequence::Delete);
    connect(m_copy, &QAction::triggered, this, &MessageView::copy);
    connect(m_copyLink, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_linkUnderMenu.url.toString()); });
    connect(m_selectAll, &QAction::triggered, this, &MessageView::selectAll);
    connect(m_tryAgain, &QAction::triggered, this, [this] { Q_EMIT tryAgainRequested(currentMessage()->id); });
    connect(m_withdraw, &QAction::triggered, this, [this] { Q_EMIT withdrawRequested(currentMessage()->id); });
    nameActions();
    updateActions();
}

void MessageView::nameActions()
{
    setAccessibleName(tr("Messages"));
    m_copy->setText(tr("&Copy"));
    m_copyLink->setText(tr("Copy &link"));
    m_selectAll->setText(tr("Select &all"));
    m_tryAgain->setText(tr("&Try again"));
    m_withdraw->setText(tr("&Withdraw"));
}

void MessageView::updateActions()
{
    const store::MessageRow *message = currentMessage();
    m_copy->setEnabled(message);
    m_selectAll->setEnabled(m_rows.count() > 0);
    m_tryAgain->setEnabled(message && message->mine && message->state == store::MessageState::Failed);
    m_withdraw->setEnabled(message && canBeWithdrawn(*message));
    m_copyLink->setEnabled(m_linkUnderMenu.length > 0);
}

// ---- mouse ----------------------------------------------------------------------------------------------------------

Spot MessageView::spotAt(QPoint point)
{
    const int row = m_rows.rowAt(point.y() - contentTop());
    if (row < 0)
        return {};
    return {row, laidOut(row).positionAt(point - QPoint(0, rowTop(row)))};
}

const Link *MessageView::linkAt(QPoint point)
{
    const int row = rowAt(point);
    return row < 0 ? nullptr : laidOut(row).linkAt(point - QPoint(0, rowTop(row)));
}

void MessageView::mousePressEvent(QMouseEvent *event)
{
    const Spot spot = spotAt(event->pos());
    m_keyboard = false;
    m_goalX = -1;
    if (!spot.isValid())
        return;
    if (event->button() == Qt::RightButton) { // the menu is about this message; a selection stays
        if (m_selection.isEmpty())
            setCaret(spot, false);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    m_outlined = -1;
    m_dragging = true;
    m_pressedAt = event->pos();
    const bool triple = m_sinceDouble.isValid() && !m_sinceDouble.hasExpired(QGuiApplication::styleHints()->mouseDoubleClickInterval());
    m_sinceDouble.invalidate();
    if (triple) {
        m_selection.set({spot.row, 0}, endOf(spot.row));
        selectionChanged();
        m_dragging = false;
    } else {
        setCaret(spot, event->modifiers().testFlag(Qt::ShiftModifier) && m_selection.caret().isValid());
    }
}

void MessageView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Spot spot = spotAt(event->pos());
    if (event->button() != Qt::LeftButton || !spot.isValid())
        return;
    const auto [from, to] = laidOut(spot.row).wordAt(spot.position);
    m_selection.set({spot.row, from}, {spot.row, to});
    m_sinceDouble.start();
    m_dragging = false;
    selectionChanged();
}

void MessageView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging && event->buttons().testFlag(Qt::LeftButton))
        dragTo(event->pos());
    else
        hover(event->pos());
}

void MessageView::dragTo(QPoint point)
{
    m_lastDrag = point;
    const bool outside = point.y() < 0 || point.y() >= viewport()->height();
    if (outside && !m_autoScroll.isActive())
        m_autoScroll.start(AutoScrollMsecs, this);
    else if (!outside)
        m_autoScroll.stop();
    const QPoint inside(point.x(), std::clamp(point.y(), 0, viewport()->height() - 1));
    if (const Spot spot = spotAt(inside); spot.isValid())
        setCaret(spot, true);
}

void MessageView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_autoScroll.timerId())
        return QAbstractScrollArea::timerEvent(event);
    const int beyond = m_lastDrag.y() < 0 ? m_lastDrag.y() : m_lastDrag.y() - viewport()->height() + 1;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + beyond / 2);
    dragTo(m_lastDrag);
}

void MessageView::mouseReleaseEvent(QMouseEvent *event)
{
    m_autoScroll.stop();
    const bool click = m_dragging && m_selection.isEmpty();
    m_dragging = false;
    if (event->button() != Qt::LeftButton)
        return;
    if (click)
        clicked(event->pos());
    else if (QClipboard *clipboard = QGuiApplication::clipboard(); clipboard->supportsSelection() && hasSelection())
        clipboard->setText(selectedText(), QClipboard::Selection);
}

void MessageView::clicked(QPoint point)
{
    if (const Link *link = linkAt(point)) {
        Q_EMIT linkActivated(link->url);
        return;
    }
    const int row = rowAt(point);
    if (row >= 0 && laidOut(row).isTryAgain(point - QPoint(0, rowTop(row))))
        Q_EMIT tryAgainRequested(m_model->at(row).id);
}

void MessageView::hover(QPoint point)
{
    const int row = rowAt(point);
    if (row < 0)
        return viewport()->unsetCursor();
    const RowLayout &layout = laidOut(row);
    const QPoint inRow = point - QPoint(0, rowTop(row));
    if (layout.linkAt(inRow) || layout.isTryAgain(inRow))
        viewport()->setCursor(Qt::PointingHandCursor);
    else if (layout.isText(inRow))
        viewport()->setCursor(Qt::IBeamCursor);
    else
        viewport()->unsetCursor();
}

bool MessageView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = rowAt(help->pos());
    if (row < 0) {
        QToolTip::hideText();
        return true;
    }
    QStringList lines{fullTimeText(m_model->at(row))};
    if (const Link *link = linkAt(help->pos()))
        lines.prepend(link->url.toString());
    else if (const QString state = stateText(m_model->at(row).state); !state.isEmpty())
        lines.append(state);
    QToolTip::showText(help->globalPos(), lines.join(u'\n'), viewport(), rowRect(row));
    return true;
}

// ---- keyboard -------------------------------------------------------------------------------------------------------

void MessageView::keyPressEvent(QKeyEvent *event)
{
    if (m_rows.count() > 0 && (moveByKey(event) || actByKey(event)))
        return;
    QAbstractScrollArea::keyPressEvent(event);
    event->ignore(); // everything else belongs to the window
}

bool MessageView::actByKey(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (plain && event->key() == Qt::Key_C) {
        copy();
    } else if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        const Spot caret = m_selection.caret();
        const Link *link = caret.isValid() ? laidOut(caret.row).linkAt(caret.position) : nullptr;
        if (!link)
            return false;
        Q_EMIT linkActivated(link->url);
    } else {
        return false;
    }
    return true;
}

bool MessageView::moveByKey(QKeyEvent *event)
{
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return false;
    const Spot caret = m_selection.caret().isValid() ? m_selection.caret() : firstCaret();
    m_keyboard = true;
    const bool vertical = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || event->key() == Qt::Key_PageUp
        || event->key() == Qt::Key_PageDown;
    if (!vertical)
        m_goalX = -1;
    else if (m_goalX < 0)
        m_goalX = laidOut(caret.row).caretRect(caret.position).left();
    switch (event->key()) {
    case Qt::Key_Left:
        setCaret(moved(caret, -1, control), extend);
        break;
    case Qt::Key_Right:
        setCaret(moved(caret, 1, control), extend);
        break;
    case Qt::Key_Up:
        setCaret(movedByLine(caret, -1), extend);
        break;
    case Qt::Key_Down:
        setCaret(movedByLine(caret, 1), extend);
        break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (control)
            return false; // previous and next chat
        setCaret(movedByPage(caret, event->key() == Qt::Key_PageUp ? -1 : 1), extend);
        break;
    case Qt::Key_Home:
        if (control && !extend)
            return goToEnd(true);
        setCaret(control ? Spot{0, 0} : Spot{caret.row, laidOut(caret.row).lineStart(caret.position)}, extend);
        break;
    case Qt::Key_End:
        if (control && !extend)
            return goToEnd(false);
        setCaret(control ? endOf(m_rows.count() - 1) : Spot{caret.row, laidOut(caret.row).lineEnd(caret.position)},
                 extend);
        break;
    default:
        return false;
    }
    showCaret();
    return true;
}

/// The ends of the whole conversation, loaded or not.
bool MessageView::goToEnd(bool oldest)
{
    m_selection.clear();
    if (oldest) {
        jumpToOldest();
        m_selection.place({0, 0});
    } else {
        jumpToNewest();
        m_selection.place(endOf(m_rows.count() - 1));
    }
    selectionChanged();
    return true;
}

Spot MessageView::firstCaret()
{
    return endOf(visibleRows().second);
}

Spot MessageView::moved(Spot from, int direction, bool byWord)
{
    const int position = laidOut(from.row).nextPosition(from.position, direction, byWord);
    if (position >= 0)
        return {from.row, position};
    const int row = from.row + direction;
    if (row < 0 || row >= m_rows.count())
        return from;
    return direction < 0 ? endOf(row) : Spot{row, 0};
}

Spot MessageView::movedByLine(Spot from, int direction)
{
    const int position = laidOut(from.row).positionInNextLine(from.position, direction, m_goalX);
    if (position >= 0)
        return {from.row, position};
    const int row = from.row + direction;
    if (row < 0 || row >= m_rows.count())
        return from;
    return {row, laidOut(row).positionInEdgeLine(direction > 0, m_goalX)};
}

Spot MessageView::movedByPage(Spot from, int direction)
{
    const int step = std::max(viewport()->height() - 2 * m_style.lineHeight, m_style.lineHeight);
    const QPoint start(m_goalX, rowTop(from.row) + laidOut(from.row).caretRect(from.position).center().y());
    const int y = std::clamp(start.y() + direction * step - contentTop(), 0, std::max(m_rows.total() - 1, 0));
    const int row = m_rows.rowAt(y);
    return {row, laidOut(row).positionAt({m_goalX, y - m_rows.top(row)})};
}

void MessageView::setCaret(Spot spot, bool extend)
{
    const int rowBefore = currentRow();
    if (extend && m_selection.anchor().isValid())
        m_selection.extendTo(spot);
    else
        m_selection.place(spot);
    selectionChanged();
    if (spot.row != rowBefore && hasFocus())
        tellReaders(QAccessible::Focus, spot.row);
}

void MessageView::selectionChanged()
{
    updateActions();
    viewport()->update();
}

void MessageView::showCaret()
{
    const Spot caret = m_selection.caret();
    const QRect rect = laidOut(caret.row).caretRect(caret.position).translated(0, rowTop(caret.row));
    QScrollBar *bar = verticalScrollBar();
    if (rect.top() < m_style.lineHeight)
        bar->setValue(bar->value() + rect.top() - 2 * m_style.lineHeight);
    else if (rect.bottom() > viewport()->height() - RowStyle::PadY)
        bar->setValue(bar->value() + rect.bottom() - viewport()->height() + 2 * m_style.lineHeight);
}

void MessageView::focusInEvent(QFocusEvent *event)
{
    const auto reason = event->reason();
    m_keyboard = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    if (m_keyboard && m_rows.count() > 0 && !m_selection.caret().isValid())
        m_selection.place(firstCaret());
    selectionChanged();
    QAbstractScrollArea::focusInEvent(event);
}

void MessageView::focusOutEvent(QFocusEvent *event)
{
    viewport()->update();
    QAbstractScrollArea::focusOutEvent(event);
}

void MessageView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    if (byKey && m_rows.count() > 0 && !m_selection.caret().isValid())
        m_selection.place(firstCaret());
    const QPoint where = byKey ? pointOf(m_selection.caret()) : event->pos();
    const Link *link = linkAt(where);
    m_linkUnderMenu = link ? *link : Link{};
    updateActions();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : {m_copy, m_copyLink, m_selectAll, m_tryAgain, m_withdraw}) {
        if (action == m_tryAgain)
            menu->addSeparator();
        if (action->isEnabled())
            menu->addAction(action);
    }
    menu->popup(viewport()->mapToGlobal(where));
}

} // namespace plausch::ui
