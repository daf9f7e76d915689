// The caret and what keys do with it.
#include "ui/view/messageview.h"

#include <QAction>
#include <QKeyEvent>
#include <QScrollBar>

namespace plausch::ui {

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
    } else if (event->text() == QLatin1String("+") && m_react->isEnabled()) { // on whatever key it is
        m_react->trigger();
    } else if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        return activateAtCaret();
    } else {
        return false;
    }
    return true;
}

/// Enter: unfolds, opens the link, or goes to the message that this one answers.
bool MessageView::activateAtCaret()
{
    const Spot caret = m_selection.caret();
    if (!caret.isValid())
        return false;
    if (isFoldHead(caret.row)) {
        m_model->toggleFold(caret.row);
        return true;
    }
    if (const Link *link = laidOut(caret.row).linkAt(caret.position)) {
        Q_EMIT linkActivated(link->url);
        return true;
    }
    return goToQuoted(caret.row);
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
    m_selection.clear(); // the caret goes where the jump ends
    if (oldest)
        jumpToOldest();
    else
        jumpToNewest();
    selectionChanged();
    return true;
}

Spot MessageView::firstCaret()
{
    const int row = shownRow(visibleRows().second, -1);
    return endOf(row < 0 ? 0 : row);
}

Spot MessageView::moved(Spot from, int direction, bool byWord)
{
    const int position = laidOut(from.row).nextPosition(from.position, direction, byWord);
    if (position >= 0)
        return {from.row, position};
    const int row = shownRow(from.row + direction, direction);
    if (row < 0)
        return from;
    return direction < 0 ? endOf(row) : Spot{row, 0};
}

Spot MessageView::movedByLine(Spot from, int direction)
{
    const int position = laidOut(from.row).positionInNextLine(from.position, direction, m_goalX);
    if (position >= 0)
        return {from.row, position};
    const int row = shownRow(from.row + direction, direction);
    if (row < 0)
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
    // Where the newest is in sight, it is meant: the caret may have been left at one of long ago.
    if (m_keyboard && m_rows.count() > 0 && (!m_selection.caret().isValid() || (m_selection.isEmpty() && isAtBottom())))
        m_selection.place(firstCaret());
    selectionChanged();
    QAbstractScrollArea::focusInEvent(event);
}

void MessageView::focusOutEvent(QFocusEvent *event)
{
    viewport()->update();
    QAbstractScrollArea::focusOutEvent(event);
}

} // namespace plausch::ui
