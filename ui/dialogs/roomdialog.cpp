#include "roomdialog.h"

#include "ui/dialogs/rulespane.h"
#include "ui/models/memberlistmodel.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

constexpr int HalfOperator = 3;

} // namespace

RoomDialog::RoomDialog(const chat::ChatInfo &room, int topicLength, QWidget *parent)
    : QDialog(parent)
    , m_topic(new QPlainTextEdit(this))
    , m_rules(new RulesPane(this))
    , m_bans(new QTreeWidget(this))
    , m_unban(new QPushButton(tr("&Lift the ban"), this))
    , m_failure(new QLabel(this))
{
    setWindowTitle(tr("Settings of %1", "a room").arg(room.name));
    auto *note = new QLabel(tr("You are no operator here: most of this the server will refuse."), this);
    note->setWordWrap(true);
    note->setVisible(MemberListModel::rankOf(room.ownRanks) > HalfOperator);
    m_failure->setWordWrap(true);
    m_failure->setTextFormat(Qt::PlainText);
    m_failure->setObjectName(QStringLiteral("failure"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->addWidget(note);
    auto *tabs = new QTabWidget(this);
    tabs->addTab(makeTopic(room.topic, topicLength), tr("Topic"));
    tabs->addTab(m_rules, tr("Rules"));
    tabs->addTab(makeBans(), tr("Banned"));
    column->addWidget(tabs, 1);
    column->addWidget(m_failure);
    column->addWidget(buttons);
    resize(520, 420);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_rules, &RulesPane::wanted, this, [this](const QString &modes, const QStringList &arguments) {
        m_failure->clear();
        Q_EMIT modesGiven(modes, arguments);
    });
    setRules(room);
}

void RoomDialog::setRules(const chat::ChatInfo &room)
{
    m_rules->show(room.modes, room.modeArguments);
}

QWidget *RoomDialog::makeTopic(const QString &topic, int topicLength)
{
    auto *box = new QWidget(this);
    auto *left = new QLabel(box);
    auto *set = new QPushButton(tr("Set the &topic"), box);
    set->setAutoDefault(false);
    m_topic->setPlainText(topic);
    m_topic->setTabChangesFocus(true);
    m_topic->setAccessibleName(tr("Topic"));
    m_topic->setFixedHeight(5 * m_topic->fontMetrics().lineSpacing() + 12);
    auto *row = new QHBoxLayout;
    row->addWidget(left, 1);
    row->addWidget(set);
    auto *column = new QVBoxLayout(box);
    column->addWidget(m_topic);
    column->addLayout(row);
    column->addStretch();
    const auto wanted = [this] { return m_topic->toPlainText().simplified(); };
    const auto count = [left, set, wanted, topic, topicLength] {
        const int over = static_cast<int>(wanted().toUtf8().size()) - topicLength;
        const bool tooLong = topicLength > 0 && over > 0;
        left->setText(tooLong ? tr("%n byte(s) too long for this server", nullptr, over) : QString());
        set->setEnabled(!tooLong && wanted() != topic);
    };
    count();
    connect(m_topic, &QPlainTextEdit::textChanged, this, count);
    connect(set, &QPushButton::clicked, this, [this, wanted] {
        m_failure->clear();
        Q_EMIT topicGiven(wanted());
    });
    return box;
}

QWidget *RoomDialog::makeBans()
{
    auto *box = new QWidget(this);
    auto *mask = new QLineEdit(box);
    auto *ban = new QPushButton(tr("&Ban"), box);
    for (QPushButton *button : {ban, m_unban})
        button->setAutoDefault(false);
    mask->setPlaceholderText(tr("nick, or a mask like *!*@host"));
    mask->setAccessibleName(tr("Whom to ban"));
    m_bans->setRootIsDecorated(false);
    m_bans->setAccessibleName(tr("Banned"));
    m_bans->setHeaderLabels({tr("Mask"), tr("By", "who set a ban"), tr("Since")});
    m_bans->header()->resizeSection(0, 220);
    ban->setEnabled(false);
    m_unban->setEnabled(false);
    auto *row = new QHBoxLayout;
    for (QWidget *widget : QList<QWidget *>{mask, ban, m_unban})
        row->addWidget(widget);
    auto *column = new QVBoxLayout(box);
    column->addWidget(m_bans, 1);
    column->addLayout(row);
    connect(mask, &QLineEdit::textChanged, ban,
            [ban](const QString &text) { ban->setEnabled(!text.trimmed().isEmpty()); });
    connect(mask, &QLineEdit::returnPressed, ban, &QPushButton::click);
    connect(ban, &QPushButton::clicked, this, [this, mask] {
        m_failure->clear();
        Q_EMIT banWanted(mask->text().trimmed());
        mask->clear();
    });
    connect(m_bans, &QTreeWidget::currentItemChanged, m_unban,
            [this](const QTreeWidgetItem *item) { m_unban->setEnabled(item); });
    connect(m_unban, &QPushButton::clicked, this, [this] {
        m_failure->clear();
        if (const QTreeWidgetItem *item = m_bans->currentItem())
            Q_EMIT unbanWanted(item->text(0));
    });
    return box;
}

void RoomDialog::setBans(const QList<chat::MaskEntry> &bans)
{
    m_bans->clear();
    for (const chat::MaskEntry &entry : bans) {
        const QString since = entry.time == 0
            ? QString()
            : QLocale().toString(QDateTime::fromMSecsSinceEpoch(entry.time), QLocale::ShortFormat);
        new QTreeWidgetItem(m_bans, {entry.mask, entry.by, since});
    }
    m_unban->setEnabled(m_bans->currentItem());
}

void RoomDialog::setFailed(const QString &why)
{
    m_failure->setText(why);
    m_rules->revert();
}

} // namespace plausch::ui
