// Answering and reacting: what is in the view for it.
#include "ui/models/messagetext.h"
#include "ui/models/talktext.h"
#include "ui/view/messageview.h"
#include "ui/view/rowactions.h"

#include <QAction>
#include <QToolButton>

namespace plausch::ui {

void MessageView::setAnswers(bool replies, bool reactions)
{
    m_replies = replies;
    m_reactions = reactions;
    hideBeside();
    updateActions();
}

void MessageView::setCanWithdraw(std::function<bool(const store::MessageRow &)> can)
{
    m_canWithdraw = std::move(can);
    updateActions();
}

void MessageView::makeBeside()
{
    connect(m_beside->reply(), &QToolButton::clicked, this, [this] {
        if (m_besideRow >= 0)
            Q_EMIT replyRequested(m_besideRow);
    });
    connect(m_beside->react(), &QToolButton::clicked, this, [this] {
        if (m_besideRow >= 0)
            Q_EMIT reactRequested(m_besideRow, m_beside->mapToGlobal(QPoint(0, 0)));
    });
}

/// Somebody's words that the store has and that are still there.
bool MessageView::canAnswer(int row) const
{
    const store::MessageRow &message = m_model->at(row);
    return isSaid(message.kind) && message.row > 0 && !isWithdrawn(message);
}

void MessageView::showBeside(int row)
{
    if (row < 0 || m_dragging || (!m_replies && !m_reactions) || !canAnswer(row))
        return hideBeside();
    if (row == m_besideRow && m_beside->isVisible())
        return;
    m_besideRow = row;
    m_beside->reply()->setVisible(m_replies);
    m_beside->react()->setVisible(m_reactions);
    m_beside->placeAt(laidOut(row).bubble().translated(0, rowTop(row)), m_model->at(row).mine);
}

void MessageView::hideBeside()
{
    m_besideRow = -1;
    m_beside->hide();
}

void MessageView::askReaction(int row)
{
    const QRect bubble = laidOut(row).bubble().translated(0, rowTop(row));
    Q_EMIT reactRequested(row, viewport()->mapToGlobal(bubble.topLeft()));
}

bool MessageView::goToQuoted(int row)
{
    const store::Quote quote = m_model->at(row).quote;
    if (quote.row == 0)
        return false;
    jumpTo({quote.time, quote.row});
    return true;
}

QString MessageView::chipText(int row, int chip) const
{
    const store::ReactionSum sum = m_model->at(row).reactions.value(chip);
    return tr("%1 by %2", "reaction, names").arg(sum.reaction, reactionNames(sum, m_model->speakers().other));
}

QPoint MessageView::quotePoint(int row)
{
    const QRect quote = laidOut(row).quoteRect();
    return quote.isEmpty() ? QPoint() : quote.center() + QPoint(0, rowTop(row));
}

QPoint MessageView::chipPoint(int row, int reaction)
{
    return laidOut(row).chipRect(reaction).center() + QPoint(0, rowTop(row));
}

} // namespace plausch::ui
