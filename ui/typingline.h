// Layer: ui. Thread: main. Owner: ChatPage.
#pragma once

#include "ui/elidedlabel.h"

#include <QStringList>

namespace plausch::ui {

/// Who is writing. Always as high as one line, so that nothing moves when somebody starts or stops.
class TypingLine : public ElidedLabel
{
    Q_OBJECT
public:
    explicit TypingLine(QWidget *parent = nullptr);

    void setNames(const QStringList &names);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fit();
    void recolor();

    QStringList m_names;
};

} // namespace plausch::ui
