// Layer: ui. Thread: main. Owner: itself, closed with its window.
#pragma once

#include <QDialog>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace plausch::ui {

class KeyMap;

/// All keys at a glance, to be searched and changed: those of the menus. Those that belong to a field are only shown.
class ShortcutSheet : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutSheet(KeyMap &keys, QWidget *parent = nullptr);
    ~ShortcutSheet() override;

    struct Entry
    {
        QString keys;
        QString text;
    };
    /// The keys that work inside the composer and the messages.
    static QList<Entry> fieldKeys();

private:
    void fill();
    void filter(const QString &words);
    QAction *current() const; // null: a field's key, or none
    void onCurrent();
    void onTyped();

    KeyMap &m_keys;
    QLineEdit *m_search;
    QTableWidget *m_table;
    QLabel *m_label;
    QKeySequenceEdit *m_edit;
    QPushButton *m_none;
    QPushButton *m_default;
    QLabel *m_refusal;
};

} // namespace plausch::ui
