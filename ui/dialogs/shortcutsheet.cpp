#include "shortcutsheet.h"

#include "ui/keymap.h"
#include "ui/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

QString keyText(const QKeySequence &keys)
{
    return keys.toString(QKeySequence::NativeText);
}

QString keyText(const QAction &action)
{
    QStringList texts;
    for (const QKeySequence &keys : action.shortcuts())
        texts.append(keyText(keys));
    texts.removeDuplicates();
    return texts.join(QStringLiteral(", "));
}

QString withoutMnemonic(QString text)
{
    text.remove(QLatin1Char('&'));
    while (text.endsWith(u'.') || text.endsWith(u'\u2026') || text.endsWith(u' '))
        text.chop(1);
    return text;
}

} // namespace

ShortcutSheet::ShortcutSheet(KeyMap &keys, QWidget *parent)
    : QDialog(parent)
    , m_keys(keys)
    , m_search(new QLineEdit(this))
    , m_table(new QTableWidget(0, 2, this))
    , m_label(new QLabel(this))
    , m_edit(new QKeySequenceEdit(this))
    , m_none(new QPushButton(tr("&None", "no key"), this))
    , m_default(new QPushButton(tr("&Default", "key"), this))
    , m_refusal(new QLabel(this))
{
    setWindowTitle(tr("Keyboard shortcuts"));
    m_search->setPlaceholderText(tr("Search the shortcuts"));
    m_search->setAccessibleName(tr("Search the shortcuts"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_table->setAccessibleName(tr("Keyboard shortcuts"));
    m_table->setHorizontalHeaderLabels({tr("What it does"), tr("Key")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_label->setBuddy(m_edit);
    m_edit->setAccessibleName(tr("New key"));
    m_refusal->setWordWrap(true);
    m_refusal->setObjectName(QStringLiteral("refusal"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    for (QPushButton *button : {m_none, m_default, buttons->button(QDialogButtonBox::Close)})
        button->setAutoDefault(false); // Enter may be a key that is wanted
    auto *change = new QHBoxLayout;
    for (QWidget *widget : QList<QWidget *>{m_label, m_edit, m_none, m_default})
        change->addWidget(widget);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_search);
    column->addWidget(m_table, 1);
    column->addLayout(change);
    column->addWidget(m_refusal);
    column->addWidget(buttons);
    resize(560, 620);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutSheet::filter);
    connect(m_table, &QTableWidget::currentCellChanged, this, &ShortcutSheet::onCurrent);
    connect(m_table, &QTableWidget::cellActivated, m_edit, qOverload<>(&QWidget::setFocus));
    connect(m_edit, &QKeySequenceEdit::editingFinished, this, &ShortcutSheet::onTyped);
    connect(m_none, &QPushButton::clicked, this, [this] { m_keys.assign(*current(), {}); });
    connect(m_default, &QPushButton::clicked, this, [this] { m_keys.reset(*current()); });
    connect(&m_keys, &KeyMap::changed, this, &ShortcutSheet::fill);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    fill();
    m_table->setCurrentCell(0, 0);
    m_search->setFocus();
}

/// Hiding ends the editing of a field, and that still needs the whole dialog.
ShortcutSheet::~ShortcutSheet()
{
    hide();
}

void ShortcutSheet::fill()
{
    QList<Entry> entries;
    for (const QAction *action : m_keys.actions())
        entries.append({keyText(*action), withoutMnemonic(action->text())});
    entries += fieldKeys();
    m_table->setRowCount(int(entries.size()));
    for (int row = 0; row < entries.size(); ++row) {
        m_table->setItem(row, 0, new QTableWidgetItem(entries.at(row).text));
        m_table->setItem(row, 1, new QTableWidgetItem(entries.at(row).keys));
    }
    onCurrent();
}

void ShortcutSheet::filter(const QString &words)
{
    const auto has = [this, words = words.trimmed()](int row, int column) {
        return m_table->item(row, column)->text().contains(words, Qt::CaseInsensitive);
    };
    int first = -1;
    for (int row = m_table->rowCount() - 1; row >= 0; --row) {
        const bool found = has(row, 0) || has(row, 1);
        m_table->setRowHidden(row, !found);
        first = found ? row : first;
    }
    if (m_table->currentRow() < 0 || m_table->isRowHidden(m_table->currentRow()))
        m_table->setCurrentCell(first, 0); // what is changed below can be seen
}

QAction *ShortcutSheet::current() const
{
    return m_keys.actions().value(m_table->currentRow());
}

void ShortcutSheet::onCurrent()
{
    const QAction *action = current();
    m_label->setText(action ? tr("New &key:") : tr("This key cannot be changed."));
    for (QWidget *widget : QList<QWidget *>{m_edit, m_none, m_default})
        widget->setVisible(action);
    m_default->setEnabled(action && !m_keys.isDefault(*action));
    m_none->setEnabled(action && !action->shortcuts().isEmpty());
    m_edit->setKeySequence(action ? action->shortcut() : QKeySequence());
    m_refusal->clear();
}

void ShortcutSheet::onTyped()
{
    QAction *action = current();
    const QKeySequence keys = m_edit->keySequence();
    if (!action || keys == action->shortcut())
        return;
    if (const QAction *holder = m_keys.holder(keys, action)) {
        m_edit->setKeySequence(action->shortcut());
        m_refusal->setText(tr("%1 already belongs to \"%2\". Nothing was changed.", "keys, command")
                               .arg(keyText(keys), withoutMnemonic(holder->text())));
        return;
    }
    m_keys.assign(*action, keys);
}

QList<ShortcutSheet::Entry> ShortcutSheet::fieldKeys()
{
    const auto keys = [](QKeyCombination combination) { return keyText(QKeySequence(combination)); };
    return {
        {keys(Qt::Key_Return), tr("Send the message")},
        {keys(Qt::SHIFT | Qt::Key_Return), tr("New line")},
        {keys(Qt::Key_Up), tr("Recall your last message (in an empty field)")},
        {keys(Qt::CTRL | Qt::Key_Up), tr("Earlier message of yours")},
        {keys(Qt::CTRL | Qt::Key_Down), tr("Later message of yours")},
        {keys(Qt::CTRL | Qt::Key_Z), tr("Undo")},
        {keys(Qt::Key_Tab), tr("Complete a nick, a room, a command or an emoji")},
        {keys(Qt::Key_Escape),
         tr("Take back a reply, close the search, else go to the newest message and mark all as read")},
        {keys(Qt::Key_PageUp), tr("Scroll back")},
        {keys(Qt::CTRL | Qt::Key_End), tr("Go to the newest message, in the messages or from an empty field")},
        {keys(Qt::Key_C), tr("Copy, in the messages")},
        {keys(Qt::Key_R), tr("Reply, in the messages")},
        {keys(Qt::Key_Plus), tr("React, in the messages")},
        {keys(Qt::Key_Return), tr("Go to the message that is answered, in the messages")},
        {keys(Qt::Key_Delete), tr("Withdraw your message, in the messages")},
    };
}

} // namespace plausch::ui
