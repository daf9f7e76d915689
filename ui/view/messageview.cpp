// What the view is told from outside: by its owner and by the model.
#include "ui/view/messageview.h"

#include "ui/models/messagetext.h"
#include "ui/view/jumpbutton.h"
#include "ui/view/rowactions.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>

namespace plausch::ui {

MessageView::MessageView(QWidget *parent)
    : QAbstractScrollArea(parent), m_jump(new JumpButton(viewport())), m_beside(new RowActions(viewport()))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // A bar that comes and goes would change the width, and so every height.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Messages"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_jump->hide();
    connect(m_jump, &QAbstractButton::clicked, this, &MessageView::jumpToNewest);
    makeActions();
}

MessageView::~MessageView() = default;

void MessageView::setModel(ChatModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (m_model)
        listenTo(*m_model);
    onReset();
}

void MessageView::listenTo(ChatModel &model)
{
    connect(&model, &QObject::destroyed, this, &MessageView::onReset);
    connect(&model, &ChatModel::modelReset, this, &MessageView::onReset);
    connect(&model, &ChatModel::rowsInserted, this, [this](auto, int first, int last) { onInserted(first, last); });
    connect(&model, &ChatModel::rowsRemoved, this, [this](auto, int first, int last) { onRemoved(first, last); });
    connect(&model, &ChatModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { onChanged(first.row(), last.row()); });
    connect(&model, &ChatModel::arrived, this, &MessageView::onArrived);
    connect(&model, &ChatModel::placed, this, &MessageView::onPlaced);
}

// ---- places ---------------------------------------------------------------------------------------------------------

void MessageView::jumpTo(store::Cursor place)
{
    if (!m_model)
        return;
    m_outlined = place.row;
    m_landing = false;
    m_following = false;
    m_placeAtTop = false;
    m_model->showAround(place);
}

void MessageView::restore(store::Cursor place)
{
    if (!m_model)
        return;
    m_landing = false;
    m_following = false;
    m_placeAtTop = true;
    m_model->showAround(place);
}

void MessageView::jumpToNewest()
{
    if (!m_model)
        return;
    m_following = true;
    m_outlined = -1;
    m_model->showNewest();
}

void MessageView::jumpToOldest()
{
    if (!m_model)
        return;
    m_following = false;
    m_placeAtTop = true;
    m_model->showOldest();
}

void MessageView::onPlaced(int row)
{
    const bool newest = m_following && !m_model->hasNewer() && row == m_model->rowCount() - 1;
    if (row >= 0 && !newest) {
        m_following = false;
        scrollToRow(row, m_placeAtTop ? 0 : viewport()->height() / 3);
    }
    if (!m_selection.caret().isValid())
        m_selection.place(newest ? endOf(row) : Spot{row, 0});
    scheduleLayout();
}

bool MessageView::isAtNewest() const
{
    return m_following && !(m_model && m_model->hasNewer());
}

std::optional<store::Cursor> MessageView::readingPlace() const
{
    if (!m_model || isAtNewest() || m_rows.count() == 0)
        return std::nullopt;
    // A line below the top: the name over a group may still go when what stands above is loaded.
    const store::MessageRow &message = m_model->at(m_rows.rowAt(m_style.lineHeight - contentTop()));
    return store::Cursor{message.time, message.row};
}

void MessageView::setHighlight(const QString &words)
{
    m_marked = words.split(u' ', Qt::SkipEmptyParts);
    viewport()->update();
}

// ---- what the model says --------------------------------------------------------------------------------------------

void MessageView::onReset()
{
    hideBeside();
    m_rows.clear();
    m_selection.clear();
    m_anchor = {};
    m_following = true;
    m_landing = true;
    m_newCount = 0;
    m_outlined = -1;
    if (m_model && m_model->rowCount() > 0)
        onInserted(0, m_model->rowCount() - 1);
    updateActions();
    scheduleLayout();
    tellReaders(QAccessible::ObjectReorder);
}

void MessageView::onInserted(int first, int last)
{
    const int count = last - first + 1;
    hideBeside();
    if (m_style.width == 0)
        restyle();
    m_rows.insert(first, count, [this](int row) { return estimatedHeight(*m_model, row, m_style); });
    m_selection.onRowsInserted(first, count);
    if (m_anchor.row >= first)
        m_anchor.row += count;
    scheduleLayout();
    tellReaders(QAccessible::ObjectReorder);
}

void MessageView::onRemoved(int first, int last)
{
    hideBeside();
    m_rows.remove(first, last);
    m_selection.onRowsRemoved(first, last, endOf(m_rows.count() - 1));
    if (m_anchor.row > last)
        m_anchor.row -= last - first + 1;
    else if (m_anchor.row >= first)
        m_anchor.row = std::min(first, m_rows.count() - 1);
    scheduleLayout();
    tellReaders(QAccessible::ObjectReorder);
}

void MessageView::onChanged(int first, int last)
{
    for (int row = first; row <= last; ++row)
        m_rows.forget(row);
    updateActions();
    scheduleLayout();
}

void MessageView::onArrived(int fromOthers)
{
    if (isAtNewest() || fromOthers == 0)
        return tellNewest();
    m_newCount += fromOthers;
    m_jump->setCount(m_newCount);
    tellNewest();
}

/// Screen readers ask for the rest. `row`: -1 for the view itself.
void MessageView::tellReaders(QAccessible::Event what, int row)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(this, what);
    if (row >= 0)
        event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

// ---- what is selected -----------------------------------------------------------------------------------------------

QString MessageView::selectedText() const
{
    if (!m_model || m_selection.isEmpty())
        return {};
    const Spot from = m_selection.first();
    const Spot to = m_selection.last();
    QStringList lines;
    for (int row = from.row; row <= to.row; ++row) {
        if (m_model->foldOf(row) == ChatModel::Fold::Hidden)
            continue;
        const store::MessageRow &message = m_model->at(row);
        const QString name = m_model->nameAt(row);
        const QString body = m_model->shownText(row);
        const auto [start, end] = m_selection.inRow(row, static_cast<int>(body.size()));
        if (from.row == to.row && end - start < body.size())
            return body.mid(start, end - start);
        if (end > start || (row > from.row && row < to.row))
            lines.append(copyLine(message, name, body.mid(start, end - start)));
    }
    return lines.join(u'\n');
}

void MessageView::selectAll()
{
    if (m_rows.count() == 0)
        return;
    m_selection.set({0, 0}, endOf(m_rows.count() - 1));
    selectionChanged();
}

void MessageView::copy()
{
    QString text = selectedText();
    if (text.isEmpty() && currentMessage()) {
        const QString name = m_model->nameAt(currentRow());
        text = copyLine(*currentMessage(), name, m_model->shownText(currentRow()));
    }
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

const store::MessageRow *MessageView::currentMessage() const
{
    const int row = currentRow();
    return m_model && row >= 0 && row < m_model->rowCount() ? &m_model->at(row) : nullptr;
}

Spot MessageView::endOf(int row) const
{
    if (row < 0 || !m_model)
        return {};
    return {row, static_cast<int>(m_model->shownText(row).size())};
}

/// This row, or the next one in that direction that is not folded away; -1: there is none.
int MessageView::shownRow(int row, int direction) const
{
    while (row >= 0 && row < m_rows.count() && m_model->foldOf(row) == ChatModel::Fold::Hidden)
        row += direction;
    return row < m_rows.count() ? row : -1;
}

bool MessageView::isFoldHead(int row) const
{
    const auto fold = m_model->foldOf(row);
    return fold == ChatModel::Fold::Closed || fold == ChatModel::Fold::Open;
}

} // namespace plausch::ui
