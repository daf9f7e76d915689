#include "ui/typingline.h"

#include "ui/models/talktext.h"
#include "ui/theme.h"

#include <QEvent>

namespace plausch::ui {

TypingLine::TypingLine(QWidget *parent) : ElidedLabel(parent)
{
    setContentsMargins(22, 0, 22, 0);
    setTextFormat(Qt::PlainText);
    fit();
    recolor();
}

void TypingLine::setNames(const QStringList &names)
{
    m_names = names;
    setText(typingText(names));
    setAccessibleName(text());
}

void TypingLine::fit()
{
    QFont small = parentWidget()->font();
    small.setPointSizeF(small.pointSizeF() * 0.87);
    if (small != font())
        setFont(small);
    setFixedHeight(fontMetrics().height() + 2);
}

void TypingLine::recolor()
{
    QPalette muted = parentWidget()->palette();
    muted.setColor(QPalette::WindowText, Theme::of(muted).muted);
    if (muted != palette())
        setPalette(muted);
}

void TypingLine::changeEvent(QEvent *event)
{
    ElidedLabel::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
        setNames(QStringList(m_names));
        break;
    case QEvent::ParentChange:
    case QEvent::FontChange:
        fit();
        break;
    case QEvent::PaletteChange:
        recolor();
        break;
    default:
        break;
    }
}

} // namespace plausch::ui
