// Layer: ui. Thread: main. Owner: ChatPage.
#pragma once

#include "ui/models/memberlistmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QMenu;

namespace plausch::ui {

enum class MemberAction { Message, AddBuddy, Mention, Whois, Op, Deop, Voice, Devoice, Kick, Ban };

/// Who is in the room, by rank, and what can be done with each. Knows values only.
class MemberPane : public QWidget
{
    Q_OBJECT
public:
    explicit MemberPane(QWidget *parent = nullptr);

    MemberListModel &model() { return m_model; }
    /// Ourselves: our rank decides what is offered, and nobody kicks himself.
    void setOwnNick(const QString &nick);
    /// What can be done with this member now; the menu is shown by popup().
    QMenu *menuFor(const QString &nick);
    QListView *list() const { return m_list; }
    QLineEdit *filter() const { return m_filter; }

Q_SIGNALS:
    void actionWanted(plausch::ui::MemberAction action, const QString &nick);
    void closeWanted(); // Esc

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refreshTitle();
    void retranslate();

    MemberListModel m_model;
    QString m_own;
    QLabel *m_title;
    QLineEdit *m_filter;
    QListView *m_list;
};

} // namespace plausch::ui
