// Layer: ui. Thread: main. Owner: ChatPage.
#pragma once

#include "ui/models/searchmodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace plausch::ui {

/// Find in one conversation, over its whole history: newest hit first, F3 goes to older ones.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(QWidget *parent = nullptr);

    void open(SearchModel *model, const store::ChatId &chat); // not owned
    void close();
    void findNext(); // older
    void findPrevious(); // newer

Q_SIGNALS:
    void found(plausch::store::Cursor place, const QString &words);
    void wordsChanged(const QString &words);
    void everywhereWanted(const QString &words);
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void step(int by);
    void onState();
    void refresh();
    void retranslate();

    SearchModel *m_model = nullptr;
    store::ChatId m_chat;
    QLineEdit *m_words;
    QLabel *m_count;
    QToolButton *m_older;
    QToolButton *m_newer;
    QToolButton *m_everywhere;
    QToolButton *m_close;
    QTimer m_typing;
    int m_current = -1;
};

} // namespace plausch::ui
