#include "memberpane.h"

#include "ui/avatar.h"
#include "ui/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

constexpr int Pad = 8;
constexpr int PictureSize = 24;
constexpr int HalfOperator = 3;
constexpr int Operator = 2;

/// Picture, nick, and a moon for those who are away.
class MemberDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool heading = index.data(MemberListModel::IsHeadingRole).toBool();
        return {100, heading ? option.fontMetrics.height() + 12 : qMax(PictureSize, option.fontMetrics.height()) + 6};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(MemberListModel::IsHeadingRole).toBool())
            paintHeading(*painter, option, index);
        else
            paintMember(*painter, option, index);
        painter->restore();
    }

private:
    static void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        QFont font = option.font;
        font.setPointSizeF(font.pointSizeF() * 0.87);
        font.setBold(true);
        painter.setFont(font);
        painter.setPen(readable(Theme::of(option.palette).muted, option.palette.color(QPalette::Window)));
        const QRect line = option.rect.adjusted(Pad, 4, -Pad, 0);
        painter.drawText(line, int(Qt::AlignVCenter | Qt::AlignLeading),
                         QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, line.width()));
    }

    static void paintMember(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const Theme theme = Theme::of(option.palette);
        const QColor background = rowColor(option, theme);
        painter.setPen(option.state.testFlag(QStyle::State_HasFocus) ? QPen(theme.accent, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(background);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(3.5, 0.5, -3.5, -0.5), 7, 7);

        const bool away = index.data(MemberListModel::AwayRole).toBool();
        const QString nick = index.data().toString();
        QRect line = option.rect.adjusted(Pad, 0, -Pad, 0);
        const QRect picture(line.left(), line.center().y() - PictureSize / 2 + 1, PictureSize, PictureSize);
        const QRect placed = QStyle::visualRect(option.direction, option.rect, picture);
        if (away)
            drawAvatarWithPresence(painter, placed, nick, nickKey(nick), chat::Presence::Away, theme, background);
        else
            drawAvatar(painter, placed, nick, nickKey(nick));
        line.setLeft(picture.right() + Pad);
        painter.setFont(option.font);
        painter.setPen(away ? readable(theme.muted, background) : option.palette.color(QPalette::WindowText));
        painter.drawText(QStyle::visualRect(option.direction, option.rect, line),
                         int(Qt::AlignVCenter | Qt::AlignLeading),
                         option.fontMetrics.elidedText(nick, Qt::ElideRight, line.width()));
    }

    static QColor rowColor(const QStyleOptionViewItem &option, const Theme &theme)
    {
        const QColor base = option.palette.color(QPalette::Window);
        if (option.state.testFlag(QStyle::State_Selected))
            return mixed(base, theme.accent, 0.18);
        return option.state.testFlag(QStyle::State_MouseOver) ? mixed(base, theme.text, 0.06) : base;
    }
};

} // namespace

MemberPane::MemberPane(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_filter(new QLineEdit(this)), m_list(new QListView(this))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new MemberDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->viewport()->setBackgroundRole(QPalette::Window);
    for (QWidget *widget : QList<QWidget *>{m_filter, m_list})
        widget->installEventFilter(this);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(Pad, Pad, Pad, 4);
    top->setSpacing(6);
    top->addWidget(m_title);
    top->addWidget(m_filter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_list, 1);

    connect(m_filter, &QLineEdit::textChanged, &m_model, &MemberListModel::setFilter);
    connect(&m_model, &MemberListModel::countChanged, this, &MemberPane::refreshTitle);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        if (const Member *member = m_model.memberAt(index.row()))
            Q_EMIT actionWanted(MemberAction::Message, QString(member->nick));
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        const Member *member = m_model.memberAt(m_list->indexAt(position).row());
        if (member && member->nick != m_own)
            menuFor(member->nick)->popup(m_list->viewport()->mapToGlobal(position));
    });
    retranslate();
}

void MemberPane::setOwnNick(const QString &nick)
{
    m_own = nick;
}

QMenu *MemberPane::menuFor(const QString &nick)
{
    const auto rankOf = [this](const QString &who) {
        const Member *member = m_model.member(who);
        return MemberListModel::rankOf(member ? member->ranks : QString());
    };
    const Member *member = m_model.member(nick);
    const int own = rankOf(m_own);
    const QString ranks = member ? member->ranks : QString();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](MemberAction action, const QString &text, const QString &icon = {}) {
        QAction *entry = icon.isEmpty() ? menu->addAction(text) : menu->addAction(themedIcon(icon), text);
        connect(entry, &QAction::triggered, this, [this, action, nick] { Q_EMIT actionWanted(action, nick); });
    };
    add(MemberAction::Message, tr("&Message %1").arg(nick), QStringLiteral("buddy"));
    add(MemberAction::AddBuddy, tr("&Add as buddy"), QStringLiteral("buddy-add"));
    add(MemberAction::Mention, tr("Me&ntion"));
    add(MemberAction::Whois, tr("&Who is this?"), QStringLiteral("info"));
    if (own > HalfOperator)
        return menu;
    menu->addSeparator();
    if (own <= Operator)
        ranks.contains(u'@') ? add(MemberAction::Deop, tr("Take the &operator's rank"))
                             : add(MemberAction::Op, tr("Make an &operator"));
    ranks.contains(u'+') ? add(MemberAction::Devoice, tr("Take the &voice"))
                         : add(MemberAction::Voice, tr("Give &voice"));
    menu->addSeparator();
    add(MemberAction::Kick, tr("&Kick ..."));
    add(MemberAction::Ban, tr("Kick and &ban ..."), QStringLiteral("block"));
    return menu;
}

bool MemberPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape) {
        m_filter->text().isEmpty() ? Q_EMIT closeWanted() : m_filter->clear();
        return true;
    }
    if (watched == m_filter && key == Qt::Key_Down) {
        m_list->setFocus(Qt::TabFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void MemberPane::paintEvent(QPaintEvent *)
{
    const int edge = layoutDirection() == Qt::RightToLeft ? width() - 1 : 0;
    QPainter(this).fillRect(QRect(edge, 0, 1, height()), Theme::of(palette()).line);
}

void MemberPane::refreshTitle()
{
    m_title->setText(tr("%n member(s)", nullptr, m_model.memberCount()));
}

void MemberPane::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the members"));
    m_list->setAccessibleName(tr("Members"));
    refreshTitle();
}

void MemberPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace plausch::ui
