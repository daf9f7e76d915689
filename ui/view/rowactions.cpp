#include "ui/view/rowactions.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace plausch::ui {
namespace {

constexpr int Gap = 8; // to the bubble
constexpr int Icon = 16;

} // namespace

RowActions::RowActions(QWidget *parent)
    : QWidget(parent), m_reply(new QToolButton(this)), m_react(new QToolButton(this))
{
    m_reply->setIcon(themedIcon(QStringLiteral("reply")));
    m_react->setIcon(themedIcon(QStringLiteral("emoji")));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(0);
    for (QToolButton *button : {m_reply, m_react}) {
        button->setAutoRaise(true);
        button->setIconSize({Icon, Icon});
        button->setFocusPolicy(Qt::NoFocus);
        row->addWidget(button);
    }
    setCursor(Qt::ArrowCursor);
    hide();
    retranslate();
}

void RowActions::placeAt(const QRect &bubble, bool leftOfIt)
{
    adjustSize();
    const int x = leftOfIt ? bubble.left() - Gap - width() : bubble.right() + Gap;
    const int inside = qBound(0, x, parentWidget()->width() - width());
    move(inside, qMax(0, bubble.top() + qMin(0, (bubble.height() - height()) / 2)));
    show();
}

void RowActions::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

void RowActions::retranslate()
{
    m_reply->setToolTip(tr("Reply (R)"));
    m_reply->setAccessibleName(tr("Reply"));
    m_react->setToolTip(tr("React (+)"));
    m_react->setAccessibleName(tr("React"));
}

void RowActions::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace plausch::ui
