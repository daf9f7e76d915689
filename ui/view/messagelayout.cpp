// Where rows stand and how they are painted. One layout per event-loop turn, however much has changed.
#include "ui/models/messagetext.h"
#include "ui/view/jumpbutton.h"
#include "ui/view/messageview.h"

#include <QCoreApplication>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace plausch::ui {
namespace {

constexpr int EdgePad = 14; // above the first and below the last row
constexpr int BottomSlack = 4; // this near to the bottom counts as there

QEvent::Type layoutEvent()
{
    static const int type = QEvent::registerEventType();
    return static_cast<QEvent::Type>(type);
}

} // namespace

void MessageView::scheduleLayout()
{
    if (m_layoutDue)
        return;
    m_layoutDue = true;
    QCoreApplication::postEvent(this, new QEvent(layoutEvent()), Qt::LowEventPriority);
}

bool MessageView::event(QEvent *event)
{
    if (event->type() != layoutEvent())
        return QAbstractScrollArea::event(event);
    if (m_layoutDue && isVisible())
        layOut();
    return true;
}

void MessageView::restyle()
{
    m_style = RowStyle::of(*this, std::max(viewport()->width(), 1));
    m_rows.forgetAll();
}

/// Heights near the screen become true, the anchor keeps its place, and the scroll bar learns the rest.
void MessageView::layOut()
{
    m_layoutDue = false;
    if (!m_model)
        m_rows.clear();
    if (m_style.width != viewport()->width())
        restyle();
    if (m_landing && m_model && m_model->rowCount() > 0) {
        m_landing = false;
        if (const int row = m_model->firstNewRow(); row > 0) {
            m_following = false;
            scrollToRow(row, viewport()->height() / 4);
        }
    }
    // Each round measures what the last one brought into sight; heights only ever become true, so this ends.
    do {
        applyAnchor();
    } while (layOutVisible());
    takeAnchor();
    m_following = m_following || isAtBottom();
    placeJumpButton();
    tellNewest();
    viewport()->update();
    askForPages();
}

bool MessageView::layOutVisible()
{
    if (m_rows.count() == 0)
        return false;
    const int margin = viewport()->height() / 2;
    const int top = contentTop();
    const int first = m_rows.rowAt(-margin - top);
    const int last = m_rows.rowAt(viewport()->height() + margin - top);
    bool grew = false;
    for (int row = first; row <= last; ++row) {
        if (m_rows.layout(row))
            continue;
        const int before = m_rows.height(row);
        measure(row);
        grew |= m_rows.height(row) != before;
    }
    if (!grew)
        m_rows.keepLayouts(first, last);
    return grew;
}

void MessageView::measure(int row)
{
    m_rows.setLayout(row, std::make_unique<RowLayout>(rowSpec(*m_model, row, QDate::currentDate()), m_style));
}

const RowLayout &MessageView::laidOut(int row)
{
    if (!m_rows.layout(row))
        measure(row);
    return *m_rows.layout(row);
}

int MessageView::maxScroll() const
{
    return std::max(0, m_rows.total() + 2 * EdgePad - viewport()->height());
}

/// Few messages stand at the bottom, next to the composer.
int MessageView::contentTop() const
{
    if (maxScroll() == 0)
        return viewport()->height() - m_rows.total() - EdgePad;
    return EdgePad - verticalScrollBar()->value();
}

int MessageView::rowTop(int row) const
{
    return contentTop() + m_rows.top(row);
}

void MessageView::applyAnchor()
{
    const int most = maxScroll();
    int value = most;
    if (!m_following && m_anchor.row >= 0)
        value = std::clamp(EdgePad + m_rows.top(m_anchor.row + 1) - m_anchor.bottom, 0, most);
    m_settingScroll = true;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_style.lineHeight * 2);
    verticalScrollBar()->setRange(0, most);
    verticalScrollBar()->setValue(value);
    m_settingScroll = false;
}

void MessageView::takeAnchor()
{
    const int row = m_rows.rowAt(-contentTop());
    m_anchor = row < 0 ? Anchor{} : Anchor{row, rowTop(row + 1)};
}

void MessageView::scrollContentsBy(int, int)
{
    hideBeside();
    viewport()->update();
    if (m_settingScroll)
        return;
    m_following = isAtBottom();
    takeAnchor();
    scheduleLayout();
}

/// Of the whole conversation, not only of what is loaded.
bool MessageView::isAtBottom() const
{
    return verticalScrollBar()->value() >= maxScroll() - BottomSlack && !(m_model && m_model->hasNewer());
}

void MessageView::scrollToRow(int row, int top)
{
    const RowLayout &layout = laidOut(row);
    // Headings above it may still come and go; those of the very first message are shown.
    const int above = row == 0 && !m_model->hasOlder() ? EdgePad : -layout.bubble().top();
    m_anchor = {row, top + above + layout.height()};
}

