// Layer: ui. Thread: main. Owner: MessageView.
#pragma once

#include <QWidget>

class QToolButton;

namespace plausch::ui {

/// What the pointer finds beside a message: answer it, react to it. The keyboard has R and + for that.
class RowActions : public QWidget
{
    Q_OBJECT
public:
    explicit RowActions(QWidget *parent);

    /// Beside the bubble, on its free side.
    void placeAt(const QRect &bubble, bool leftOfIt);
    QToolButton *reply() const { return m_reply; }
    QToolButton *react() const { return m_react; }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    QToolButton *m_reply;
    QToolButton *m_react;
};

} // namespace plausch::ui
