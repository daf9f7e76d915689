#include "placeholder.h"

#include "ui/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace plausch::ui {

Placeholder::Placeholder(const QString &icon, QWidget *parent)
    : QWidget(parent)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_keyCard(new QLabel(this))
    , m_action(new QPushButton(this))
{
    QFont big = m_title->font();
    big.setBold(true);
    big.setPointSizeF(big.pointSizeF() * 1.35);
    m_title->setFont(big);
    m_sentence->setWordWrap(true);
    m_keyCard->setTextFormat(Qt::RichText);
    m_keyCard->setWordWrap(true);
    for (QLabel *label : {m_icon, m_title, m_sentence, m_keyCard})
        label->setAlignment(Qt::AlignCenter);
    m_action->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(12);
    column->addStretch(2);
    for (QWidget *widget : QList<QWidget *>{m_icon, m_title, m_sentence})
        column->addWidget(widget);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addWidget(m_keyCard);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &Placeholder::actionWanted);
    refreshColors();
}

void Placeholder::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

void Placeholder::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void Placeholder::setKeys(const QList<Key> &keys)
{
    m_keys = keys;
    const QString key = Theme::of(palette()).accent.name();
    QString rows;
    for (const Key &entry : keys)
        rows += QStringLiteral(
                    "<tr><td align=\"right\" style=\"padding:3px 10px; color:%1; white-space:nowrap\"><b>%2</b></td>"
                    "<td style=\"padding:3px 10px\">%3</td></tr>")
                    .arg(key, entry.keys.toHtmlEscaped(), entry.text.toHtmlEscaped());
    m_keyCard->setText(QStringLiteral("<table align=\"center\">%1</table>").arg(rows));
}

void Placeholder::refreshColors()
{
    const Theme theme = Theme::of(palette());
    m_icon->setPixmap(tintedPixmap(m_iconName, 56, mixed(theme.accent, palette().color(QPalette::Window), 0.35),
                                   devicePixelRatioF()));
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, theme.muted);
    m_sentence->setPalette(muted);
    if (!m_keys.isEmpty())
        setKeys(QList<Key>(m_keys));
}

void Placeholder::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshColors();
}

} // namespace plausch::ui
