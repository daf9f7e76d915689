// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include "chat/switchboard.h"

#include <QFrame>

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;

namespace plausch::ui {

/// Ctrl+K: people and commands by a few letters. What starts with the letters comes before what has a word that does,
/// and that before what merely contains them; else the order is the given one.
class Switcher : public QFrame
{
    Q_OBJECT
public:
    explicit Switcher(QWidget *window);

    /// Chats in the order they are to be offered, commands behind them.
    void open(const QList<chat::ChatInfo> &chats, const QList<QAction *> &commands);
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void chatChosen(const plausch::store::ChatId &chat);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry
    {
        store::ChatId chat; // empty: a command
        QAction *command = nullptr;
        QString name;
        QString detail;
        QIcon icon;
    };
    void refill();
    void choose();
    static int rank(const QString &name, const QString &letters); // 0: best, -1: no match

    QList<Entry> m_entries;
    QLineEdit *m_letters;
    QListWidget *m_list;
    QLabel *m_nothing; // in the list's place when nothing matches
};

} // namespace plausch::ui
