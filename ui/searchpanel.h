// Layer: ui. Thread: main. Owner: MainWindow.
#pragma once

#include "ui/models/searchmodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QToolButton;

namespace plausch::ui {

/// Search over all conversations; a hit opens its place.
class SearchPanel : public QWidget
{
    Q_OBJECT
public:
    explicit SearchPanel(SearchModel &model, QWidget *parent = nullptr);

    void open(const QString &words);

Q_SIGNALS:
    void hitChosen(const plausch::store::ChatId &chat, plausch::store::Cursor place, const QString &words);
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void refresh();
    void retranslate();

    SearchModel &m_model;
    QLineEdit *m_words;
    QToolButton *m_close;
    QLabel *m_state;
    QListView *m_hits;
    QTimer m_typing;
};

} // namespace plausch::ui
