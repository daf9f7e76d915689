// Layer: ui. Thread: main. Owner: MessageView.
#pragma once

#include <QAbstractButton>

namespace plausch::ui {

/// The round button over the messages that leads to the newest one, with the number of those that came meanwhile.
class JumpButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit JumpButton(QWidget *parent);
    void setCount(int count);
    int count() const { return m_count; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tell();
    int m_count = 0;
};

} // namespace plausch::ui
