#include "ui/quotebar.h"

#include "ui/elidedlabel.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace plausch::ui {

QuoteBar::QuoteBar(QWidget *parent)
    : QWidget(parent), m_title(new ElidedLabel(this)), m_text(new ElidedLabel(this)), m_drop(new QToolButton(this))
{
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_drop->setAutoRaise(true);
    m_drop->setIcon(themedIcon(QStringLiteral("close")));
    m_drop->setMinimumSize(28, 28);
    m_drop->setFocusPolicy(Qt::TabFocus);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 4, 4);
    row->addLayout(words, 1);
    row->addWidget(m_drop);
    connect(m_drop, &QToolButton::clicked, this, &QuoteBar::dropped);
    refresh();
    QWidget::hide();
}

void QuoteBar::show(const QString &name, const QString &text)
{
    m_name = name;
    m_words = text.simplified();
    refresh();
    QWidget::show();
}

void QuoteBar::refresh()
{
    const Theme theme = Theme::of(palette());
    QPalette accent = palette();
    accent.setColor(QPalette::WindowText, readable(theme.accent, palette().color(QPalette::Window)));
    m_title->setPalette(accent);
    m_title->setText(tr("Reply to %1").arg(m_name));
    m_text->setText(m_words);
    m_drop->setToolTip(tr("Do not reply (Esc)"));
    m_drop->setAccessibleName(tr("Do not reply"));
    setAccessibleName(tr("Reply to %1: %2").arg(m_name, m_words));
}

void QuoteBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) && !isHidden())
        refresh();
}

void QuoteBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    const int edge = layoutDirection() == Qt::RightToLeft ? width() - 3 : 0;
    painter.fillRect(QRect(edge, 4, 3, height() - 8), theme.accent);
}

} // namespace plausch::ui
