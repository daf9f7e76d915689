#include "infobar.h"

#include "ui/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

constexpr int RoomForText = 260; // less, and what can be done goes below the sentence

} // namespace

InfoBar::InfoBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_detailsText(new QLabel(this))
    , m_details(new QToolButton(this))
    , m_close(new QToolButton(this))
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_actions(new QHBoxLayout)
    , m_choices(new QBoxLayout(QBoxLayout::LeftToRight))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(160);
    m_detailsText->setWordWrap(true);
    m_detailsText->setTextFormat(Qt::PlainText);
    m_detailsText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setCheckable(true);
    m_details->setAutoRaise(true);
    m_details->setArrowType(Qt::RightArrow);
    m_details->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_close->setAutoRaise(true);
    m_close->setIcon(themedIcon(QStringLiteral("close")));
    m_close->setMinimumSize(24, 24);
    m_choices->setSpacing(6);

    auto *sentence = new QHBoxLayout;
    sentence->setSpacing(8);
    sentence->addWidget(m_icon, 0, Qt::AlignTop);
    sentence->addWidget(m_text, 1);
    m_actions->setSpacing(8);
    m_actions->addStretch();
    m_actions->addWidget(m_details);
    m_actions->addLayout(m_choices);
    m_actions->addWidget(m_close);
    m_row->setSpacing(8);
    m_row->addLayout(sentence, 1);
    m_row->addLayout(m_actions);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 12, 8);
    column->addLayout(m_row);
    column->addWidget(m_detailsText);

    connect(m_details, &QToolButton::toggled, this, [this](bool open) {
        m_details->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_detailsText->setVisible(open);
    });
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        Q_EMIT closed();
    });
    QFrame::hide();
    retranslate();
}

void InfoBar::show(const BarContent &content)
{
    const bool otherChoices = content.choices != m_content.choices;
    const bool otherTopic = content.details != m_content.details || otherChoices || isHidden();
    m_content = content;
    m_icon->setPixmap(
        tintedPixmap(content.tone == BarContent::Tone::Info ? QStringLiteral("info") : QStringLiteral("warning"), 18,
                     toneColor(), devicePixelRatioF()));
    m_text->setText(content.text);
    m_detailsText->setText(content.details);
    m_details->setVisible(!content.details.isEmpty());
    if (otherTopic)
        m_details->setChecked(false);
    m_detailsText->setVisible(m_details->isChecked() && !content.details.isEmpty());
    m_close->setVisible(content.closable);
    setAccessibleName(content.text);
    if (otherChoices) // a countdown must not take the button away from under the pointer or the focus
        rebuildChoices();
    const bool appears = isHidden();
    arrange();
    QFrame::show();
    update();
    if (appears) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void InfoBar::clear()
{
    m_content = {};
    rebuildChoices();
    hide();
}

void InfoBar::focusChoice()
{
    if (const QLayoutItem *first = m_choices->itemAt(0))
        first->widget()->setFocus(Qt::OtherFocusReason);
}

/// An Enter that is still held down from before answers nothing.
void InfoBar::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto *button = qobject_cast<QAbstractButton *>(focusWidget());
    if (event->key() == Qt::Key_Escape)
        Q_EMIT escaped();
    else if (enter && button && button->hasFocus() && !event->isAutoRepeat())
        button->click();
    else
        QFrame::keyPressEvent(event);
}

void InfoBar::rebuildChoices()
{
    while (QLayoutItem *item = m_choices->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const BarContent::Choice &choice : std::as_const(m_content.choices)) {
        auto *button = new QPushButton(choice.text, this);
        button->setAutoDefault(false);
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard where it is
        connect(button, &QPushButton::clicked, this, [this, id = choice.id] { Q_EMIT chosen(id); });
        m_choices->addWidget(button);
    }
}

void InfoBar::arrange()
{
    const int actions = widthOfActions();
    m_row->setDirection(width() < actions + RoomForText ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const QMargins margins = layout()->contentsMargins();
    const bool tooWide = width() < actions + margins.left() + margins.right();
    m_choices->setDirection(tooWide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

int InfoBar::widthOfActions() const
{
    int width = 0;
    for (int i = 0; i < m_choices->count(); ++i)
        width += m_choices->itemAt(i)->widget()->sizeHint().width() + (i > 0 ? m_choices->spacing() : 0);
    for (const QToolButton *button : {m_details, m_close})
        width += button->isHidden() ? 0 : button->sizeHint().width() + m_actions->spacing();
    return width;
}

void InfoBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

QColor InfoBar::toneColor() const
{
    const Theme theme = Theme::of(palette());
    switch (m_content.tone) {
    case BarContent::Tone::Warning:
        return theme.warning;
    case BarContent::Tone::Danger:
        return theme.danger;
    case BarContent::Tone::Info:
        break;
    }
    return theme.accent;
}

void InfoBar::retranslate()
{
    m_details->setText(tr("Details"));
    m_close->setToolTip(tr("Close this notice"));
    m_close->setAccessibleName(tr("Close this notice"));
}

void InfoBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange && !isHidden())
        show(BarContent(m_content));
}

void InfoBar::paintEvent(QPaintEvent *)
{
    const QColor tone = toneColor();
    QPainter painter(this);
    painter.fillRect(rect(), mixed(palette().color(QPalette::Window), tone, 0.10));
    painter.fillRect(QRect(0, 0, 3, height()), tone);
}

} // namespace plausch::ui
