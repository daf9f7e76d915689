// Mouse and menu. The keyboard is in messagekeys.cpp.
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

bool waits(const store::MessageRow &message)
{
    return message.mine && message.state == store::MessageState::Queued;
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
    m_reply = add(QKeySequence(Qt::Key_R));
    m_react = add(QKeySequence(Qt::Key_Plus));
    connect(m_copy, &QAction::triggered, this, &MessageView::copy);
    connect(m_copyLink, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_linkUnderMenu.url.toString()); });
    connect(m_selectAll, &QAction::triggered, this, &MessageView::selectAll);
    connect(m_tryAgain, &QAction::triggered, this, [this] { Q_EMIT tryAgainRequested(currentMessage()->id); });
    connect(m_withdraw, &QAction::triggered, this, [this] { Q_EMIT withdrawRequested(currentRow()); });
    connect(m_reply, &QAction::triggered, this, [this] { Q_EMIT replyRequested(currentRow()); });
    connect(m_react, &QAction::triggered, this, [this] { askReaction(currentRow()); });
    makeBeside();
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
    m_reply->setText(tr("&Reply"));
    m_react->setText(tr("R&eact ..."));
}

void MessageView::updateActions()
{
    const store::MessageRow *message = currentMessage();
    m_copy->setEnabled(message);
    m_selectAll->setEnabled(m_rows.count() > 0);
    m_tryAgain->setEnabled(message && message->mine && message->state == store::MessageState::Failed);
    m_withdraw->setEnabled(message && (waits(*message) || (m_canWithdraw && m_canWithdraw(*message))));
    m_reply->setEnabled(m_replies && message && canAnswer(currentRow()));
    m_react->setEnabled(m_reactions && message && canAnswer(currentRow()));
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
    const bool triple =
        m_sinceDouble.isValid() && !m_sinceDouble.hasExpired(QGuiApplication::styleHints()->mouseDoubleClickInterval());
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
    if (row < 0)
        return;
    const RowLayout &layout = laidOut(row);
    const QPoint inRow = point - QPoint(0, rowTop(row));
    if (layout.isTryAgain(inRow))
        Q_EMIT tryAgainRequested(m_model->at(row).id);
    else if (const int chip = layout.chipAt(inRow); chip >= 0)
        Q_EMIT reactionToggled(row, chip);
    else if (layout.isQuote(inRow))
        goToQuoted(row);
    else if (isFoldHead(row) && layout.isText(inRow))
        m_model->toggleFold(row);
}

void MessageView::hover(QPoint point)
{
    const int row = rowAt(point);
    showBeside(row);
    if (row < 0)
        return viewport()->unsetCursor();
    const RowLayout &layout = laidOut(row);
    const QPoint inRow = point - QPoint(0, rowTop(row));
    const bool answers = layout.chipAt(inRow) >= 0 || layout.isQuote(inRow);
    if (layout.linkAt(inRow) || layout.isTryAgain(inRow) || answers || (isFoldHead(row) && layout.isText(inRow)))
        viewport()->setCursor(Qt::PointingHandCursor);
    else if (layout.isText(inRow))
        viewport()->setCursor(Qt::IBeamCursor);
    else
        viewport()->unsetCursor();
}

bool MessageView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        hideBeside();
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = rowAt(help->pos());
    if (row < 0) {
        QToolTip::hideText();
        return true;
    }
    if (const int chip = laidOut(row).chipAt(help->pos() - QPoint(0, rowTop(row))); chip >= 0) {
        QToolTip::showText(help->globalPos(), chipText(row, chip), viewport(), rowRect(row));
        return true;
    }
    QStringList lines{fullTimeText(m_model->at(row))};
    if (const Link *link = linkAt(help->pos()))
        lines.prepend(link->url.toString());
    else if (const QString state = stateText(m_model->at(row).state); !state.isEmpty())
        lines.append(state);
    if (const QString route = m_routeText ? m_routeText(m_model->at(row)) : QString(); !route.isEmpty())
        lines.append(route);
    QToolTip::showText(help->globalPos(), lines.join(u'\n'), viewport(), rowRect(row));
    return true;
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
    for (QAction *action : {m_reply, m_react, m_copy, m_copyLink, m_selectAll, m_tryAgain, m_withdraw}) {
        if (action == m_copy || action == m_tryAgain)
            menu->addSeparator();
        if (action->isEnabled())
            menu->addAction(action);
    }
    menu->popup(viewport()->mapToGlobal(where));
}

} // namespace plausch::ui
