#include "ui/view/jumpbutton.h"

#include "ui/theme.h"

#include <QPainter>

namespace plausch::ui {
namespace {

constexpr int Circle = 40;
constexpr int Badge = 20;
constexpr int Shadow = 3;
constexpr int MostShown = 999;

} // namespace

JumpButton::JumpButton(QWidget *parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::NoFocus); // Ctrl+End does it from the keyboard
    tell();
    resize(sizeHint());
}

void JumpButton::setCount(int count)
{
    if (m_count == count)
        return;
    m_count = count;
    tell();
    update();
}

void JumpButton::tell()
{
    const QString text = m_count > 0 ? tr("Jump to newest, %n new message(s)", nullptr, m_count) : tr("Jump to newest");
    setAccessibleName(text);
    setToolTip(text);
}

QSize JumpButton::sizeHint() const
{
    return {Circle + 2 * Shadow, Circle + Badge / 2 + 2 * Shadow};
}

void JumpButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        tell();
    QAbstractButton::changeEvent(event);
}

void JumpButton::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle(Shadow, height() - Circle - Shadow, Circle, Circle);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(isDown() || underMouse() ? mixed(theme.background, theme.text, 0.1) : theme.background);
    painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
    const int side = Circle / 2;
    const QPointF corner = circle.center() - QPointF(side / 2.0, side / 2.0);
    painter.drawPixmap(corner, tintedPixmap(QStringLiteral("newest"), side, theme.text, devicePixelRatioF()));
    if (m_count == 0)
        return;

    QFont small = font();
    small.setPixelSize(11);
    small.setWeight(QFont::DemiBold);
    painter.setFont(small);
    const QString text = m_count > MostShown ? QStringLiteral("%1+").arg(MostShown) : QString::number(m_count);
    const qreal width = std::max<qreal>(Badge, painter.fontMetrics().horizontalAdvance(text) + 12);
    const QRectF badge((QWidget::width() - width) / 2, circle.top() - Badge / 2.0, width, Badge);
    painter.setPen(QPen(theme.background, 2));
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(badge, Badge / 2.0, Badge / 2.0);
    painter.setPen(theme.accentText);
    painter.drawText(badge, Qt::AlignCenter, text);
}

} // namespace plausch::ui
