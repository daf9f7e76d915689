#include "shortcutsheet.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace plausch::ui {
namespace {

QString keyText(const QKeySequence &keys)
{
    return keys.toString(QKeySequence::NativeText);
}

QString withoutMnemonic(QString text)
{
    text.remove(QLatin1Char('&'));
    while (text.endsWith(u'.') || text.endsWith(u'\u2026') || text.endsWith(u' '))
        text.chop(1);
    return text;
}

} // namespace

ShortcutSheet::ShortcutSheet(const QList<ShortcutEntry> &menuKeys, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    const QList<ShortcutEntry> entries = menuKeys + fieldKeys();
    auto *table = new QTableWidget(int(entries.size()), 2, this);
    table->setAccessibleName(tr("Keyboard shortcuts"));
    table->setHorizontalHeaderLabels({tr("Key"), tr("What it does")});
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setTabKeyNavigation(false);
    for (int row = 0; row < entries.size(); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(entries.at(row).keys));
        table->setItem(row, 1, new QTableWidgetItem(entries.at(row).text));
    }
    table->resizeColumnsToContents();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *column = new QVBoxLayout(this);
    column->addWidget(table, 1);
    column->addWidget(buttons);
    resize(560, 620);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
}

QList<ShortcutEntry> ShortcutSheet::fieldKeys()
{
    const auto keys = [](QKeyCombination combination) { return keyText(QKeySequence(combination)); };
    return {
        {keys(Qt::Key_Return), tr("Send the message")},
        {keys(Qt::SHIFT | Qt::Key_Return), tr("New line")},
        {keys(Qt::Key_Up), tr("Recall your last message (in an empty field)")},
        {keys(Qt::CTRL | Qt::Key_Up), tr("Earlier message of yours")},
        {keys(Qt::CTRL | Qt::Key_Down), tr("Later message of yours")},
        {keys(Qt::CTRL | Qt::Key_Z), tr("Undo")},
        {keys(Qt::Key_Escape), tr("Close the search, else go to the newest message and mark all as read")},
        {keys(Qt::Key_PageUp), tr("Scroll back, in the messages")},
        {keys(Qt::CTRL | Qt::Key_End), tr("Go to the newest message, in the messages")},
    };
}

QList<ShortcutEntry> ShortcutSheet::entriesOf(const QList<QAction *> &actions)
{
    QList<ShortcutEntry> entries;
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            entries.append({keyText(action->shortcut()), withoutMnemonic(action->text())});
    }
    return entries;
}

} // namespace plausch::ui
