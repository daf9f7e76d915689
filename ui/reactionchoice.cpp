#include "ui/reactionchoice.h"

#include "ui/emoji.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace plausch::ui {
namespace {

constexpr int Cell = 38;
constexpr int MineRole = Qt::UserRole;
const QStringList Usual{QStringLiteral("👍"), QStringLiteral("❤️"), QStringLiteral("😂"), QStringLiteral("😮"),
                        QStringLiteral("😢"), QStringLiteral("🎉"),      QStringLiteral("✅")};

/// What screen readers say: the name where the picker knows one.
QString nameOf(const QString &reaction)
{
    const QList<Emoji> &known = emojis();
    const auto found =
        std::find_if(known.cbegin(), known.cend(), [&](const Emoji &emoji) { return emoji.text == reaction; });
    return found == known.cend() ? reaction : found->name;
}

} // namespace

ReactionChoice::ReactionChoice(QWidget *parent) : QFrame(parent, Qt::Popup), m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_list->setViewMode(QListView::IconMode);
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(false);
    m_list->setMovement(QListView::Static);
    m_list->setGridSize({Cell, Cell});
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedHeight(Cell); // a list likes to be several rows high
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QFont large = m_list->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setFamilies({QStringLiteral("Noto Color Emoji"), large.family()}); // text fonts draw some in outline
    m_list->setFont(large);
    m_list->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->addWidget(m_list);
    connect(m_list, &QListWidget::itemClicked, this, &ReactionChoice::choose);
}

void ReactionChoice::add(const QString &reaction, bool mine)
{
    auto *item = new QListWidgetItem(reaction, m_list);
    item->setTextAlignment(Qt::AlignCenter);
    item->setSizeHint({Cell, Cell});
    item->setData(MineRole, mine);
    const QString name = nameOf(reaction);
    const QString text = mine ? tr("Take back: %1", "a reaction").arg(name) : name;
    item->setToolTip(text);
    item->setData(Qt::AccessibleTextRole, text);
    if (mine)
        item->setBackground(mixed(palette().color(QPalette::Base), Theme::of(palette()).accent, 0.3));
}

void ReactionChoice::open(const QPoint &corner, const QList<store::ReactionSum> &given)
{
    m_list->setAccessibleName(tr("Reactions"));
    m_list->clear();
    const auto isGiven = [&given](const QString &reaction) {
        return std::any_of(given.cbegin(), given.cend(),
                           [&](const store::ReactionSum &sum) { return sum.reaction == reaction; });
    };
    for (const store::ReactionSum &sum : given) {
        if (m_list->count() < MostOffered || sum.mine)
            add(sum.reaction, sum.mine);
    }
    for (const QString &reaction : Usual) {
        if (m_list->count() < MostOffered && !isGiven(reaction))
            add(reaction, false);
    }
    auto *more = new QListWidgetItem(themedIcon(QStringLiteral("more")), QString(), m_list);
    more->setSizeHint({Cell, Cell});
    more->setToolTip(tr("All emojis"));
    more->setData(Qt::AccessibleTextRole, tr("All emojis"));
    m_list->setCurrentRow(0);
    const QRect screen = parentWidget()->screen()->availableGeometry();
    resize(qMin(m_list->count() * Cell + 12, screen.width()), sizeHint().height());
    move(qBound(screen.left(), corner.x(), screen.right() - width()),
         qBound(screen.top(), corner.y() - height(), screen.bottom() - height()));
    show();
    m_list->setFocus(Qt::PopupFocusReason);
}

void ReactionChoice::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const QString reaction = item->text();
    const bool on = !item->data(MineRole).toBool();
    hide();
    if (reaction.isEmpty())
        Q_EMIT moreWanted(geometry().bottomRight(), {});
    else
        Q_EMIT chosen(reaction, on);
}

bool ReactionChoice::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        choose();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        break;
    }
    if (key->text().size() != 1 || !key->text().front().isLetter())
        return QFrame::eventFilter(watched, event);
    hide();
    Q_EMIT moreWanted(geometry().bottomRight(), key->text());
    return true;
}

} // namespace plausch::ui
