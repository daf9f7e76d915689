// Layer: ui. Thread: main. Owner: the widget it stands in.
#pragma once

#include <QLabel>

namespace plausch::ui {

/// One line that gives way: what does not fit ends in an ellipsis, and the pointer shows all of it.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    bool isElided() const;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace plausch::ui
