// Layer: ui. Thread: main. Owner: Answering.
#pragma once

#include "store/rows.h"

#include <QFrame>

class QListWidget;

namespace plausch::ui {

/// A few reactions to choose from with one key or click: those a message has already, then the usual ones. What was
/// given already is marked, and choosing it takes it back. Letters lead to all emojis.
class ReactionChoice : public QFrame
{
    Q_OBJECT
public:
    static constexpr int MostOffered = 10;

    explicit ReactionChoice(QWidget *parent);

    void open(const QPoint &corner, const QList<store::ReactionSum> &given);
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void chosen(const QString &reaction, bool on);
    void moreWanted(const QPoint &corner, const QString &letters);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void add(const QString &reaction, bool mine);
    void choose();

    QListWidget *m_list;
};

} // namespace plausch::ui
