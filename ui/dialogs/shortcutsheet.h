// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include <QDialog>

class QAction;

namespace plausch::ui {

struct ShortcutEntry
{
    QString keys;
    QString text;
};

/// All keys at a glance: those of the menus, read from their actions, and those that belong to a field.
class ShortcutSheet : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutSheet(const QList<ShortcutEntry> &menuKeys, QWidget *parent = nullptr);

    /// The keys that work inside the composer and the messages.
    static QList<ShortcutEntry> fieldKeys();
    static QList<ShortcutEntry> entriesOf(const QList<QAction *> &actions);
};

} // namespace plausch::ui