std::pair<int, int> MessageView::visibleRows() const
{
    return {m_rows.rowAt(-contentTop()), m_rows.rowAt(viewport()->height() - 1 - contentTop())};
}

void MessageView::askForPages()
{
    if (!m_model || m_rows.count() == 0)
        return;
    const auto [first, last] = visibleRows();
    m_model->setReading(first, last);
    const int near = 2 * viewport()->height();
    if (-contentTop() < near)
        m_model->fetchOlder();
    if (contentTop() + m_rows.total() - viewport()->height() < near)
        m_model->fetchNewer();
}

void MessageView::tellNewest()
{
    const bool atNewest = isAtNewest();
    if (atNewest && m_newCount > 0) {
        m_newCount = 0;
        m_jump->setCount(0);
    }
    m_jump->setVisible(!atNewest && m_rows.count() > 0);
    if (m_atNewest == atNewest)
        return;
    m_atNewest = atNewest;
    Q_EMIT atNewestChanged(atNewest);
}

void MessageView::placeJumpButton()
{
    const QSize size = m_jump->sizeHint();
    m_jump->move(viewport()->width() - size.width() - EdgePad, viewport()->height() - size.height() - EdgePad);
}

void MessageView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void MessageView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    switch (event->type()) {
    case QEvent::FontChange:
    case QEvent::PaletteChange:
    case QEvent::LanguageChange:
    case QEvent::LocaleChange:
        nameActions();
        m_style.width = 0;
        scheduleLayout();
        break;
    default:
        break;
    }
}

// ---- painting -------------------------------------------------------------------------------------------------------

void MessageView::paintEvent(QPaintEvent *event)
{
    if (m_layoutDue)
        layOut();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_style.theme.background);
    if (m_rows.count() == 0)
        return;
    const int first = m_rows.rowAt(event->rect().top() - contentTop());
    const int last = m_rows.rowAt(event->rect().bottom() - contentTop());
    for (int row = first; row <= last; ++row)
        laidOut(row).draw(painter, {0, rowTop(row)}, emphasisOf(row), m_style);
    drawStickyDay(painter);
}

RowLayout::Emphasis MessageView::emphasisOf(int row) const
{
    RowLayout::Emphasis emphasis;
    emphasis.selected = m_selection.inRow(row, m_rows.layout(row)->textLength());
    emphasis.marked = m_marked;
    const bool current = hasFocus() && row == currentRow();
    if (current && m_keyboard)
        emphasis.caret = m_selection.caret().position;
    emphasis.outlined = (current && m_keyboard) || m_model->at(row).row == m_outlined;
    return emphasis;
}

/// While older messages are read, the day of the topmost one stays in sight.
void MessageView::drawStickyDay(QPainter &painter)
{
    const int row = m_rows.rowAt(-contentTop());
    if (isAtNewest() || row < 0)
        return;
    const QString day = dayText(dayOf(m_model->at(row)), QDate::currentDate());
    const int width = QFontMetrics(m_style.bold).horizontalAdvance(day) + 2 * RowStyle::PillPadX;
    QRect pill((m_style.width - width) / 2, RowStyle::DayGap / 2, width, m_style.smallHeight + 2 * RowStyle::PillPadY);
    for (const int next : {row, row + 1}) { // the heading that stands there by itself pushes it away
        if (next >= m_rows.count() || !m_rows.layout(next) || m_rows.layout(next)->day().isEmpty())
            continue;
        const int heading = rowTop(next) + m_rows.layout(next)->dayPill().top();
        if (heading >= 0 && heading <= pill.bottom() + 2)
            return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_style.theme.line, 1));
    painter.setBrush(m_style.theme.background);
    painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2.0, pill.height() / 2.0);
    painter.setFont(m_style.bold);
    painter.setPen(m_style.theme.muted);
    painter.drawText(pill, Qt::AlignCenter, day);
}

// ---- geometry for others --------------------------------------------------------------------------------------------

int MessageView::rowAt(QPoint point) const
{
    const int y = point.y() - contentTop();
    return y < 0 || y >= m_rows.total() ? -1 : m_rows.rowAt(y);
}

QRect MessageView::rowRect(int row) const
{
    if (row < 0 || row >= m_rows.count())
        return {};
    return {0, rowTop(row), m_style.width, m_rows.height(row)};
}

QPoint MessageView::pointOf(Spot spot) const
{
    const RowLayout *layout = spot.isValid() && spot.row < m_rows.count() ? m_rows.layout(spot.row) : nullptr;
    return layout ? layout->caretRect(spot.position).center() + QPoint(0, rowTop(spot.row)) : QPoint();
}

} // namespace plausch::ui
