// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include "chat/switchboard.h"

#include <QFrame>
#include <QTimer>

class QListWidget;

namespace plausch::ui {

/// What Ctrl+Tab steps through, shown while Ctrl is held. Never has the focus: who holds the keys is the window.
class RecentList : public QFrame
{
    Q_OBJECT
public:
    static constexpr int PatienceMsecs = 150; // a short press changes the conversation and shows no list
    static constexpr int MostShown = 12;

    explicit RecentList(QWidget *window);

    void show(const QList<chat::ChatInfo> &chats, qsizetype current);
    void end();
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void chosen(const plausch::store::ChatId &chat); // by the mouse

private:
    void place();

    QListWidget *m_list;
    QTimer m_patience;
};

} // namespace plausch::ui
